import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { log } from '#service/log.ts';
import { awardMonth } from './award-run.ts';
import { openRegister, type Register } from './register.test-support.ts';

let register: Register;
const warned = vi.spyOn(log, 'warn');

beforeAll(async () => {
  register = await openRegister();
});
afterEach(() => void warned.mockClear());
afterAll(() => register?.stop());

const city = '652300';
// The member's year is June 2024 to May 2025.
const payerOfAYear = () => register.payer(12, '2025-05', yuan('600'));
const award = () => awardMonth(register.context, city, '2025-05');

describe('CJ-15 a loan told of after the run of its month', () => {
  it.each([
    ['granted on the last day of the run', '2025-05-31'],
    ['granted before the run', '2020-01-01'],
  ])('%s is warned of, naming the award and nobody', async (_, on) => {
    const memberId = await payerOfAYear();
    await award();
    const [awarded] = await register.awardsOf(memberId);
    const [event, id] = [{ type: 'loan-granted', loanId: randomUUID(), memberId, city, on } as const, randomUUID()];
    await register.arrive(event, id);
    await register.arrive(event, id);
    expect(warned.mock.calls.map(([told]) => told)).toEqual([
      { award: awarded!.id, city, clause: 'CJ-15', month: '2025-05' },
    ]);
    expect(await register.awardsOf(memberId)).toEqual([awarded]);
  });

  it('is not warned of when no day of it falls in the run', async () => {
    const memberId = await payerOfAYear();
    await award();
    const after = { memberId, city, loanId: randomUUID() } as const;
    await register.arrive({ type: 'loan-granted', ...after, on: '2025-06-01' });
    await register.arrive({ type: 'loan-settled', ...after, on: '2025-06-02' });
    const before = { memberId, city, loanId: randomUUID() } as const;
    await register.arrive({ type: 'loan-settled', ...before, on: '2024-05-31' });
    await register.arrive({ type: 'loan-granted', ...before, on: '2020-01-01' });
    expect(warned).not.toHaveBeenCalled();
  });

  it('is not warned of when it was told in time, since nothing was awarded', async () => {
    const memberId = await payerOfAYear();
    await register.arrive({ type: 'loan-granted', loanId: randomUUID(), memberId, city, on: '2025-05-31' });
    await award();
    expect(await register.awardsOf(memberId)).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });
});
