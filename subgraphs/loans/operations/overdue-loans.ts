import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import type { Context } from '../context.ts';
import { type Loan, loansById } from './loans.ts';
import { lateSql } from './portfolio.ts';

type Asked = { bucket?: string | null | undefined; first: number; after?: string | null | undefined };

/** HZ-11: the overdue loans of a city of the caller's own, the longest overdue first; of one bucket only, where one is named. */
export async function overdueLoans(context: Context, city: CityCode, asked: Asked): Promise<Connection<Loan>> {
  const { caller, clock, database } = context;
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const size = pageSize(asked.first, 200);
  const today = clock.today();
  const { least, most } = boundsOf(context, city, asked.bucket);
  const [periods, loanId] = cursorOf(asked.after);
  const found = await rows<{ id: string }>(
    database,
    `SELECT loan_id AS id FROM ${lateSql('$1', '$2::date')} late
     WHERE periods >= $3 AND ($4::integer IS NULL OR periods < $4) AND (periods, loan_id) < ($5::integer, $6::uuid)
     ORDER BY periods DESC, loan_id DESC LIMIT $7`,
    [city, today, least, most, periods, loanId, size + 1],
  );
  const ids = found.map(({ id }) => id);
  const loans = new Map((await loansById(database.manager, ids, today)).map((loan) => [loan.id, loan]));
  return page(
    ids.map((id) => loans.get(id)!),
    size,
    (loan) => [loan.overduePeriods, loan.id],
  );
}

function boundsOf({ policy, clock }: Context, city: CityCode, bucket: string | null | undefined) {
  const buckets = policy(city, clock.today()).national.loan.overdueBuckets.value;
  if (bucket === null || bucket === undefined) return { least: 1, most: null };
  const at = buckets.findIndex((each) => each.bucket === bucket);
  if (at < 0) throw new Refusal('INVALID_INPUT', 'No such bucket: 01, 02 or 03', { field: 'bucket' });
  return { least: buckets[at]!.fromPeriods, most: buckets[at + 1]?.fromPeriods ?? null };
}

const last = ['2147483647', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

function cursorOf(after: string | null | undefined): readonly [string, string] {
  const [periods, loanId] = decodeCursor(after, 2) ?? last;
  if (periods && loanId && /^\d{1,9}$/.test(periods) && isId(loanId)) return [periods, loanId];
  if (!after) return last;
  throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
}
