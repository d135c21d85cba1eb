/** The closed list of refusals, alphabetical. A caller sees the code as extensions.code and may rely on it. */
export const refusalCodes = [
  'ACCOUNT_EXISTS',
  'ACCOUNT_FROZEN',
  'ACCOUNT_NOT_OPEN',
  'AGREEMENT_ACTIVE',
  'AGREEMENT_NOT_FOUND',
  'AGREEMENT_TEXT_CHANGED',
  'ALREADY_REVERSED',
  'AMOUNT_OUT_OF_BOUNDS',
  'APPLICATION_DECIDED',
  'APPLICATION_EXISTS',
  'BACK_PAYMENT_REFUSED',
  'BALANCE_TOO_LOW',
  'CASE_REQUIRED',
  'CHANGE_ALREADY_MADE',
  'CHANGE_NOT_IN_JULY',
  'CONSENT_NOT_VALID',
  'CONSENT_TEXT_CHANGED',
  'DOCUMENT_NOT_ON_FILE',
  'EXPORT_CHANGED',
  'EXPORT_INCOMPLETE',
  'FIRST_CONTRIBUTION_REQUIRED',
  'FORBIDDEN',
  'IDEMPOTENCY_KEY_REUSED',
  'INVALID_INPUT',
  'IN_PROGRESS',
  'LIMIT_EXCEEDED',
  'LOAN_OUTSTANDING',
  'NOT_APPROVED',
  'NOT_ELIGIBLE',
  'NOT_FOUND',
  'NO_AGREEMENT',
  'PAYMENT_REFERENCE_USED',
  'PAYOUT_RESOLVED',
  'PERIOD_ALREADY_PAID',
  'PURPOSE_REQUIRED',
  'QUOTA_EXCEEDED',
  'SUSPENSE_RESOLVED',
  'TOO_MANY',
  'UNAUTHENTICATED',
  'UNAUTHORISED',
  'VERIFICATION_DECIDED',
  'VERIFICATION_EXPIRED',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** One clause that was weighed and whether it was met, in words a worker can read. */
export type Reason = { clause: string; met: boolean; text: string; code?: string };

/** What a caller may be told besides code and message; like the message, it never holds personal data. */
export type RefusalDetail = {
  /** The input field at fault. */
  field?: string;
  /** The clause id that forbids it. */
  clause?: string;
  rule?: string;
  /** The next day or moment at which the same request may succeed. */
  nextAllowed?: string;
  reasons?: readonly Reason[];
};

/**
 * The answer "no, and here is why" to a well-understood request. The message is shown to the caller and logged, so it
 * must never contain personal data: no identity number, name, phone or account.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;

  constructor(code: RefusalCode, message: string, detail: RefusalDetail = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}
