import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import type { OffsetExplained, OffsetRefusal } from '#service/event-types.ts';

/** What an account is asked to give towards a loan (冲还贷), at most, and what became of it; amounts in fen. */
export type Offset = {
  id: string;
  loanId: string;
  memberId: string;
  status: 'REQUESTED' | 'BOOKED' | 'REFUSED';
  requested: Fen;
  booked: Fen | null;
  requestedOn: CivilDate;
  bookedOn: CivilDate | null;
  refusedFor: OffsetRefusal | 'NOTHING_DUE' | null;
  /** What each segment gave and left out, as the register of contributions told it; null until it has. */
  explained: OffsetExplained | null;
};

const select = `SELECT o.id, o.loan_id AS "loanId", loan.member_id AS "memberId", o.status, o.requested, o.booked,
    o.requested_on AS "requestedOn", o.booked_on AS "bookedOn", o.refused_for AS "refusedFor",
    o.explained
  FROM loan_offset o JOIN loan ON loan.id = o.loan_id`;

/** The offsets of a loan, newest first. */
export const offsetsOf = (db: Db, loanId: string): Promise<Offset[]> =>
  rows<Offset>(db, `${select} WHERE o.loan_id = $1 ORDER BY o.ordinal DESC LIMIT 500`, [loanId]);

/** An offset that is known to exist. */
export async function offsetById(db: Db, id: string): Promise<Offset> {
  const [offset] = await rows<Offset>(db, `${select} WHERE o.id = $1`, [id]);
  if (!offset) throw new Error('An account answers for an offset that was never asked for');
  return offset;
}

/** Writes an offset of a locked loan down; what it is asked for at most, in fen, is what is due. */
export async function writeOffset(db: Db, asked: { loanId: string; fen: Fen; on: CivilDate }): Promise<Offset> {
  const [written] = await rows<{ id: string }>(
    db,
    'INSERT INTO loan_offset (loan_id, requested, requested_on) VALUES ($1, $2, $3) RETURNING id',
    [asked.loanId, asked.fen, asked.on],
  );
  return offsetById(db, written!.id);
}
