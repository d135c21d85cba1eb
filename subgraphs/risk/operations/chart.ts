/** The internal accounts of the reserve's book: 贷款风险准备金, and the expense it is provided from. */
export const reserveAccount = 'reserve';
export const provisionExpense = 'expense:provision';

/** The kind of movement; JGJ/T 320 has no code for it. */
export const provision = 'provision';
