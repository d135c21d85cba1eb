import { randomUUID } from 'node:crypto';
import { type CivilMonth, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import { systemCaller } from '#service/caller.ts';
import type { CityCode } from '#service/cities.ts';
import type { CategoryKind, EventOf, EventType, MonthClosedRow } from '#service/event-types.ts';
import { type Arrived, openEvents } from '#service/events.ts';
import { freshDatabase } from '#test/database.ts';
import { contextOf } from '../context.ts';
import { openSubsidies } from '../database.ts';
import { awardLoader } from '../operations/subsidy-awards.ts';
import { handlersOf } from './handlers.ts';

type Row = Omit<MonthClosedRow, 'memberId'>;

/** A full month as contributions tells it. */
export const paid = (fen: Fen, streakMonths: number, change: Partial<Row> = {}): Row => ({
  full: true,
  creditedFen: fen.toString(),
  streakMonths,
  used: false,
  ...change,
});

export type Register = Awaited<ReturnType<typeof openRegister>>;

/** The subsidies register on a database of its own, and the ways in which other registers tell it things. */
export async function openRegister() {
  const test = await freshDatabase();
  const database = await openSubsidies(test.url('subsidies'));
  const events = await openEvents({ url: test.url('subsidies'), consumer: 'subsidies' });
  const caller = systemCaller('subsidies');
  const context = contextOf({ database, events, clock: settableClock('2026-06-30'), caller });
  const handlers = handlersOf(context);

  async function arrive<T extends EventType>(event: EventOf<T>, id: string = randomUUID()): Promise<void> {
    const handler = handlers[event.type] as (arrived: Arrived<T>) => Promise<void>;
    await handler({ id, event });
  }
  const close = (memberId: string, month: CivilMonth, row: Row, city: CityCode = '652300') =>
    arrive({ type: 'month-closed', city, month, chunk: 0, rows: [{ memberId, ...row }] });

  return {
    context,
    database,
    arrive,
    close,
    /** A member with so many full months of one amount, the last of them `through`. */
    async payer(months: number, through: CivilMonth, fen: Fen, city: CityCode = '652300'): Promise<string> {
      const memberId = randomUUID();
      const paidMonths = monthsFrom(nextMonth(through, 1 - months), through);
      for (const [index, month] of paidMonths.entries()) await close(memberId, month, paid(fen, index + 1), city);
      return memberId;
    },
    async enrol(memberId: string, kind: CategoryKind, openedOn: string, city: CityCode = '652300'): Promise<void> {
      const facts = { memberId, sequence: 1, city, approvedOn: openedOn, retirementOn: '2050-01-01', inUnit: false };
      await arrive({
        type: 'application-approved',
        ...facts,
        spouseId: null,
        categories: [{ kind, graduatedOn: null }],
      });
      await arrive({ type: 'account-opened', memberId, city, openedOn });
    },
    awardsOf: (memberId: string) => awardLoader(database).load(memberId),
    async stop(): Promise<void> {
      await events.stop();
      await database.destroy();
      await test.drop();
    },
  };
}
