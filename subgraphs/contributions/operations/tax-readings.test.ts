import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan, yuanText } from '#kernel/money.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { readingOf, type TaxReading } from '#test/tax-readings.ts';
import vectors from '../../../test/vectors/vectors.json' with { type: 'json' };
import { contribute } from './contribute.ts';
import { deductible } from './deductible.ts';

// 12 % or 24 %, by the day of credit or by the month paid for: nothing published says which, so each is a parameter, and
// the answer of the register follows it.

let register: Rehearsal;
let plain: string;
let capped: string;
let prepaid: string;

beforeAll(async () => {
  register = await rehearse('2026-01-04');
  plain = await register.approve('652300');
  await register.sign(plain);
  await register.live('2026-01', '2026-08');
  capped = await register.approve('330500');
  const monthly = yuan(vectors.taxCap.huzhou3A_24);
  await register.sign(capped, { base: yuan('31436'), ratio: '24%', firstContribution: monthly });
  await register.live('2026-09', '2026-12');
  // December's debit has paid 2026 to its end; on the last day twelve months of the next year are paid ahead.
  prepaid = await register.approve('652300');
  register.clock.set('2026-12-30');
  await register.sign(prepaid);
  await contribute(register.context(), {
    memberId: prepaid,
    month: '2026-12',
    amount: yuan('1200') * 13n,
    idempotencyKey: randomUUID(),
  });
  register.clock.set('2027-12-31');
});
afterAll(() => register?.close());

async function told(memberId: string, taxYear: number, reading: TaxReading) {
  const context = readingOf(register.context(), reading);
  const [answer] = await deductible(context, [{ memberId, averageIncome: null }], taxYear);
  return answer!;
}
const amount = async (...asked: Parameters<typeof told>) => yuanText((await told(...asked)).amount);

type Bracket = { over: string; percent: bigint; quick: string };
const comprehensive: Bracket[] = [{ over: '0', percent: 3n, quick: '0' }];
const business: Bracket[] = [
  { over: '0', percent: 5n, quick: '0' },
  { over: '30000', percent: 10n, quick: '1500' },
  { over: '90000', percent: 20n, quick: '10500' },
];

/** What the bureau itself reckons with the amount: the tax on an income less 60,000 and the deduction. */
function taxOn(income: string, deducted: bigint, brackets: Bracket[]): string {
  const taxable = yuan(income) - yuan('60000') - deducted;
  const { percent, quick } = brackets.findLast(({ over }) => taxable > yuan(over))!;
  return yuanText((taxable * percent) / 100n - yuan(quick));
}

describe('CJ-14 the readings that the documents leave open are parameters', () => {
  it('CJ-14 of 14,400.00 paid, 12 % allows 8,640.00 and 24 % all of it', async () => {
    expect(await amount(plain, 2026, { capRatio: '12%' })).toBe(vectors.taxCap.base6000_12_year);
    expect(await amount(plain, 2026, { capRatio: '24%' })).toBe('14400.00');
    const { months, capRatio } = await told(plain, 2026, { capRatio: '12%' });
    expect([yuanText(months[0]!.cap), capRatio]).toEqual([vectors.taxCap.base6000_12, '12%']);
  });

  it('CJ-14 the income tax of the published cases follows from what the register tells', async () => {
    const { comp, biz } = vectors.tax;
    for (const [capRatio, key] of [
      ['12%', '8640'],
      ['24%', '14400'],
    ] as const) {
      const deducted = (await told(plain, 2026, { capRatio })).amount;
      expect(taxOn('96000', deducted, comprehensive)).toBe(comp[key]);
      expect(taxOn('180000', deducted, business)).toBe(biz[key]);
    }
    const nothing = (await told(plain, 2024, {})).amount;
    expect([taxOn('96000', nothing, comprehensive), taxOn('180000', nothing, business)]).toEqual([comp['0'], biz['0']]);
  });

  it('AG-01 in Huzhou three average wages cap a month at 3,772.32, or at 7,544.64', async () => {
    const capOf = async (capRatio: '12%' | '24%') => (await told(capped, 2026, { capRatio })).months.at(-1)!.cap;
    expect(yuanText(await capOf('12%'))).toBe(vectors.taxCap.huzhou3A_12);
    expect(yuanText(await capOf('24%'))).toBe(vectors.taxCap.huzhou3A_24);
  });

  it('CJ-14 a year paid ahead in December counts in the year of the day, or in that of the months', async () => {
    // By the day: 13 × 1,200.00 in 2026 under December's one cap; in 2027 twelve caps and no amount.
    expect(await amount(prepaid, 2026, { basis: 'cash' })).toBe('720.00');
    expect(await told(prepaid, 2027, { basis: 'cash' })).toMatchObject({ amount: 0n, cap: yuan('8640') });
    // By the months: December alone, and all of the next year.
    expect(await told(prepaid, 2026, { basis: 'period' })).toMatchObject({
      contributed: yuan('1200'),
      amount: yuan('720'),
    });
    expect(await amount(prepaid, 2027, { basis: 'period' })).toBe('8640.00');
    expect(await amount(prepaid, 2027, { basis: 'period', capRatio: '24%' })).toBe('14400.00');
  });
});
