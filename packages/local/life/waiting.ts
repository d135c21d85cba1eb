import { addYears, type CivilMonth, firstDay } from '#kernel/calendar.ts';
import { cityCodes } from '#service/cities.ts';
import type { Person } from './people.ts';

/** How many of a city's people at least wait for the HR bureau at the end: one to be decided and one more to be seen. */
const waitingOf = (size: number): number => (size < 2 ? 0 : size < 10 ? 1 : 2);

/**
 * Puts off the last to join of each city to the month that is still going on, where too few would apply in it by
 * themselves: the HR bureau's queue is never empty, however few the people and whatever the day.
 */
export function leaveWaiting(people: readonly Person[], running: CivilMonth, months: number): void {
  const youngEnough = addYears(firstDay(running), -45);
  // Only who will not be refused at once waits for the bureau.
  const waits = ({ inUnit, credit, birthDate }: Person) => !inUnit && credit === 'GOOD' && birthDate > youngEnough;
  for (const city of cityCodes) {
    const here = people.filter((person) => person.city === city);
    const able = here.filter(waits).sort((one, other) => other.life.joins - one.life.joins);
    for (const person of able.slice(0, waitingOf(here.length))) person.life.joins = months;
  }
}
