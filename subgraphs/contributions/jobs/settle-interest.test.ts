import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type CivilDate, monthsFrom } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { withdraw } from '../operations/withdraw.ts';
import { collectDue } from './collect.ts';
import { settleInterest } from './settle-interest.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;
let steady: string;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
  steady = await register.approve(changji);
  await register.sign(steady);
  for (let n = 0; n < 24; n += 1) {
    const city = n % 2 === 0 ? changji : huzhou;
    register.clock.set(`2026-03-${String(6 + (n % 12)).padStart(2, '0')}`);
    const memberId = await register.approve(city);
    const mode = (['MONTHLY', 'QUARTERLY', 'YEARLY'] as const)[n % 3]!;
    // 17 % of an odd base leaves no round amounts: 5433.33 × 17 % = 923.6661 → 923.67.
    const monthly = yuan('923.67');
    await register.sign(memberId, { base: yuan('5433.33'), ratio: '17%', mode, firstContribution: monthly });
    if (city === huzhou && n % 3 === 1) {
      register.clock.set('2026-04-17');
      const amount = yuan('333.33');
      await withdraw(register.context(), { memberId, amount, reasonCode: '99', idempotencyKey: randomUUID() });
      await register.payOut();
    }
  }
});
afterAll(() => register?.close());

type Settlement = { member_id: string; fen: Fen; product: Fen };
const settlements = (year: number) =>
  rows<Settlement>(
    register.database,
    `SELECT a.member_id, s.fen, s.product FROM interest_settlement s JOIN account a ON a.id = s.account_id
     WHERE s.year = $1 ORDER BY a.id`,
    [year],
  );

/** The rule in other words: the closing balance of every day, added up; then 1.5 % / 360, half up. */
async function dayByDay(memberId: string, from: CivilDate, to: CivilDate): Promise<{ product: Fen; fen: Fen }> {
  const movements = await rows<{ booked_on: CivilDate; fen: Fen }>(
    register.database,
    `SELECT m.booked_on, CASE WHEN m.to_account = l.id THEN m.fen ELSE -m.fen END AS fen
     FROM ledger_account l JOIN movement m ON l.id IN (m.to_account, m.from_account) WHERE l.owner = $1`,
    [memberId],
  );
  let product = 0n;
  for (let day = from; day < to; day = addDays(day, 1)) {
    for (const { booked_on, fen } of movements) if (booked_on <= day) product += fen;
  }
  // × 15 / 1000 / 360 = × 15 / 360,000; half up by adding half the divisor.
  return { product, fen: (product * 15n + 180_000n) / 360_000n };
}

describe('CJ-09 the settlement of 30 June', () => {
  it('pays 1.5 % / 360 on the days each deposit lay, from the day of deposit', async () => {
    await register.live('2026-03', '2026-06');
    // 1200.00 on the 20th of March, April, May and June: 102 + 71 + 41 + 10 = 224 days; 268,800 × 1.5 % / 360 = 11.20.
    const found = (await settlements(2026)).find(({ member_id }) => member_id === steady);
    expect(found).toEqual({ member_id: steady, product: 26_880_000n, fen: yuan('11.20') });
  });

  it('is to the fen what the closing balances of every day give, for every account and in the second year too', async () => {
    await register.live('2026-07', '2027-06');
    for (const [year, from, to] of [
      [2026, '2025-06-30', '2026-06-30'],
      [2027, '2026-06-30', '2027-06-30'],
    ] as const) {
      const settled = await settlements(year);
      expect(settled).toHaveLength(25);
      for (const { member_id, product, fen } of settled) {
        expect({ product, fen }).toEqual(await dayByDay(member_id, from, to));
      }
    }
  });

  it('adds the interest to the account on the day, where it bears interest in turn', async () => {
    const [credited] = await rows(
      register.database,
      `SELECT m.booked_on, m.code, m.fen FROM account a JOIN movement m ON m.to_account = a.interest
       WHERE a.member_id = $1 ORDER BY m.booked_on LIMIT 1`,
      [steady],
    );
    expect(credited).toEqual({ booked_on: '2026-06-30', code: '09', fen: yuan('11.20') });
    // Second year: carried 4811.20 × 365 = 1,756,088; then 1200.00 on the 20th of July 2026 … June 2027, lying
    // 345+314+283+253+222+192+161+130+102+71+41+10 = 2,124 days = 2,548,800. Sum 4,304,888 × 1.5 % / 360 = 179.3703.
    const second = (await settlements(2027)).find(({ member_id }) => member_id === steady);
    expect(second).toMatchObject({ product: 430_488_800n, fen: yuan('179.37') });
  });

  it('is done once for an account and year, also when it runs late or twice at a time', async () => {
    const before = await rows(register.database, "SELECT count(*)::int AS n FROM movement WHERE code = '09'");
    await Promise.all([1, 2].map(() => settleInterest(register.context(), changji, 2027)));
    expect(await rows(register.database, "SELECT count(*)::int AS n FROM movement WHERE code = '09'")).toEqual(before);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('is not done before its day, and what is booked later does not enter it', async () => {
    register.clock.set('2028-06-29');
    await expect(settleInterest(register.context(), changji, 2028)).rejects.toThrow('settled on 2028-06-30');
    for (const month of monthsFrom('2027-07', '2028-07')) {
      register.clock.set(`${month}-20`);
      await collectDue(register.context(), changji, `${month}-20`);
    }
    register.clock.set('2028-07-21');
    await settleInterest(register.context(), changji, 2028);
    const found = (await settlements(2028)).find(({ member_id }) => member_id === steady)!;
    const movements = await rows(
      register.database,
      "SELECT count(*)::int AS n FROM movement WHERE code = '09' AND booked_on = '2028-06-30'",
    );
    expect(movements).toEqual([{ n: 13 }]);
    const reference = await dayByDay(steady, '2027-06-30', '2028-06-30');
    expect({ product: found.product, fen: found.fen }).toEqual(reference);
  });
});
