import type { CivilDate } from '#kernel/calendar.ts';
import type { CityPolicy } from '#policy/policy.ts';
import { type Condition, type FigureUsed, figuresUsed } from './conditions.ts';
import { riskGrade } from './grades.ts';
import type { Overdue } from './overdue.ts';

/**
 * HZ-11: whether a loan may be written off by its grade, with what was weighed. The condition binds although its figure is
 * not published: nothing is written off that the demonstration policy would not let be.
 */
export function weighWriteOff(
  { periods, recallDueOn }: Pick<Overdue, 'periods' | 'recallDueOn'>,
  on: CivilDate,
  { national }: CityPolicy,
) {
  const { writeOffGrade, riskGrades } = national.loan;
  const grade = riskGrade(periods, national);
  const condition: Condition = {
    code: 'GRADE',
    clause: 'HZ-11',
    description: `风险等级不低于${writeOffGrade.value}（A.14）`,
    met: grade >= writeOffGrade.value,
    binding: true,
    facts: [
      { name: '累计逾期期数', value: String(periods), asOf: on, source: '贷款登记' },
      // Of a recalled loan each further month counts as a period.
      ...(recallDueOn ? [{ name: '提前收回到期日', value: recallDueOn, asOf: recallDueOn, source: '贷款登记' }] : []),
      { name: '风险等级', value: grade, asOf: on, source: '贷款登记' },
    ],
  };
  const figures: FigureUsed[] = figuresUsed([riskGrades, writeOffGrade]);
  return { grade, conditions: [condition], figures };
}
