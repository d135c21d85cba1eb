import { type CivilDate, type CivilMonth, firstDay, lastDay, monthOf, monthsBetween } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';

/** What one rule cost in a month of a city, in fen; null where too few persons are behind it to be told. */
export type SubsidyCost = {
  city: CityCode;
  month: CivilMonth;
  clause: string;
  rule: string;
  persons: number | null;
  awards: number | null;
  amount: Fen | null;
  takenBack: Fen | null;
  suppressed: boolean;
  smallestCell: number;
};

type Row = Record<'persons' | 'awards' | 'personsTakenBack', number> &
  Record<'amount' | 'takenBack', Fen> &
  Pick<SubsidyCost, 'city' | 'month' | 'clause' | 'rule'>;

const mostMonths = 60;

const costSql = `
  WITH booked AS (
    SELECT a.city, a.credited_on AS day, a.clause, a.basis_id, a.member_id, a.fen, true AS credited
    FROM award a WHERE a.status = 'CREDITED' AND a.credited_on BETWEEN $2 AND $3
    UNION ALL
    SELECT a.city, a.suspended_on, a.clause, a.basis_id, a.member_id, a.fen, true
    FROM award a WHERE a.suspended_on BETWEEN $2 AND $3
    UNION ALL
    SELECT a.city, back.booked_on, a.clause, a.basis_id, a.member_id, a.fen, false
    FROM award_taking_back back JOIN award a ON a.id = back.award_id WHERE back.booked_on BETWEEN $2 AND $3)
  SELECT b.city, to_char(b.day, 'YYYY-MM') AS month, b.clause, basis.rule,
    count(DISTINCT b.member_id) FILTER (WHERE b.credited)::int AS persons,
    count(DISTINCT b.member_id) FILTER (WHERE NOT b.credited)::int AS "personsTakenBack",
    count(*) FILTER (WHERE b.credited)::int AS awards,
    coalesce(sum(b.fen) FILTER (WHERE b.credited), 0)::bigint AS amount,
    coalesce(sum(b.fen) FILTER (WHERE NOT b.credited), 0)::bigint AS "takenBack"
  FROM booked b JOIN award_basis basis ON basis.id = b.basis_id
  WHERE b.city = ANY ($1::text[])
  GROUP BY b.city, to_char(b.day, 'YYYY-MM'), b.clause, basis.rule ORDER BY 2, 1, 3, 4`;

/**
 * CJ-24: what subsidies cost in the ended months of a span, by city, month and rule: by the day on which the book has it, in
 * an account or in suspense, so that a month that is over stays as it was told. To a regulator a row with a figure that fewer persons than the smallest cell are behind
 * is told without figures; nothing is summed over rows, so none can be worked out from others.
 */
export async function readSubsidyCosts(
  { caller, clock, database, policy }: Context,
  { from, to }: { from: CivilMonth; to: CivilMonth },
): Promise<SubsidyCost[]> {
  const today = clock.today();
  refuseSpan(from, to, today);
  const found = await rows<Row>(database, costSql, [caller.cities, firstDay(from), lastDay(to)]);
  return found.map(({ personsTakenBack, ...row }) => {
    const smallestCell = policy(row.city, today).national.sharing.smallestCell.value;
    // A centre sees its members one by one anyway.
    const few = [row.persons, personsTakenBack].some((persons) => persons > 0 && persons < smallestCell);
    const small = few && caller.audience !== 'centre';
    const told = small ? { persons: null, awards: null, amount: null, takenBack: null } : {};
    return { ...row, ...told, suppressed: small, smallestCell };
  });
}

function refuseSpan(from: CivilMonth, to: CivilMonth, today: CivilDate): void {
  const refuse = (message: string, field: string, rule: string): never => {
    throw new Refusal('INVALID_INPUT', message, { field, rule, clause: 'CJ-24' });
  };
  if (to < from) refuse('The span ends before it begins', 'to', 'span');
  // What is still being paid would tell, by its difference from one day to the next, of single persons.
  if (to >= monthOf(today)) refuse('Only months that have ended are told', 'to', 'ended-months');
  if (monthsBetween(from, to) >= mostMonths) refuse(`At most ${mostMonths} months at once`, 'from', 'most-months');
}
