import { describe, expect, it } from 'vitest';
import { monthsFrom } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { type CityPolicy, policyOn } from '#policy/policy.ts';
import { type ContributionSubsidyFacts, contributionSubsidy, yearEndsEvery } from './contribution-subsidy.ts';
import { fundsUsed } from './decision.ts';
import { greenChannel } from './green-channel.ts';
import { type OneOffSubsidyFacts, oneOffSubsidy } from './one-off-subsidy.ts';

const changji = policyOn('652300', '2026-12-31');
const huzhou = policyOn('330500', '2026-12-31');

const twelve: ContributionSubsidyFacts = {
  month: '2026-12',
  streakMonths: 12,
  withdrawn: false,
  lent: false,
  rewardedThrough: null,
  lastYear: monthsFrom('2026-01', '2026-12').map((month) => ({ month, full: true, creditedFen: yuan('600') })),
};
const yearly = (facts: Partial<ContributionSubsidyFacts> = {}, policy = changji) =>
  contributionSubsidy(policy, { ...twelve, ...facts });

describe('CJ-15 every condition of the contribution subsidy', () => {
  it('is told in its words, with the rule, the document and the figures', () => {
    const decision = yearly();
    expect(decision).toMatchObject({
      clause: 'CJ-15',
      rule: 'contribution-subsidy',
      fen: yuan('36'),
      windowFrom: '2026-01',
    });
    expect(decision!.conditions).toEqual(
      [
        '连续、足额缴存满12个月（含）：至2026-12连续12个月',
        '2026-12为当年缴存额计算期末：连续缴存每满12个月',
        '2026-01至2026-12逐月足额缴存',
        '连续缴存期内账户资金未使用',
        '计算期内各月未曾计入以前的缴存补贴',
      ].map((description) => ({ clause: 'CJ-15', description, met: true })),
    );
    expect(decision!.reference).toContain('昌吉州');
  });

  it('counts the months of its year and no other, before it or after', () => {
    const more = [
      { month: '2025-12', full: true, creditedFen: yuan('9999') },
      ...twelve.lastYear,
      { month: '2027-01', full: true, creditedFen: yuan('9999') },
    ];
    expect(yearly({ lastYear: more })!.fen).toBe(yuan('36'));
  });

  it('is not met by a month that was not full, a run that is too short, or one that no year ends with', () => {
    const short = twelve.lastYear.map((each, at) => (at === 5 ? { ...each, full: false } : each));
    const unmet = (facts: Partial<ContributionSubsidyFacts>) =>
      yearly(facts)!.conditions.flatMap(({ met }, at) => (met ? [] : [at]));
    expect(unmet({ lastYear: short })).toEqual([2]);
    expect(unmet({ streakMonths: 0 })).toEqual([0]);
    expect(unmet({ streakMonths: 13 })).toEqual([1]);
    for (const facts of [{ lastYear: short }, { streakMonths: 0 }, { streakMonths: 13 }]) {
      expect(yearly(facts)!.fen).toBeNull();
    }
  });

  it('pays nothing of nothing', () => {
    const unpaid = twelve.lastYear.map((each) => ({ ...each, creditedFen: 0n }));
    expect(yearly({ lastYear: unpaid })!.fen).toBeNull();
  });

  it('is not asked where the city has no such subsidy', () => {
    expect(yearly({}, huzhou)).toBeUndefined();
    for (const month of ['2026-06', '2026-12']) expect(yearEndsEvery(huzhou, month)).toBeNull();
  });

  it('counts a loan as use of the funds only where the city reads it so', () => {
    const run = { month: '2026-12', streakMonths: 12, withdrawn: false, lent: true };
    expect(fundsUsed('no-withdrawal', run)).toBe(false);
    expect(fundsUsed('no-withdrawal-and-no-loan', run)).toBe(true);
    expect(fundsUsed('no-withdrawal', { ...run, withdrawn: true })).toBe(true);
  });
});

const veteran: OneOffSubsidyFacts = {
  month: '2026-08',
  streakMonths: 6,
  withdrawn: false,
  lent: false,
  openedOn: '2026-03-05',
  categories: [{ kind: 'VETERAN', graduatedOn: null }],
  hadBefore: false,
};
const once = (facts: Partial<OneOffSubsidyFacts>) => oneOffSubsidy(changji, { ...veteran, ...facts })!;

describe('CJ-16 every condition of the one-off subsidy', () => {
  it('is told in its words, with the rule', () => {
    expect(once({})).toMatchObject({ rule: 'one-off-subsidy', fen: yuan('100'), windowFrom: null });
    expect(once({}).conditions).toEqual(
      [
        '属于在校大学生、毕业不超过3年的高校毕业生、退役军人或护边员',
        '开户后连续、足额缴存满6个月（含）：至2026-08连续6个月',
        '连续缴存期内账户资金未使用',
        '从未享受过一次性开户补贴',
      ].map((description) => ({ clause: 'CJ-16', description, met: true })),
    );
    expect(oneOffSubsidy(huzhou, veteran)).toBeUndefined();
  });

  it('is not for a group that policy does not name', () => {
    const oneOff = changji.subsidies.oneOff!;
    const others = { ...oneOff, categories: { ...oneOff.categories, value: ['student' as const] } };
    const subsidies = Object.create(changji.subsidies, { oneOff: { value: others } });
    const policy = Object.create(changji, { subsidies: { value: subsidies } }) as CityPolicy;
    expect(oneOffSubsidy(policy, veteran)!.fen).toBeNull();
  });

  it('asks for an account that was open by the end of the month', () => {
    expect(once({ openedOn: null }).fen).toBeNull();
    expect(once({ openedOn: '2026-09-01' }).fen).toBeNull();
    expect(once({ openedOn: '2026-08-31' }).fen).toBe(yuan('100'));
  });

  it('asks of a graduate for a day of graduation, come by the end of the month, and for an opening to count from', () => {
    const graduate = (graduatedOn: string | null, openedOn: string | null = '2026-03-05') =>
      once({ openedOn, categories: [{ kind: 'GRADUATE', graduatedOn }] }).conditions[0]!.met;
    expect(graduate(null)).toBe(false);
    expect(graduate('2026-08-31')).toBe(true);
    expect(graduate('2026-09-01')).toBe(false);
    expect(graduate('2025-07-01', null)).toBe(false);
    expect(graduate(null, null)).toBe(false);
  });
});

describe('CJ-18 the reasons of the green channel', () => {
  const [first] = changji.greenChannel.tiers.value;
  const facts = { continuousFullMonths: 40, keyIndustry: true, creditStanding: 'GOOD', overdue: false } as const;
  const told = (...tiers: { goodCredit: boolean; noOverdue: boolean }[]) => {
    const value = tiers.map((tier) => ({ ...first!, ...tier }));
    const given = { tiers: { value: { ...changji.greenChannel.tiers, value } } };
    const channel = Object.create(changji.greenChannel, given);
    const policy = Object.create(changji, { greenChannel: { value: channel } }) as CityPolicy;
    return greenChannel(policy, facts)
      .reasons.map(({ description }) => description)
      .slice(tiers.length + 1);
  };

  it('name credit and overdue loans where any tier asks for them, and only there', () => {
    const asks = { goodCredit: true, noOverdue: true };
    const asksNot = { goodCredit: false, noOverdue: false };
    expect(told(asksNot)).toEqual([]);
    expect(told(asksNot, asks)).toEqual(['信用状况良好', '公积金贷款无逾期']);
    expect(told({ ...asksNot, goodCredit: true })).toEqual(['信用状况良好']);
    expect(told(asksNot, { ...asksNot, noOverdue: true })).toEqual(['公积金贷款无逾期']);
  });
});
