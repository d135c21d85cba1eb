import type { CityPolicy } from '#policy/policy.ts';

/** The code of every trade that a city's list of key industries does not name. */
const otherIndustry = { code: 'OTHER', name: '其他' } as const;

export type Industry = { code: string; name: string };

/** Whether the industry is on the city's list of key industries (重点产业) as it stands under this policy (CJ-17). */
export function isKeyIndustry(code: string, policy: CityPolicy): boolean {
  return policy.keyIndustries.value.some((industry) => industry.code === code);
}

/** The industry of a code on the city's list or OTHER; undefined for any other code (CJ-17). */
export function industryOf(code: string, policy: CityPolicy): Industry | undefined {
  if (code === otherIndustry.code) return otherIndustry;
  const listed = policy.keyIndustries.value.find((industry) => industry.code === code);
  return listed && { code: listed.code, name: listed.name };
}
