import { describe, expect, test } from 'vitest';
import { type CreditStanding, countingCredit, ownWord } from './credit.ts';

const good = { value: 'GOOD', source: '人民银行征信系统', asOf: '2026-09-01' } as const;
const word = ownWord(good);
const checked = (given: Partial<CreditStanding> = {}): CreditStanding => ({ ...good, selfDeclared: false, ...given });

describe('credit standing', () => {
  test('CJ-04 an own word keeps its value and says in its source that it is not checked', () => {
    expect(word).toEqual({ ...good, source: '本人承诺（未核验）：人民银行征信系统', selfDeclared: true });
  });

  test('CJ-04 a record of the centre counts before an own word, however old it is', () => {
    const adverse = checked({ value: 'ADVERSE', asOf: '2024-01-01' });
    expect(countingCredit(word, adverse)).toBe(adverse);
    expect(countingCredit(adverse, word)).toBe(adverse);
  });

  test('CJ-04 among records of one kind the later counts, of the same day the one told now', () => {
    const [older, newer] = [checked({ asOf: '2026-08-31' }), checked()];
    expect(countingCredit(older, newer)).toBe(newer);
    expect(countingCredit(newer, older)).toBe(newer);
    const same = checked({ value: 'ADVERSE' });
    expect(countingCredit(same, newer)).toBe(same);
    expect(countingCredit(newer, null)).toBe(newer);
    expect(countingCredit({ ...word, asOf: '2026-08-31' }, word)).toBe(word);
  });
});
