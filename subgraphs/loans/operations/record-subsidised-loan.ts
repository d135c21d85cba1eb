import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { borrowersCity, noteSpouse } from './borrower-of.ts';
import { lockSubsidisedLoan, type SubsidisedLoan } from './subsidised-loans.ts';

export type RecordSubsidisedLoan = {
  memberId: string;
  bank: string;
  contractReference: string;
  idempotencyKey: string;
};

const longest = 100;

/** CJ-13: records that a bank's loan to a member has its interest subsidised (贴息贷款); it counts once its lien stands. */
export async function recordSubsidisedLoan(context: Context, input: RecordSubsidisedLoan): Promise<SubsidisedLoan> {
  const { idempotencyKey: key, ...asked } = input;
  for (const field of ['bank', 'contractReference'] as const) {
    if (asked[field].length < 1 || asked[field].length > longest) {
      throw new Refusal('INVALID_INPUT', `1 to ${longest} characters`, { field });
    }
  }
  const command = { name: 'record-subsidised-loan', subject: asked.memberId, key, input: asked };
  return perform(context, command, async ({ db, emit, today }) => {
    const { memberId, bank, contractReference } = asked;
    const city = await borrowersCity(context, db, memberId);
    const [written] = await rows<{ id: string }>(
      db,
      `INSERT INTO subsidised_loan (member_id, city, bank, contract_reference, recorded_on) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (bank, contract_reference) WHERE status <> 'REFUSED' DO NOTHING RETURNING id`,
      [memberId, city, bank, contractReference, today],
    );
    if (!written) {
      throw new Refusal('INVALID_INPUT', 'This contract is recorded already', { field: 'contractReference' });
    }
    await noteSpouse(context, db, memberId);
    emit({ type: 'lien-requested', loanId: written.id, memberId, city, kind: 'SUBSIDISED' });
    return (await lockSubsidisedLoan(db, written.id))!;
  });
}
