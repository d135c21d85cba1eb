import fc from 'fast-check';
import type { Action } from './action.ts';

const says = [
  'INFO',
  'INFO',
  'INFO',
  'CREDIT',
  'CREDIT',
  'CREDIT',
  '00',
  '00',
  '02',
  '05',
  '06',
  '08',
  '13',
  '20',
  '40',
] as const;
const centre = fc.constantFrom(
  '650100000000000',
  '650100000000000',
  '330500000000000',
  '652300000000000',
  '110000000000000',
  '65',
);
const transfer = fc.constantFrom(1, 1, 1, 1, 2, 2, 3);

/** What is done about money between centres, and how often. */
export const transferActions = (who: fc.Arbitrary<number>): { weight: number; arbitrary: fc.Arbitrary<Action> }[] => [
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask-in'), who, centre }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: fc.constant('leave'), who, letter: fc.integer({ min: 0, max: 9 }) },
      refused: fc.constantFrom(null, null, null, null, '账户未封存', ' '),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel'), transfer }) },
  {
    weight: 9,
    arbitrary: fc.record({
      ...{ kind: fc.constant('message'), transfer: fc.oneof({ weight: 12, arbitrary: transfer }, fc.constant(0)) },
      ...{ says: fc.constantFrom(...says), off: fc.constantFrom(0, 0, 0, 0, 0, 1, 2) },
      salt: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('return'), back: fc.constantFrom(1, 1, 2, 3) }) },
];
