import { type Db, rows } from '#service/database.ts';

// CJ-13: a lien stands before its loan is paid out; from then on the loan counts, whatever the loan register has told.
const lentUnder = (member: string): string => `EXISTS (
  SELECT FROM lien WHERE member_id = ${member} AND status = 'PLACED')`;

/** Whether a member ever had a loan, as the loan register told or a lien says, and whether one is outstanding. */
export async function loansOf(db: Db, memberId: string): Promise<{ ever: boolean; outstanding: boolean }> {
  const [row] = await rows<{ ever: boolean; outstanding: boolean }>(
    db,
    `SELECT count(*) > 0 OR ${lentUnder('$1')} AS ever,
       count(*) FILTER (WHERE settled_on IS NULL) > 0 OR ${lentUnder('$1')} AS outstanding
     FROM member_loan WHERE member_id = $1`,
    [memberId],
  );
  return row!;
}

/**
 * CJ-11: whether a loan of a member was outstanding at the end of a day, or one was being made for which the lien stood
 * already (没有办理贷款的可停缴), as a scalar; `member` and `day` are SQL.
 */
export const loanOutstandingOn = (member: string, day: string): string => `(EXISTS (
  SELECT FROM member_loan WHERE member_id = ${member} AND coalesce(granted_on, '-infinity') <= ${day}
    AND (settled_on IS NULL OR settled_on > ${day}))
  OR EXISTS (SELECT FROM lien WHERE member_id = ${member} AND status = 'PLACED' AND decided_on <= ${day}))`;

/** The last loan of a member and whether one is outstanding, as columns `"lastLoanOn"` and `"loanOutstanding"`. */
export const lendingOf = (member: string): string => `(
  SELECT max(granted_on) AS "lastLoanOn", coalesce(bool_or(settled_on IS NULL), false) AS "loanOutstanding"
  FROM member_loan WHERE member_id = ${member})`;
