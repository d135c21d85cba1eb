import type { CivilDate } from '#kernel/calendar.ts';

export type VerificationStatus = 'PENDING' | 'CONFIRMED' | 'REJECTED' | 'LAPSED';
export type StandingState = 'NOT_KNOWN' | 'PENDING' | 'CONFIRMED' | 'EXPIRED' | 'REJECTED';

/** What the last verification of a person says on a day; a confirmation holds through its last day (CJ-23, AG-02). */
export function standingOn(
  verification: { status: VerificationStatus; validUntil: CivilDate | null } | undefined,
  today: CivilDate,
): StandingState {
  if (!verification || verification.status === 'LAPSED') return 'NOT_KNOWN';
  if (verification.status !== 'CONFIRMED') return verification.status;
  return verification.validUntil !== null && today <= verification.validUntil ? 'CONFIRMED' : 'EXPIRED';
}
