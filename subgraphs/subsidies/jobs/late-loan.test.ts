import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { awardClosedMonths, awardMonth } from './award-run.ts';
import { openRegister, type Register } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register?.stop());

const city = '652300';
// The member's year is June 2024 to May 2025.
const payerOfAYear = () => register.payer(12, '2025-05', yuan('600'));
const award = () => awardMonth(register.context, city, '2025-05');
const standing = async (memberId: string) =>
  (await register.awardsOf(memberId)).map(({ month, takenBack }) => [month, takenBack?.reason.kind ?? null]);

describe('CJ-15 a loan told of after the run of its month', () => {
  it.each([
    ['granted on the last day of the run', '2025-05-31'],
    ['granted before the run', '2020-01-01'],
  ])('%s takes back what was awarded over its days, once', async (_, on) => {
    const memberId = await payerOfAYear();
    await award();
    const [event, id] = [{ type: 'loan-granted', loanId: randomUUID(), memberId, city, on } as const, randomUUID()];
    await register.arrive(event, id);
    await register.arrive(event, id);
    expect(await standing(memberId)).toEqual([['2025-05', 'LOAN']]);
    const [{ takenBack }] = (await register.awardsOf(memberId)) as [Awaited<ReturnType<Register['awardsOf']>>[0]];
    expect(takenBack!.conditions.filter(({ met }) => !met).map(({ description }) => description)).toEqual([
      '连续缴存期内账户资金未使用',
    ]);
    await award();
    expect(await standing(memberId)).toEqual([['2025-05', 'LOAN']]);
  });

  it('leaves the award when no day of it falls in the run', async () => {
    const memberId = await payerOfAYear();
    await award();
    const after = { memberId, city, loanId: randomUUID() } as const;
    await register.arrive({ type: 'loan-granted', ...after, on: '2025-06-01' });
    await register.arrive({ type: 'loan-settled', ...after, on: '2025-06-02' });
    const before = { memberId, city, loanId: randomUUID() } as const;
    await register.arrive({ type: 'loan-settled', ...before, on: '2024-05-31' });
    await register.arrive({ type: 'loan-granted', ...before, on: '2020-01-01' });
    expect(await standing(memberId)).toEqual([['2025-05', null]]);
  });

  it('awards nothing when it was told in time', async () => {
    const memberId = await payerOfAYear();
    await register.arrive({ type: 'loan-granted', loanId: randomUUID(), memberId, city, on: '2025-05-31' });
    await award();
    expect(await standing(memberId)).toEqual([]);
  });

  it('told of late to have been settled before the run, gives what it held back', async () => {
    const memberId = await payerOfAYear();
    const loan = { memberId, city, loanId: randomUUID() } as const;
    await register.arrive({ type: 'loan-granted', ...loan, on: '2020-01-01' });
    await awardClosedMonths(register.context);
    expect(await standing(memberId)).toEqual([]);
    await register.arrive({ type: 'loan-settled', ...loan, on: '2024-05-31' });
    await awardClosedMonths(register.context);
    expect(await standing(memberId)).toEqual([['2025-05', null]]);
  });

  it('whose end is told before its beginning costs nothing that was earned before it began', async () => {
    const [had, waits] = [await payerOfAYear(), await payerOfAYear()];
    const loan = () => ({ city, loanId: randomUUID() }) as const;
    const [first, second] = [loan(), loan()];
    await register.arrive({ type: 'loan-settled', memberId: waits, ...second, on: '2025-08-01' });
    await award();
    await awardClosedMonths(register.context);
    expect(await standing(waits)).toEqual([]);
    await register.arrive({ type: 'loan-settled', memberId: had, ...first, on: '2025-08-01' });
    await register.arrive({ type: 'loan-granted', memberId: had, ...first, on: '2025-07-01' });
    await register.arrive({ type: 'loan-granted', memberId: waits, ...second, on: '2025-07-01' });
    await awardClosedMonths(register.context);
    expect([await standing(had), await standing(waits)]).toEqual([[['2025-05', null]], [['2025-05', null]]]);
  });
});
