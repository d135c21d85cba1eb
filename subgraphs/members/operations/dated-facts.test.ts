import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approved, callerOf, membersRegister, type Register } from '#test/members.ts';
import { industryToday, inKeyIndustry } from './as-of-today.ts';
import { findMember } from './find-member.ts';
import { nextMemberFacts } from './member-facts.ts';
import { type RecordIndustry, recordIndustry } from './record-industry.ts';
import { type RecordMemberCategory, recordMemberCategory } from './record-member-category.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

const given = (memberId: string) => ({ memberId, evidenceReference: '材料-1', idempotencyKey: randomUUID() });
const belongs = (memberId: string, more: Partial<RecordMemberCategory>, by = register.centre) =>
  recordMemberCategory(by, { ...given(memberId), kind: 'STUDENT', since: '2026-09-01', ...more });
const works = (memberId: string, more: Partial<RecordIndustry>, by = register.centre) =>
  recordIndustry(by, { ...given(memberId), industryCode: 'LOGISTICS', since: '2026-09-01', ...more });
const groupsOn = async (memberId: string, day: string) => {
  register.clock.set(day);
  const kinds = (await register.centre.loaders.categories.load(memberId)).map(({ kind }) => kind);
  register.clock.set('2026-10-01');
  return kinds;
};
const told = async (memberId: string) =>
  (await nextMemberFacts(register.centre, register.database.manager, memberId, '2026-10-01'))?.categories;

describe('a group that a member belongs to', () => {
  test('CJ-16 holds from its first day through its last and no longer on the next, and its history is kept and told', async () => {
    const { memberId } = await approved(register, { categories: [{ kind: 'VETERAN', evidenceReference: '退役-1' }] });
    await belongs(memberId, { since: '2026-09-01' });
    await belongs(memberId, { since: '2026-09-01', until: '2026-11-15', evidenceReference: '学籍-2' });
    expect(await groupsOn(memberId, '2026-08-31')).toEqual([]);
    expect(await groupsOn(memberId, '2026-11-15')).toEqual(['STUDENT', 'VETERAN']);
    expect(await groupsOn(memberId, '2026-11-16')).toEqual(['VETERAN']);
    const lines = await register.centre.loaders.categoryLines.load(memberId);
    expect(lines.map(({ kind, since, until }) => [kind, since, until])).toEqual([
      ['STUDENT', '2026-09-01', null],
      ['STUDENT', '2026-09-01', '2026-11-15'],
      ['VETERAN', '2026-10-01', null],
    ]);
    expect(await told(memberId)).toEqual([
      { kind: 'STUDENT', graduatedOn: null, since: '2026-09-01', until: '2026-11-15' },
      { kind: 'VETERAN', graduatedOn: null, since: '2026-10-01', until: null },
    ]);
  });

  test('CJ-16 one that begins later takes the place of an earlier of its kind, and one ended on the day before never held', async () => {
    const { memberId } = await approved(register);
    await belongs(memberId, { kind: 'GRADUATE', graduatedOn: '2026-06-30', since: '2026-07-01' });
    await belongs(memberId, { kind: 'GRADUATE', graduatedOn: '2026-07-15', since: '2026-08-01' });
    await belongs(memberId, { kind: 'BORDER_GUARD', since: '2026-01-01', until: '2025-12-31' });
    expect(await groupsOn(memberId, '2026-09-01')).toEqual(['GRADUATE']);
    expect(await told(memberId)).toEqual([
      { kind: 'GRADUATE', graduatedOn: '2026-06-30', since: '2026-07-01', until: '2026-07-31' },
      { kind: 'GRADUATE', graduatedOn: '2026-07-15', since: '2026-08-01', until: null },
    ]);
  });

  test.each([
    ['since', { since: '2026-10-02' }],
    ['until', { until: '2026-08-30' }],
    ['graduatedOn', { kind: 'GRADUATE' as const }],
    ['evidenceReference', { evidenceReference: ' ' }],
  ])('CJ-16 is refused with a wrong %s, which it names, and nothing is kept', async (field, more) => {
    const { memberId } = await approved(register);
    await expect(belongs(memberId, more)).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field } });
    expect(await register.centre.loaders.categoryLines.load(memberId)).toEqual([]);
  });
});

describe('the industry that a member works in', () => {
  test('CJ-17 is as declared until another is recorded, which ends after its last day', async () => {
    const { memberId } = await approved(register, { industryCode: 'OTHER' });
    const on = async (day: string) => {
      register.clock.set(day);
      const member = (await findMember(register.centre, memberId))!;
      const answer = [
        (await industryToday(register.centre, member)).code,
        await inKeyIndustry(register.centre, member),
      ];
      register.clock.set('2026-10-01');
      return answer;
    };
    await works(memberId, { until: '2026-12-31' });
    expect(await on('2026-08-31')).toEqual(['OTHER', false]);
    expect(await on('2026-09-01')).toEqual(['LOGISTICS', true]);
    expect(await on('2026-12-31')).toEqual(['LOGISTICS', true]);
    expect(await on('2027-01-01')).toEqual(['OTHER', false]);
    expect(await register.centre.loaders.industryLines.load(memberId)).toMatchObject([
      { code: 'LOGISTICS', since: '2026-09-01', until: '2026-12-31', evidenceReference: '材料-1' },
    ]);
  });

  test('CJ-17 AG-04 one off the list is refused, and so is a clerk of another city', async () => {
    const { memberId } = await approved(register);
    const wrong = works(memberId, { industryCode: 'MINING?' });
    await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field: 'industryCode' } });
    for (const command of [works, belongs]) {
      await expect(command(memberId, {}, register.huzhouCentre)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const self = register.as(callerOf('member', { member: memberId }));
      await expect(command(memberId, {}, self)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
