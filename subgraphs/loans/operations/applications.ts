import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { reviveJson } from '#service/json.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import type { Findings, SavingFacts, Weighing } from '../rules/application.ts';
import type { RepaymentMethod } from '../rules/schedule.ts';
import { byHolder, recordsOf } from './records-of.ts';

export type Verdict = 'APPROVE' | 'REFUSE';
/** What the reviewing officer found, recommended and noted. */
export type Review = Findings & { officer: string; recommendation: Verdict; note: string };
/** What was decided, with everything that was weighed. */
export type Decision = Weighing & { officer: string; on: CivilDate; verdict: Verdict; reason: string };

/** An application for a loan as it is kept; amounts in fen. */
export type Application = {
  id: string;
  /** Its place among all, by which those of one class are served. */
  ordinal: string;
  memberId: string;
  city: CityCode;
  status: 'SUBMITTED' | 'REVIEWED' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN';
  priority: 'first-home' | 'second-home';
  class: number;
  principal: Fen;
  months: number;
  method: RepaymentMethod;
  housePrice: Fen;
  submittedOn: CivilDate;
  decideBy: CivilDate;
  /** Null until they were told; `none` where the member has no account. */
  facts: SavingFacts | 'none' | null;
  review: Review | null;
  decision: Decision | null;
  loanId: string | null;
};

const columns = `id, ordinal::text AS ordinal, member_id AS "memberId", city, status, priority, class, principal, months,
  method, house_price AS "housePrice", submitted_on AS "submittedOn", decide_by AS "decideBy", facts, review, decision,
  loan_id AS "loanId"`;

type Kept = Omit<Application, 'facts' | 'review' | 'decision'> & Record<'facts' | 'review' | 'decision', unknown>;

const revived = (kept: Kept): Application =>
  ({
    ...kept,
    facts: kept.facts && reviveJson(kept.facts),
    review: kept.review && reviveJson(kept.review),
    decision: kept.decision && reviveJson(kept.decision),
  }) as Application;

/** The applications that a condition finds, in SQL over `loan_application`. */
export async function applicationsWhere(db: Db | Database, sql: string, params: unknown[]): Promise<Application[]> {
  return (await rows<Kept>(db, `SELECT ${columns} FROM loan_application WHERE ${sql}`, params)).map(revived);
}

/** The applications of each of these members, newest first, in their order, in one statement. */
export async function applicationsOf(db: Db | Database, memberIds: readonly string[]): Promise<Application[][]> {
  const sql = `member_id IN ${recordsOf('$1::uuid[]')} ORDER BY loan_application.ordinal DESC`;
  return byHolder(db, memberIds, await applicationsWhere(db, sql, [memberIds]));
}

/** An application, held until the end of the transaction; refused NOT_FOUND where the caller does not answer for its member. */
export async function lockApplication({ caller }: Context, db: Db, id: string): Promise<Application> {
  const [found] = isId(id) ? await applicationsWhere(db, 'id = $1 FOR NO KEY UPDATE', [id]) : [];
  const mine = caller.audience === 'member' ? caller.member === found?.memberId : true;
  if (found && mine && caller.cities.includes(found.city)) return found;
  throw new Refusal('NOT_FOUND', 'No such application in this city', { field: 'applicationId' });
}

/** Refuses what has been decided or taken back. */
export function refuseEnded({ status, memberId }: Application): void {
  if (status === 'SUBMITTED' || status === 'REVIEWED') return;
  const ended = 'The application is decided or taken back';
  throw about(memberId, new Refusal('NOT_ELIGIBLE', ended, { field: 'applicationId' }));
}

/** The application as it stands in this transaction. */
export async function applicationById(db: Db, id: string): Promise<Application> {
  return (await applicationsWhere(db, 'id = $1', [id]))[0]!;
}
