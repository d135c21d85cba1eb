import type { CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { SubsidyClause } from '../rules/decision.ts';
import { awardClosedMonths } from './award-run.ts';

/** What a run of the awards would award of a city's month by one clause: awards, persons, and their sum in fen. */
export type PreviewedAwards = {
  city: CityCode;
  period: CivilMonth;
  clause: SubsidyClause;
  rows: number;
  persons: number;
  amount: Fen;
};

class TakenBack extends Error {}

/** A dry run ends by itself, so that whoever awards meanwhile does not wait for it without end. */
const longestMs = 600_000;

/**
 * CJ-15, CJ-16: tries the run of the awards (试算): does all that it would do now, in one transaction that is taken back,
 * and tells what it would award. Nothing is left of it and nobody is told.
 */
export async function previewAwards(context: Context): Promise<PreviewedAwards[]> {
  let found: PreviewedAwards[] = [];
  const rehearse = async (db: Db): Promise<void> => {
    await db.query(`SET LOCAL transaction_timeout = ${longestMs}`);
    const { context: inner, end } = within(context, db);
    await awardClosedMonths(inner).finally(end);
    found = await rows<PreviewedAwards>(
      db,
      `SELECT city, month AS period, clause, count(*)::int AS rows, count(DISTINCT member_id)::int AS persons,
         sum(fen)::bigint AS amount
       FROM award WHERE xmin::text = pg_current_xact_id()::xid::text
       GROUP BY city, month, clause ORDER BY month, city, clause`,
    );
    throw new TakenBack();
  };
  await context.database.transaction(rehearse).catch((thrown: unknown) => {
    if (!(thrown instanceof TakenBack)) throw thrown;
  });
  return found;
}

/**
 * The same context, all of whose transactions are this one, one after the other, and who tells nobody anything. When it
 * has ended nothing more is done in it, not even by what was under way beside a fault.
 */
function within(context: Context, db: Db): { context: Context; end(): Promise<void> } {
  let before: Promise<unknown> = Promise.resolve();
  let over = false;
  const doing = <T>(work: () => Promise<T>): Promise<T> =>
    over ? Promise.reject(new Error('The dry run is over')) : work();
  const database = {
    manager: db,
    query: (sql: string, parameters?: unknown[]) => doing(() => db.query(sql, parameters)),
    transaction: <T>(work: (inner: Db) => Promise<T>): Promise<T> => {
      const mine = before.then(() => doing(() => work(db)));
      before = mine.catch(() => undefined);
      return mine;
    },
  } as unknown as Database;
  return {
    context: { ...context, database, events: { ...context.events, insert: async () => {} } },
    end: async () => {
      over = true;
      await before;
    },
  };
}
