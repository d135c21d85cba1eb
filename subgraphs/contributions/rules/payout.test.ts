import { expect, it } from 'vitest';
import { effectOf, type PayoutStatus } from './payout.ts';

const statuses: PayoutStatus[] = ['HELD', 'PAID', 'VOIDED', 'EXPIRED'];
const effects = (outcome: 'paid' | 'refused', otherBefore: boolean) =>
  statuses.map((status) => effectOf(outcome, status, otherBefore));

it('HZ-04 CJ-13 the first answer settles or releases what is held; money paid after that is late', () => {
  expect(effects('paid', false)).toEqual(['SETTLED', 'NONE', 'LATE', 'LATE']);
  expect(effects('refused', false)).toEqual(['RELEASED', 'CONTRADICTS', 'NONE', 'NONE']);
});

it('HZ-04 CJ-13 an answer that would do nothing contradicts one of the other kind before it', () => {
  expect(effects('paid', true)).toEqual(['SETTLED', 'CONTRADICTS', 'LATE', 'LATE']);
  expect(effects('refused', true)).toEqual(['RELEASED', 'CONTRADICTS', 'CONTRADICTS', 'CONTRADICTS']);
});
