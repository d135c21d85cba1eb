import type { CivilDate } from '#kernel/calendar.ts';
import { rate } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import type { Db } from '#service/database.ts';
import type { DomainEvent, LienRefusal } from '#service/event-types.ts';
import { schedule, type Terms } from '../rules/schedule.ts';
import { custody, disbursement, loanPool, runOf } from './chart.ts';
import { type Contract, lockContracts } from './contracts.ts';

type Transaction = { db: Db; emit(event: DomainEvent): void };

/** CJ-13: pays a loan out on the day its lien is known to stand, and plans it from that day; one paid out already stays. */
export async function disburseLoan({ db, emit }: Transaction, loanId: string, on: CivilDate): Promise<void> {
  const [contract] = await lockContracts(db, [loanId]);
  if (!contract) throw new Error('A lien was placed for a loan that is not in this register');
  if (contract.status === 'REFUSED') throw new Error('A lien was placed for a loan that has ended as refused');
  if (contract.status !== 'PENDING') return;
  await db.query("UPDATE loan SET status = 'REPAYING', disbursed_on = $2 WHERE id = $1", [loanId, on]);
  await writeSchedule(db, loanId, { ...contract, annualRate: rate(contract.annualRate), disbursedOn: on });
  await payOut(db, contract, on);
  emit({ type: 'loan-granted', loanId, memberId: contract.memberId, city: contract.city, on });
}

/** CJ-13: ends a loan for which no lien could be placed; nothing was paid out. One that has ended so already stays. */
export async function refuseLoan(
  db: Db,
  loanId: string,
  refusal: { on: CivilDate; reason: LienRefusal },
): Promise<void> {
  const [contract] = await lockContracts(db, [loanId]);
  if (contract?.status === 'REFUSED') return;
  if (contract?.status !== 'PENDING') throw new Error('A lien was refused for a loan that does not wait for one');
  await db.query("UPDATE loan SET status = 'REFUSED', refused_on = $2, refused_for = $3 WHERE id = $1", [
    loanId,
    refusal.on,
    refusal.reason,
  ]);
}

async function writeSchedule(db: Db, loanId: string, terms: Terms): Promise<void> {
  const plan = schedule(terms);
  await db.query(
    `INSERT INTO instalment (loan_id, number, due_on, principal, interest, penalty_through)
     SELECT $1, number, due_on, principal, interest, due_on
     FROM unnest($2::integer[], $3::date[], $4::bigint[], $5::bigint[]) AS planned (number, due_on, principal, interest)`,
    [
      loanId,
      plan.map(({ number }) => number),
      plan.map(({ dueOn }) => dueOn),
      plan.map(({ principal }) => principal),
      plan.map(({ interest }) => interest),
    ],
  );
}

async function payOut(db: Db, { id, city, account, principal }: Contract, on: CivilDate): Promise<void> {
  const from = await internalAccount(db, { city, pool: loanPool, code: custody });
  await post(db, { from, to: account, fen: principal, code: disbursement, bookedOn: on, run: runOf(id) });
}
