import { type Db, rows } from '#service/database.ts';
import type { RepayBy } from '../rules/age.ts';

/** By which day each of these members is to have repaid by age, in their order; null where it was not told. */
export async function repayByOf(db: Db, memberIds: readonly string[]): Promise<(RepayBy | null)[]> {
  const sql = `SELECT member_id AS id, repay_by AS on, repay_by_figure AS figure FROM borrower
    WHERE member_id = ANY($1::uuid[]) AND repay_by IS NOT NULL`;
  const found = await rows<RepayBy & { id: string }>(db, sql, [memberIds]);
  const told = new Map(found.map(({ id, on, figure }) => [id, { on, figure }]));
  return memberIds.map((id) => told.get(id) ?? null);
}
