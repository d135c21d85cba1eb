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
/** What the account of the borrower gave, which the register of contributions owes by an account of its own book (冲还贷). */
export const contributionsClearing = 'clearing:contributions';
/** What is written off (呆账核销). */
export const writtenOff = 'expense:write-off';

/** 正常还款. */
export const repaymentOnTime = '02';
/** 提前还款, of a part. */
export const repaymentAhead = '03';
/** 逾期还款. */
export const repaymentOverdue = '04';
/** 公积金提取还款. */
export const repaymentByAccount = '05';
/** 结清, in one repayment. */
export const settlementInFull = '06';
/** 核销. */
export const writeOffCode = '09';

/** By which every movement of a loan names it: interest and penalties do not pass through its account. */
export const runOf = (loanId: string): string => `loan:${loanId}`;
/** What is recovered of loans that were written off (核销后收回). */
export const recoveredAccount = 'recovery:written-off';
/** 其他: A.15 has no code for what is recovered after a write-off. */
export const recovery = '99';
