import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';

let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-08-05');
});
afterAll(() => register?.close());

describe('HZ-02 a payment below the published minimum', () => {
  type Line = { month: string; fen: bigint };
  const lines = () =>
    rows<Line>(
      register.database,
      "SELECT b.month, l.fen FROM debit_line l JOIN debit_batch b ON b.id = l.batch_id WHERE b.city = '330500' ORDER BY b.id",
    );
  const paidMonths = async (memberId: string) =>
    (
      await rows<{ month: string }>(
        register.database,
        `SELECT d.month FROM agreement a JOIN period_due d ON d.agreement_id = a.id
         WHERE a.member_id = $1 AND d.filled_on IS NOT NULL ORDER BY d.month`,
        [memberId],
      )
    ).map(({ month }) => month);

  it('goes on into the next period until it is reached', async () => {
    register.clock.set('2026-08-05');
    const memberId = await register.approve('330500');
    // 2500.00 × 10 % = 250.00; three months are paid at opening: August, September, October.
    const plan = { base: yuan('2500'), ratio: '10%', mode: 'QUARTERLY' as const, firstContribution: yuan('750') };
    await register.sign(memberId, plan);
    await register.live('2026-08', '2027-01');
    // In October November and December are left, 500.00, so January goes with them: 750.00. In January February and March are left,
    // 500.00, and April goes with them.
    expect(await lines()).toEqual([
      { month: '2026-10', fen: yuan('750') },
      { month: '2027-01', fen: yuan('750') },
    ]);
    expect(await paidMonths(memberId)).toHaveLength(9);
    expect((await paidMonths(memberId)).at(-1)).toBe('2027-04');
  });

  it('is asked for as it is where retirement leaves nothing to go on into', async () => {
    register.clock.set('2027-02-01');
    const memberId = await register.approve('330500', { retirementOn: '2027-07-10' });
    const plan = { base: yuan('2500'), ratio: '10%', mode: 'YEARLY' as const, firstContribution: yuan('1000') };
    await register.sign(memberId, plan);
    await register.live('2027-02', '2027-02');
    // February to May were paid at opening; June and July are left.
    expect((await lines()).at(-1)).toEqual({ month: '2027-02', fen: yuan('500') });
    expect(await paidMonths(memberId)).toHaveLength(6);
  });
});
