import { type Db, rows } from '#service/database.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import { lockApplications } from './application-moves.ts';
import { findCorrection } from './identity-corrections.ts';
import { lockCouples } from './lock-members.ts';

const applicationsSql = 'SELECT id FROM application WHERE member_id = $1';

/** The correction as it is once nobody else changes its records: applications are locked before members, by everybody. */
export async function lockCorrection(
  db: Db,
  { id, memberId, mergedId }: IdentityCorrectionRow,
): Promise<IdentityCorrectionRow> {
  if (mergedId) {
    const applications = await rows<{ id: string }>(db, applicationsSql, [mergedId]);
    await lockApplications(
      db,
      applications.map((each) => each.id),
    );
  }
  await lockCouples(db, mergedId ? [memberId, mergedId] : [memberId]);
  return (await findCorrection(db, id))!;
}
