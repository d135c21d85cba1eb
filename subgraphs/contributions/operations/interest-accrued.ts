import { type CivilDate, yearOf } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { dividedSql } from '#kernel/money-sql.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type DayWeights, dayWeights, interestYear, ratePieces } from '../rules/interest.ts';

/** The days [from, to) of one interest year, as far as interest is asked for. */
export type InterestDays = { from: CivilDate; to: CivilDate };

const daysOf = (context: Context, city: CityCode, year: number): InterestDays =>
  interestYear(context.policy(city, `${year}-12-31`), year);

/** CJ-09: the year in which money that enters on a day bears its first interest; from its settlement day on it is the next. */
export function interestYearOf(context: Context, city: CityCode, on: CivilDate): number {
  const year = yearOf(on);
  return on < daysOf(context, city, year).to ? year : year + 1;
}

/** CJ-09: the whole of an interest year. */
export const wholeYear = daysOf;

/** CJ-09: an interest year up to a day in it, which bears none any more. */
function yearUntil(context: Context, city: CityCode, on: CivilDate): InterestDays {
  return { from: daysOf(context, city, interestYearOf(context, city, on)).from, to: on };
}

/** CJ-09: what a fen bears on each of these days, at the rate of the last of them or, if policy says so, at each day's own. */
export function weightsOf(context: Context, city: CityCode, days: InterestDays): DayWeights {
  const policyOfDay = (on: CivilDate) => context.policy(city, on);
  return dayWeights(policyOfDay(days.to), ratePieces(policyOfDay, days));
}

/**
 * CJ-09: the 积数 (`product`, fen-days) and interest (`fen`, rounded once) of accounts over some days, as SQL that yields
 * account, pool, product, fen; `accounts` is a condition on `acc`, `$1` to `$6` are `accrualParameters`. What was carried forward
 * is today's balance less all that was booked since, so that only the movements of one year are read, however old the
 * account. Whoever was paid interest within these days (销户结息) earns from that day on.
 */
export function accruedSql(accounts: string, { rounding }: DayWeights): string {
  return `
    WITH book AS MATERIALIZED (
      SELECT acc.id AS account, l.pool, l.id, l.balance
      FROM account acc JOIN ledger_account l ON l.owner = acc.member_id AND l.pool = ANY($1)
      WHERE ${accounts}),
    -- Of few accounts, so that the movements of all the others are not asked for a day of their own.
    paid AS MATERIALIZED (
      SELECT book.id, max(p.through) AS start FROM interest_accrual p JOIN book ON book.account = p.account_id AND book.pool = p.pool
      WHERE p.through > $2 AND p.through <= $3 GROUP BY book.id),
    -- By one walk along each index, not by a search for every account.
    entry AS (
      SELECT to_account AS id, fen, booked_on FROM movement
      WHERE to_account = ANY (ARRAY(SELECT id FROM book)) AND booked_on > $2
      UNION ALL
      SELECT from_account, -fen, booked_on FROM movement
      WHERE from_account = ANY (ARRAY(SELECT id FROM book)) AND booked_on > $2),
    booked AS (
      SELECT id, sum(fen)::bigint AS since,
        coalesce(sum(fen * ($3::date - bears)) FILTER (WHERE bears < $3), 0)::bigint AS product,
        coalesce(sum(fen * ($5::bigint[])[bears - $2::date + 1]) FILTER (WHERE bears < $3), 0)::bigint AS weighted
      FROM (SELECT id, fen, greatest(booked_on, start) AS bears FROM entry LEFT JOIN paid USING (id)) AS dated
      GROUP BY id)
    SELECT account, pool, product, ${dividedSql('weighted', '$6::bigint', rounding)} AS fen
    FROM (
      SELECT account, pool,
        sum((balance - coalesce(since, 0)) * ($3::date - start) + coalesce(product, 0))::bigint AS product,
        sum((balance - coalesce(since, 0)) * ($4::bigint[])[start - $2::date + 1] + coalesce(weighted, 0))::bigint AS weighted
      FROM (SELECT book.*, coalesce(start, $2) AS start FROM book LEFT JOIN paid USING (id)) AS begun
      LEFT JOIN booked USING (id)
      GROUP BY account, pool) AS earned`;
}

/** The first six parameters of `accruedSql`. */
export const accrualParameters = (pools: readonly string[], days: InterestDays, weights: DayWeights): unknown[] => [
  pools,
  days.from,
  days.to,
  weights.carried,
  weights.current,
  weights.divisor,
];

/** Interest of one account and pool that is not settled yet: for the days [from, to), product in fen-days. */
export type Accrued = { pool: string; from: CivilDate; to: CivilDate; product: Fen; fen: Fen };

/**
 * CJ-09, CJ-13: the interest of one account and pool from the last settlement to the day before `on`, at the rate of `on`,
 * rounded once; the account is locked by the caller. Nothing is written.
 */
export async function accruedInterest(
  context: Context,
  db: Db,
  account: { id: number; city: CityCode },
  of: { pool: string; on: CivilDate },
): Promise<Accrued> {
  const days = yearUntil(context, account.city, of.on);
  const weights = weightsOf(context, account.city, days);
  const [earned] = await rows<{ product: Fen; fen: Fen }>(db, accruedSql('acc.id = $7', weights), [
    ...accrualParameters([of.pool], days, weights),
    account.id,
  ]);
  return { pool: of.pool, ...days, product: earned?.product ?? 0n, fen: earned?.fen ?? 0n };
}
