import { type CivilDate, type CivilMonth, firstDay, lastDay } from '#kernel/calendar.ts';

/** As whom a member contributes (缴存身份). */
export type Identity = 'FLEXIBLE' | 'UNIT';

/** A time in which one identity held; `until` is the first day on which it no longer did, null while it does. */
export type IdentityPeriod = { identity: Identity; from: CivilDate; until: CivilDate | null };

/**
 * CJ-10, HZ-03: the day on which a conversion parts the segments: the day told, but never before the identity that it
 * ends began, nor after the day on which it was told.
 */
export function convertedOn(current: IdentityPeriod, told: CivilDate | undefined, today: CivilDate): CivilDate {
  const since = told !== undefined && told < today ? told : today;
  if (since > current.from) return since;
  return current.from;
}

/** CJ-10: whether an identity held on any day of a month. */
export function heldDuring(periods: readonly IdentityPeriod[], identity: Identity, month: CivilMonth): boolean {
  return periods.some(
    (period) =>
      period.identity === identity &&
      period.from <= lastDay(month) &&
      (period.until === null || period.until > firstDay(month)),
  );
}
