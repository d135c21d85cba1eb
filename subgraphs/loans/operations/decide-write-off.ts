import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { isId } from '#service/ids.ts';
import { storeJson } from '#service/json.ts';
import { perform, type Transaction } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { unmet } from '../rules/conditions.ts';
import { weighWriteOff } from '../rules/write-off.ts';
import { loanPool, runOf, writeOffCode, writtenOff } from './chart.ts';
import { loanOf } from './loans.ts';
import { type Disbursed, lockRepaying } from './lock-loan.ts';
import { officerOf, refuseSecondHand } from './officer-of.ts';
import { countPenalty } from './penalty-through.ts';
import { findWriteOff, type WriteOff } from './write-offs.ts';

export type DecideWriteOff = { writeOffId: string; approve: boolean; idempotencyKey: string };

/**
 * HZ-11: writes a loan off, or rejects that, by another officer. The principal that is owed on that day leaves the book of
 * loans (账销案存): the member still owes it, the lien stays and nothing more is lent. Weighed anew on the day.
 */
export async function decideWriteOff(context: Context, input: DecideWriteOff): Promise<WriteOff> {
  const officer = officerOf(context);
  const { writeOffId: id, approve } = input;
  const known = isId(id) ? await findWriteOff(context.database, id) : undefined;
  if (!known || !context.caller.cities.includes(known.city)) throw noSuchWriteOff();
  const command = { name: 'decide-write-off', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const contract = await lockRepaying(context, db, known.loanId);
    const proposed = (await findWriteOff(db, id))!;
    if (proposed.status !== 'PROPOSED') throw noSuchWriteOff();
    refuseSecondHand(officer, proposed.proposedBy);
    const { overduePeriods: periods, recallDueOn } = await loanOf(db, contract.id, today);
    const policy = context.policy(contract.city, today);
    const { grade, ...weighing } = weighWriteOff({ periods, recallDueOn }, today, policy);
    const reasons = unmet(weighing.conditions);
    if (approve && reasons.length > 0) {
      const detail = { field: 'writeOffId', clause: 'HZ-11', reasons };
      throw about(contract.memberId, new Refusal('NOT_ELIGIBLE', 'The loan is no longer bad enough', detail));
    }
    await db.query(
      `UPDATE write_off SET status = $2, amount = $3, grade = $4, weighing = $5, decided_by = $6, decided_on = $7 WHERE id = $1`,
      [
        ...[id, approve ? 'WRITTEN_OFF' : 'REJECTED', contract.outstandingPrincipal, grade],
        ...[storeJson(weighing), officer, today],
      ],
    );
    if (approve) await writeOff(context, transaction, contract);
    return (await findWriteOff(db, id))!;
  });
}

const noSuchWriteOff = () => new Refusal('NOT_FOUND', 'There is no such write-off to decide', { field: 'writeOffId' });

async function writeOff(context: Context, { db, emit, today }: Transaction, contract: Disbursed): Promise<void> {
  // What is kept as a claim is what is owed on this day, penalty too.
  await countPenalty(context, db, contract, today);
  const { id, city, account, outstandingPrincipal } = contract;
  const to = await internalAccount(db, { city, pool: loanPool, code: writtenOff });
  await post(db, { from: account, to, fen: outstandingPrincipal, code: writeOffCode, bookedOn: today, run: runOf(id) });
  await db.query('UPDATE instalment SET closed_on = $2 WHERE loan_id = $1 AND closed_on IS NULL', [id, today]);
  await db.query("UPDATE loan SET status = 'WRITTEN_OFF', written_off_on = $2 WHERE id = $1", [id, today]);
  emit({ type: 'loan-written-off', loanId: id, city, fen: String(outstandingPrincipal), on: today });
}
