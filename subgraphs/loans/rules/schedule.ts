import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import {
  applyRate,
  divide,
  type Fen,
  instalmentRate,
  maxFen,
  minFen,
  multiplyRates,
  type Rate,
  rate,
} from '#kernel/money.ts';

/** 等额本息 or 等额本金. */
export type RepaymentMethod = 'EQUAL_INSTALMENT' | 'EQUAL_PRINCIPAL';
/** What a contract fixes: principal in fen, yearly rate, number of months. */
export type Terms = {
  principal: Fen;
  annualRate: Rate;
  months: number;
  method: RepaymentMethod;
  disbursedOn: CivilDate;
};
/** One month of a repayment plan, amounts in fen. */
export type Planned = { number: number; dueOn: CivilDate; principal: Fen; interest: Fen };

const monthOfYear = rate('1/12');

/**
 * The repayment plan of a loan (DOMAIN 5.4): interest is the balance times a twelfth of the yearly rate, half-up to the
 * fen; the last month clears the balance, so the principal adds up to the loan exactly.
 */
export function schedule(terms: Terms): Planned[] {
  return amortise(terms).map((share, index) => {
    const number = index + 1;
    return { number, dueOn: addMonths(terms.disbursedOn, number), ...share };
  });
}

/** What is repaid over so many months; `kept` fen a month (等额本息: in all, 等额本金: of principal) in place of what fits the months. */
export type Spread = Omit<Terms, 'disbursedOn'> & { kept?: Fen };

/**
 * Principal and interest in fen, month by month; the last month clears the balance. With what is kept the balance is
 * cleared before, and the months after that are of nothing.
 */
export function amortise({ principal, annualRate, months, method, kept }: Spread): { principal: Fen; interest: Fen }[] {
  const monthly = multiplyRates(annualRate, monthOfYear);
  // Rounded up, the shares of a small loan would repay it before its last months.
  const share = kept ?? divide(principal, months, 'floor-fen');
  const instalment = kept ?? applyRate(principal, instalmentRate(monthly, months), 'half-up-fen');
  let balance = principal;
  return Array.from({ length: months }, (_, index) => {
    const interest = applyRate(balance, monthly, 'half-up-fen');
    const planned = method === 'EQUAL_INSTALMENT' ? maxFen(instalment - interest, 0n) : share;
    const repaid = index + 1 === months ? balance : minFen(planned, balance);
    balance -= repaid;
    return { principal: repaid, interest };
  });
}
