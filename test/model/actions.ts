import fc from 'fast-check';
import type { Action } from './action.ts';
import type { City } from './figures.ts';
import { transferActions } from './transfer-actions.ts';
import type { By, Mode, Purse } from './world.ts';

/** One of the six members, or from 6 on one who has an account. */
const who = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 4, arbitrary: fc.integer({ min: 6, max: 65 }) },
);
/** Counted back from the last. */
const payout = fc.constantFrom(1, 1, 1, 2, 3);
const base = fc.integer({ min: 0, max: 35 });
const percent = fc.constantFrom(20, 20, 20, 20, 20, 20, 20, 10, 24, 11, 12, 15, 17, 9, 25);
const mode = fc.constantFrom<Mode>('MONTHLY', 'MONTHLY', 'MONTHLY', 'QUARTERLY', 'YEARLY');
const off = fc.constantFrom(0, 0, 0, 0, 0, 0, 1, -1);
const paying = {
  ...{ who, off, months: fc.constantFrom(1, 1, 2, 3, 0, 14) },
  from: fc.constantFrom(0, 0, 0, 0, 0, 1, -1),
};
/** At the counter, or by the national platform, which names the same money now and then. */
const by = fc.constantFrom<By>(
  ...Array.from({ length: 5 }, () => ({ channel: 'COUNTER' as const, reference: null })),
  ...['N1', 'N1', 'N2', 'N3', '号'].map((reference) => ({ channel: 'NATIONAL_PLATFORM' as const, reference })),
  { channel: 'NATIONAL_PLATFORM', reference: null },
  { channel: 'APP', reference: null },
);
const purse = fc.constantFrom<Purse>('full', 'full', 'full', 'poor', 'poor', 'odd', 'twice');
const credit = fc.constantFrom(true, true, true, false);
const one = <T extends Action['kind']>(kind: T) => fc.constant(kind);

const signing = fc.record({
  ...{ kind: one('sign'), who, base, percent, mode },
  first: fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 0, -1),
  account: fc.constantFrom('good', 'good', 'good', 'good', 'good', 'good', 'good', 'good', 'good', 'bad'),
  own: fc.constantFrom(false, false, true),
});
/** Three who join at once, as nearly every life begins. */
const joining = fc.tuple(
  ...[6, 6, 7].map((among) =>
    fc.record({
      ...{
        kind: one('sign'),
        who: fc.constant(among),
        base: fc.integer({ min: 6, max: 35 }),
        percent: fc.constant(20),
      },
      ...{ mode, first: fc.constant(1), account: fc.constant<'good'>('good') },
      own: fc.constantFrom(false, false, false, true),
    }),
  ),
);

const weighted: { weight: number; arbitrary: fc.Arbitrary<Action> }[] = [
  // First, so that a failing life shrinks by doing less.
  { weight: 1, arbitrary: fc.record({ kind: one('nothing') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{
        kind: one('facts'),
        who,
        inUnit: fc.constantFrom(true, false, false),
        late: fc.constantFrom(false, false, true),
      },
      spouse: fc.constantFrom(null, null, 0, 1, 3, 4),
    }),
  },
  { weight: 8, arbitrary: signing },
  {
    weight: 7,
    arbitrary: fc.record({ kind: one('contribute'), ...paying, by }),
  },
  { weight: 3, arbitrary: fc.record({ kind: one('pay-now'), ...paying }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom<'reverse' | 'resume'>('reverse', 'resume'),
      ...{ city: fc.integer({ min: 0, max: 1 }), ago: fc.constantFrom(0, 0, 0, 1) },
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: one('change'), who, base, percent }) },
  { weight: 3, arbitrary: fc.record({ kind: one('terminate'), who }) },
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ kind: one('withdraw'), who, off, reason: fc.constantFrom('99', '01', '06', '01', '09', '10') },
      ...{ part: fc.constantFrom(1, 2, 2, 3, 3, 10, 0, -1), evidence: fc.constantFrom(true, true, true, false) },
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: one('answer'), payout, outcome: fc.constantFrom('paid', 'refused') }) },
  { weight: 2, arbitrary: fc.record({ kind: one('void'), payout }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: one('unit'), who, ago: fc.constantFrom(0, 0, 0, 1, 1, 2, -1) },
      fen: fc.oneof(fc.integer({ min: 1, max: 300_000 }), fc.constant(0)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: one('freeze'), who, freeze: fc.constantFrom('RECEIVE_ONLY', 'NO_MOVEMENT', 'PARTIAL') },
      ...{ part: fc.constantFrom(2, 1, 3, 0), days: fc.constantFrom(null, 5, 30, 30, 0, -1) },
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one('lift'), freeze: payout }) },
  { weight: 3, arbitrary: fc.record({ kind: one('propose'), who, back: fc.constantFrom(1, 1, 1, 2, 3, 3, 4) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: one('decide'), correction: payout, decision: fc.constantFrom('BOOK', 'BOOK', 'REJECT') },
      officer: fc.constantFrom('second', 'second', 'second', 'first'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: one('look'), who, ago: fc.integer({ min: 0, max: 90 }) },
      span: fc.integer({ min: 1, max: 400 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one('lien'), who, loan: fc.integer({ min: 0, max: 1 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ kind: one('close'), who, reason: fc.constantFrom('99', '99', '99', '03', '00') },
      breach: fc.constantFrom(null, null, null, '案卷2026-7', ' '),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one('mood'), mood: fc.constantFrom('paid', 'refused', null, null) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: one('loan'), who, loan: fc.integer({ min: 0, max: 1 }) },
      what: fc.constantFrom('granted', 'settled', 'settled'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: one('subsidy'), who, award: fc.integer({ min: 0, max: 3 }) },
      ...{ fen: fc.integer({ min: 1, max: 100_000 }), ahead: fc.integer({ min: -40, max: 0 }) },
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: one('purse'), who, purse }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: one('suspense'), back: fc.constantFrom(1, 1, 2, 3), who, credit }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ kind: one('hop'), runs: fc.constantFrom(true, true, true, false) },
      to: fc.constantFrom('debit', 'debit', 'month', 'month', 'june', 'july', 'days', 'days'),
      days: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 130 })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: one('run'),
      run: fc.constantFrom(
        'collect',
        'close-month',
        'settle-interest',
        'payouts',
        'payouts',
        'freezes',
        'transfers',
        'transfers',
      ),
    }),
  },
  ...transferActions(who),
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ kind: one('again'), back: fc.integer({ min: 1, max: 12 }) },
      how: fc.constantFrom('same', 'same', 'other-body', 'other-command'),
    }),
  },
];

/** So many actions one after another, and the day on which they begin. */
export const lives = (length: number, cities: readonly (readonly City[])[]) =>
  fc.record({
    begins: fc.constantFrom('2025-12-28', '2026-02-26', '2026-06-18', '2026-06-29', '2027-02-25', '2027-12-19'),
    cities: fc.constantFrom(...cities),
    joining,
    actions: fc.array(fc.oneof({ withCrossShrink: true }, ...weighted), {
      ...{ minLength: length - 3, maxLength: length - 3, size: 'max' },
    }),
  });
