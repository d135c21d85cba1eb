import type { CivilDate } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { holdsOn, type Validity } from './validity.ts';

/** The code of every trade that a city's list of key industries does not name. */
const otherIndustry = { code: 'OTHER', name: '其他' } as const;

export type Industry = { code: string; name: string };

/** Whether the industry is on the city's list of key industries (重点产业) as it stands under this policy (CJ-17). */
export function isKeyIndustry(code: string, policy: CityPolicy): boolean {
  return policy.keyIndustries.value.some((industry) => industry.code === code);
}

/**
 * CJ-17: the industry that somebody works in on a day: what was recorded last of those that began by then, or what was
 * declared on joining where nothing was; one that has ended leaves none of the list.
 */
export function industryOn(
  declared: Industry,
  recorded: (Industry & Pick<Validity, 'until'>) | undefined,
  day: CivilDate,
): Industry {
  if (!recorded) return declared;
  return holdsOn(recorded, day) ? { code: recorded.code, name: recorded.name } : otherIndustry;
}

/** The industry of a code on the city's list or OTHER; undefined for any other code (CJ-17). */
export function industryOf(code: string, policy: CityPolicy): Industry | undefined {
  if (code === otherIndustry.code) return otherIndustry;
  const listed = policy.keyIndustries.value.find((industry) => industry.code === code);
  return listed && { code: listed.code, name: listed.name };
}
