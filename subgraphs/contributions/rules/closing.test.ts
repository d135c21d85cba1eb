import { describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { type ClosingFacts, closingDemonstrationFigures, closingReasons, closingSegments } from './closing.ts';
import { type ClosingSubsidyFacts, closingSubsidy } from './closing-subsidy.ts';
import { isClosed, lienRefusal } from './lien.ts';

const changji = policyOn('652300', '2026-10-05');
const huzhou = policyOn('330500', '2026-10-05');

const fine: ClosingFacts = {
  status: '01',
  fundLoan: false,
  subsidisedLoan: false,
  spouseLoan: false,
  frozen: false,
  payoutHeld: false,
  beingDebited: false,
  payable: 1n,
};
const unmet = (facts: Partial<ClosingFacts>, policy = changji) =>
  closingReasons(policy, { ...fine, ...facts })
    .filter(({ met }) => !met)
    .map(({ code, clause }) => [code, clause]);

describe('CJ-13 the conditions of closing', () => {
  it('are met by whoever owes nothing, whose account is free and holds one fen at least', () => {
    expect(unmet({})).toEqual([]);
    // A sealed account (02) and one that was frozen before (06) may be closed as far as its status goes.
    for (const status of ['02', '06', '99']) expect(unmet({ status })).toEqual([]);
  });

  it.each([
    ['a closed account', { status: '05' }, 'ACCOUNT_CLOSED', 'CJ-13', 'HZ-04'],
    ['a loan of the fund', { fundLoan: true }, 'LOAN_OUTSTANDING', 'CJ-13', 'HZ-04'],
    ['a subsidised loan', { subsidisedLoan: true }, 'SUBSIDISED_LOAN', 'CJ-13', 'HZ-04'],
    ['a loan of the spouse', { spouseLoan: true }, 'SPOUSE_LOAN', 'CJ-13', 'HZ-04'],
    ['a freeze', { frozen: true }, 'ACCOUNT_FROZEN', 'CJ-13', 'HZ-04'],
    ['a payout under way', { payoutHeld: true }, 'PAYOUT_IN_PROGRESS', 'CJ-13', 'HZ-04'],
    ['a debit under way', { beingDebited: true }, 'DEBIT_IN_PROGRESS', 'CJ-07', 'HZ-02'],
    ['no flexible money', { payable: 0n }, 'NOTHING_TO_PAY', 'CJ-13', 'HZ-04'],
  ] as const)('are not met with %s, by the clause of each city', (_, facts, code, here, there) => {
    expect(unmet(facts)).toEqual([[code, here]]);
    expect(unmet(facts, huzhou)).toEqual([[code, there]]);
  });

  it('are told all together, each in words', () => {
    const bad = { status: '04', fundLoan: true, subsidisedLoan: true, spouseLoan: true, frozen: true };
    const reasons = closingReasons(changji, { ...bad, payoutHeld: true, beingDebited: true, payable: 0n });
    expect(reasons).toHaveLength(8);
    expect(reasons.every(({ met, text }) => !met && text.length > 5)).toBe(true);
  });

  it('say nothing of a spouse where the city does not ask', () => {
    const { closing } = changji;
    const spouseLoanBars = { ...closing.spouseLoanBars, value: false };
    const lenient = { ...changji, city: changji.city, closing: { ...closing, spouseLoanBars } };
    expect(closingReasons(lenient, { ...fine, spouseLoan: true }).map(({ code }) => code)).not.toContain('SPOUSE_LOAN');
  });
});

describe('CJ-13 the flexible part', () => {
  it('is what was contributed, with subsidies and interest where the city reads it so', () => {
    expect(closingSegments(changji)).toEqual(['FLEXIBLE', 'SUBSIDY', 'INTEREST']);
    const { closing } = changji;
    const flexiblePartIncludesInterest = { ...closing.flexiblePartIncludesInterest, value: false };
    const narrow = { ...changji, city: changji.city, closing: { ...closing, flexiblePartIncludesInterest } };
    expect(closingSegments(narrow)).toEqual(['FLEXIBLE']);
  });

  it('names the figures that nobody published', () => {
    expect(closingDemonstrationFigures(changji)).toEqual([
      'closing.flexiblePartIncludesInterest',
      'withdrawal.holdDays',
    ]);
    expect(closingDemonstrationFigures(huzhou)).toEqual([
      'closing.spouseLoanBars',
      'closing.flexiblePartIncludesInterest',
      'withdrawal.holdDays',
      'subsidies.closingInterest.rate',
      'subsidies.closingInterest.base',
      'subsidies.closingInterest.rounding',
    ]);
  });
});

describe('HZ-07 the interest subsidy on closing', () => {
  const facts: ClosingSubsidyFacts = {
    ground: 'MEMBER_WISH',
    everLent: false,
    interestEarned: yuan('5.03'),
    contributed: yuan('2154'),
    product: yuan('120624'),
  };
  const terms = huzhou.subsidies.closingInterest!;
  const by = (base: typeof terms.base.value) => ({
    ...huzhou,
    city: huzhou.city,
    national: huzhou.national,
    subsidies: { ...huzhou.subsidies, closingInterest: { ...terms, base: { ...terms.base, value: base } } },
  });

  it('is 30 % of the interest earned: 5.03 gives 1.509, half up 1.51; 5.00 gives 1.50 and 0.05 gives 0.02', () => {
    const of = (interestEarned: string) =>
      closingSubsidy(huzhou, { ...facts, interestEarned: yuan(interestEarned) })?.fen;
    expect([of('5.03'), of('5.00'), of('0.05')]).toEqual([151n, 150n, 2n]);
    // 0.01 × 30 % is nothing.
    expect(closingSubsidy(huzhou, { ...facts, interestEarned: 1n })).toBeNull();
  });

  it('rests on the plan and names its three figures', () => {
    const subsidy = closingSubsidy(huzhou, facts)!;
    expect(subsidy.reference).toContain('湖州市试点方案三7');
    expect(subsidy.figures.map(({ name }) => name)).toEqual([
      'subsidies.closingInterest.rate',
      'subsidies.closingInterest.base',
      'subsidies.closingInterest.rounding',
    ]);
  });

  it('may be of the contributions or of the daily average, if policy says so', () => {
    // 2154.00 × 30 % = 646.20; 120,624 × 30 % ÷ 360 = 100.52.
    expect(closingSubsidy(by('contributions'), facts)!.fen).toBe(yuan('646.20'));
    expect(closingSubsidy(by('daily-average'), facts)!.fen).toBe(yuan('100.52'));
    expect(closingSubsidy(by('interest-earned'), facts)!.fen).toBe(yuan('1.51'));
  });

  it('HZ-08 is not paid after any loan, for a breach, nor in Changji, whose plan has none', () => {
    expect(closingSubsidy(huzhou, { ...facts, everLent: true })).toBeNull();
    expect(closingSubsidy(huzhou, { ...facts, ground: 'BREACH' })).toBeNull();
    expect(closingSubsidy(changji, facts)).toBeNull();
  });
});

describe('CJ-13 lending against an account', () => {
  const open = { status: '01', frozen: false, closing: false };

  it('is possible while it is in use or sealed, and nothing closes or freezes it', () => {
    for (const status of ['01', '02', '06']) expect(lienRefusal({ ...open, status })).toBeNull();
  });

  it.each([
    [{ status: null }, 'ACCOUNT_NOT_OPEN'],
    [{ status: '99' }, 'ACCOUNT_NOT_OPEN'],
    [{ status: '03' }, 'ACCOUNT_CLOSED'],
    [{ status: '04' }, 'ACCOUNT_CLOSED'],
    [{ status: '05', closing: true, frozen: true }, 'ACCOUNT_CLOSED'],
    [{ closing: true, frozen: true }, 'CLOSING_IN_PROGRESS'],
    [{ frozen: true }, 'ACCOUNT_FROZEN'],
  ] as const)('is refused with %j as %s', (facts, reason) => {
    expect(lienRefusal({ ...open, ...facts })).toBe(reason);
  });

  it('counts 03, 04 and 05 as closed', () => {
    expect(['01', '02', '03', '04', '05', '06', '99'].filter(isClosed)).toEqual(['03', '04', '05']);
  });
});
