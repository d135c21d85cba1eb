import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { yuan } from '#kernel/money.ts';
import { type CityCode, policyOn } from '#policy/policy.ts';
import { indicators, type PoolFacts } from './indicators.ts';
import { type PoolKind, poolId, poolOfId } from './pool.ts';

const asOf = '2026-07-10T02:00:00.000Z';
const nothing: PoolFacts = {
  depositBalance: 0n,
  contributedThisYear: 0n,
  withdrawnThisYear: 0n,
  dueThisYear: 0n,
  paidOfDueThisYear: 0n,
  loanBalance: 0n,
  reserveBalance: 0n,
};

type Case = {
  name: string;
  given: { city: CityCode; kind: PoolKind } & Partial<Record<keyof PoolFacts, string>>;
  expect: Record<string, Record<string, string>>;
};
const source = readFileSync(new URL('indicators.cases.yaml', import.meta.url), 'utf8');
const cases = parse(source, { schema: 'failsafe' }) as Case[];

describe('an indicator', () => {
  it.each(cases)('$name', ({ given: { city, kind, ...amounts }, expect: expected }) => {
    const given = Object.fromEntries(Object.entries(amounts).map(([fact, text]) => [fact, yuan(text)]));
    const told = indicators({ ...nothing, ...given }, kind, policyOn(city, '2026-07-10'), asOf);
    for (const [code, { means, demonstration, ...rest }] of Object.entries(expected)) {
      const indicator = told.find((each) => each.code === code);
      expect(indicator).toMatchObject({ ...rest, asOf });
      if (means) expect(indicator?.denominatorMeans).toBe(means);
      if (demonstration) expect(indicator?.demonstrationFigures).toEqual([demonstration]);
      if (rest['state'] === 'NOT_APPLICABLE' || indicator?.denominator === 0n) expect(indicator?.value).toBeNull();
    }
  });

  it('CJ-22 names the document of its threshold, and a demonstration figure where there is none', () => {
    const told = indicators(nothing, 'FLEXIBLE', policyOn('652300', '2026-07-10'), asOf);
    const loans = told.find(({ code }) => code === 'LOAN_TO_DEPOSIT');
    expect(loans).toMatchObject({ thresholdReference: '建金〔2014〕148号（个贷率85%预警）', demonstrationFigures: [] });
  });

  it('never turns from a warning to normal when more is lent of the same deposits', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const policy = policyOn('330500', '2026-07-10');
    const state = (loanBalance: bigint, depositBalance: bigint) =>
      indicators({ ...nothing, loanBalance, depositBalance }, 'FLEXIBLE', policy, asOf)[3]?.state;
    fc.assert(
      fc.property(amount, amount, amount, (deposits, loans, more) => {
        if (state(loans, deposits) === 'WARNING') expect(state(loans + more, deposits)).toBe('WARNING');
      }),
    );
  });
});

it('CJ-19 a pool is known by its id, and no other text is one', () => {
  expect(poolOfId(poolId({ city: '652300', kind: 'UNIT' }))).toEqual({ city: '652300', kind: 'UNIT' });
  expect(poolOfId('110000:flexible')).toBeUndefined();
});
