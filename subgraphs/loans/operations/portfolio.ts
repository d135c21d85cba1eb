import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { overdueBucket, riskGrade } from '../rules/grades.ts';

/** How many loans have a code, and what is owed of them in fen. */
export type Graded = { code: string; loans: number; balance: Fen };
/** HZ-11: the loans of a city that are being repaid, by grade (A.14) and by bucket of the regulators' report. */
export type Portfolio = { asOf: CivilDate; grades: Graded[]; buckets: Graded[] };

/** SQL: the periods that an overdue instalment counts for on a day, as `overdueOn` counts them; all arguments are SQL. */
export const periodsSql = (recalled: string, dueOn: string, on: string): string => {
  const months = `((extract(year FROM ${on}) - extract(year FROM ${dueOn})) * 12
    + extract(month FROM ${on}) - extract(month FROM ${dueOn}))::int`;
  return `CASE WHEN ${recalled} THEN ${months} + (${dueOn} + make_interval(months => ${months}) < ${on})::int ELSE 1 END`;
};

/** SQL: the overdue periods of each loan of a city that has any, as `loan_id` and `periods`; both arguments are SQL. */
export const lateSql = (city: string, today: string): string => `(
  SELECT i.loan_id, sum(${periodsSql('i.recalled', 'i.due_on', today)})::int AS periods FROM instalment i JOIN loan l ON l.id = i.loan_id
  WHERE l.city = ${city} AND l.status = 'REPAYING' AND i.closed_on IS NULL AND i.due_on < ${today}
    AND i.paid_principal + i.paid_interest < i.principal + i.interest
  GROUP BY i.loan_id)`;

/** HZ-11: the loans of a city of the caller's own by grade and by bucket, to the last posting, in one statement. */
export async function portfolio({ caller, clock, database, policy }: Context, city: CityCode): Promise<Portfolio> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const today = clock.today();
  const counted = await rows<{ periods: number; loans: number; balance: Fen }>(
    database,
    `SELECT coalesce(late.periods, 0) AS periods, count(*)::int AS loans, sum(account.balance)::bigint AS balance
     FROM loan JOIN ledger_account account ON account.owner = loan.id
     LEFT JOIN ${lateSql('$1', '$2::date')} late ON late.loan_id = loan.id
     WHERE loan.city = $1 AND loan.status = 'REPAYING' GROUP BY 1`,
    [city, today],
  );
  const { national } = policy(city, today);
  const by = (codeOf: (periods: number) => string | null): Graded[] =>
    [...Map.groupBy(counted, ({ periods }) => codeOf(periods))]
      .flatMap(([code, of]) => {
        if (code === null) return [];
        const loans = of.reduce((sum, each) => sum + each.loans, 0);
        return [{ code, loans, balance: sumFen(of.map(({ balance }) => balance)) }];
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    asOf: today,
    grades: by((periods) => riskGrade(periods, national)),
    buckets: by((periods) => overdueBucket(periods, national)),
  };
}
