import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { LienRefusal } from '#service/event-types.ts';
import { byHolder, recordsOf } from './records-of.ts';

/** A bank's loan whose interest the fund subsidises (贴息贷款), as a fact: no money of it is in this register. */
export type SubsidisedLoan = {
  id: string;
  memberId: string;
  city: CityCode;
  bank: string;
  contractReference: string;
  status: 'PENDING' | 'IN_FORCE' | 'REFUSED' | 'ENDED';
  recordedOn: CivilDate;
  endedOn: CivilDate | null;
  refusedFor: LienRefusal | null;
};

const columns = `id, member_id AS "memberId", city, bank, contract_reference AS "contractReference", status,
  recorded_on AS "recordedOn", ended_on AS "endedOn", refused_for AS "refusedFor"`;

/** The subsidised loans of each of these members, in their order, in one statement. */
export async function subsidisedLoansOf(db: Db, memberIds: readonly string[]): Promise<SubsidisedLoan[][]> {
  const sql = `SELECT ${columns} FROM subsidised_loan WHERE member_id IN ${recordsOf('$1::uuid[]')} ORDER BY recorded_on, id`;
  return byHolder(db, memberIds, await rows<SubsidisedLoan>(db, sql, [memberIds]));
}

/** One subsidised loan, held until the end of the transaction; undefined where there is none. */
export async function lockSubsidisedLoan(db: Db, id: string): Promise<SubsidisedLoan | undefined> {
  const sql = `SELECT ${columns} FROM subsidised_loan WHERE id = $1 FOR NO KEY UPDATE`;
  return (await rows<SubsidisedLoan>(db, sql, [id]))[0];
}
