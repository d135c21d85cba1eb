import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#kernel/calendar.ts';
import { sumFen, yuan, yuanText } from '#kernel/money.ts';
import { averageBalance } from './average.ts';

describe('HZ-06 日均缴存余额', () => {
  it('HZ-06 of the published case is 12,696.13: 积数 2,298,000 over 181 days', () => {
    const changes = [
      { on: '2026-01-01', fen: yuan('10000') },
      { on: '2026-03-01', fen: yuan('5000') },
      { on: '2026-05-01', fen: yuan('-2000') },
    ];
    const told = averageBalance({ from: '2026-01-01', to: '2026-07-01' }, changes);
    expect([yuanText(told.product), told.days, yuanText(told.average)]).toEqual(['2298000.00', 181, '12696.13']);
    expect(told.pieces.map(({ days, balance }) => [days, yuanText(balance)])).toEqual([
      [59, '10000.00'],
      [61, '15000.00'],
      [61, '13000.00'],
    ]);
  });

  it('HZ-06 counts the days before the first deposit as days without money', () => {
    const told = averageBalance({ from: '2026-01-01', to: '2026-01-11' }, [{ on: '2026-01-06', fen: yuan('10') }]);
    expect([told.days, yuanText(told.average)]).toEqual([10, '5.00']);
    expect(averageBalance({ from: '2026-01-01', to: '2026-01-11' }, [])).toMatchObject({ average: 0n, product: 0n });
  });

  it('HZ-06 长缴多贷、多缴多贷: a deposit more, or a day earlier, never lowers it', () => {
    const from = '2025-01-01';
    const days = 400;
    const changesOf = (deposits: readonly { day: number; fen: bigint }[]) =>
      [...Map.groupBy(deposits, ({ day }) => day)]
        .toSorted(([a], [b]) => a - b)
        .map(([day, own]) => ({ on: addDays(from, day), fen: sumFen(own.map(({ fen }) => fen)) }));
    const deposit = fc.record({ day: fc.integer({ min: 0, max: days - 1 }), fen: fc.bigInt(1n, 10_000_000n) });
    fc.assert(
      fc.property(fc.array(deposit, { maxLength: 20 }), deposit, (before, more) => {
        const window = { from, to: addDays(from, days) };
        const told = averageBalance(window, changesOf(before));
        const richer = averageBalance(window, changesOf([...before, more]));
        expect(richer.average).toBeGreaterThanOrEqual(told.average);
        const earlier = { ...more, day: Math.max(0, more.day - 1) };
        const longer = averageBalance(window, changesOf([...before, earlier]));
        expect(longer.average).toBeGreaterThanOrEqual(richer.average);
        expect(told.pieces.reduce((sum, piece) => sum + piece.days, 0)).toBe(daysBetween(window.from, window.to));
      }),
    );
  });
});
