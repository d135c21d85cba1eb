import { addDays, type CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';

/** From which day to which something holds; without an end until something else is recorded. */
export type Validity = { since: CivilDate; until: CivilDate | null };

type Given = { since: CivilDate; until?: CivilDate | null };

/**
 * CJ-16, CJ-17: the days as given, or a refusal that names the field: what has not begun is not recorded, and nothing ends
 * before it begins, except on the day before, which says that it never held.
 */
export function validityOf({ since, until = null }: Given, today: CivilDate, field = ''): Validity {
  const refused = (name: string, message: string) =>
    new Refusal('INVALID_INPUT', message, { field: `${field}${name}` });
  if (since > today) throw refused('since', 'This has not begun');
  if (until !== null && until < addDays(since, -1)) throw refused('until', 'It does not end before it begins');
  return { since, until };
}

/** CJ-16, CJ-17: whether it holds on a day, of what began by then: through its last day, and no longer on the next. */
export const holdsOn = ({ until }: Pick<Validity, 'until'>, day: CivilDate): boolean => until === null || day <= until;
