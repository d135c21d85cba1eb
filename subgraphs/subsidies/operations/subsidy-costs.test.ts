import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settableClock } from '#kernel/clock.ts';
import { awardMonth } from '../jobs/award-run.ts';
import { openRegister, type Register } from '../jobs/register.test-support.ts';
import { readSubsidyCosts } from './subsidy-costs.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.stop());

it('CJ-24 a subsidy that the book paid to suspense is among the costs, and once: taken back it is undone there too', async () => {
  const memberId = await register.payer(12, '2025-12', 100_000n);
  await awardMonth(register.context, '652300', '2025-12');
  const awardId = (await register.awardsOf(memberId))[0]!.id;
  const suspend = (movementId: string) => {
    const awards = [{ awardId, memberId, movementId }];
    return register.arrive({ type: 'subsidies-suspended', suspendedOn: '2026-01-01', awards });
  };
  await suspend('7');
  await suspend('7');
  await expect(suspend('8')).rejects.toThrow('another movement');
  await register.arrive({ type: 'month-corrected', memberId, city: '652300', month: '2025-12' });
  const returns = [{ awardId, memberId, movementId: '9', recovered: true }];
  await register.arrive({ type: 'subsidies-returned', returnedOn: '2026-02-03', returns }, randomUUID());
  const caller = { ...register.context.caller, audience: 'centre' as const, cities: ['652300'] as const };
  const context = { ...register.context, clock: settableClock('2026-07-01'), caller };
  expect(await readSubsidyCosts(context, { from: '2026-01', to: '2026-06' })).toMatchObject([
    { month: '2026-01', clause: 'CJ-15', persons: 1, awards: 1, amount: 6_000n, takenBack: 0n },
    { month: '2026-02', clause: 'CJ-15', persons: 0, awards: 0, amount: 0n, takenBack: 6_000n },
  ]);
});
