import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { MergeObstacle } from '#service/event-types.ts';
import type { Context } from '../context.ts';
import { hindrances } from '../rules/merging.ts';
import type { Proposal } from './correction-proposal.ts';
import { openIdentity } from './member-sealed.ts';

/** A record that may end in another, with its number; where it was approved the registers are asked what it still has. */
export type Mergeable = { person: Proposal['person']; number: string; approved: boolean };

type Pair = Proposal['person'] & {
  identity_sealed: Buffer;
  ended: boolean;
  approved: boolean;
  keptEnded: boolean;
  keptApproved: boolean;
  verifying: boolean;
};

const wasApproved = (member: string) =>
  `EXISTS (SELECT FROM application a WHERE a.member_id = ${member} AND a.approved_on IS NOT NULL)`;

const pairSql = `
  SELECT m.identity_sealed, m.document_kind AS "documentKind", m.birth_date AS "birthDate", m.sex,
    m.merged_into IS NOT NULL AS ended, ${wasApproved('m.id')} AS approved,
    k.merged_into IS NOT NULL AS "keptEnded", ${wasApproved('k.id')} AS "keptApproved",
    EXISTS (SELECT FROM verification v WHERE v.member_id = m.id AND v.status = 'PENDING') AS verifying
  FROM member m, member k WHERE m.id = $1 AND k.id = $2`;

const refused = (message: string, rule: string, field = 'mergedMemberId') =>
  new Refusal('NOT_ELIGIBLE', message, { field, clause: 'CJ-08', rule });

/**
 * CJ-08: a record as it ends in another that stays: neither has ended already, and an approved one ends only in an
 * approved one and while nothing waits to be verified of it. Refused NOT_ELIGIBLE with every reason.
 */
export async function mergeable(context: Context, db: Db, id: string, keptId: string): Promise<Mergeable> {
  const [pair] = await rows<Pair>(db, pairSql, [id, keptId]);
  const { identity_sealed, ended, approved, keptEnded, keptApproved, verifying, ...person } = pair!;
  if (keptEnded) throw refused('The record that is to stay has ended in another', 'merged', 'memberId');
  if (ended) throw refused('The record has ended in another already', 'merged');
  if (approved && !keptApproved) throw refused('A record that was approved ends only in an approved one', 'approved');
  const obstacles: MergeObstacle[] = approved && verifying ? ['VERIFICATION_PENDING'] : [];
  if (obstacles.length > 0) {
    const detail = { field: 'mergedMemberId', clause: 'CJ-08', rule: 'obstacles', reasons: hindrances(obstacles) };
    throw new Refusal('NOT_ELIGIBLE', 'The record that is to end has something that is not done', detail);
  }
  return { person, number: openIdentity(context, { id, identity_sealed }), approved };
}
