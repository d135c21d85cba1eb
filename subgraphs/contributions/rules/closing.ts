import type { Fen } from '#kernel/money.ts';
import type { Reason } from '#kernel/refusal.ts';
import { type CityPolicy, demonstrationFigures } from '#policy/policy.ts';
import { clauseOf } from './clauses.ts';
import { isClosed } from './lien.ts';

/** Why an account is closed (销户): the member wishes it, or broke the agreement (HZ-08). */
export type ClosingGround = 'MEMBER_WISH' | 'BREACH';

/** What decides whether an account may be closed; `payable` in fen. */
export type ClosingFacts = {
  /** JGJ/T 320 A.6. */
  status: string;
  fundLoan: boolean;
  subsidisedLoan: boolean;
  spouseLoan: boolean;
  frozen: boolean;
  payoutHeld: boolean;
  beingDebited: boolean;
  payable: Fen;
};

/** One condition of closing with its code; `met` says whether it holds. */
export type ClosingReason = Reason & { code: string };

/**
 * CJ-13, HZ-04: every condition of closing an account and whether it is met, all at once. Of the spouse nothing is said
 * but whether there is a loan: not which, nor since when; and nothing tells a spouse without one from no spouse.
 */
export function closingReasons(policy: CityPolicy, facts: ClosingFacts): ClosingReason[] {
  const closing = clauseOf(policy.city, 'closing');
  const payment = clauseOf(policy.city, 'payment');
  const spouse = { clause: closing, code: 'SPOUSE_LOAN', met: !facts.spouseLoan };
  return [
    { clause: closing, code: 'ACCOUNT_CLOSED', met: !isClosed(facts.status), text: '个人账户未销户' },
    { clause: closing, code: 'LOAN_OUTSTANDING', met: !facts.fundLoan, text: '本人没有未结清的住房公积金贷款' },
    { clause: closing, code: 'SUBSIDISED_LOAN', met: !facts.subsidisedLoan, text: '本人没有未结清的贴息贷款' },
    ...(policy.closing.spouseLoanBars.value ? [{ ...spouse, text: '配偶没有未结清的住房公积金贷款或贴息贷款' }] : []),
    { clause: closing, code: 'ACCOUNT_FROZEN', met: !facts.frozen, text: '个人账户未被冻结' },
    { clause: closing, code: 'PAYOUT_IN_PROGRESS', met: !facts.payoutHeld, text: '没有办理中的提取、销户或转出' },
    { clause: payment, code: 'DEBIT_IN_PROGRESS', met: !facts.beingDebited, text: '没有扣款中的缴存' },
    { clause: closing, code: 'NOTHING_TO_PAY', met: facts.payable > 0n, text: '灵活就业缴存部分有余额' },
  ];
}

/** CJ-13: the segments of the flexible part that closing pays out; the unit part never is. */
export function closingSegments(policy: CityPolicy): readonly ('FLEXIBLE' | 'SUBSIDY' | 'INTEREST')[] {
  return policy.closing.flexiblePartIncludesInterest.value ? ['FLEXIBLE', 'SUBSIDY', 'INTEREST'] : ['FLEXIBLE'];
}

/** The figures of a closing that no document gives. */
export function closingDemonstrationFigures(policy: CityPolicy): string[] {
  const { closing, withdrawal, subsidies } = policy;
  const subsidy = subsidies.closingInterest;
  return demonstrationFigures(
    closing.spouseLoanBars,
    closing.flexiblePartIncludesInterest,
    withdrawal.holdDays,
    subsidy?.rate,
    subsidy?.base,
    subsidy?.rounding,
  );
}
