import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contribute } from '#contributions/operations/contribute.ts';
import { payOut } from '#contributions/operations/pay-out.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { nextMonth } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { proofSize, report } from './proof-size.ts';

const huzhou = '330500';
const size = proofSize({ small: { reads: 200, writers: 4 }, full: { reads: 10_000, writers: 8 } });
const patience = 3_600_000;
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-07-01');
});
afterAll(() => register?.close());

/** Pays in and takes out again, month after month, until it is told to stop; tells how often. */
async function write(reading: { goesOn: boolean }): Promise<number> {
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { firstContribution: yuan('1200') });
  let written = 0;
  // To the end of next year months can be paid; then somebody else does.
  for (let month = '2026-08'; reading.goesOn && month <= '2027-12'; month = nextMonth(month)) {
    const about = () => ({ memberId, idempotencyKey: randomUUID() });
    await contribute(register.context(), { ...about(), month, amount: yuan('1200') });
    const { id } = await withdraw(register.context(), { ...about(), amount: yuan('600'), reasonCode: '99' });
    await payOut(register.context(), id);
    written += 1;
  }
  return written;
}

it('HZ-09 the trial balance adds up to zero at every moment while others write', { timeout: patience }, async () => {
  const reading = { goesOn: true };
  const writers = Array.from({ length: size.writers }, async () => {
    let written = 0;
    while (reading.goesOn) written += await write(reading);
    return written;
  });
  const seen = new Set<Fen>();
  for (let n = 0; n < size.reads; n += 1) {
    const rows = await trialBalance(register.database.manager, huzhou);
    for (const own of Map.groupBy(rows, ({ pool }) => pool).values()) {
      expect(own.reduce((sum, { balance }) => sum + balance, 0n)).toBe(0n);
    }
    seen.add(rows.find(({ account }) => account === 'bank:custody')?.balance ?? 0n);
  }
  reading.goesOn = false;
  const written = (await Promise.all(writers)).reduce((sum, n) => sum + n, 0);
  expect(seen.size).toBeGreaterThan(1);
  expect(await auditBooks(register.database.manager)).toEqual([]);
  report('trial balances read while others wrote', {
    ...size,
    written: 3 * written,
    different: seen.size,
    unbalanced: 0,
  });
});
