import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { Condition, FigureUsed } from '../rules/conditions.ts';

/** What a decision weighed, with the figures in the versions it used. */
export type Weighed = { conditions: Condition[]; figures: FigureUsed[] };

/** A write-off (呆账核销) that two officers decide; the amount, in fen, is the principal still owed. */
export type WriteOff = {
  id: string;
  loanId: string;
  memberId: string;
  city: CityCode;
  status: 'PROPOSED' | 'WRITTEN_OFF' | 'REJECTED';
  amount: Fen;
  /** JGJ/T 320 A.14. */
  grade: string;
  reason: string;
  evidenceReference: string;
  weighing: Weighed;
  proposedBy: string;
  proposedOn: CivilDate;
  decidedBy: string | null;
  decidedOn: CivilDate | null;
};

const select = `SELECT w.id, w.loan_id AS "loanId", loan.member_id AS "memberId", loan.city, w.status, w.amount, w.grade,
    w.reason, w.evidence AS "evidenceReference", w.weighing, w.proposed_by AS "proposedBy", w.proposed_on AS "proposedOn",
    w.decided_by AS "decidedBy", w.decided_on AS "decidedOn"
  FROM write_off w JOIN loan ON loan.id = w.loan_id`;

/** A write-off by its id; undefined where there is none. */
export async function findWriteOff(db: Db | Database, id: string): Promise<WriteOff | undefined> {
  return (await rows<WriteOff>(db, `${select} WHERE w.id = $1`, [id]))[0];
}

/** HZ-11: the write-offs of a city of the caller's own that wait for a second officer, oldest first. */
export async function pendingWriteOffs({ caller, database }: Context, city: CityCode): Promise<WriteOff[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const sql = `${select} WHERE w.status = 'PROPOSED' AND loan.city = $1 ORDER BY w.ordinal LIMIT 200`;
  return rows<WriteOff>(database, sql, [city]);
}
