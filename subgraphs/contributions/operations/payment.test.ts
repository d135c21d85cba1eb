import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { contribute } from './contribute.ts';
import { currentAgreements } from './read-agreements.ts';
import { withdraw } from './withdraw.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());
beforeEach(() => {
  register.clock.set('2026-03-05');
  register.told.length = 0;
});

const key = () => ({ idempotencyKey: randomUUID() });
const agreementOf = async (memberId: string) => (await currentAgreements(register.context(), [memberId]))[0]!;

describe('paying at the counter', () => {
  it('CJ-07 pays whole months, the oldest unpaid one first', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    register.clock.set('2026-05-11');
    const context = register.context();
    const wrongMonth = await refusal(
      contribute(context, { memberId, month: '2026-05', amount: yuan('1200'), ...key() }),
    );
    expect(wrongMonth).toMatchObject({ code: 'INVALID_INPUT', field: 'month' });
    const uneven = await refusal(contribute(context, { memberId, month: '2026-03', amount: yuan('1800'), ...key() }));
    expect(uneven).toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS', rule: '1200.00 or 2400.00' });
    const paid = await contribute(context, { memberId, month: '2026-03', amount: yuan('2400'), ...key() });
    expect(paid).toEqual({
      memberId,
      amount: yuan('2400'),
      months: ['2026-03', '2026-04'],
      creditedOn: '2026-05-11',
      balance: yuan('2400'),
      channel: 'COUNTER',
      receipt: expect.stringMatching(/^652300-2026-\d{8}$/),
    });
    const again = await refusal(contribute(context, { memberId, month: '2026-03', amount: yuan('1200'), ...key() }));
    expect(again.code).toBe('PERIOD_ALREADY_PAID');
    expect((await agreementOf(memberId)).paidThrough).toBe('2026-04');
  });

  it('pays no further ahead than the end of next year', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    const context = register.context();
    // March 2026 to December 2027 are 22 months of 1200.00.
    const far = await refusal(contribute(context, { memberId, month: '2026-03', amount: yuan('27600'), ...key() }));
    expect(far.code).toBe('LIMIT_EXCEEDED');
    const all = await contribute(context, { memberId, month: '2026-03', amount: yuan('26400'), ...key() });
    expect(all.months).toHaveLength(22);
  });
});

describe('taking money out', () => {
  it('HZ-04 pays out flexible money before a loan, never more than there is, and nothing after a loan', async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    const context = register.context();
    const take = (amount: string, reasonCode = '99') =>
      withdraw(context, { memberId, amount: yuan(amount), reasonCode, ...key() });
    expect(await take('500')).toMatchObject({ kind: 'WITHDRAWAL', status: 'HELD', fen: yuan('500') });
    expect((await refusal(take('1'))).code).toBe('IN_PROGRESS');
    await register.payOut();
    expect((await refusal(take('700.01'))).code).toBe('BALANCE_TOO_LOW');
    expect((await refusal(take('1', '10'))).code).toBe('INVALID_INPUT');
    expect((await refusal(take('0'))).code).toBe('INVALID_INPUT');
    const loanId = randomUUID();
    await register.hear({ type: 'loan-granted', loanId, memberId, city: huzhou, on: '2026-03-06' });
    expect(await refusal(take('1'))).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'HZ-04' });
    await register.hear({ type: 'loan-settled', loanId, memberId, city: huzhou, on: '2026-03-07' });
    expect(await refusal(take('1'))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-04' });
  });

  it('CJ-13 is paid out in Changji for the reasons that it takes, with the evidence of them', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    const take = (reasonCode: string, evidenceReference: string | null = null) =>
      withdraw(register.context(), { memberId, amount: yuan('1'), reasonCode, evidenceReference, ...key() });
    expect(await refusal(take('99'))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-13', rule: '01, 02, 06, 07' });
    expect(await refusal(take('01'))).toMatchObject({ code: 'INVALID_INPUT', field: 'evidenceReference' });
    expect(await refusal(take('01', ' '))).toMatchObject({ code: 'INVALID_INPUT', field: 'evidenceReference' });
    const long = await refusal(take('01', '函'.repeat(201)));
    expect(long).toMatchObject({ code: 'INVALID_INPUT', field: 'evidenceReference' });
    expect(await take('01', 'HT-2026-17')).toMatchObject({ status: 'HELD', reasonCode: '01', evidence: 'HT-2026-17' });
    await register.payOut();
  });

  it('keeps the books in balance after all of this', async () => {
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
