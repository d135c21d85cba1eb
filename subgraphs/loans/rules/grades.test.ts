import { describe, expect, it } from 'vitest';
import { cityCodes, policyOn } from '#policy/policy.ts';
import { overdueBucket, riskGrade } from './grades.ts';
import { weighWriteOff } from './write-off.ts';

describe.each(cityCodes)('HZ-11 an overdue loan in %s', (city) => {
  const policy = policyOn(city, '2026-10-10');

  it.each([
    [0, '01', null],
    [1, '02', '01'],
    [2, '02', '01'],
    [3, '03', '02'],
    [5, '03', '02'],
    [6, '04', '03'],
    [11, '04', '03'],
    [12, '05', '03'],
    [99, '05', '03'],
  ])('of %i instalments has grade %s and bucket %s', (periods, grade, bucket) => {
    expect(riskGrade(periods, policy.national)).toBe(grade);
    expect(overdueBucket(periods, policy.national)).toBe(bucket);
  });

  it('is written off from the last grade on, with the figures it was weighed by', () => {
    expect(weighWriteOff({ periods: 11, recallDueOn: null }, '2026-10-10', policy).conditions[0]).toMatchObject({
      met: false,
      clause: 'HZ-11',
    });
    const weighed = weighWriteOff({ periods: 12, recallDueOn: null }, '2026-10-10', policy);
    expect(weighed).toMatchObject({ grade: '05', conditions: [{ met: true }] });
    expect(weighed.figures.map(({ name, status }) => [name, status])).toEqual([
      ['national.loan.riskGrades', 'unknown'],
      ['national.loan.writeOffGrade', 'unknown'],
    ]);
  });
});
