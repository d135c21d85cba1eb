import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDue } from '#contributions/jobs/collect.ts';
import { yuan } from '#kernel/money.ts';
import { type Agency, agency, trusted } from '#test/agencies.ts';
import { purposeOf } from '#test/gateway.ts';
import { confirmed, type Participant, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

const document = trusted('centre/trial-balance');
const huzhou = '330500';

type Line = { account: string; pool: string; balance: string };

let stack: TestStack;
let accountant: Agency;
let people: Participant[];

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  const { world } = stack;
  accountant = agency(stack, 'centre-changji');
  people = [await confirmed(world), await confirmed(world)];
  const elsewhere = await confirmed(world, { city: huzhou, industryCode: 'OTHER' });
  await world.hear();
  for (const person of people) await sign(world, person, { base: '6000.00', ratio: '20%' });
  await sign(world, elsewhere, { base: '7180.00', ratio: '10%', first: '718.00' }, huzhou);
  stack.clock.set('2026-08-20');
  await collectDue(world.runs.contributions, '652300', '2026-08-20');
}, 60_000);
afterAll(() => stack?.stop());

const linesOf = async (city: string, who = accountant): Promise<Line[]> =>
  (await who.ask<{ trialBalance: Line[] }>(document, { city })).trialBalance;

describe('CJ-19 the trial balance of a centre', () => {
  it('tells the book of its city, the personal accounts of a segment as one line', async () => {
    expect((await linesOf('CHANGJI')).filter(({ balance }) => balance !== '0.00')).toEqual([
      { account: 'bank:custody', pool: '652300:flexible', balance: '-2400.00' },
      { account: 'personal:FLEXIBLE', pool: '652300:flexible', balance: '2400.00' },
    ]);
  });

  it('adds up to zero in each pool, and names nobody', async () => {
    for (const [city, who] of [['CHANGJI', 'centre-changji'] as const, ['HUZHOU', 'centre-huzhou'] as const]) {
      const lines = await linesOf(city, agency(stack, who));
      expect(lines.length).toBeGreaterThan(1);
      for (const pool of Map.groupBy(lines, ({ pool }) => pool).values()) {
        expect(pool.reduce((sum, { balance }) => sum + yuan(balance), 0n)).toBe(0n);
      }
      for (const { memberId } of people) expect(JSON.stringify(lines)).not.toContain(memberId);
    }
  });

  it('AG-04 is refused to the accountant of another city', async () => {
    expect(await accountant.refused(document, { city: 'HUZHOU' })).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
  });

  it('AG-04 is refused to whoever at the centre does not keep the book', async () => {
    const scope = 'account:read member:read contribution:take';
    const clerk = await stack.token('centre', { client_id: 'centre-changji', cities: ['652300'], scope });
    const asked = { variables: { city: 'CHANGJI' }, headers: purposeOf('centre') };
    const { body } = await stack.ask(clerk, document, asked);
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(body.data ?? null).toBeNull();
  });
});
