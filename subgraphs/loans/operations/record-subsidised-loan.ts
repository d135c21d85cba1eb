import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { borrowersCity, noteSpouse } from './borrower-of.ts';
import { textOf } from './officer-of.ts';
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
  const { idempotencyKey: key, memberId } = input;
  // In one spelling: a contract that is recorded with a blank behind it is recorded already.
  const bank = textOf('bank', input.bank, longest);
  const contractReference = textOf('contractReference', input.contractReference, longest);
  const asked = { memberId, bank, contractReference };
  const command = { name: 'record-subsidised-loan', subject: memberId, key, input: asked };
  return perform(context, command, async ({ db, emit, today }) => {
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
