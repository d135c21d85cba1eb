import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { asking, openRegister, type Register } from '../jobs/register.test-support.ts';
import { repayLoan } from './repay-loan.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());

it('an instalment that is paid six times at the same moment is taken once, and the others are told what is due', async () => {
  const memberId = await register.approvedMember();
  const { id: loanId } = await register.lend(asking(memberId));
  register.clock.set('2026-08-10');
  // 300,000 at 2.6 % over 240 months: 1,604.36 a month.
  const pay = () => repayLoan(register.context(), { loanId, amount: yuan('1604.36'), idempotencyKey: randomUUID() });
  const answers = await Promise.allSettled(Array.from({ length: 6 }, pay));
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(
    Array.from({ length: 5 }, () => 'AMOUNT_OUT_OF_BOUNDS'),
  );
  const [taken] = answers.filter((answer) => answer.status === 'fulfilled');
  // The first month's interest is 650.00, so 954.36 of principal is repaid.
  expect(taken?.value.outstandingPrincipal).toBe(30_000_000n - 95_436n);
  expect(await auditBooks(register.database.manager)).toEqual([]);
});
