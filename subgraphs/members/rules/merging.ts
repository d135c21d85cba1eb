import type { Reason } from '#kernel/refusal.ts';

type MergeObstacle = keyof typeof texts;

const texts = {
  ACCOUNT_OPEN: { clause: 'CJ-08', text: '被合并的登记名下还有未销户的账户或账户资金' },
  PAYOUT_PENDING: { clause: 'CJ-13', text: '被合并的登记有未办结的提取或销户付款' },
  TRANSFER_PENDING: { clause: 'CJ-10', text: '被合并的登记有未办结的转移接续' },
  LOAN_OUTSTANDING: { clause: 'CJ-13', text: '被合并的登记有未结清的贷款或贴息贷款' },
  LOAN_APPLICATION_OPEN: { clause: 'HZ-05', text: '被合并的登记有未办结的贷款申请' },
  RECORD_ENDED: { clause: 'CJ-08', text: '两条登记之一已并入其他登记' },
  VERIFICATION_PENDING: { clause: 'CJ-23', text: '被合并的登记有待核实的身份及就业状况' },
} as const;

/** CJ-08: in words, what keeps an approved record from ending in another; each is to be brought to its end first. */
export const hindrances = (obstacles: readonly MergeObstacle[]): Reason[] =>
  obstacles.map((code) => ({ ...texts[code], met: false, code }));
