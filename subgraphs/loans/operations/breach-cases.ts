import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import type { Context } from '../context.ts';
import type { BreachKind, Measure } from '../rules/breach.ts';
import type { Weighed } from './write-offs.ts';

/** A breach that is held against a member of a loan, their reply, and the measure that was decided (HZ-08). */
export type BreachCase = {
  id: string;
  loanId: string;
  memberId: string;
  city: CityCode;
  kind: BreachKind;
  status: 'OPEN' | 'REPLIED' | 'DECIDED';
  grounds: string;
  evidenceReference: string;
  openedBy: string;
  openedOn: CivilDate;
  replyBy: CivilDate;
  reply: string | null;
  repliedOn: CivilDate | null;
  measure: Measure | null;
  reason: string | null;
  weighing: Weighed;
  decidedBy: string | null;
  decidedOn: CivilDate | null;
};

const select = `SELECT b.id, b.loan_id AS "loanId", b.member_id AS "memberId", loan.city, b.kind, b.status, b.grounds,
    b.evidence AS "evidenceReference", b.opened_by AS "openedBy", b.opened_on AS "openedOn", b.reply_by AS "replyBy",
    b.reply, b.replied_on AS "repliedOn", b.measure, b.reason, b.weighing, b.decided_by AS "decidedBy",
    b.decided_on AS "decidedOn"
  FROM breach_case b JOIN loan ON loan.id = b.loan_id`;

/** A breach case by its id; undefined where there is none. */
export async function findBreachCase(db: Db | Database, id: string): Promise<BreachCase | undefined> {
  return (await rows<BreachCase>(db, `${select} WHERE b.id = $1`, [id]))[0];
}

/** The breach case of a caller who answers for its member; refused NOT_FOUND for anybody else. */
export async function reachedCase({ caller, database }: Context, id: string): Promise<BreachCase> {
  const found = isId(id) ? await findBreachCase(database, id) : undefined;
  const mine = caller.audience === 'member' ? caller.member === found?.memberId : true;
  if (found && mine && caller.cities.includes(found.city)) return found;
  throw new Refusal('NOT_FOUND', 'There is no such breach case', { field: 'breachCaseId' });
}

/** The breach cases of a loan, newest first. */
export const breachCasesOf = (db: Db, loanId: string): Promise<BreachCase[]> =>
  rows<BreachCase>(db, `${select} WHERE b.loan_id = $1 ORDER BY b.ordinal DESC`, [loanId]);

/** HZ-08: the breach cases of a city of the caller's own that are not decided, oldest first. */
export async function openBreachCases({ caller, database }: Context, city: CityCode): Promise<BreachCase[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const sql = `${select} WHERE b.status <> 'DECIDED' AND loan.city = $1 ORDER BY b.ordinal LIMIT 200`;
  return rows<BreachCase>(database, sql, [city]);
}
