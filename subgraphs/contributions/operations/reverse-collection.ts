import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type Booked, postSelected } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import { streakWithout } from '../rules/correction.ts';
import type { Streak } from '../rules/streak.ts';
import { owedWhenClosed } from './close-accounts.ts';
import { frozenOut } from './freezes.ts';
import { type Chunk, lockAccounts } from './run-in-chunks.ts';
import { saveStreaks } from './save-streaks.ts';

/** What a batch booked into one account and nobody has taken back, with every reason why it cannot be; in fen. */
type Collected = {
  accountId: number;
  memberId: string;
  agreement: string;
  movements: string[];
  months: CivilMonth[];
  paidOn: CivilDate;
  fen: Fen;
  streak: Streak;
  reasons: string[];
};

/**
 * A.9, CJ-07: takes back what a collection booked to the accounts of a chunk, each movement by one that names it, with all
 * that follows from a single correction: its months are owed again, their deduction is gone (CJ-14) and so is their place
 * in a run (CJ-15). An account from which it cannot be taken whole is left as it is, with every reason, for staff.
 */
export async function reverseCollection(transaction: Transaction, chunk: Chunk, of: { run: number }): Promise<Booked> {
  const { db, today } = transaction;
  await lockAccounts(db, chunk.accounts);
  await keepAnswersOut(db, chunk);
  // By the indexes whatever the planner believes of tables that have just grown: a chunk is small beside them.
  await db.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off');
  const collected = await collectedBy(db, of.run, chunk.number, today);
  await noteRefused(
    db,
    chunk.runId,
    collected.filter(({ reasons }) => reasons.length > 0),
  );
  const taken = collected.filter(({ reasons }) => reasons.length === 0);
  const booked = await bookBack(db, taken, today);
  const told = await owedAgain(db, taken);
  await shortenRuns(transaction, chunk, taken, told);
  return booked;
}

// Whoever books an answer of the bank locks its batch and not its accounts, and would wait for these in a circle.
async function keepAnswersOut(db: Db, { accounts: { city, first, last } }: Chunk): Promise<void> {
  await db.query(
    `SELECT count(*) FROM (
       SELECT b.id FROM debit_batch b JOIN run_chunk c ON c.run_id = b.run_id AND c.chunk = b.chunk
       WHERE b.city = $1 AND b.status = 'PREPARED' AND c.first_account <= $3 AND c.last_account >= $2
       ORDER BY b.id FOR NO KEY UPDATE OF b) AS locked`,
    [city, first, last],
  );
}

// What each account was credited is gathered beside it, so that no plan can compare all of them with all.
const collectedSql = `
  SELECT acc.id AS "accountId", acc.member_id AS "memberId", a.id AS agreement, got.movements, got.months, got.fen,
    b.debit_on AS "paidOn",
    jsonb_build_object('months', acc.streak_months, 'from', acc.streak_from, 'through', acc.streak_through,
      'agreement', acc.streak_agreement) AS streak,
    array_remove(ARRAY[
      CASE WHEN ${frozenOut('acc.id', 'acc.member_id', 'got.fen', '$3::date')} THEN 'ACCOUNT_FROZEN' END,
      CASE WHEN l.balance < got.fen THEN 'BALANCE_TOO_LOW' END,
      CASE WHEN l.balance < got.fen
        AND EXISTS (SELECT FROM payout p WHERE p.account_id = acc.id AND p.status = 'HELD') THEN 'IN_PROGRESS' END,
      CASE WHEN NOT got.own THEN 'NOT_ELIGIBLE' END], NULL) AS reasons
  FROM debit_batch b JOIN debit_line line ON line.batch_id = b.id JOIN agreement a ON a.id = line.agreement_id
  JOIN account acc ON acc.id = a.account_id JOIN ledger_account l ON l.id = acc.flexible
  CROSS JOIN LATERAL (
    SELECT array_agg(m.id::text ORDER BY m.period) AS movements, array_agg(m.period ORDER BY m.period) AS months,
      sum(m.fen)::bigint AS fen,
      bool_and(EXISTS (
        SELECT FROM period_due d WHERE d.agreement_id = a.id AND d.month = m.period AND d.filled_on = m.booked_on)
      AND NOT EXISTS (
        SELECT FROM movement o WHERE o.to_account = m.to_account AND o.code = '01' AND o.period = m.period AND o.id <> m.id
          AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = o.id))) AS own
    FROM movement m
    WHERE m.to_account = acc.flexible AND m.booked_on = b.debit_on AND m.run = 'debit:' || b.id AND m.code = '01'
      AND m.reverses IS NULL AND NOT EXISTS (SELECT FROM movement r WHERE r.reverses = m.id)) AS got
  WHERE b.run_id = $1 AND b.chunk = $2 AND got.fen IS NOT NULL
  ORDER BY acc.id`;

function collectedBy(db: Db, run: number, chunk: number, today: CivilDate): Promise<Collected[]> {
  return rows<Collected>(db, collectedSql, [run, chunk, today]);
}

async function noteRefused(db: Db, runId: number, refused: readonly Collected[]): Promise<void> {
  if (refused.length === 0) return;
  await db.query(
    `INSERT INTO run_refusal (run_id, account_id, rows, fen, reasons)
     SELECT $1, account, months, fen, string_to_array(reasons, ' ')
     FROM unnest($2::int[], $3::int[], $4::bigint[], $5::text[]) AS given (account, months, fen, reasons)`,
    [
      runId,
      refused.map(({ accountId }) => accountId),
      refused.map(({ months }) => months.length),
      refused.map(({ fen }) => fen),
      refused.map(({ reasons }) => reasons.join(' ')),
    ],
  );
}

function bookBack(db: Db, taken: readonly Collected[], today: CivilDate): Promise<Booked> {
  return postSelected(db, {
    select: `SELECT m.to_account AS from_account, m.from_account AS to_account, m.fen, m.code, $2::date AS booked_on,
        m.period, 'reverse:' || m.run AS run, m.id AS reverses
      FROM movement m WHERE m.id = ANY ($1::bigint[])`,
    params: [taken.flatMap(({ movements }) => movements), today],
    accountsHeld: true,
    reversing: true,
  });
}

/** Of which agreement a month is. */
const ofMonth = ({ agreement, month }: { agreement: string; month: CivilMonth }): string => `${agreement} ${month}`;

// The bank is asked for them again by the next collection, as for those of a batch that it never answered. Answers of
// which agreement and month the closing told, or will.
async function owedAgain(db: Db, taken: readonly Collected[]): Promise<Set<string>> {
  const months = taken.flatMap(({ agreement, months, paidOn }) =>
    months.map((month) => ({ agreement, month, paidOn })),
  );
  const unpaid = await rows<{ agreement: string; month: CivilMonth; owed: boolean }>(
    db,
    `UPDATE period_due d SET paid_fen = 0, filled_on = NULL
     FROM unnest($1::uuid[], $2::text[], $3::date[]) AS given (agreement, month, paid_on)
     JOIN agreement a ON a.id = given.agreement
     WHERE d.agreement_id = given.agreement AND d.month = given.month AND d.filled_on = given.paid_on
     RETURNING a.id AS agreement, d.month, ${owedWhenClosed} AS owed`,
    [months.map(({ agreement }) => agreement), months.map(({ month }) => month), months.map(({ paidOn }) => paidOn)],
  );
  if (unpaid.length !== months.length) throw new Error('A contribution is of one month that it has paid');
  await db.query(
    `UPDATE period_due d SET batch_id = NULL FROM unnest($1::uuid[], $2::text[]) AS given (agreement, month)
     WHERE d.agreement_id = given.agreement AND d.month = given.month`,
    [unpaid.map(({ agreement }) => agreement), unpaid.map(({ month }) => month)],
  );
  return new Set(unpaid.filter(({ owed }) => owed).map(ofMonth));
}

async function shortenRuns(
  { db, emit }: Transaction,
  chunk: Chunk,
  taken: readonly Collected[],
  told: ReadonlySet<string>,
): Promise<void> {
  const { city } = chunk.accounts;
  const shortened = taken.map(({ accountId, months, streak }) => {
    return { id: accountId, streak: months.reduce(streakWithout, streak) };
  });
  await saveStreaks(db, shortened);
  for (const { memberId, agreement, months, streak } of taken) {
    const closed = months.filter(
      (month) => streak.through !== null && month <= streak.through && told.has(ofMonth({ agreement, month })),
    );
    for (const month of closed) emit({ type: 'month-corrected', memberId, city, month });
  }
}
