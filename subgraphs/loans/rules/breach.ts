import type { CivilDate } from '#kernel/calendar.ts';
import type { CityPolicy, Figure } from '#policy/policy.ts';
import { type Condition, type FigureUsed, figuresUsed } from './conditions.ts';

/** 虚假承诺 or 贷款违约. */
export type BreachKind = 'FALSE_PROMISE' | 'LOAN_DEFAULT';
/** 销户, 上浮贷款利率, 提前收回贷款, or nothing. */
export type Measure = 'CLOSE_ACCOUNT' | 'RAISE_RATE' | 'RECALL_LOAN' | 'NONE';

/** What a breach is weighed by on a day. */
export type BreachFacts = {
  kind: BreachKind;
  grounds: string;
  evidenceReference: string;
  openedOn: CivilDate;
  overduePeriods: number;
  repliedOn: CivilDate | null;
  replyBy: CivilDate;
  on: CivilDate;
};

const measureOf = { CLOSE_ACCOUNT: 'close-account', RAISE_RATE: 'raise-rate', RECALL_LOAN: 'recall-loan' } as const;

/**
 * HZ-08: weighs a breach and the measure that is to be taken for it; without a measure, whether there is a case at all. A
 * measure needs a city whose plan has it, and a member who has replied or had the time to.
 */
export function weighBreach(facts: BreachFacts, measure: Measure | null, policy: CityPolicy) {
  const conditions = [breached(facts)];
  const figures: Figure<unknown>[] = [policy.national.loan.breachReplyDays];
  if (measure !== null) conditions.push(heard(facts));
  if (measure !== null && measure !== 'NONE') {
    conditions.push(provided(facts, measure, policy));
    if (policy.breach) figures.push(policy.breach.measures);
    if (policy.breach && measure === 'RAISE_RATE') figures.push(policy.breach.rateUplift);
    if (measure === 'RECALL_LOAN') figures.push(policy.national.loan.recallDays);
  }
  return { conditions, figures: figuresUsed(figures) satisfies FigureUsed[] };
}

function breached({ kind, grounds, evidenceReference, openedOn, overduePeriods, on }: BreachFacts): Condition {
  const clause = 'HZ-08';
  if (kind === 'FALSE_PROMISE') {
    const facts = [{ name: '虚假承诺', value: grounds, asOf: openedOn, source: evidenceReference }];
    return { code: 'FALSE_PROMISE', clause, description: '有证据证明的虚假承诺', met: true, binding: true, facts };
  }
  const facts = [{ name: '累计逾期期数', value: String(overduePeriods), asOf: on, source: '贷款登记' }];
  return { code: 'LOAN_DEFAULT', clause, description: '贷款逾期', met: overduePeriods > 0, binding: true, facts };
}

function heard({ repliedOn, replyBy, on }: BreachFacts): Condition {
  const facts = [
    { name: '陈述申辩', value: repliedOn ?? '无', asOf: on, source: '本人' },
    { name: '陈述申辩期限', value: replyBy, asOf: on, source: '通知' },
  ];
  const met = repliedOn !== null || replyBy < on;
  return { code: 'HEARD', clause: 'HZ-08', description: '本人已陈述申辩，或者期限已过', met, binding: true, facts };
}

function provided({ on }: BreachFacts, measure: keyof typeof measureOf, { breach }: CityPolicy): Condition {
  const measures = breach?.measures;
  const met = measures?.value.includes(measureOf[measure]) ?? false;
  const source = measures?.reference ?? '本市方案';
  const facts = [{ name: '本市的违约措施', value: measures?.text ?? '无', asOf: on, source }];
  return { code: 'MEASURE_PROVIDED', clause: 'HZ-08', description: '本市方案规定了该措施', met, binding: true, facts };
}
