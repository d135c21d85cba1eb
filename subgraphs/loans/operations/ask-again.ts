import { randomUUID } from 'node:crypto';
import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, rows } from '#service/database.ts';
import type { DomainEvent } from '#service/event-types.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';

type Application = { applicationId: string; memberId: string; city: CityCode };
type Offset = { offsetId: string; loanId: string; memberId: string; city: CityCode; fen: Fen };

const factsSql = `SELECT id AS "applicationId", member_id AS "memberId", city FROM loan_application
  WHERE status = 'SUBMITTED' AND facts_on IS NULL AND submitted_on < $1 AND id > $2 ORDER BY id LIMIT 500`;
const offsetsSql = `SELECT o.id AS "offsetId", o.loan_id AS "loanId", loan.member_id AS "memberId", loan.city, o.requested AS fen
  FROM loan_offset o JOIN loan ON loan.id = o.loan_id
  WHERE o.status = 'REQUESTED' AND o.requested_on < $1 AND o.id > $2 ORDER BY o.id LIMIT 500`;

/**
 * HZ-06, HZ-03: asks the register of contributions again for all that it was asked on an earlier day and has not answered, 500
 * at a time. What was answered meanwhile is told again and taken once.
 */
export async function askAgain(context: Context): Promise<void> {
  const { database, clock } = context;
  const today = clock.today();
  const applications = chunks<Application>(database, factsSql, today, ({ applicationId }) => applicationId);
  for await (const found of applications) {
    await tell(
      context,
      found.map((application) => ({ type: 'loan-facts-requested', ...application })),
    );
  }
  for await (const found of chunks<Offset>(database, offsetsSql, today, ({ offsetId }) => offsetId)) {
    await tell(
      context,
      found.map((offset) => ({ type: 'offset-requested', ...offset, fen: offset.fen.toString() })),
    );
  }
}

async function* chunks<T>(database: Database, sql: string, today: CivilDate, idOf: (one: T) => string) {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await rows<T>(database, sql, [today, after]);
    if (found.length > 0) yield found;
    if (found.length < 500) return;
    after = idOf(found.at(-1)!);
  }
}

async function tell(context: Context, events: readonly DomainEvent[]): Promise<void> {
  const command = { name: 'ask-again', subject: 'loans', key: randomUUID(), input: null };
  await perform(context, command, async ({ emit }) => {
    for (const event of events) emit(event);
    return null;
  });
}
