/** Where a payout stands (提取申请状态). */
export type PayoutStatus = 'HELD' | 'PAID' | 'VOIDED' | 'EXPIRED';

/** What money leaves an account for. */
export type PayoutKind = 'WITHDRAWAL' | 'CLOSING' | 'TRANSFER_OUT' | 'LOAN_OFFSET';

/** What an answer of the bank does. */
export type AnswerEffect = 'SETTLED' | 'RELEASED' | 'LATE' | 'CONTRADICTS' | 'NONE';

const effects: Record<'paid' | 'refused', Record<PayoutStatus, AnswerEffect>> = {
  // The member has the money although the hold was given back: it is the centre's to recover.
  paid: { HELD: 'SETTLED', PAID: 'NONE', VOIDED: 'LATE', EXPIRED: 'LATE' },
  refused: { HELD: 'RELEASED', PAID: 'CONTRADICTS', VOIDED: 'NONE', EXPIRED: 'NONE' },
};

/**
 * HZ-04, CJ-13: what the first answer of its kind does to a payout in a status; `otherBefore` tells whether the bank had
 * answered the other way before.
 */
export function effectOf(outcome: 'paid' | 'refused', status: PayoutStatus, otherBefore: boolean): AnswerEffect {
  const effect = effects[outcome][status];
  return effect === 'NONE' && otherBefore ? 'CONTRADICTS' : effect;
}
