/** The account of the loan risk reserve (贷款风险准备金) of a pool. */
export const reserveAccount = 'reserve';
/** The expense that the reserve is provided from. */
export const provisionExpense = 'expense:provision';
/** The kind of movement; JGJ/T 320 has no code for it. */
export const provision = 'provision';
