import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { awardMonth } from './award-run.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';

const city = '652300';
const warned = vi.spyOn(log, 'warn');
let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterEach(() => void warned.mockClear());
afterAll(() => register.stop());

const correct = (memberId: string, month: string) =>
  register.arrive({ type: 'month-corrected', memberId, city, month });
const streaks = async (memberId: string) => {
  const sql =
    'SELECT month, streak_months AS n, is_full AS full, credited FROM monthly_fact WHERE member_id = $1 ORDER BY 1';
  const found = await rows<{ month: string; n: number; full: boolean; credited: bigint }>(register.database, sql, [
    memberId,
  ]);
  return found.map(({ n, full, credited }) => [n, full, credited]);
};

describe('CJ-15 a closed month whose contribution was taken back', () => {
  it('is not full after all, and no subsidy is awarded over it', async () => {
    const memberId = await register.payer(12, '2024-12', 100_000n);
    await correct(memberId, '2024-11');
    expect((await streaks(memberId)).slice(-3)).toEqual([
      [10, true, 100_000n],
      [0, false, 0n],
      [1, true, 100_000n],
    ]);
    await awardMonth(register.context, city, '2024-12');
    expect(await register.awardsOf(memberId)).toEqual([]);
    expect(warned).not.toHaveBeenCalled();
  });

  it('leaves a run that began after it as it was, across a year', async () => {
    const memberId = await register.payer(2, '2024-12', 100n);
    await register.close(memberId, '2025-01', { full: false, creditedFen: '0', streakMonths: 0, used: false });
    for (const [n, month] of ['2025-02', '2025-03'].entries()) await register.close(memberId, month, paid(100n, n + 1));
    await correct(memberId, '2024-11');
    expect((await streaks(memberId)).map(([n]) => n)).toEqual([0, 1, 0, 1, 2]);
  });

  it('is warned of when a subsidy was awarded for it, naming the award and nobody', async () => {
    const memberId = await register.payer(12, '2025-12', 100_000n);
    await awardMonth(register.context, city, '2025-12');
    await correct(memberId, '2025-01');
    const told = [{ award: expect.any(String), city, clause: 'CJ-15', month: '2025-12' }];
    expect(warned.mock.calls.map(([each]) => each)).toEqual(told);
    expect(JSON.stringify(warned.mock.calls)).not.toContain(memberId);
  });

  it('is waited for when the correction comes before the closing', async () => {
    const memberId = await register.payer(1, '2025-01', 100n);
    await expect(correct(memberId, '2025-02')).rejects.toThrow('before its closing');
    await register.close(memberId, '2025-02', paid(100n, 2));
    await correct(memberId, '2025-02');
    expect((await streaks(memberId)).map(([n]) => n)).toEqual([1, 0]);
  });
});
