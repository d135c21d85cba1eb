/** Seals the debit accounts of every test. */
export const testAccountKeys = `a1:${'3d'.repeat(32)}`;
