import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { isWaiting } from '../rules/application.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { lockApplications, moveApplications } from './application-moves.ts';
import { keepFormer, tellFactsAnew } from './apply-correction.ts';

type Merger = IdentityCorrectionRow & { mergedId: string };

const applicationsSql = 'SELECT id FROM application WHERE member_id = $1';
const withdrawSql = 'UPDATE consent SET withdrawn_at = coalesce(withdrawn_at, $2) WHERE member_id = $1';
const joinSql = [
  `INSERT INTO credit_standing (member_id, value, source, as_of, self_declared, recorded_at)
   SELECT $2, value, source, as_of, self_declared, recorded_at FROM credit_standing WHERE member_id = $1 ORDER BY id`,
  `INSERT INTO unit_participation (member_id, in_unit, since, recorded_at)
   SELECT $2, in_unit, since, recorded_at FROM unit_participation WHERE member_id = $1 ORDER BY id`,
  `INSERT INTO category (member_id, kind, graduated_on, evidence_reference, since, until, recorded_at)
   SELECT $2, kind, graduated_on, evidence_reference, since, until, recorded_at FROM category WHERE member_id = $1 ORDER BY id`,
  `INSERT INTO industry_period (member_id, industry_code, industry_name, since, until, evidence_reference, recorded_at)
   SELECT $2, industry_code, industry_name, since, until, evidence_reference, recorded_at
   FROM industry_period WHERE member_id = $1 ORDER BY id`,
  'UPDATE member SET merged_into = $2 WHERE id = $1 OR merged_into = $1',
];

/**
 * CJ-08: ends a record in another: what it waited for is withdrawn, its consents too, its dated facts become the other's,
 * and its numbers, and those of what had ended in it, find the other. What it was stays to be read under its own id.
 */
export async function mergeRecords(context: Context, transaction: Transaction, merger: Merger): Promise<void> {
  const { db, emit, now } = transaction;
  const { id, memberId, mergedId, city } = merger;
  await keepFormer(context, db, { id, of: mergedId });
  await withdrawWaiting(context, transaction, mergedId);
  await db.query(withdrawSql, [mergedId, now]);
  for (const sql of joinSql) await db.query(sql, [mergedId, memberId]);
  await db.query("SELECT correct_identity($1, '{}', '{}')", [id]);
  emit({ type: 'merge-decided', correctionId: id, memberId: mergedId, keptId: memberId, city, merged: true });
  await tellFactsAnew(context, transaction, memberId);
}

async function withdrawWaiting(context: Context, transaction: Transaction, mergedId: string): Promise<void> {
  const applications = await idsOf(transaction.db, mergedId);
  const waiting = (await lockApplications(transaction.db, applications)).filter(({ status }) => isWaiting(status));
  const move = { to: 'WITHDRAWN', clause: 'CJ-08', reason: '与本人另一条登记合并' } as const;
  await moveApplications(
    context,
    transaction,
    waiting,
    waiting.map((each) => ({ id: each.id, ...move })),
  );
}

const idsOf = async (db: Db, memberId: string): Promise<string[]> =>
  (await rows<{ id: string }>(db, applicationsSql, [memberId])).map(({ id }) => id);
