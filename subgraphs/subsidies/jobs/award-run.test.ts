import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CivilMonth, lastDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { systemCaller } from '#service/caller.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, rows } from '#service/database.ts';
import type { CategoryKind, DomainEvent, EventOf, EventType, MonthClosedRow } from '#service/event-types.ts';
import { type Arrived, type Events, openEvents } from '#service/events.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { type Context, contextOf } from '../context.ts';
import { openSubsidies } from '../database.ts';
import { awardLoader } from '../operations/subsidy-awards.ts';
import { awardMonth } from './award-run.ts';
import { handlersOf } from './handlers.ts';

let test: TestDatabase;
let database: Database;
let events: Events;
let context: Context;
const clock = settableClock('2026-06-30');

beforeAll(async () => {
  test = await freshDatabase();
  database = await openSubsidies(test.url('subsidies'));
  events = await openEvents({ url: test.url('subsidies'), consumer: 'subsidies' });
  context = contextOf({ database, events, clock, caller: systemCaller('subsidies') });
});

afterAll(async () => {
  await events.stop();
  await database.destroy();
  await test.drop();
});

async function arrive<T extends EventType>(event: EventOf<T>, id: string = randomUUID()): Promise<void> {
  const handler = handlersOf(context)[event.type] as (arrived: Arrived<T>) => Promise<void>;
  await handler({ id, event });
}

type Row = Omit<MonthClosedRow, 'memberId'>;
const paid = (fen: Fen, streakMonths: number, change: Partial<Row> = {}): Row => ({
  full: true,
  creditedFen: fen.toString(),
  streakMonths,
  used: false,
  ...change,
});

const close = (memberId: string, month: CivilMonth, row: Row, city: CityCode = '652300') =>
  arrive({ type: 'month-closed', city, month, chunk: 0, rows: [{ memberId, ...row }] });

/** A member with so many full months of one amount, the last of them `through`. */
async function payer(months: number, through: CivilMonth, fen: Fen, city: CityCode = '652300'): Promise<string> {
  const memberId = randomUUID();
  const paidMonths = monthsFrom(nextMonth(through, 1 - months), through);
  for (const [index, month] of paidMonths.entries()) await close(memberId, month, paid(fen, index + 1), city);
  return memberId;
}

async function enrol(memberId: string, kind: CategoryKind, openedOn: string, city: CityCode = '652300'): Promise<void> {
  const categories = [{ kind, graduatedOn: null }];
  await arrive({
    type: 'application-approved',
    memberId,
    city,
    approvedOn: openedOn,
    retirementOn: '2050-01-01',
    inUnit: false,
    categories,
  });
  await arrive({ type: 'account-opened', memberId, city, openedOn });
}

const awardsOf = (memberId: string) => awardLoader(database).load(memberId);

async function told(memberId: string): Promise<DomainEvent[]> {
  const found = await rows<{ event: DomainEvent }>(
    database,
    `SELECT data->'event' AS event FROM events.job WHERE name = 'subsidies.subsidy-awarded.contributions'
     AND data->'event'->>'memberId' = $1`,
    [memberId],
  );
  return found.map(({ event }) => event);
}

describe('the award run', () => {
  it('CJ-15 awards 36.00 for twelve months of 600 yuan, tells contributions, and a second run awards nothing', async () => {
    const member = await payer(12, '2025-01', yuan('600'));
    expect(await awardMonth(context, '652300', '2025-01')).toEqual({ awarded: 1, fen: yuan('36') });
    expect(await awardMonth(context, '652300', '2025-01')).toEqual({ awarded: 0, fen: 0n });
    const [award, ...more] = await awardsOf(member);
    expect(more).toEqual([]);
    expect(award).toMatchObject({
      clause: 'CJ-15',
      fen: yuan('36'),
      month: '2025-01',
      payOn: '2025-02-01',
      status: 'AWARDED',
    });
    expect(award?.reference).toContain('二（三）2（2）');
    expect(award?.conditions.every(({ met }) => met)).toBe(true);
    expect(await told(member)).toEqual([
      {
        type: 'subsidy-awarded',
        awardId: award?.id,
        memberId: member,
        city: '652300',
        fen: '3600',
        clause: 'CJ-15',
        payOn: '2025-02-01',
      },
    ]);
  });

  it('CJ-15 and CJ-16 stack in one month, and CJ-16 comes once in a lifetime', async () => {
    const member = await payer(12, '2025-02', yuan('1200'));
    await enrol(member, 'VETERAN', '2024-03-05');
    expect(await awardMonth(context, '652300', '2025-02')).toEqual({ awarded: 2, fen: yuan('172') });
    await close(member, '2025-03', paid(yuan('1200'), 13));
    expect(await awardMonth(context, '652300', '2025-03')).toEqual({ awarded: 0, fen: 0n });
    expect((await awardsOf(member)).map(({ clause, fen }) => [clause, fen])).toEqual([
      ['CJ-15', yuan('72')],
      ['CJ-16', yuan('100')],
    ]);
  });

  it('CJ-16 is awarded at six full months and not at five', async () => {
    const member = await payer(5, '2025-04', yuan('500'));
    await enrol(member, 'BORDER_GUARD', '2024-12-01');
    expect((await awardMonth(context, '652300', '2025-04')).awarded).toBe(0);
    await close(member, '2025-05', paid(yuan('500'), 6));
    expect(await awardMonth(context, '652300', '2025-05')).toEqual({ awarded: 1, fen: yuan('100') });
  });

  it('CJ-15 awards nothing after eleven months, nor when a month of the run saw a withdrawal', async () => {
    const short = await payer(11, '2025-06', yuan('600'));
    const used = await payer(11, '2025-05', yuan('600'));
    await close(used, '2025-06', paid(yuan('600'), 12, { used: true }));
    expect((await awardMonth(context, '652300', '2025-06')).awarded).toBe(0);
    expect([await awardsOf(short), await awardsOf(used)]).toEqual([[], []]);
  });

  it('CJ-15 a loan outstanding in the run uses the funds, one settled before it does not', async () => {
    const [lent, settled] = [await payer(12, '2025-07', yuan('600')), await payer(12, '2025-07', yuan('600'))];
    for (const [memberId, on] of [
      [lent, '2025-03-10'],
      [settled, '2023-03-10'],
    ] as const) {
      const loan = { loanId: randomUUID(), memberId, city: '652300' } as const;
      await arrive({ type: 'loan-granted', ...loan, on });
      if (memberId === settled) await arrive({ type: 'loan-settled', ...loan, on: '2024-07-31' });
    }
    expect((await awardMonth(context, '652300', '2025-07')).awarded).toBe(1);
    expect([(await awardsOf(lent)).length, (await awardsOf(settled)).length]).toEqual([0, 1]);
  });

  it('CJ-15 is awarded again for the next twelve months of the run only', async () => {
    const member = await payer(24, '2025-08', yuan('600'));
    await awardMonth(context, '652300', '2024-08');
    for (const month of monthsFrom('2024-09', '2025-08')) await awardMonth(context, '652300', month);
    expect((await awardsOf(member)).map(({ month, fen }) => [month, fen])).toEqual([
      ['2025-08', yuan('36')],
      ['2024-08', yuan('36')],
    ]);
  });

  it('CJ-15 CJ-16 are not Huzhou’s: nothing is awarded there', async () => {
    const member = await payer(12, '2025-09', yuan('718'), '330500');
    await enrol(member, 'STUDENT', '2024-10-01', '330500');
    expect(await awardMonth(context, '330500', '2025-09')).toEqual({ awarded: 0, fen: 0n });
  });

  it('awards more members than one chunk holds, and late facts on the next run', async () => {
    const month = '2026-03';
    const members = Array.from({ length: 1200 }, () => randomUUID());
    for (const [index, each] of monthsFrom('2025-04', month).entries()) {
      const facts = members.map((memberId) => ({ memberId, ...paid(yuan('600'), index + 1) }));
      const late = each === month ? facts.slice(0, 1100) : facts;
      await arrive({ type: 'month-closed', city: '652300', month: each, chunk: 0, rows: late });
    }
    expect(await awardMonth(context, '652300', month)).toEqual({ awarded: 1100, fen: yuan('39600') });
    const rest = members.slice(1100).map((memberId) => ({ memberId, ...paid(yuan('600'), 12) }));
    await arrive({ type: 'month-closed', city: '652300', month, chunk: 1, rows: rest });
    expect(await awardMonth(context, '652300', month)).toEqual({ awarded: 100, fen: yuan('3600') });
  });

  it('two runs at the same time award everybody once', async () => {
    const member = await payer(12, '2026-04', yuan('600'));
    const runs = await Promise.all([1, 2, 3].map(() => awardMonth(context, '652300', '2026-04')));
    expect(runs.reduce((sum, { awarded }) => sum + awarded, 0)).toBe(1);
    expect(await told(member)).toHaveLength(1);
  });
});

describe('events', () => {
  it('an event that arrives twice has its effect once', async () => {
    const [memberId, id] = [randomUUID(), randomUUID()];
    const event = {
      type: 'month-closed',
      city: '652300',
      month: '2024-02',
      chunk: 0,
      rows: [{ memberId, ...paid(100n, 1) }],
    } as const;
    await arrive({ ...event, rows: [...event.rows] }, id);
    await arrive({ ...event, rows: [] }, id);
    const kept = await rows(database, 'SELECT credited FROM monthly_fact WHERE member_id = $1', [memberId]);
    expect(kept).toEqual([{ credited: 100n }]);
  });

  it('a closed month that is told otherwise later is a fault and changes nothing', async () => {
    const memberId = randomUUID();
    await close(memberId, '2024-02', paid(100n, 1));
    await close(memberId, '2024-02', paid(100n, 1));
    await expect(close(memberId, '2024-02', paid(200n, 1))).rejects.toThrow('told otherwise');
  });

  it('a credited award says when, and is never credited by another movement', async () => {
    const member = await payer(12, '2026-05', yuan('600'));
    await awardMonth(context, '652300', '2026-05');
    const [award] = await awardsOf(member);
    const credited = {
      type: 'subsidy-credited',
      awardId: award!.id,
      memberId: member,
      creditedOn: '2026-06-01',
    } as const;
    await arrive({ ...credited, movementId: '41' });
    await arrive({ ...credited, movementId: '41' });
    expect(await awardsOf(member)).toMatchObject([{ status: 'CREDITED', creditedOn: '2026-06-01' }]);
    await expect(arrive({ ...credited, movementId: '42' })).rejects.toThrow('another movement');
    await expect(arrive({ ...credited, awardId: randomUUID(), movementId: '43' })).rejects.toThrow('unknown');
  });

  it('an approval that arrives after a later change does not bring the old categories back', async () => {
    const memberId = randomUUID();
    const facts = {
      memberId,
      city: '652300',
      approvedOn: '2025-01-02',
      retirementOn: '2050-01-01',
      inUnit: false,
    } as const;
    await arrive({ type: 'member-facts-changed', ...facts, categories: [] });
    await arrive({ type: 'application-approved', ...facts, categories: [{ kind: 'VETERAN', graduatedOn: null }] });
    const kept = await rows(database, 'SELECT categories FROM participant WHERE member_id = $1', [memberId]);
    expect(kept).toEqual([{ categories: [] }]);
  });
});

describe('rights', () => {
  it.each([
    'UPDATE award SET fen = fen + 1',
    'DELETE FROM award',
    'UPDATE monthly_fact SET credited = 0',
    'DELETE FROM monthly_fact',
  ])('the service itself may not %s', async (sql) => {
    await expect(database.query(sql)).rejects.toThrow('permission denied');
  });

  it('every award carries its audit line', async () => {
    const lines = await rows<{ subject: string }>(
      database,
      "SELECT subject FROM operation WHERE name = 'award-subsidies'",
    );
    expect(lines.map(({ subject }) => subject)).toContain(`652300 CJ-15 ${lastDay('2025-01').slice(0, 7)}`);
  });
});
