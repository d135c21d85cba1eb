/** Loans are made from the flexible workers' pool only (CJ-19). */
export const loanPool = 'flexible';

/** Money in the bank; the personal account of a loan holds the principal still owed. */
export const custody = 'bank:custody';
/** Interest earned on loans. */
export const interestIncome = 'income:interest';
/** Penalties earned on what was late. */
export const penaltyIncome = 'income:penalty';

/** 发放, by JGJ/T 320 table A.15 like the codes below. */
export const disbursement = '01';
/** 正常还款. */
export const repaymentOnTime = '02';
/** 逾期还款. */
export const repaymentOverdue = '04';
/** 结清, in one repayment. */
export const settlementInFull = '06';
