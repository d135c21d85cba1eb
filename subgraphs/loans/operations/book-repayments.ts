import { type CivilDate, monthOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type AccountId, internalAccount } from '#ledger/accounts.ts';
import { postSelected } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { DomainEvent } from '#service/event-types.ts';
import { isClear, type Repaid } from '../rules/repayment.ts';
import { contributionsClearing, custody, interestIncome, loanPool, penaltyIncome, runOf } from './chart.ts';
import type { Contract } from './contracts.ts';

/**
 * A repayment decided and not yet written; `closes` when nothing of its instalments is to be asked any more, `byAccount`
 * when the borrower's account gave it (冲还贷).
 */
export type Repayment = { contract: Contract; repaid: Repaid; code: string; closes: boolean; byAccount?: boolean };
type Books = { bank: AccountId; clearing: AccountId; interest: AccountId; penalty: AccountId };
type Transaction = { db: Db; emit(event: DomainEvent): void };
type Line = { from: AccountId; to: AccountId; fen: Fen; code: string; run: string };

/**
 * Writes many repayments of a day in a fixed number of statements, closes the loans that are repaid and tells of them; `asOf` is
 * the day as of which they count, where that is another than the day of the book.
 */
export async function bookRepayments(
  { db, emit }: Transaction,
  repayments: readonly Repayment[],
  on: CivilDate,
  asOf = on,
): Promise<void> {
  if (repayments.length === 0) return;
  await writeInstalments(db, repayments, { on, asOf });
  await writeMovements(db, repayments, on);
  const settled = await rows<{ id: string; memberId: string; city: CityCode }>(
    db,
    `UPDATE loan SET status = 'SETTLED', settled_on = $2
     WHERE id = ANY($1::uuid[]) AND status = 'REPAYING'
       AND NOT EXISTS (SELECT FROM instalment WHERE loan_id = loan.id AND closed_on IS NULL)
     RETURNING id, member_id AS "memberId", city`,
    [repayments.map(({ contract }) => contract.id), on],
  );
  for (const { id, memberId, city } of settled) emit({ type: 'loan-settled', loanId: id, memberId, city, on });
}

// What was paid of each instalment before is read by the statement that writes what is paid of it now: the loan is locked.
const instalmentsSql = `
  WITH now AS (
    SELECT * FROM unnest($1::uuid[], $2::integer[], $3::bigint[], $4::date[], $5::bigint[], $6::bigint[], $7::bigint[], $8::date[])
      AS now (loan_id, number, penalty, through, principal, interest, paid_penalty, closed_on)),
  before AS (
    SELECT i.loan_id, i.number, i.paid_principal, i.paid_interest, i.paid_penalty
    FROM instalment i JOIN now USING (loan_id, number)),
  written AS (
    UPDATE instalment SET penalty = now.penalty, penalty_through = now.through, paid_principal = now.principal,
      paid_interest = now.interest, paid_penalty = now.paid_penalty, closed_on = now.closed_on
    FROM now WHERE instalment.loan_id = now.loan_id AND instalment.number = now.number)
  INSERT INTO instalment_payment (loan_id, number, paid_on, principal, interest, penalty)
  SELECT loan_id, number, $9, now.principal - paid_principal, now.interest - paid_interest, now.paid_penalty - before.paid_penalty
  FROM before JOIN now USING (loan_id, number)
  WHERE (now.principal, now.interest, now.paid_penalty) <> (paid_principal, paid_interest, before.paid_penalty)`;

async function writeInstalments(
  db: Db,
  repayments: readonly Repayment[],
  { on, asOf }: { on: CivilDate; asOf: CivilDate },
): Promise<void> {
  const changed = repayments.flatMap(({ contract, repaid, closes }) =>
    repaid.instalments.map((each) => ({
      ...each,
      loanId: contract.id,
      closedOn: closes || isClear(each) ? on : null,
    })),
  );
  await db.query(instalmentsSql, [
    changed.map(({ loanId }) => loanId),
    changed.map(({ number }) => number),
    changed.map(({ penalty }) => penalty),
    changed.map(({ penaltyThrough }) => penaltyThrough),
    changed.map(({ paidPrincipal }) => paidPrincipal),
    changed.map(({ paidInterest }) => paidInterest),
    changed.map(({ paidPenalty }) => paidPenalty),
    changed.map(({ closedOn }) => closedOn),
    asOf,
  ]);
}

async function writeMovements(db: Db, repayments: readonly Repayment[], on: CivilDate): Promise<void> {
  const books = new Map<CityCode, Books>();
  for (const { contract } of repayments) {
    if (!books.has(contract.city)) books.set(contract.city, await internalAccounts(db, contract.city));
  }
  const lines: Line[] = repayments.flatMap(({ contract, repaid, code, byAccount }) => {
    const { bank, clearing, interest, penalty } = books.get(contract.city)!;
    const to = byAccount ? clearing : bank;
    const run = runOf(contract.id);
    return [
      { from: contract.account, to, fen: repaid.principal, code, run },
      { from: interest, to, fen: repaid.interest, code, run },
      { from: penalty, to, fen: repaid.penalty, code, run },
    ].filter(({ fen }) => fen > 0n);
  });
  await postSelected(db, {
    select: `SELECT from_account, to_account, fen, code, $5::date AS booked_on, $6::text AS period, run
      FROM unnest($1::integer[], $2::integer[], $3::bigint[], $4::text[], $7::text[])
        AS line (from_account, to_account, fen, code, run)`,
    params: [
      lines.map((l) => l.from),
      lines.map((l) => l.to),
      lines.map((l) => l.fen),
      lines.map((l) => l.code),
      on,
      monthOf(on),
      lines.map((l) => l.run),
    ],
  });
}

async function internalAccounts(db: Db, city: CityCode): Promise<Books> {
  const account = (code: string) => internalAccount(db, { city, pool: loanPool, code });
  return {
    bank: await account(custody),
    clearing: await account(contributionsClearing),
    interest: await account(interestIncome),
    penalty: await account(penaltyIncome),
  };
}
