/** What decides whether something may be lent against an account. */
export type LienFacts = {
  /** JGJ/T 320 A.6; null before there is an account. */
  status: string | null;
  frozen: boolean;
  /** Whether the account, or the spouse's, is being closed, or its money is on its way to another centre. */
  closing: boolean;
};

// 其他: it waits for its first contribution (HZ-02).
const notYetOpen = '99';
// 合并销户, 外部转出销户, 提取销户.
const closedStatuses = ['03', '04', '05'];

/** CJ-13: whether an account is closed, by its JGJ/T 320 A.6 status. */
export const isClosed = (status: string): boolean => closedStatuses.includes(status);

/**
 * CJ-13: why nothing may be lent against an account; null where it may. What is being closed, or is not open yet, must not
 * be lent against.
 */
export function lienRefusal(
  facts: LienFacts,
): 'ACCOUNT_NOT_OPEN' | 'ACCOUNT_CLOSED' | 'ACCOUNT_FROZEN' | 'CLOSING_IN_PROGRESS' | null {
  if (facts.status === null || facts.status === notYetOpen) return 'ACCOUNT_NOT_OPEN';
  if (isClosed(facts.status)) return 'ACCOUNT_CLOSED';
  if (facts.closing) return 'CLOSING_IN_PROGRESS';
  return facts.frozen ? 'ACCOUNT_FROZEN' : null;
}
