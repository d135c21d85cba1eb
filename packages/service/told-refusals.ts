import { Refusal, type RefusalCode } from '#kernel/refusal.ts';
import { isId } from './ids.ts';

const sameForNobody = null;
const ofTheRequest = null;

/**
 * What a refusal with this code tells about the member whom a command is about; null where it is worded alike for
 * somebody unknown or out of reach, or speaks only of the request. Whoever is told a fact leaves a line in the record of
 * disclosures (AG-06), whether the command was carried out or refused.
 */
const factTold: Record<RefusalCode, string | null> = {
  ACCOUNT_EXISTS: 'has an account in another city',
  ACCOUNT_FROZEN: 'has an account that an authority has frozen',
  ACCOUNT_NOT_OPEN: sameForNobody,
  AGREEMENT_ACTIVE: 'has an agreement in force',
  AGREEMENT_NOT_FOUND: 'has an account and no agreement in force',
  AGREEMENT_TEXT_CHANGED: ofTheRequest,
  ALREADY_REVERSED: ofTheRequest,
  AMOUNT_OUT_OF_BOUNDS: 'owes, or may pay, the amounts in the message',
  APPLICATION_DECIDED: 'has an application that is decided or has ended',
  APPLICATION_EXISTS: 'has applied',
  BACK_PAYMENT_REFUSED: 'has no agreement in force from that month',
  BALANCE_TOO_LOW: 'owns less than the amount',
  CASE_REQUIRED: ofTheRequest,
  CHANGE_ALREADY_MADE: 'has changed the plan this year',
  CHANGE_NOT_IN_JULY: 'has an agreement in force',
  CONSENT_NOT_VALID: sameForNobody,
  CONSENT_TEXT_CHANGED: ofTheRequest,
  DOCUMENT_NOT_ON_FILE: ofTheRequest,
  EXPORT_CHANGED: ofTheRequest,
  EXPORT_INCOMPLETE: ofTheRequest,
  FIRST_CONTRIBUTION_REQUIRED: 'has no account yet',
  FORBIDDEN: sameForNobody,
  IDEMPOTENCY_KEY_REUSED: ofTheRequest,
  INVALID_INPUT: ofTheRequest,
  IN_PROGRESS: 'is being debited, or paid out, by the bank',
  LIMIT_EXCEEDED: 'owes no more than the amount in the message',
  LOAN_OUTSTANDING: 'has a loan',
  NOT_APPROVED: sameForNobody,
  NOT_ELIGIBLE: 'does not meet the condition of the clause',
  NOT_FOUND: sameForNobody,
  NO_AGREEMENT: ofTheRequest,
  PAYMENT_REFERENCE_USED: ofTheRequest,
  PAYOUT_RESOLVED: 'was paid, or has the money back',
  PERIOD_ALREADY_PAID: 'has paid that month',
  PURPOSE_REQUIRED: ofTheRequest,
  QUOTA_EXCEEDED: ofTheRequest,
  SUSPENSE_RESOLVED: ofTheRequest,
  TOO_MANY: ofTheRequest,
  UNAUTHENTICATED: ofTheRequest,
  UNAUTHORISED: ofTheRequest,
  VERIFICATION_DECIDED: 'has been verified or rejected',
  VERIFICATION_EXPIRED: 'was verified, and no longer is',
};

// Beside the refusal and not in it: what a refusal carries is shown to the caller.
const members = new WeakMap<Refusal, string>();

/** Says of a refusal that it tells a fact about this member; who was named first stays. */
export function about(memberId: string, refusal: Refusal): Refusal {
  if (!members.has(refusal)) members.set(refusal, memberId);
  return refusal;
}

/** Says so of what a command's work threw, where the code tells a fact and the command's subject is a member's id. */
export function aboutSubject(subject: string, thrown: unknown): unknown {
  const tells = thrown instanceof Refusal && factTold[thrown.code] !== null && isId(subject);
  return tells ? about(subject, thrown) : thrown;
}

/** The member about whom a refusal tells a fact; undefined for most. */
export const memberTold = (thrown: unknown): string | undefined =>
  thrown instanceof Refusal ? members.get(thrown) : undefined;
