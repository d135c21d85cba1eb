import { expect, test } from 'vitest';
import { scrub } from './log.ts';

test('identity numbers of every form, phones and bank accounts are blacked out, also at the end of a sentence', () => {
  const told = 'a 652301199208150013, USA652385030714; call 13912345678. Account 6217000000000123456';
  expect(scrub(told)).toBe('a [redacted], [redacted]; call [redacted]. Account [redacted]');
});

test('uuids, times and amounts are left as they are', () => {
  const told = '5d3a1c2e-0b7f-4a11-9c1d-d14754379777 at 1795289931859: 13912345678.55 yuan';
  expect(scrub(told)).toBe(told);
});
