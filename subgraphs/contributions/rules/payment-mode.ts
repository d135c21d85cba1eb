/** How contributions are paid (缴存方式, CJ-07). */
export type PaymentMode = 'MONTHLY' | 'QUARTERLY' | 'YEARLY';

/** The whole months that one payment of a mode covers. */
export const monthsPerPeriod: Record<PaymentMode, number> = { MONTHLY: 1, QUARTERLY: 3, YEARLY: 12 };
