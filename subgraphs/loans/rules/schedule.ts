import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import { applyRate, divide, type Fen, instalmentRate, minFen, multiplyRates, type Rate, rate } from '#kernel/money.ts';

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
  const { principal, months, method, disbursedOn } = terms;
  const monthly = multiplyRates(terms.annualRate, monthOfYear);
  const instalment = applyRate(principal, instalmentRate(monthly, months), 'half-up-fen');
  // Rounded up, the shares of a small loan would repay it before its last months.
  const share = divide(principal, months, 'floor-fen');
  let balance = principal;
  return Array.from({ length: months }, (_, index) => {
    const number = index + 1;
    const interest = applyRate(balance, monthly, 'half-up-fen');
    const planned = method === 'EQUAL_INSTALMENT' ? instalment - interest : share;
    const repaid = number === months ? balance : minFen(planned, balance);
    balance -= repaid;
    return { number, dueOn: addMonths(disbursedOn, number), principal: repaid, interest };
  });
}
