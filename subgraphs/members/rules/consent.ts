import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import type { NationalPolicy } from '#policy/policy.ts';

export type ConsentPurpose = 'GREEN_CHANNEL';
type ConsentStatus = 'ACTIVE' | 'WITHDRAWN' | 'EXPIRED';

type ConsentTerms = {
  recipient: string;
  purpose: string;
  validUntil: CivilDate;
  withdrawnAt: Instant | null;
};

/** What the member is told when consenting: which fields the recipient may learn, and in which wording (PIPL 23). */
export const consentTexts: Record<ConsentPurpose, { textVersion: string; fields: readonly string[] }> = {
  GREEN_CHANNEL: {
    textVersion: 'green-channel-1',
    fields: [
      'greenChannel.eligible',
      'greenChannel.tier',
      'greenChannel.reasons',
      'greenChannel.evidence.continuousFullMonths',
      'greenChannel.evidence.keyIndustry',
      'greenChannel.evidence.creditStanding',
      'greenChannel.evidence.overdue',
    ],
  },
};

/** How a consent stands at a moment: withdrawal counts from its own moment, expiry from the day after the last. */
export function consentStatus(terms: ConsentTerms, now: Instant, today: CivilDate): ConsentStatus {
  if (terms.withdrawnAt !== null && terms.withdrawnAt <= now) return 'WITHDRAWN';
  return today <= terms.validUntil ? 'ACTIVE' : 'EXPIRED';
}

/** Whether a consent lets this recipient learn about the member for this purpose at this moment (AG-03, CJ-18). */
export function consentCovers(
  terms: ConsentTerms,
  asked: { recipient: string; purpose: ConsentPurpose; now: Instant; today: CivilDate },
): boolean {
  const active = consentStatus(terms, asked.now, asked.today) === 'ACTIVE';
  return active && terms.recipient === asked.recipient && terms.purpose === asked.purpose;
}

/** The last day that a consent given on a day may name, by the longest term of policy. */
export function latestConsentEnd(givenOn: CivilDate, national: NationalPolicy): CivilDate {
  return addMonths(givenOn, national.sharing.consentMaximumMonths.value);
}
