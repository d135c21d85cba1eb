import { addDays, type CivilDate } from '#kernel/calendar.ts';
import type { Figure, NationalPolicy } from '#policy/policy.ts';

export type ApplicationStatus =
  | 'AWAITING_VERIFICATION'
  | 'AWAITING_PLATFORM'
  | 'APPROVED'
  | 'REFUSED'
  | 'WITHDRAWN'
  | 'EXPIRED';

const next: Record<ApplicationStatus, readonly ApplicationStatus[]> = {
  AWAITING_VERIFICATION: ['AWAITING_PLATFORM', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'],
  AWAITING_PLATFORM: ['APPROVED', 'REFUSED', 'WITHDRAWN'],
  APPROVED: [],
  REFUSED: [],
  WITHDRAWN: [],
  EXPIRED: [],
};

/** Whether an application may become this from that: what is decided or has ended stays so (CJ-01, CJ-23). */
export const mayBecome = (from: ApplicationStatus, to: ApplicationStatus): boolean => next[from].includes(to);

/** Whether an application still waits, so that the applicant may withdraw it. */
export const isWaiting = (status: ApplicationStatus): boolean => next[status].length > 0;

/** A figure that a decision used, as it stood that day. */
export type FigureUsed = { name: string; from: CivilDate; status: string; value: string; reference: string };

/** The figures that a decision used, to be kept with it. */
export const figuresKept = (...figures: readonly Figure<unknown>[]): FigureUsed[] =>
  figures.map(({ name, from, status, text, reference }) => ({ name, from, status, value: text, reference }));

/** The last day on which an application of a day may be verified (CJ-23). */
export const verificationDue = (appliedOn: CivilDate, { enrolment }: NationalPolicy): CivilDate =>
  addDays(appliedOn, enrolment.verificationDays.value);

/** The last confirmation end that is asked for again on a day (CJ-23). */
export const reverifiedThrough = (today: CivilDate, { enrolment }: NationalPolicy): CivilDate =>
  addDays(today, enrolment.reverificationDays.value);

/** The last day on which the national platform's answer is waited for (CJ-08). */
export const platformWaitedUntil = (openedOn: CivilDate, { enrolment }: NationalPolicy): CivilDate =>
  addDays(openedOn, enrolment.platformWaitDays.value);
