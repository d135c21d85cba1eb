import { setTimeout as pause } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { log } from './log.ts';

// What PostgreSQL and the system say of a server that is stopping, starting or gone.
const codes = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
const words = /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/;

type Said = { code?: unknown; message?: unknown; errors?: unknown[]; driverError?: unknown; cause?: unknown };

/** Whether the database went away, and not the work failed: one of the errors, or a cause of one, says so. */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors = [], driverError, cause } = error as Said;
  const said = codes.has(String(code)) || String(code).startsWith('08') || words.test(String(message));
  return said || [...errors, driverError, cause].some(isOutage);
}

const patience = { attempts: 1_200, whileAnswering: 8, milliseconds: 250 };

/**
 * Does the work again as long as the database is away, for some minutes. For work that finds out itself what is left to do:
 * whoever only reported the failure would leave it undone until the next time by the clock. Where the database answers and
 * the work still finds somebody out of reach, it is another who is away, and the failure is thrown.
 */
export async function throughOutage<T>(boss: PgBoss, what: string, work: () => Promise<T>): Promise<T> {
  let answering = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || attempt >= patience.attempts || answering >= patience.whileAnswering) throw error;
      if (attempt === 1) log.warn({ what }, 'the database is away; going on when it is back');
      await pause(patience.milliseconds);
      if (await answers(boss)) answering += 1;
    }
  }
}

const answers = (boss: PgBoss): Promise<boolean> =>
  boss
    .getDb()
    .executeSql('SELECT 1')
    .then(
      () => true,
      () => false,
    );
