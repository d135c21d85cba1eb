import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { ApplicationStatus, FigureUsed } from '../rules/application.ts';
import type { Eligibility } from '../rules/eligibility.ts';

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
  /** The last day on which it may be verified, while it waits for that. */
  expiresOn: CivilDate | null;
  agreedOn: CivilDate | null;
};

/** A step of an application, with why and by whom it was made. */
export type StepRow = {
  memberId: string;
  status: ApplicationStatus | 'AGREED';
  on: CivilDate;
  clause: string;
  reason: string;
  by: string;
  figures: FigureUsed[];
};

/** The columns of an ApplicationRow, from `application a LEFT JOIN LATERAL lastRound v ON true`. */
export const applicationColumns = `
  a.id, a.member_id AS "memberId", a.city, a.status, a.applied_on AS "appliedOn", a.eligibility,
  v.id AS "verificationId", a.refusal_reason AS "refusalReason", a.agreed_on AS "agreedOn",
  CASE WHEN a.status = 'AWAITING_VERIFICATION' THEN v.due_on END AS "expiresOn"`;

/** The verification that an application waits for or was decided by last. */
export const lastRound = `(SELECT l.id, l.due_on FROM verification l WHERE l.application_id = a.id ORDER BY l.round DESC LIMIT 1)`;
