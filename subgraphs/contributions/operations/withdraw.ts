import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { WithdrawInput } from '../schema.generated.ts';
import { loansOf } from './loans-of.ts';
import { lockAccount, memberIdOf } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';
import type { MovementView } from './read-movements.ts';

const reasonCode = /^(0[1-9]|99)$/;

/** Pays part of the flexible money out, where the city allows it and before any loan (HZ-04). */
export async function withdraw(context: Context, input: WithdrawInput): Promise<MovementView> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'withdraw', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const account = await lockAccount(context, db, memberId);
    mayWithdraw(context.policy(account.city, today), await loansOf(db, memberId));
    if (!reasonCode.test(input.reasonCode)) {
      throw new Refusal('INVALID_INPUT', 'Not a reason of JGJ/T 320 A.7: 01 to 09, or 99', { field: 'reasonCode' });
    }
    if (input.amount <= 0n) throw new Refusal('INVALID_INPUT', 'The amount must be positive', { field: 'amount' });
    const custody = await internalAccount(db, { city: account.city, pool: flexiblePool, code: 'bank:custody' });
    const movement = await post(db, {
      from: account.flexible,
      to: custody,
      fen: input.amount,
      code: '11',
      bookedOn: today,
    });
    await db.query('INSERT INTO withdrawal (movement_id, account_id, reason_code, paid_on) VALUES ($1, $2, $3, $4)', [
      movement.id,
      account.id,
      input.reasonCode,
      today,
    ]);
    const { id, bookedOn, code, period } = movement;
    return { id, memberId, bookedOn, code, segment: 'FLEXIBLE', amount: -movement.fen, period };
  });
}

function mayWithdraw(policy: CityPolicy, loans: { ever: boolean; outstanding: boolean }): void {
  if (!policy.withdrawal.freeBeforeLoan.value) {
    throw new Refusal('NOT_ELIGIBLE', 'The city pays out on closing only', { clause: 'CJ-13' });
  }
  if (loans.outstanding) {
    throw new Refusal('LOAN_OUTSTANDING', 'Money is taken out freely only before a loan', { clause: 'HZ-04' });
  }
  if (loans.ever) {
    throw new Refusal('NOT_ELIGIBLE', 'Money is taken out freely only before a loan', { clause: 'HZ-04' });
  }
}

/** The day of the last withdrawal from an account up to a day, null before the first; `account` and `day` are SQL. */
export const lastWithdrawalUpTo = (account: string, day: string): string =>
  `(SELECT max(paid_on) FROM withdrawal WHERE account_id = ${account} AND paid_on <= ${day})`;
