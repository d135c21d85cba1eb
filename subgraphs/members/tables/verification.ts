import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { EmploymentForm } from '../rules/eligibility.ts';
import type { VerificationStatus } from '../rules/standing.ts';

/** A verification with what the applicant declared; the person's name and number stay with the member. */
export type VerificationRow = {
  id: string;
  memberId: string;
  city: CityCode;
  status: VerificationStatus;
  appliedOn: CivilDate;
  employmentForm: EmploymentForm;
  industryCode: string;
  industryName: string;
  employedSince: CivilDate;
  decidedOn: CivilDate | null;
  evidenceReference: string | null;
  validUntil: CivilDate | null;
  rejectionReason: string | null;
  round: number;
  dueOn: CivilDate | null;
};

/** The columns of a VerificationRow, from `verification v JOIN application a ON a.id = v.application_id`. */
export const verificationColumns = `
  v.id, v.member_id AS "memberId", v.city, v.status, v.applied_on AS "appliedOn",
  a.employment_form AS "employmentForm", a.industry_code AS "industryCode", a.industry_name AS "industryName",
  a.employed_since AS "employedSince", v.decided_on AS "decidedOn", v.evidence_reference AS "evidenceReference",
  v.valid_until AS "validUntil", v.rejection_reason AS "rejectionReason", v.round, v.due_on AS "dueOn"`;
