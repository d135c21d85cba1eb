import type { Context } from '../context.ts';
import { overdueBucket, riskGrade } from '../rules/grades.ts';
import type { Loan } from './loans.ts';

/** HZ-11: the grade and the bucket of a loan by what is overdue of it today. */
export function gradeOf({ policy, clock }: Pick<Context, 'policy' | 'clock'>, { city, overduePeriods }: Loan) {
  const { national } = policy(city, clock.today());
  return { riskGrade: riskGrade(overduePeriods, national), overdueBucket: overdueBucket(overduePeriods, national) };
}
