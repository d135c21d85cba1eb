/** Loans are made from the flexible workers' pool only (CJ-19). */
export const loanPool = 'flexible';

/** The internal accounts of the loan book; the personal account of a loan is its principal still owed. */
export const custody = 'bank:custody';
export const interestIncome = 'income:interest';
export const penaltyIncome = 'income:penalty';

/** Kinds of movement by JGJ/T 320 table A.15: 发放, 正常还款, 逾期还款, 结清. */
export const disbursement = '01';
export const repaymentOnTime = '02';
export const repaymentOverdue = '04';
export const settlementInFull = '06';
