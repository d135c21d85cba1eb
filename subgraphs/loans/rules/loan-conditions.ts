import { addMonths, addYears } from '#kernel/calendar.ts';
import { applyRate, yuanText } from '#kernel/money.ts';
import type { CityPolicy, Figure } from '#policy/policy.ts';
import { latestRepayment } from './age.ts';
import type { Weighed } from './application.ts';
import { binds, type Condition, type Fact } from './conditions.ts';
import { contractRate } from './offer.ts';
import type { Quota } from './quota.ts';
import { schedule } from './schedule.ts';

// JGJ/T 320 A.6: 合并销户, 外部转出销户, 提取销户; and 其他, which waits for its first contribution.
const notInUse = ['03', '04', '05', '99'];
const contributions = '缴存登记';
const loans = '贷款登记';
const declared = '本人申请';

// Changji's plan has no loan clause of its own: what it borrows from unit contributors is named by its document.
const clauseOf = (policy: CityPolicy, huzhou: string, figure: Figure<unknown>): string =>
  policy.city === '330500' ? huzhou : figure.reference;

const condition = (
  code: string,
  clause: string,
  description: string,
  rest: { met: boolean; facts: Fact[]; binding?: boolean },
): Condition => ({ code, clause, description, binding: true, ...rest });

/** CJ-23: the member is approved. */
export function approved({ own, on }: Weighed): Condition {
  const facts = [{ name: '审核通过日', value: own.approvedOn, asOf: own.approvedOn, source: '成员登记' }];
  return condition('APPROVED_MEMBER', 'CJ-23', '身份和就业状况已核实，参加申请已通过', {
    met: own.approvedOn <= on,
    facts,
  });
}

/** CJ-13: there is an account, and it is not closed. */
export function account({ savings, on }: Weighed): Condition {
  const value = savings?.accountStatus ?? '未开户';
  const facts = [{ name: '账户状态（A.6）', value, asOf: savings?.asOf ?? on, source: contributions }];
  const met = savings !== null && !notInUse.includes(savings.accountStatus);
  return condition('ACCOUNT_IN_USE', 'CJ-13', '个人账户已开立且未销户', { met, facts });
}

/** HZ-05: nothing else is owed, written off or not. */
export function otherLoan({ own, on }: Weighed): Condition {
  const facts = [
    { name: '未结清公积金贷款', value: String(own.outstanding), asOf: on, source: loans },
    { name: '已核销贷款', value: String(own.writtenOff), asOf: on, source: loans },
  ];
  const met = own.outstanding + own.writtenOff === 0;
  return condition('NO_OTHER_LOAN', 'HZ-05', '没有未结清的公积金贷款', { met, facts });
}

/** HZ-05: what is applied for as a first home was found to be one. */
export function firstHome({ findings }: Weighed): Condition {
  const value = findings.firstHomeConfirmed ? '首套' : '非首套';
  const fact = { name: '住房套数', value, asOf: findings.on, source: findings.evidenceReference };
  const met = findings.firstHomeConfirmed;
  return condition('FIRST_HOME', 'HZ-05', '按首套申请的，经证明为首套', { met, facts: [fact] });
}

/** CJ-04, HZ-11: the credit standing that the reviewing officer found. */
export function credit({ findings }: Weighed, policy: CityPolicy): Condition {
  const clause = policy.city === '652300' ? 'CJ-04' : 'HZ-11';
  const value = findings.goodCredit ? '良好' : '不良';
  const facts = [{ name: '信用状况', value, asOf: findings.creditAsOf, source: findings.creditSource }];
  return condition('GOOD_CREDIT', clause, '信用状况良好', { met: findings.goodCredit, facts });
}

/** HZ-08: no false promise within the years for which the regulation bars lending. */
export function promise({ own, on }: Weighed, policy: CityPolicy): Condition {
  const years = policy.national.fraud?.loanBarYears;
  const value = own.brokePromiseOn ?? '无';
  const facts = [{ name: '认定虚假承诺的决定', value, asOf: on, source: loans }];
  const met = own.brokePromiseOn === null || years === undefined || addYears(own.brokePromiseOn, years.value) <= on;
  const reference = years?.reference ?? 'HZ-08';
  return condition(
    'NO_FALSE_PROMISE',
    policy.city === '330500' ? 'HZ-08' : reference,
    '没有在禁贷期内的骗贷、虚假承诺',
    {
      ...{ met, facts, binding: years ? binds(years) : false },
    },
  );
}

/** HZ-06: the account has been held for the least months. */
export function monthsHeld({ savings, on }: Weighed, policy: CityPolicy): Condition {
  const { minimumMonths } = policy.loan;
  const held = savings?.monthsHeld ?? 0;
  const facts = [{ name: '持有月数', value: String(held), asOf: savings?.asOf ?? on, source: contributions }];
  const clause = clauseOf(policy, 'HZ-06', minimumMonths);
  const rest = { met: held >= minimumMonths.value, facts, binding: binds(minimumMonths) };
  return condition('MONTHS_HELD', clause, `开户满${minimumMonths.value}个月`, rest);
}

/** HZ-06: no more than may be lent by what was saved. */
export function withinQuota({ wish, savings, on }: Weighed, policy: CityPolicy, limit: Quota): Condition {
  const { coefficients, quotaBasis, cap } = policy.loan;
  const asOf = savings?.asOf ?? on;
  const facts = [
    { name: '申请金额', value: yuanText(wish.principal), asOf: on, source: declared },
    { name: '可贷额度', value: yuanText(limit.amount), asOf, source: contributions },
  ];
  const rest = { met: wish.principal <= limit.amount, facts, binding: binds(coefficients, quotaBasis, cap) };
  return condition(
    'WITHIN_QUOTA',
    clauseOf(policy, 'HZ-06', coefficients),
    '申请金额不超过可贷额度（存贷双挂钩）',
    rest,
  );
}

/** HZ-06: no more than the share of the price. */
export function priceShare({ wish, on }: Weighed, policy: CityPolicy): Condition {
  const { maximumPriceShare: share } = policy.loan;
  const most = applyRate(wish.housePrice, share.value, 'floor-fen');
  const facts = [
    { name: '房价', value: yuanText(wish.housePrice), asOf: on, source: declared },
    { name: '房价的最高成数', value: yuanText(most), asOf: on, source: share.reference },
  ];
  const rest = { met: wish.principal <= most, facts, binding: binds(share) };
  return condition('PRICE_SHARE', clauseOf(policy, 'HZ-06', share), `不超过房价的${share.text}`, rest);
}

/** HZ-06: the first month is no more than the share of the base of contribution. */
export function repaymentShare({ wish, savings, on }: Weighed, policy: CityPolicy): Condition {
  const { maximumRepaymentShare: share } = policy.loan;
  const [first] = schedule({ ...wish, annualRate: contractRate(wish, policy, null), disbursedOn: on });
  const monthly = first!.principal + first!.interest;
  const base = savings?.base ?? null;
  const facts = [
    { name: '首月还款额', value: yuanText(monthly), asOf: on, source: '还款计划' },
    {
      name: '缴存基数',
      value: base === null ? '无' : yuanText(base),
      asOf: savings?.asOf ?? on,
      source: contributions,
    },
  ];
  const met = base !== null && monthly <= applyRate(base, share.value, 'floor-fen');
  const rest = { met, facts, binding: binds(share) };
  return condition('REPAYMENT_SHARE', clauseOf(policy, 'HZ-06', share), `月还款额不超过缴存基数的${share.text}`, rest);
}

/** HZ-06: all is repaid by the day on which the borrower reaches the highest age, by their sex. */
export function ageAtEnd({ wish, own, on }: Weighed, policy: CityPolicy): Condition {
  const { maximumAge } = policy.loan;
  const ends = addMonths(on, wish.months);
  const latest = latestRepayment(own.repayBy, policy);
  const facts = [
    { name: '贷款到期日', value: ends, asOf: on, source: declared },
    { name: '达到最高还清年龄之日', value: latest ?? '未告知', asOf: on, source: '成员登记' },
  ];
  const rest = { met: latest !== null && ends <= latest, facts, binding: binds(maximumAge) };
  const clause = clauseOf(policy, 'HZ-06', maximumAge);
  return condition('AGE_AT_END', clause, `还清时的年龄不超过最高还清年龄（${maximumAge.text}）`, rest);
}
