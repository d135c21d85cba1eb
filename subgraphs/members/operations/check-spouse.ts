import { parseIdentityNumber } from '#kernel/identity-card.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { admit, type Context } from '../context.ts';
import { fingerprintsOf } from './member-sealed.ts';

/** Whether a number is that of a member's declared spouse, and by what law it may be asked; nothing of the spouse. */
export type SpouseCheck = { memberId: string; declared: boolean; clause: string; basis: string };

// Of the one application that counts, under any key: an older number of the same person is theirs too.
const declaredSql = `
  WITH asked AS (
    SELECT unnest($2::bytea[]) AS fingerprint
    UNION SELECT o.fingerprint FROM person_index i JOIN person_index o USING (member_id) WHERE i.fingerprint = ANY($2::bytea[])
  )
  SELECT m.id AS "memberId", a.live AND EXISTS (
    SELECT FROM spouse_index x JOIN asked USING (fingerprint) WHERE x.application_id = a.id) AS declared
  FROM member m JOIN application a ON a.id = m.application_id WHERE m.id = $1 AND m.city = ANY($3::text[])`;

/**
 * CJ-13: whether the holder of a number is whom a member of the caller's city declared as spouse: yes or no, by the law
 * that makes the centre ask (PIPL 13, 34), and alike for a number that nobody has.
 */
export async function checkSpouse(context: Context, memberId: string, identityNumber: string): Promise<SpouseCheck> {
  const { caller, clock, database } = context;
  admit(caller, 'centre');
  const document = parseIdentityNumber(identityNumber, clock.today());
  if (!document.ok) {
    const detail = { field: 'identityNumber', rule: document.reason };
    throw new Refusal('INVALID_INPUT', `The identity number is not valid: ${document.reason}`, detail);
  }
  const asked = [isId(memberId) ? memberId : null, fingerprintsOf(context, document.number), caller.cities];
  const [found] = await rows<Pick<SpouseCheck, 'memberId' | 'declared'>>(database, declaredSql, asked);
  if (!found) throw new Refusal('NOT_FOUND', 'No such member', { field: 'memberId' });
  return {
    ...found,
    clause: 'CJ-13',
    basis: '住房公积金管理条例（销户与贷款条件）；《中华人民共和国个人信息保护法》第三十四条',
  };
}
