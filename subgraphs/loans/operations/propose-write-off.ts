import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { storeJson } from '#service/json.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { unmet } from '../rules/conditions.ts';
import { weighWriteOff } from '../rules/write-off.ts';
import { loanOf } from './loans.ts';
import { lockRepaying } from './lock-loan.ts';
import { officerOf, textOf } from './officer-of.ts';
import { findWriteOff, type WriteOff } from './write-offs.ts';

export type ProposeWriteOff = { loanId: string; reason: string; evidenceReference: string; idempotencyKey: string };

/** HZ-11: proposes to write a loan off that is bad enough; another officer decides, and nothing is booked yet. */
export async function proposeWriteOff(context: Context, input: ProposeWriteOff): Promise<WriteOff> {
  const officer = officerOf(context);
  const reason = textOf('reason', input.reason);
  const evidence = textOf('evidenceReference', input.evidenceReference, 200);
  const command = { name: 'propose-write-off', subject: input.loanId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const contract = await lockRepaying(context, db, input.loanId);
    const { overduePeriods: periods, recallDueOn } = await loanOf(db, contract.id, today);
    const policy = context.policy(contract.city, today);
    const { grade, ...weighing } = weighWriteOff({ periods, recallDueOn }, today, policy);
    const reasons = unmet(weighing.conditions);
    if (reasons.length > 0) {
      const detail = { field: 'loanId', clause: 'HZ-11', reasons };
      throw about(
        contract.memberId,
        new Refusal('NOT_ELIGIBLE', 'The loan is not bad enough to be written off', detail),
      );
    }
    const [written] = await rows<{ id: string }>(
      db,
      `INSERT INTO write_off (loan_id, amount, grade, reason, evidence, weighing, proposed_by, proposed_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (loan_id) WHERE status <> 'REJECTED' DO NOTHING RETURNING id`,
      [contract.id, contract.outstandingPrincipal, grade, reason, evidence, storeJson(weighing), officer, today],
    );
    if (!written) {
      const waits = new Refusal('IN_PROGRESS', 'A write-off of this loan waits for its decision', { field: 'loanId' });
      throw about(contract.memberId, waits);
    }
    return (await findWriteOff(db, written.id))!;
  });
}
