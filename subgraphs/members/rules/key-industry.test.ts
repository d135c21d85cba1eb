import { expect, test } from 'vitest';
import { policyOn } from '#policy/policy.ts';
import { isKeyIndustry } from './key-industry.ts';

test('CJ-17 an industry is key from the day on which the list names it, and by the list of its city alone', () => {
  const list = policyOn('652300', '2026-10-01').keyIndustries;
  for (const { code } of list.value) {
    expect(isKeyIndustry(code, policyOn('652300', list.from))).toBe(true);
    expect(isKeyIndustry(code, policyOn('330500', '2026-10-01'))).toBe(false);
  }
  const later = { ...policyOn('652300', '2026-10-01'), keyIndustries: { ...list, value: list.value.slice(1) } };
  expect(isKeyIndustry(list.value[0]!.code, later)).toBe(false);
});
