import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { internalAccount, openAccount } from '#ledger/accounts.ts';
import { type Booked, post, postSelected } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { Accounts } from './create-dues.ts';
import {
  type Accrued,
  accrualParameters,
  accruedInterest,
  accruedSql,
  type InterestDays,
  interestYearOf,
  weightsOf,
  wholeYear,
} from './interest-accrued.ts';
import { flexiblePool } from './open-account.ts';
import { unitPool } from './unit-accounts.ts';

/** The pools of a city (CJ-19): each bears its own interest. */
const pools = [flexiblePool, unitPool];

/** CJ-09: the last year whose settlement day has come. */
export function lastSettlementYear(context: Context, city: CityCode): number {
  return interestYearOf(context, city, context.clock.today()) - 1;
}

/** A year is settled on its settlement day or later. */
export function refuseBeforeSettlementDay(context: Context, city: CityCode, year: number): void {
  const { to } = wholeYear(context, city, year);
  if (context.clock.today() < to) throw new Error(`The interest of ${year} is settled on ${to}`);
}

/**
 * CJ-09: settles the interest year of a range of accounts on the settlement day and adds it to each account, once for an
 * account, pool and year; the accounts are locked by the caller. Answers what was booked.
 */
export async function settleAccounts(
  context: Context,
  db: Db,
  accounts: Accounts,
  { year, runId }: { year: number; runId: number | null },
): Promise<Booked> {
  const days = wholeYear(context, accounts.city, year);
  const settled = await writeSettlements(context, db, accounts, { year, runId, days });
  const booked: Booked = { rows: 0, fen: 0n };
  for (const { pool, fen } of settled) {
    if (pool !== flexiblePool) await openInterestAccounts(db, pool, accounts, year);
    const posted = await postInterest(db, pool, accounts, { year, runId, days });
    if (posted.fen !== fen) throw new Error('The interest that was booked is not the interest that was settled');
    booked.rows += posted.rows;
    booked.fen += posted.fen;
  }
  return booked;
}

/** What a run has settled, in fen: the accounts that were credited, and their interest together. */
export async function settledBy(context: Context, runId: number): Promise<Booked> {
  const [settled] = await rows<Booked>(
    context.database,
    `SELECT count(*)::int AS rows, coalesce(sum(fen), 0)::bigint AS fen FROM interest_settlement
     WHERE run_id = $1 AND taken_back_by IS NULL AND fen > 0`,
    [runId],
  );
  return settled!;
}

type Settling = { year: number; runId: number | null; days: InterestDays };

async function writeSettlements(
  context: Context,
  db: Db,
  accounts: Accounts,
  { year, runId, days }: Settling,
): Promise<{ pool: string; fen: Fen }[]> {
  const weights = weightsOf(context, accounts.city, days);
  const inRange = 'acc.city = $7 AND acc.id BETWEEN $8 AND $9 AND acc.opened_on <= $3';
  return rows(
    db,
    `WITH made AS (
       INSERT INTO interest_settlement (account_id, pool, year, product, fen, settled_on, run_id)
       SELECT account, pool, $10, product, fen, $3, $11 FROM (${accruedSql(inRange, weights)}) AS earned
       ON CONFLICT DO NOTHING
       RETURNING pool, fen)
     SELECT pool, sum(fen)::bigint AS fen FROM made GROUP BY pool ORDER BY pool`,
    [...accrualParameters(pools, days, weights), accounts.city, accounts.first, accounts.last, year, runId],
  );
}

const settledIn = `interest_settlement s JOIN account acc ON acc.id = s.account_id
  WHERE s.pool = $1 AND s.year = $2 AND acc.city = $3 AND s.account_id BETWEEN $4 AND $5 AND s.taken_back_by IS NULL AND s.fen > 0`;

// The unit pool's accounts are opened on first use, and interest is one.
async function openInterestAccounts(
  db: Db,
  pool: string,
  { city, first, last }: Accounts,
  year: number,
): Promise<void> {
  await db.query(
    `INSERT INTO ledger_account (city, pool, code, owner, segment, balance)
     SELECT acc.city, $1, acc.member_id || ':INTEREST', acc.member_id, 'INTEREST', 0 FROM ${settledIn}
     ON CONFLICT (city, pool, code) DO NOTHING`,
    [pool, year, city, first, last],
  );
}

async function postInterest(
  db: Db,
  pool: string,
  { city, first, last }: Accounts,
  { year, runId, days }: Settling,
): Promise<Booked> {
  const expense = await internalAccount(db, { city, pool, code: 'expense:interest' });
  const into =
    pool === flexiblePool
      ? 'acc.interest'
      : `(SELECT l.id FROM ledger_account l WHERE l.city = acc.city AND l.pool = $1 AND l.code = acc.member_id || ':INTEREST')`;
  return postSelected(db, {
    select: `SELECT $6::integer AS from_account, ${into} AS to_account, s.fen, '09'::text AS code,
        s.settled_on AS booked_on, NULL::text AS period, $7::text AS run
      FROM ${settledIn} AND s.run_id IS NOT DISTINCT FROM $8::integer AND s.settled_on = $9::date`,
    params: [pool, year, city, first, last, expense, `interest:${year}`, runId, days.to],
    accountsHeld: true,
  });
}

/**
 * CJ-09, CJ-13: pays an account's interest in one pool up to the day before `on` at once, years that no run has come to
 * first; what it earns from `on` is still to come. The account is locked by the caller. Answers what was earned and booked.
 */
export async function payInterestUntil(
  context: Context,
  db: Db,
  account: { id: number; city: CityCode; memberId: string },
  of: { pool: string; on: CivilDate },
): Promise<Accrued> {
  await settleEarlierYears(context, db, account, of.on);
  const accrued = await accruedInterest(context, db, account, of);
  const [made] = await rows(
    db,
    `INSERT INTO interest_accrual (account_id, pool, through, product, fen) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING fen`,
    [account.id, of.pool, of.on, accrued.product, accrued.fen],
  );
  if (!made || accrued.fen <= 0n) return accrued;
  const { city, memberId } = account;
  const from = await internalAccount(db, { city, pool: of.pool, code: 'expense:interest' });
  const to = await openAccount(db, { city, pool: of.pool, owner: memberId, segment: 'INTEREST' });
  await post(db, { from, to, fen: accrued.fen, code: '09', bookedOn: of.on, run: `interest:${of.on}` });
  return accrued;
}

async function settleEarlierYears(
  context: Context,
  db: Db,
  { id, city }: { id: number; city: CityCode },
  on: CivilDate,
): Promise<void> {
  const [known] = await rows<{ openedOn: CivilDate; settled: number | null }>(
    db,
    `SELECT opened_on AS "openedOn", (SELECT max(year) FROM interest_settlement WHERE account_id = id AND taken_back_by IS NULL) AS settled
     FROM account WHERE id = $1`,
    [id],
  );
  const first = known!.settled === null ? interestYearOf(context, city, known!.openedOn) : known!.settled + 1;
  for (let year = first; year < interestYearOf(context, city, on); year += 1) {
    await settleAccounts(context, db, { city, first: id, last: id }, { year, runId: null });
  }
}
