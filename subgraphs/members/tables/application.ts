import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { Eligibility } from '../rules/eligibility.ts';

type ApplicationStatus = 'AWAITING_VERIFICATION' | 'APPROVED' | 'REFUSED';

/** An application to join, with the verification it waits for or waited for. */
export type ApplicationRow = {
  id: string;
  memberId: string;
  city: CityCode;
  status: ApplicationStatus;
  appliedOn: CivilDate;
  eligibility: Eligibility;
  verificationId: string | null;
  refusalReason: string | null;
};

/** The columns of an ApplicationRow, from `application a LEFT JOIN verification v ON v.application_id = a.id`. */
export const applicationColumns = `
  a.id, a.member_id AS "memberId", a.city, a.status, a.applied_on AS "appliedOn", a.eligibility,
  v.id AS "verificationId", a.refusal_reason AS "refusalReason"`;
