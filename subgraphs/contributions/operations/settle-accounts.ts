import type { CivilDate } from '#kernel/calendar.ts';
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
  const settling = { year, runId, days: wholeYear(context, accounts.city, year) };
  const flexible = await settleBoth(context, db, accounts, settling);
  const unit = await creditUnitPool(db, accounts, settling);
  return { rows: flexible.rows + unit.rows, fen: flexible.fen + unit.fen };
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

// In one statement with the flexible pool's movements, which are nearly all: read back, they would be looked up a second time.
async function settleBoth(context: Context, db: Db, accounts: Accounts, settling: Settling): Promise<Booked> {
  const { year, runId, days } = settling;
  const { city, first, last } = accounts;
  const weights = weightsOf(context, city, days);
  const inRange = 'acc.city = $7 AND acc.id BETWEEN $8 AND $9 AND acc.opened_on <= $3';
  const expense = await internalAccount(db, { city, pool: flexiblePool, code: 'expense:interest' });
  const run = `interest:${year}`;
  return postSelected(db, {
    made: `made AS (
       INSERT INTO interest_settlement (account_id, pool, year, product, fen, settled_on, run_id)
       SELECT account, pool, $10, product, fen, $3, $11 FROM (${accruedSql(inRange, weights)}) AS earned
       ON CONFLICT DO NOTHING
       RETURNING account_id, pool, fen)`,
    select: `SELECT $12::integer AS from_account, acc.interest AS to_account, made.fen, '09'::text AS code,
        $3::date AS booked_on, NULL::text AS period, $13::text AS run
      FROM made JOIN account acc ON acc.id = made.account_id WHERE made.pool = '${flexiblePool}' AND made.fen > 0`,
    params: [...accrualParameters(pools, days, weights), city, first, last, year, runId, expense, run],
    accountsHeld: true,
  });
}

const settledIn = `interest_settlement s JOIN account acc ON acc.id = s.account_id
  WHERE s.pool = '${unitPool}' AND s.year = $1 AND acc.city = $2 AND s.account_id BETWEEN $3 AND $4
    AND s.run_id IS NOT DISTINCT FROM $5::integer AND s.settled_on = $6::date AND s.taken_back_by IS NULL AND s.fen > 0`;

// Few have money in it, so that an account for its interest is opened on first use.
async function creditUnitPool(
  db: Db,
  { city, first, last }: Accounts,
  { year, runId, days }: Settling,
): Promise<Booked> {
  const range = [year, city, first, last, runId, days.to];
  const opened = await rows(
    db,
    `WITH earning AS (SELECT acc.member_id FROM ${settledIn}),
     opened AS (
       INSERT INTO ledger_account (city, pool, code, owner, segment, balance)
       SELECT $2, '${unitPool}', member_id || ':INTEREST', member_id, 'INTEREST', 0 FROM earning
       ON CONFLICT (city, pool, code) DO NOTHING)
     SELECT FROM earning LIMIT 1`,
    range,
  );
  if (opened.length === 0) return { rows: 0, fen: 0n };
  const expense = await internalAccount(db, { city, pool: unitPool, code: 'expense:interest' });
  return postSelected(db, {
    select: `SELECT $7::integer AS from_account,
        (SELECT l.id FROM ledger_account l WHERE l.city = acc.city AND l.pool = '${unitPool}' AND l.code = acc.member_id || ':INTEREST') AS to_account,
        s.fen, '09'::text AS code, s.settled_on AS booked_on, NULL::text AS period, $8::text AS run
      FROM ${settledIn}`,
    params: [...range, expense, `interest:${year}`],
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
