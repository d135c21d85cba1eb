import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#policy/policy.ts';
import { clauseOf } from './clauses.ts';

/** What decides whether a member may contribute on their own. */
export type Eligibility = { inUnit: boolean; retirementOn: CivilDate };

/** CJ-01, CJ-04, HZ-01, HZ-03: refuses whoever contributes through a unit or has reached statutory retirement age. */
export function refuseIneligible(city: CityCode, member: Eligibility, today: CivilDate): void {
  if (member.inUnit) {
    throw new Refusal('NOT_ELIGIBLE', 'The member contributes through a unit', { clause: clauseOf(city, 'unit') });
  }
  if (today >= member.retirementOn) {
    throw new Refusal('NOT_ELIGIBLE', 'The member has reached statutory retirement age', {
      clause: clauseOf(city, 'age'),
    });
  }
}
