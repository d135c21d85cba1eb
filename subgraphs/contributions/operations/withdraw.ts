import { Refusal } from '#kernel/refusal.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { WithdrawInput } from '../schema.generated.ts';
import { holdPayout } from './hold-payout.ts';
import { loansOf } from './loans-of.ts';
import { lockAccount, memberIdOf } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';
import type { Payout } from './payouts.ts';

const reasonCode = /^(0[1-9]|99)$/;

/**
 * HZ-04, CJ-13: holds part of the flexible money to be paid out, freely before any loan where the city allows it, or else
 * for a reason that the city takes, with its evidence.
 */
export async function withdraw(context: Context, input: WithdrawInput): Promise<Payout> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'withdraw', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const account = await lockAccount(context, db, memberId);
    const evidence = evidenceOf(input.evidenceReference);
    const policy = context.policy(account.city, today);
    if (policy.withdrawal.freeBeforeLoan.value) refuseAfterLoan(await loansOf(db, memberId));
    refuseReason(policy, input.reasonCode, evidence);
    if (input.amount <= 0n) throw new Refusal('INVALID_INPUT', 'The amount must be positive', { field: 'amount' });
    return holdPayout(context, transaction, {
      account,
      kind: 'WITHDRAWAL',
      parts: [{ ledgerAccount: account.flexible, pool: flexiblePool, segment: 'FLEXIBLE', fen: input.amount }],
      reasonCode: input.reasonCode,
      evidence,
    });
  });
}

function refuseAfterLoan(loans: { ever: boolean; outstanding: boolean }): void {
  if (loans.outstanding) {
    throw new Refusal('LOAN_OUTSTANDING', 'Money is taken out freely only before a loan', { clause: 'HZ-04' });
  }
  if (loans.ever) {
    throw new Refusal('NOT_ELIGIBLE', 'Money is taken out freely only before a loan', { clause: 'HZ-04' });
  }
}

function refuseReason(policy: CityPolicy, code: string, evidence: string | null): void {
  const detail = { field: 'reasonCode' };
  if (!reasonCode.test(code)) {
    throw new Refusal('INVALID_INPUT', 'Not a reason of JGJ/T 320 A.7: 01 to 09, or 99', detail);
  }
  const taken = policy.withdrawal.reasons.value;
  const reason = taken.find((each) => each.code === code);
  if (!reason) {
    const rule = taken.map((each) => each.code).join(', ');
    throw new Refusal('NOT_ELIGIBLE', 'The city pays no part out for this reason', {
      ...detail,
      clause: 'CJ-13',
      rule,
    });
  }
  if (reason.evidence && evidence === null) {
    const asked = { field: 'evidenceReference', clause: 'CJ-13' };
    throw new Refusal('INVALID_INPUT', 'This reason is paid out for with its evidence', asked);
  }
}

const longestReference = 200;

/** A reference to evidence as it is kept, null where none is given; refused where it is longer than any reference is. */
function evidenceOf(given: string | null | undefined): string | null {
  const reference = given?.trim() || null;
  if (reference === null || reference.length <= longestReference) return reference;
  throw new Refusal('INVALID_INPUT', `A reference has at most ${longestReference} characters`, {
    field: 'evidenceReference',
  });
}

/** The day of the last withdrawal paid from an account up to a day, null before the first; `account` and `day` are SQL. */
export const lastWithdrawalUpTo = (account: string, day: string): string =>
  `(SELECT max(paid_on) FROM withdrawal WHERE account_id = ${account} AND paid_on <= ${day})`;
