import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { awardMonth } from './award-run.ts';
import { openRegister, type Register } from './register.test-support.ts';

let register: Register;
beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register?.stop());

const city = '652300';
const award = (month: string) => awardMonth(register.context, city, month);
const oneOff = async (memberId: string) =>
  (await register.awardsOf(memberId))
    .filter(({ clause }) => clause === 'CJ-16')
    .map(({ month, takenBack }) => [month, takenBack?.reason.kind ?? null]);
const merge = (memberId: string, keptId: string, merged = true) =>
  register.arrive({ type: 'merge-decided', correctionId: randomUUID(), memberId, keptId, city, merged });
/** A veteran with six full months through a month. */
const veteran = async (through: string, openedOn: string): Promise<string> => {
  const memberId = await register.payer(6, through, yuan('600'));
  await register.enrol(memberId, 'VETERAN', openedOn);
  return memberId;
};

describe('CJ-08 CJ-16 two records of one person', () => {
  it('what the ended record had once in a lifetime is not given to the one that stays', async () => {
    const ended = await veteran('2025-01', '2024-08-01');
    await award('2025-01');
    const kept = await veteran('2025-03', '2024-10-01');
    await merge(ended, kept);
    await award('2025-03');
    expect([await oneOff(ended), await oneOff(kept)]).toEqual([[['2025-01', null]], []]);
  });

  it('what both had is taken back from the later, and of one month from the one that ended', async () => {
    const [early, late] = [await veteran('2025-01', '2024-08-01'), await veteran('2025-02', '2024-09-01')];
    const [beside, same] = [await veteran('2025-02', '2024-09-01'), await veteran('2025-02', '2024-09-01')];
    await award('2025-01');
    await award('2025-02');
    await merge(early, late);
    expect([await oneOff(early), await oneOff(late)]).toEqual([[['2025-01', null]], [['2025-02', 'MERGED']]]);
    await merge(beside, same);
    expect([await oneOff(beside), await oneOff(same)]).toEqual([[['2025-02', 'MERGED']], [['2025-02', null]]]);
  });

  it('a merger that was hindered links nobody', async () => {
    const [one, another] = [await veteran('2025-02', '2024-09-01'), await veteran('2025-02', '2024-09-01')];
    await award('2025-02');
    await merge(one, another, false);
    expect([await oneOff(one), await oneOff(another)]).toEqual([[['2025-02', null]], [['2025-02', null]]]);
  });
});

describe('CJ-16 a group that ended', () => {
  it('counts on the last day of the month that completes the run, and not when it ended on the day before', async () => {
    const standing = async (until: string) => {
      const memberId = await register.payer(6, '2025-04', yuan('600'));
      const facts = {
        memberId,
        sequence: 1,
        city,
        approvedOn: '2024-11-01',
        retirementOn: '2050-01-01',
        inUnit: false,
      };
      const student = { kind: 'STUDENT', graduatedOn: null, since: '2024-11-01', until } as const;
      await register.arrive({ type: 'application-approved', ...facts, city, spouseId: null, categories: [student] });
      await register.arrive({ type: 'account-opened', memberId, city, openedOn: '2024-11-01' });
      return memberId;
    };
    const [through, before] = [await standing('2025-04-30'), await standing('2025-04-29')];
    await award('2025-04');
    expect([await oneOff(through), await oneOff(before)]).toEqual([[['2025-04', null]], []]);
  });
});
