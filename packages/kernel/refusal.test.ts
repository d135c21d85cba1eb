import { expect, it } from 'vitest';
import { Refusal, refusalCodes } from './refusal.ts';

it('the list of codes is alphabetical and has no code twice', () => {
  expect([...refusalCodes]).toEqual([...new Set(refusalCodes)].sort());
});

it('a refusal is an error with a code and its detail', () => {
  const refusal = new Refusal('CHANGE_NOT_IN_JULY', 'The base changes in July only', { nextAllowed: '2027-07-01' });
  expect(refusal).toBeInstanceOf(Error);
  expect([refusal.name, refusal.code, refusal.detail.nextAllowed]).toEqual([
    'Refusal',
    'CHANGE_NOT_IN_JULY',
    '2027-07-01',
  ]);
  expect(new Refusal('NOT_FOUND', 'Nothing here').detail).toEqual({});
});
