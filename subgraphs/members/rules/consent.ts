import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import type { NationalPolicy } from '#policy/policy.ts';

export type ConsentPurpose = 'GREEN_CHANNEL' | 'SPOUSE_CHECK';
type ConsentStatus = 'ACTIVE' | 'WITHDRAWN' | 'EXPIRED';

type ConsentTerms = {
  recipient: string;
  purpose: string;
  validUntil: CivilDate;
  withdrawnAt: Instant | null;
  fields: readonly string[];
};

/** A dated wording: each field that the recipient may learn, in the words in which the member is told so. */
type ConsentText = { textVersion: string; fields: Readonly<Record<string, string>> };

/**
 * What the member is told when consenting (PIPL 23). The fields are all that the recipient's contract of the graph
 * offers; when it grows, the wording gets a new version and consents to the old one no longer suffice.
 */
export const consentTexts: Record<ConsentPurpose, ConsentText> = {
  GREEN_CHANNEL: {
    textVersion: 'green-channel-2',
    fields: {
      'greenChannel.eligible': '是否符合绿色通道条件',
      'greenChannel.tier': '所达档次',
      'greenChannel.reasons.clause': '每项条件依据的条款',
      'greenChannel.reasons.description': '每项条件的内容',
      'greenChannel.reasons.met': '每项条件是否满足',
      'greenChannel.evidence.continuousFullMonths': '连续足额缴存月数',
      'greenChannel.evidence.keyIndustry': '是否从事重点产业',
      'greenChannel.evidence.creditStanding': '信用状况',
      'greenChannel.evidence.overdue': '公积金贷款是否逾期',
      'greenChannel.asOf': '结论的时点',
      'greenChannel.demonstrationFigures': '所用演示值的名称',
    },
  },
  SPOUSE_CHECK: {
    textVersion: 'spouse-check-1',
    fields: { 'spouseCheck.declared': '是否为某缴存人声明的配偶（是或否）' },
  },
};

/** The fields that a recipient learns for a purpose, by the wording now in use (PIPL 23). */
export const fieldsTold = (purpose: ConsentPurpose): string[] => Object.keys(consentTexts[purpose].fields);

/** How a consent stands at a moment: withdrawal counts from its own moment, expiry from the day after the last. */
export function consentStatus(terms: ConsentTerms, now: Instant, today: CivilDate): ConsentStatus {
  if (terms.withdrawnAt !== null && terms.withdrawnAt <= now) return 'WITHDRAWN';
  return today <= terms.validUntil ? 'ACTIVE' : 'EXPIRED';
}

/** Whether a consent lets this recipient learn all that is told for this purpose at this moment (AG-03, CJ-18). */
export function consentCovers(
  terms: ConsentTerms,
  asked: { recipient: string; purpose: ConsentPurpose; now: Instant; today: CivilDate },
): boolean {
  const active = consentStatus(terms, asked.now, asked.today) === 'ACTIVE';
  const meant = terms.recipient === asked.recipient && terms.purpose === asked.purpose;
  return active && meant && fieldsTold(asked.purpose).every((field) => terms.fields.includes(field));
}

/** The last day that a consent given on a day may name, by the longest term of policy. */
export function latestConsentEnd(givenOn: CivilDate, national: NationalPolicy): CivilDate {
  return addMonths(givenOn, national.sharing.consentMaximumMonths.value);
}
