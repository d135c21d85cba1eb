import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, type CivilDate } from '#kernel/calendar.ts';
import { type Fen, type Rate, rate, yuan, yuanText } from '#kernel/money.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { policyOn } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import type { Context } from '../context.ts';
import { openAccount } from '../operations/open-account.ts';
import { settleInterest } from './settle-interest.ts';

type Case = {
  name: string;
  given: { year: string; movements: Record<string, string> };
  expect: { product: string; interest: string };
};
type Dated = { on: CivilDate; fen: Fen };
type Dating = { from: CivilDate; current: Rate; carried: Rate };

const source = readFileSync(new URL('interest.cases.yaml', import.meta.url), 'utf8');
const cases = parse(source, { schema: 'failsafe' }) as Case[];
const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

beforeEach(async () => {
  register = await rehearse('2026-07-01');
});
afterEach(() => register?.close());

/** An account with money that came and went on these days. */
async function saver(city: CityCode, movements: readonly Dated[]): Promise<string> {
  const memberId = randomUUID();
  await register.database.transaction(async (db) => {
    const { account } = await openAccount(db, { memberId, city }, movements[0]!.on);
    const custody = await internalAccount(db, { city, pool: 'flexible', code: 'bank:custody' });
    for (const { on, fen } of movements) {
      const [from, to, code] = fen > 0n ? [custody, account.flexible, '01'] : [account.flexible, custody, '11'];
      await post(db, { from, to, fen: fen < 0n ? -fen : fen, code, bookedOn: on });
    }
  });
  return memberId;
}

async function settled(memberId: string, year: number): Promise<{ product: string; interest: string }> {
  const [row] = await rows<{ product: Fen; fen: Fen }>(
    register.database,
    'SELECT s.product, s.fen FROM interest_settlement s JOIN account a ON a.id = s.account_id WHERE a.member_id = $1 AND s.year = $2',
    [memberId, year],
  );
  return { product: yuanText(row!.product), interest: yuanText(row!.fen) };
}

/** The policy of both cities with other rates: Changji computes in segments, Huzhou by the settlement day. */
const withRates = (given: Context, rates: readonly Dating[]): Context => ({
  ...given,
  policy: (city, on) => {
    const policy = policyOn(city, on);
    const { from, ...value } = rates.findLast((each) => each.from <= on)!;
    const mode = city === changji ? 'SEGMENTED' : 'SETTLEMENT_DATE';
    const deposit = instead(policy.national.deposit, { rateChange: { value: mode }, rate: { from, value } });
    return instead(policy, { national: instead(policy.national, { deposit }) });
  },
});
// A figure is looked up when it is asked for: the others of an early day may be missing.
const instead = <T extends object>(of: T, parts: object): T =>
  Object.create(of, Object.getOwnPropertyDescriptors(parts));
const dated = (from: CivilDate, current: string, carried = current): Dating => ({
  from,
  current: rate(current),
  carried: rate(carried),
});

describe('CJ-09 the published examples, settled in PostgreSQL', () => {
  it.each(cases)('$name', async ({ given, expect: expected }) => {
    const movements = Object.entries(given.movements).map(([on, amount]) => ({ on, fen: yuan(amount) }));
    // Somebody has been here for longer, so that the year is settled for whoever comes on its last day too.
    await saver(changji, [{ on: '2023-06-30', fen: 1n }]);
    const memberId = await saver(changji, movements);
    await settleInterest(register.context(), changji, Number(given.year));
    const product = `${expected.product}.00`;
    expect(await settled(memberId, Number(given.year))).toEqual({ product, interest: expected.interest });
  });

  it('CJ-09 the year 2015-16: 125.97 in segments, 235 days at 1.10 % and 130 at 1.50 %; 152.08 by the settlement day', async () => {
    const [segments, settlementDay] = await Promise.all(
      ([changji, huzhou] as const).map((city) => saver(city, [{ on: '2015-07-01', fen: yuan('10000') }])),
    );
    const context = withRates(register.context(), [dated('2015-01-01', '1.10%'), dated('2016-02-21', '1.50%')]);
    for (const city of [changji, huzhou] as const) await settleInterest(context, city, 2016);
    expect((await settled(segments!, 2016)).interest).toBe('125.97');
    expect((await settled(settlementDay!, 2016)).interest).toBe('152.08');
  });

  it('CJ-09 a change from 1.5 % to 1.3 % on 1 January: 141.67 in segments, 131.44 by the settlement day', async () => {
    const [segments, settlementDay] = await Promise.all(
      ([changji, huzhou] as const).map((city) => saver(city, [{ on: '2025-07-01', fen: yuan('10000') }])),
    );
    const context = withRates(register.context(), [dated('2015-01-01', '1.5%'), dated('2026-01-01', '1.3%')]);
    for (const city of [changji, huzhou] as const) await settleInterest(context, city, 2026);
    expect((await settled(segments!, 2026)).interest).toBe('141.67');
    expect((await settled(settlementDay!, 2026)).interest).toBe('131.44');
  });

  it('CJ-09 what was there on 30 June is carried forward, what came after is of the year, each at its rate', async () => {
    const carried = await saver(huzhou, [{ on: '2025-06-30', fen: yuan('10000') }]);
    const current = await saver(huzhou, [{ on: '2025-07-01', fen: yuan('10000') }]);
    const both = await saver(huzhou, [
      { on: '2025-06-30', fen: yuan('10000') },
      { on: '2025-07-01', fen: yuan('10000') },
    ]);
    const context = withRates(register.context(), [dated('2015-01-01', '0.35%', '1.10%')]);
    await settleInterest(context, huzhou, 2026);
    // 10,000 × 365 × 1.10 % / 360 = 111.5278; 10,000 × 364 × 0.35 % / 360 = 35.3889; together 146.9167, rounded once.
    expect((await settled(carried, 2026)).interest).toBe('111.53');
    expect((await settled(current, 2026)).interest).toBe('35.39');
    expect((await settled(both, 2026)).interest).toBe('146.92');
  });
});

describe('CJ-09 any account', () => {
  const rates = [
    dated('2015-01-01', '0.35%', '1.10%'),
    dated('2025-11-03', '1.20%', '0.90%'),
    dated('2026-04-30', '2%', '1.5%'),
  ];
  const yearOf = { from: '2025-06-30', to: '2026-06-30' };
  const movement = fc.record({
    on: fc.oneof(
      fc.integer({ min: 0, max: 380 }).map((days) => addDays(yearOf.from, days)),
      fc.constantFrom('2025-06-30', '2025-11-02', '2025-11-03', '2026-04-30', '2026-06-29', '2026-06-30'),
    ),
    fen: fc.bigInt(1n, 5_000_000n),
  });

  /** The rule in other words: every day's balance of either kind at that day's rate; ÷ 360, half up. */
  function byDays(movements: readonly Dated[]): Fen {
    let sum = 0n;
    for (let day = yearOf.from; day < yearOf.to; day = addDays(day, 1)) {
      const { current, carried } = rates.findLast(({ from }) => from <= day)!;
      for (const { on, fen } of movements) {
        if (on > day) continue;
        const { numerator, denominator } = on <= yearOf.from ? carried : current;
        sum += (fen * numerator * 1_000_000n) / denominator;
      }
    }
    return (sum + 180_000_000n) / 360_000_000n;
  }

  it('is to the fen what each day’s balance gives at that day’s rate, carried forward and of the year', async () => {
    const lives = fc.sample(fc.array(movement, { minLength: 1, maxLength: 12 }), { numRuns: 40, seed: 20_260_630 });
    const savers = new Map<string, Dated[]>();
    for (const drawn of lives) {
      const deposits = drawn.toSorted((a, b) => (a.on < b.on ? -1 : 1));
      // Half of the first deposit is taken out again on the last day that anything happens.
      const half = { on: deposits.at(-1)!.on, fen: -(deposits[0]!.fen / 2n || 1n) };
      const all = deposits.length > 1 ? [...deposits, half] : deposits;
      savers.set(await saver(changji, all), all);
    }
    await settleInterest(withRates(register.context(), rates), changji, 2026);
    for (const [memberId, movements] of savers) {
      if (movements[0]!.on > yearOf.to) continue;
      expect((await settled(memberId, 2026)).interest).toBe(yuanText(byDays(movements)));
    }
  });
});
