import type { NationalPolicy } from '#policy/policy.ts';

/** 风险等级 of a loan by its overdue instalments, as JGJ/T 320 A.14 counts them (HZ-11). */
export const riskGrade = (periods: number, { loan }: NationalPolicy): string =>
  loan.riskGrades.value.findLast(({ fromPeriods }) => fromPeriods <= periods)?.grade ?? '01';

/** 逾期分档 of the regulators' report by overdue instalments; null while nothing is overdue. */
export const overdueBucket = (periods: number, { loan }: NationalPolicy): string | null =>
  loan.overdueBuckets.value.findLast(({ fromPeriods }) => fromPeriods <= periods)?.bucket ?? null;
