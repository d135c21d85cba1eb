import { applyRateOver, type Fen, multiplyRates, type Rate } from '#kernel/money.ts';
import type { Rates } from './rates.ts';

/** What a contract charges on what is late: the yearly rate, the multiple of it, and the days a year counts. */
export type PenaltyTerms = Rates & { multiplier: Rate; dayBasis: number };

/** Penalty in fen on overdue principal and interest for so many days (DOMAIN 5.4; 银发〔2003〕251号), half-up to the fen. */
export function penalty(overdue: Fen, days: number, terms: PenaltyTerms): Fen {
  return applyRateOver(overdue, multiplyRates(terms.annualRate, terms.multiplier), days, terms.dayBasis, 'half-up-fen');
}
