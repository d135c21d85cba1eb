import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type ApplicationStatus, type FigureUsed, mayBecome } from '../rules/application.ts';
import type { PlatformStatus } from '../rules/platform.ts';

/** An application that is locked, with what the national platform said of the applicant; null where it was never asked. */
export type LockedApplication = {
  id: string;
  memberId: string;
  city: CityCode;
  status: ApplicationStatus;
  platform: PlatformStatus | null;
  resolution: 'ADMIT' | 'REFUSE' | null;
};

/** What an application becomes, by which clause and why. */
export type Move = { id: string; to: ApplicationStatus; clause: string; reason: string; figures?: FigureUsed[] };

const lockSql = 'SELECT id FROM application WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE';
const lockedSql = `
  SELECT a.id, a.member_id AS "memberId", a.city, a.status, p.status AS platform, p.resolution
  FROM application a LEFT JOIN platform_inquiry p ON p.application_id = a.id WHERE a.id = ANY($1::uuid[]) ORDER BY a.id`;

/** Locks applications in one order and reads them as they then are: whoever changes one has locked it before. */
export async function lockApplications(db: Db, ids: readonly string[]): Promise<LockedApplication[]> {
  await db.query(lockSql, [ids]);
  return rows<LockedApplication>(db, lockedSql, [ids]);
}

const moveSql = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, "to" text, clause text, reason text, figures jsonb)
  ),
  moved AS (
    UPDATE application a SET status = g."to", approved_on = CASE WHEN g."to" = 'APPROVED' THEN $2::date END,
      refusal_reason = CASE WHEN g."to" = 'REFUSED' THEN g.reason END
    FROM given g WHERE a.id = g.id
  ),
  lapsed AS (
    UPDATE verification v SET status = 'LAPSED', decided_on = $2 FROM given g
    WHERE v.application_id = g.id AND v.status = 'PENDING' AND g."to" IN ('REFUSED', 'WITHDRAWN', 'EXPIRED')
  )
  INSERT INTO application_step (application_id, status, day, clause, reason, by_whom, figures, at)
  SELECT id, "to", $2, clause, reason, $3, coalesce(figures, '[]'), $4 FROM given`;

/** Moves locked applications to their next state, each with its step; what still waited to be verified no longer does. */
export async function moveApplications(
  context: Context,
  { db, today, now }: Pick<Transaction, 'db' | 'today' | 'now'>,
  locked: readonly LockedApplication[],
  moves: readonly Move[],
): Promise<void> {
  const from = new Map(locked.map(({ id, status }) => [id, status]));
  for (const { id, to } of moves) {
    const status = from.get(id);
    if (!status || !mayBecome(status, to)) throw new Error(`An application does not become ${to} from ${status}`);
  }
  if (moves.length > 0) await db.query(moveSql, [JSON.stringify(moves), today, actorOf(context), now]);
}

/** Who acts: the officer where one is named, otherwise the client. */
export const actorOf = ({ caller }: Context): string => caller.officer ?? caller.client;

const stepSql = `
  INSERT INTO application_step (application_id, status, day, clause, reason, by_whom, figures, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** Writes down a step that is no change of the state: that it was made, or that the agreement was signed. */
export async function addStep(
  db: Db,
  by: string,
  step: { id: string; status: string; day: CivilDate; clause: string; reason: string; figures?: FigureUsed[] },
  now: string,
): Promise<void> {
  const { id, status, day, clause, reason, figures = [] } = step;
  await db.query(stepSql, [id, status, day, clause, reason, by, JSON.stringify(figures), now]);
}
