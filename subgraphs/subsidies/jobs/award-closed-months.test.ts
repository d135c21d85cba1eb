import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { monthsFrom } from '#kernel/calendar.ts';
import { fixedClock } from '#kernel/clock.ts';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { awardClosedMonths, awardMonth } from './award-run.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';

let register: Register;

beforeEach(async () => {
  await register?.stop();
  register = await openRegister();
});
afterAll(() => register?.stop());

const monthsOf = async (memberId: string) => (await register.awardsOf(memberId)).map(({ month }) => month);

describe('the award run by the clock', () => {
  it('CJ-15 awards every closed month not awarded yet, however long an outage lasted', async () => {
    const member = await register.payer(12, '2025-01', yuan('600'));
    for (const [index, month] of monthsFrom('2025-02', '2026-03').entries()) {
      await register.close(member, month, paid(yuan('600'), 13 + index));
    }
    await awardClosedMonths(register.context);
    expect(await monthsOf(member)).toEqual(['2026-01', '2025-01']);
  });

  it('CJ-15 CJ-16 awards nothing before the day on which it is paid, since it is credited at once', async () => {
    const member = await register.payer(12, '2025-01', yuan('600'));
    const at = (today: string) => awardClosedMonths({ ...register.context, clock: fixedClock(today) });
    await at('2025-01-31');
    expect(await monthsOf(member)).toEqual([]);
    await at('2025-02-01');
    expect(await monthsOf(member)).toEqual(['2025-01']);
  });

  it('CJ-15 awards what was told of a month after it was awarded, with the years that end later', async () => {
    const [early, late] = [
      await register.payer(12, '2025-04', yuan('600')),
      await register.payer(10, '2025-02', yuan('600')),
    ];
    // The last month of the late member's year is told before the one before it.
    await register.close(late, '2025-04', paid(yuan('600'), 12));
    await awardClosedMonths(register.context);
    expect([await monthsOf(early), await monthsOf(late)]).toEqual([['2025-04'], []]);
    await register.close(late, '2025-03', paid(yuan('600'), 11));
    await awardClosedMonths(register.context);
    expect([await monthsOf(early), await monthsOf(late)]).toEqual([['2025-04'], ['2025-04']]);
  });

  it('CJ-16 keeps a month open of which more is told while it is being awarded', async () => {
    const member = await register.payer(6, '2025-05', yuan('600'));
    await register.enrol(member, 'VETERAN', '2024-12-01');
    let second = '';
    const { events } = register.context;
    const meanwhile: typeof events.insert = async (db, told) => {
      second ||= await register.payer(6, '2025-05', yuan('600'));
      await events.insert(db, told);
    };
    await awardMonth({ ...register.context, events: { ...events, insert: meanwhile } }, '652300', '2025-05');
    expect(await monthsOf(member)).toEqual(['2025-05']);
    const open = "SELECT count(*)::int AS n FROM told_month WHERE month = '2025-05' AND awarded_at IS NULL";
    expect(await rows(register.database, open)).toEqual([{ n: 1 }]);
    await register.enrol(second, 'VETERAN', '2024-12-01');
    await awardClosedMonths(register.context);
    expect(await monthsOf(second)).toEqual(['2025-05']);
  });

  it('asks one thing when nothing is new, and writes nothing', async () => {
    await register.payer(12, '2025-04', yuan('600'));
    await awardClosedMonths(register.context);
    const query = vi.spyOn(register.database, 'query');
    await awardClosedMonths(register.context);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  it('stopped in the middle is done by the next one', async () => {
    const member = await register.payer(12, '2025-04', yuan('600'));
    const failing = {
      ...register.context,
      events: { ...register.context.events, insert: () => Promise.reject('down') },
    };
    await expect(awardClosedMonths(failing)).rejects.toBe('down');
    expect(await monthsOf(member)).toEqual([]);
    await awardClosedMonths(register.context);
    expect(await monthsOf(member)).toEqual(['2025-04']);
  });
});
