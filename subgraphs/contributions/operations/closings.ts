import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { ClosingGround } from '../rules/closing.ts';
import type { PayoutStatus } from '../rules/payout.ts';

/** A closing as it is told: what is paid, of which interest to the day and subsidy, in fen. */
export type Closing = {
  id: string;
  memberId: string;
  ground: ClosingGround;
  caseReference: string | null;
  status: PayoutStatus;
  amount: Fen;
  interest: Fen;
  subsidy: Fen;
  requestedOn: CivilDate;
  expiresOn: CivilDate;
  resolvedOn: CivilDate | null;
  demonstrationFigures: string[];
};

const closingSql = `
  SELECT p.id, p.member_id AS "memberId", c.ground, c.case_reference AS "caseReference", p.status, p.fen AS amount,
    c.interest_fen AS interest, c.subsidy_fen AS subsidy, p.requested_on AS "requestedOn", p.expires_on AS "expiresOn",
    p.resolved_on AS "resolvedOn", c.demonstration_figures AS "demonstrationFigures"
  FROM closing c JOIN payout p ON p.id = c.payout_id`;

/** One closing, by the id of its payout; undefined where there is none. */
export async function closingOf(db: Db, id: string): Promise<Closing | undefined> {
  return (await rows<Closing>(db, `${closingSql} WHERE c.payout_id = $1`, [id]))[0];
}

/** CJ-13: the closings of members' accounts, newest first. */
export function closingsOf(db: Db | Database, memberIds: readonly string[]): Promise<Closing[]> {
  const inOrder = 'ORDER BY p.requested_on DESC, p.id';
  return rows<Closing>(db, `${closingSql} WHERE p.member_id = ANY($1::uuid[]) ${inOrder}`, [memberIds]);
}
