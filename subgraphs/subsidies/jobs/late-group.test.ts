import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CivilMonth } from '#kernel/calendar.ts';
import { awardClosedMonths } from './award-run.ts';
import { openRegister, type Register } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.stop());

const missed = { full: false, creditedFen: '0', streakMonths: 0, used: false };

/** Half a year that is full, and a month that is not: what was earned by it is not earned again. */
async function halfAYear(): Promise<string> {
  const memberId = await register.payer(6, '2024-06', 100_000n);
  await register.close(memberId, '2024-07', missed);
  return memberId;
}
const awarded = async (memberId: string) => {
  await awardClosedMonths(register.context);
  return (await register.awardsOf(memberId)).map(({ clause, month }: { clause: string; month: CivilMonth }) => [
    clause,
    month,
  ]);
};

describe('CJ-16 a fact that is told after the months were awarded', () => {
  it('that somebody belongs to a group is weighed in those months too', async () => {
    const memberId = await halfAYear();
    await register.arrive({ type: 'account-opened', memberId, city: '652300', openedOn: '2024-01-01' });
    expect(await awarded(memberId)).toEqual([]);
    await register.enrol(memberId, 'VETERAN', '2024-01-01');
    expect(await awarded(memberId)).toEqual([['CJ-16', '2024-06']]);
    expect(await awarded(memberId)).toEqual([['CJ-16', '2024-06']]);
  });

  it('the day of the opening is too', async () => {
    const memberId = await halfAYear();
    const facts = {
      memberId,
      sequence: 1,
      city: '652300',
      approvedOn: '2024-01-01',
      retirementOn: '2050-01-01',
    } as const;
    const categories = [{ kind: 'VETERAN' as const, graduatedOn: null }];
    await register.arrive({ type: 'application-approved', ...facts, inUnit: false, spouseId: null, categories });
    expect(await awarded(memberId)).toEqual([]);
    await register.arrive({ type: 'account-opened', memberId, city: '652300', openedOn: '2024-01-01' });
    expect(await awarded(memberId)).toEqual([['CJ-16', '2024-06']]);
  });

  it('of a group from a later day on earns nothing of before', async () => {
    const memberId = await halfAYear();
    await register.arrive({ type: 'account-opened', memberId, city: '652300', openedOn: '2024-01-01' });
    const facts = {
      memberId,
      sequence: 1,
      city: '652300',
      approvedOn: '2024-01-01',
      retirementOn: '2050-01-01',
    } as const;
    const categories = [{ kind: 'VETERAN' as const, graduatedOn: null, since: '2024-07-01', until: null }];
    await register.arrive({ type: 'application-approved', ...facts, inUnit: false, spouseId: null, categories });
    expect(await awarded(memberId)).toEqual([]);
  });

  it('of somebody of whom no month is known opens nothing', async () => {
    const memberId = randomUUID();
    await register.enrol(memberId, 'VETERAN', '2024-01-01');
    expect(await awarded(memberId)).toEqual([]);
  });

  it('takes back what was given for a group that somebody never belonged to, and leaves what was earned before it ended', async () => {
    const given = async (categories: { kind: 'VETERAN'; graduatedOn: null; since: string; until: string | null }[]) => {
      const memberId = await halfAYear();
      await register.enrol(memberId, 'VETERAN', '2024-01-01');
      await awarded(memberId);
      const facts = { memberId, sequence: 2, city: '652300', approvedOn: '2024-01-01', inUnit: false } as const;
      const told = { ...facts, retirementOn: '2050-01-01', spouseId: null, categories };
      await register.arrive({ type: 'member-facts-changed', ...told });
      await awardClosedMonths(register.context);
      return (await register.awardsOf(memberId)).map(({ month, takenBack }) => [month, takenBack?.reason.kind ?? null]);
    };
    const line = { kind: 'VETERAN' as const, graduatedOn: null, since: '2024-01-01' };
    expect(await given([])).toEqual([['2024-06', 'GROUP']]);
    expect(await given([{ ...line, until: '2024-06-29' }])).toEqual([['2024-06', 'GROUP']]);
    expect(await given([{ ...line, until: '2024-06-30' }])).toEqual([['2024-06', null]]);
  });
});
