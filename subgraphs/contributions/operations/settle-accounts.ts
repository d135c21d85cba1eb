import { type CivilDate, yearOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { postSelected } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { interestOf, interestYear, type RatePiece, ratePieces } from '../rules/interest.ts';
import type { Accounts } from './create-dues.ts';
import { flexiblePool } from './open-account.ts';
import { type Chunk, lockAccounts, performChunk, type RunOf } from './run-in-chunks.ts';

type ProductRow = { account: number; piece: number; carried: Fen; current: Fen };
type Settled = { account: number; product: Fen; fen: Fen };

const daysOf = (context: Context, city: CityCode, year: number) =>
  interestYear(context.policy(city, `${year}-12-31`), year);

/** CJ-09: the year in which money that enters on a day bears its first interest; from its settlement day on it is the next. */
export function interestYearOf(context: Context, city: CityCode, on: CivilDate): number {
  const year = yearOf(on);
  return on < daysOf(context, city, year).to ? year : year + 1;
}

/** CJ-09: the last year whose settlement day has come. */
export function lastSettlementYear(context: Context, city: CityCode): number {
  return interestYearOf(context, city, context.clock.today()) - 1;
}

/** A year is settled on its settlement day or later. */
export function refuseBeforeSettlementDay(context: Context, city: CityCode, year: number): void {
  const { to } = daysOf(context, city, year);
  if (context.clock.today() < to) throw new Error(`The interest of ${year} is settled on ${to}`);
}

/** CJ-09: settles the interest year of the accounts of a chunk on the settlement day and adds it to each account, once. */
export async function settleAccounts(context: Context, run: RunOf, chunk: Chunk): Promise<void> {
  const year = Number(run.period);
  const days = daysOf(context, run.city, year);
  const policy = context.policy(run.city, days.to);
  const pieces = ratePieces((on) => context.policy(run.city, on), days);
  await performChunk(context, { name: 'settle-interest', run, chunk, last: true }, async ({ db }) => {
    await lockAccounts(db, chunk.accounts);
    const products = await readProducts(db, chunk.accounts, days, pieces);
    const settled = [...Map.groupBy(products, ({ account }) => account)].map(([account, own]): Settled => {
      const accrued = own.map((row) => ({ products: row, rate: pieces[row.piece - 1]!.rate }));
      const product = own.reduce((sum, { carried, current }) => sum + carried + current, 0n);
      return { account, product, fen: interestOf(policy, accrued) };
    });
    await saveSettled(db, settled, year, days.to);
    const expense = await internalAccount(db, { city: run.city, pool: flexiblePool, code: 'expense:interest' });
    await postSelected(db, {
      select: `SELECT $1::integer AS from_account, acc.interest AS to_account, s.fen, '09'::text AS code,
          s.settled_on AS booked_on, NULL::text AS period, $2::text AS run
        FROM interest_settlement s JOIN account acc ON acc.id = s.account_id
        WHERE s.year = $3 AND s.fen > 0 AND acc.city = $4 AND acc.id BETWEEN $5 AND $6`,
      params: [expense, `interest:${year}`, year, run.city, chunk.accounts.first, chunk.accounts.last],
    });
  });
}

/**
 * The 积数 of each account and piece. What was carried forward is today's balance less all that was booked since, so that
 * only the movements of one year are read, however old the account.
 */
function readProducts(
  db: Db,
  accounts: Accounts,
  days: { from: CivilDate; to: CivilDate },
  pieces: readonly RatePiece[],
): Promise<ProductRow[]> {
  return rows<ProductRow>(
    db,
    `WITH book AS (
       SELECT acc.id AS account, l.id AS ledger, l.balance
       FROM account acc JOIN ledger_account l ON l.owner = acc.member_id AND l.pool = $5
       WHERE acc.city = $1 AND acc.id BETWEEN $2 AND $3 AND acc.opened_on <= $8),
     entry AS (
       SELECT account, balance AS fen, NULL::date AS booked_on FROM book
       UNION ALL
       SELECT b.account, m.fen, m.booked_on FROM book b JOIN movement m ON m.to_account = b.ledger AND m.booked_on > $4
       UNION ALL
       SELECT b.account, -m.fen, m.booked_on FROM book b JOIN movement m ON m.from_account = b.ledger AND m.booked_on > $4),
     piece AS (SELECT * FROM unnest($6::date[], $7::date[]) WITH ORDINALITY AS p (from_on, to_on, ordinal))
     SELECT e.account, p.ordinal::int AS piece,
       (sum(CASE WHEN e.booked_on IS NULL THEN e.fen ELSE -e.fen END) * (p.to_on - p.from_on))::bigint AS carried,
       coalesce(sum(e.fen * (p.to_on - greatest(e.booked_on, p.from_on)))
         FILTER (WHERE e.booked_on < p.to_on), 0)::bigint AS current
     FROM entry e CROSS JOIN piece p
     GROUP BY e.account, p.ordinal, p.from_on, p.to_on ORDER BY e.account, p.ordinal`,
    [
      accounts.city,
      accounts.first,
      accounts.last,
      days.from,
      flexiblePool,
      pieces.map(({ from }) => from),
      pieces.map(({ to }) => to),
      days.to,
    ],
  );
}

async function saveSettled(db: Db, settled: readonly Settled[], year: number, on: CivilDate): Promise<void> {
  await db.query(
    `INSERT INTO interest_settlement (account_id, year, product, fen, settled_on)
     SELECT account, $4, product, fen, $5 FROM unnest($1::int[], $2::bigint[], $3::bigint[]) AS s (account, product, fen)`,
    [settled.map(({ account }) => account), settled.map((s) => s.product), settled.map((s) => s.fen), year, on],
  );
}
