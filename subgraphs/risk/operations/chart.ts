/** The account of the loan risk reserve (贷款风险准备金) of a pool. */
export const reserveAccount = 'reserve';
/** The expense that the reserve is provided from. */
export const provisionExpense = 'expense:provision';
/** The kind of movement; JGJ/T 320 has no code for it. */
export const provision = 'provision';
/** What the reserve gave for loans that were written off (呆账核销). */
export const reserveUsed = 'reserve:used';
/** What of it came back when such a loan was recovered (核销后收回); JGJ/T 320 has no code for it. */
export const recovery = 'recovery';
/** The kind of movement; JGJ/T 320 has no code for it. */
export const writeOff = 'write-off';
