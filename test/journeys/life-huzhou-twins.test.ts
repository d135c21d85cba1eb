import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, accountOf, agency, join, live, mine } from '#test/agencies.ts';
import { lend } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Two veterans with the same plan, 7180.00 × 10 % = 718.00 a month from September 2025 to August 2026: one in Huzhou,
// whose first contribution opens the account on the 5th, one in Changji, who is first debited on the 20th.

let stack: TestStack;
let huzhou: Agency;
let changji: Agency;
let huzhouId: string;

beforeAll(async () => {
  stack = await startTestStack('2025-09-05');
  const veteran = (birth: string) => ({
    identityNumber: identityNumber(birth),
    categories: [{ kind: 'VETERAN', evidenceReference: 'TY-2025-012' }],
  });
  const plan = { base: '7180.00', ratio: '10%' };
  huzhouId = await join(stack, 'huzhou', veteran('1991-03-03'), { ...plan, firstContribution: '718.00' });
  huzhou = agency(stack, 'member-demo', huzhouId);
  changji = agency(stack, 'member-demo', await join(stack, 'changji', veteran('1991-04-04'), plan));
  await live(stack, '2025-09', '2026-08');
});
afterAll(() => stack?.stop());

describe('the same year in two cities', () => {
  it('HZ-02 CJ-15 CJ-16 both have twelve full months, and Huzhou gives neither subsidy', async () => {
    const streak = { continuousFullMonths: 12, throughMonth: '2026-08', fundsUsed: false };
    expect(await mine(huzhou)).toMatchObject({ streak, subsidyAwards: [] });
    // 12 × 718.00 = 8616.00; × 0.5 % = 43.08.
    expect(await mine(changji)).toMatchObject({
      streak,
      subsidyAwards: [
        { clause: 'CJ-15', amount: '43.08', month: '2026-08', creditedOn: '2026-09-01' },
        { clause: 'CJ-16', amount: '100.00', month: '2026-02', creditedOn: '2026-03-01' },
      ],
    });
  });

  it('CJ-09 the earlier deposit earns more, and a subsidy earns as a deposit does', async () => {
    // The 20th of October … June lies 253 + 222 + 192 + 161 + 130 + 102 + 71 + 41 + 10 = 1,182 days up to 30 June.
    // Huzhou: with 298 days of 5 September 1,480 days × 718.00 = 1,062,640 ÷ 24,000 = 44.2766…, half-up 44.28.
    const inHuzhou = await accountOf(huzhou, '2026-06-30');
    expect(inHuzhou.booked).toEqual([['09', 'INTEREST', '44.28']]);
    expect(inHuzhou.balance).toBe('8660.28'); // 8616.00 + 44.28
    // Changji: with 283 days of 20 September 1,465 days × 718.00 = 1,051,870; CJ-16 of 1 March, 121 days × 100.00 =
    // 12,100; 1,063,970 ÷ 24,000 = 44.3320…, half-up 44.33.
    const inChangji = await accountOf(changji, '2026-06-30');
    expect(inChangji.booked).toEqual([['09', 'INTEREST', '44.33']]);
    expect(inChangji.balance).toBe('8803.41'); // 8616.00 + 44.33 + 100.00 + 43.08
  });

  it('HZ-05 a second home borrows at 3.075 %, beyond five years', async () => {
    const asked = { principal: '100000.00', months: 61, firstHome: false };
    const loan = await lend(stack, 'huzhou', { memberId: huzhouId, ...asked });
    expect(loan).toMatchObject({ annualRate: '3.075%', months: 61 });
    await stack.world.hear();
  });

  it('AG-05 CJ-22 the regulator sees the money of both in its pools, and neither of them', async () => {
    const regulator = agency(stack, 'regulator');
    type Pools = { pools: { id: string }[] };
    const { pools } = await regulator.ask<Pools>('{ pools { id depositBalance contributedThisYear loanBalance } }');
    expect(pools.filter(({ id }) => id.endsWith(':flexible')).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      // Of 2026: 8 × 718.00 = 5744.00.
      { id: '330500:flexible', depositBalance: '8660.28', contributedThisYear: '5744.00', loanBalance: '100000.00' },
      { id: '652300:flexible', depositBalance: '8803.41', contributedThisYear: '5744.00', loanBalance: '0.00' },
    ]);
    const refused = await regulator.refused('{ pools { id } member(id: "x") { id } }');
    expect(refused.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
