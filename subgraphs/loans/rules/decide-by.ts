import { addDays, type CivilDate, dayNumber } from '#kernel/calendar.ts';

// Day 0 of the kernel's count, 1 January 1970, was a Thursday.
const weekday = (date: CivilDate): number => (((dayNumber(date) + 3) % 7) + 7) % 7;

/**
 * The last day on which an application is decided in time: so many days after the one on which it was taken, calendar
 * days or Mondays to Fridays (the year's public holidays are not known here).
 */
export function decideBy(submittedOn: CivilDate, days: number, kind: 'calendar' | 'working'): CivilDate {
  if (kind === 'calendar') return addDays(submittedOn, days);
  let day = submittedOn;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (weekday(day) < 5) left -= 1;
  }
  return day;
}
