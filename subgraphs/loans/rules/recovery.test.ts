import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rate } from '#kernel/money.ts';
import { type Debt, debtParts, debtWrittenOff, pourRecovery, totalOf } from './recovery.ts';
import type { Instalment } from './repayment.ts';

const terms = { annualRate: rate('2.6%'), multiplier: rate('1.5'), dayBasis: 360 };
const month = (number: number, dueOn: string, more: Partial<Instalment> = {}): Instalment => ({
  ...{ number, dueOn, principal: 120_000n, interest: 65_000n, penalty: 0n, penaltyThrough: dueOn },
  ...{ paidPrincipal: 0n, paidInterest: 0n, paidPenalty: 0n, recalled: false },
  ...more,
});

describe('HZ-11 what is owed after a write-off', () => {
  it('is all the principal, with interest and penalty of what was due by that day, and of nothing later', () => {
    const plan = [
      // Paid but for a penalty.
      month(1, '2026-06-10', { paidPrincipal: 120_000n, paidInterest: 65_000n, penalty: 50n, paidPenalty: 8n }),
      month(2, '2026-07-10'),
      month(3, '2026-08-24', { paidInterest: 60_000n }),
      month(4, '2026-08-25'),
    ];
    // 1,850 × 2.6 % × 1.5 ÷ 360 × 45 = 9.02.
    expect(debtWrittenOff({ principal: 900_000n, on: '2026-08-24' }, plan, terms)).toEqual({
      ...{ principal: 900_000n, interest: 70_000n, penalty: 42n + 902n },
    });
  });

  it('is recovered part by part in the order of policy, all of it and no more', () => {
    const owed = { principal: 100n, interest: 20n, penalty: 3n };
    expect(pourRecovery(110n, owed, ['principal', 'interest', 'penalty'])).toEqual({
      ...{ principal: 100n, interest: 10n, penalty: 0n },
    });
    expect(pourRecovery(22n, owed, ['penalty', 'interest', 'principal'])).toEqual({
      ...{ principal: 0n, interest: 19n, penalty: 3n },
    });
    expect(pourRecovery(123n, owed, ['interest', 'principal', 'penalty'])).toEqual(owed);
    // An order that leaves out a part, or names one again, loses nothing.
    expect(pourRecovery(123n, owed, ['interest', 'interest'])).toEqual(owed);
    expect(() => pourRecovery(124n, owed, [...debtParts])).toThrow('More was recovered than is owed');
  });

  it('in any order adds up to what was paid, and takes of no part more than is owed of it', () => {
    const fen = fc.bigInt({ min: 0n, max: 1000n });
    const given = fc.record({
      owed: fc.record({ principal: fen, interest: fen, penalty: fen }),
      share: fc.integer({ min: 0, max: 100 }),
      order: fc.shuffledSubarray([...debtParts], { minLength: 3 }),
    });
    fc.assert(
      fc.property(given, ({ owed, share, order }) => {
        const amount = (totalOf(owed) * BigInt(share)) / 100n;
        const poured: Debt = pourRecovery(amount, owed, order);
        expect(totalOf(poured)).toBe(amount);
        expect(debtParts.every((part) => poured[part] <= owed[part])).toBe(true);
      }),
    );
  });
});
