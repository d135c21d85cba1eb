import { parseIdentityNumber } from '#kernel/identity-card.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { admit, type Context } from '../context.ts';
import { consentCovers } from '../rules/consent.ts';
import { type ConsentRow, consentColumns } from '../tables/consent.ts';
import { fingerprintsOf, memberBy } from './member-sealed.ts';

export type SpouseCheckBasis = 'CLOSING';

/** Whether a number is that of a member's declared spouse, and by what it may be asked; nothing of the spouse. */
export type SpouseCheck = {
  memberId: string;
  declared: boolean;
  clause: string;
  basis: string;
  /** Whoever holds the number, for the record of disclosures, with the consent that allowed it; nobody outside is told. */
  asked: (string | { subject: string; basis: string })[];
};

export type AskSpouseCheck = { memberId: string; identityNumber: string; legalBasis?: SpouseCheckBasis | null };

const laws: Record<SpouseCheckBasis, { clause: string; basis: string }> = {
  CLOSING: {
    clause: 'CJ-13',
    basis: '住房公积金管理条例（销户与贷款条件）；《中华人民共和国个人信息保护法》第三十四条',
  },
};
const ownConsent = { clause: 'CJ-13', basis: '配偶本人单独同意；《中华人民共和国个人信息保护法》第二十九条' };

// Of the applications that count, also of a record that was merged, under any key: an older number of the same person is theirs too.
const declaredSql = `
  WITH asked AS (
    SELECT unnest($2::bytea[]) AS fingerprint
    UNION SELECT o.fingerprint FROM person_index i JOIN person_index o USING (member_id) WHERE i.fingerprint = ANY($2::bytea[])
  )
  SELECT m.id AS "memberId", EXISTS (
    SELECT FROM member r JOIN application a ON a.id = r.application_id JOIN spouse_index x ON x.application_id = a.id
      JOIN asked USING (fingerprint) WHERE a.live AND m.id IN (r.id, r.merged_into)) AS declared
  FROM member m WHERE m.id = $1`;
const reachedSql = 'SELECT FROM member WHERE id = $1 AND city = ANY($2::text[])';
const holderSql = `SELECT ${memberBy('$1::bytea[]')} AS id`;
const consentSql = `SELECT ${consentColumns} FROM consent c WHERE c.member_id = $1 AND c.recipient = $2`;

/**
 * CJ-13: whether the holder of a number is whom a member of the caller's city declared as spouse: yes or no, alike for a
 * number that nobody has. By the law that makes the centre ask (PIPL 13, 34), or else by the consent that whoever holds
 * the number gave to this centre and has not withdrawn; without either it is refused before anything of a spouse is read.
 */
export async function checkSpouse(context: Context, asked: AskSpouseCheck): Promise<SpouseCheck> {
  const { caller, clock, database } = context;
  admit(caller, 'centre');
  const document = parseIdentityNumber(asked.identityNumber, clock.today());
  if (!document.ok) {
    const detail = { field: 'identityNumber', rule: document.reason };
    throw new Refusal('INVALID_INPUT', `The identity number is not valid: ${document.reason}`, detail);
  }
  const memberId = isId(asked.memberId) ? asked.memberId : null;
  const reached = await rows(database, reachedSql, [memberId, caller.cities]);
  if (reached.length === 0) throw new Refusal('NOT_FOUND', 'No such member', { field: 'memberId' });
  const fingerprints = fingerprintsOf(context, document.number);
  const [holder] = await rows<{ id: string | null }>(database, holderSql, [fingerprints]);
  const consent = asked.legalBasis ? null : await consentOf(context, holder!.id);
  const [found] = await rows<Pick<SpouseCheck, 'memberId' | 'declared'>>(database, declaredSql, [
    memberId,
    fingerprints,
  ]);
  const allowed = asked.legalBasis ? laws[asked.legalBasis] : ownConsent;
  const subject = holder!.id;
  return {
    ...found!,
    ...allowed,
    asked: subject ? [consent ? { subject, basis: `consent ${consent}` } : subject] : [],
  };
}

// The same for a number that nobody has, for somebody who never consented, and for one who withdrew.
async function consentOf(context: Context, holder: string | null): Promise<string> {
  const { caller, clock, database } = context;
  const given = await rows<ConsentRow>(database, consentSql, [holder, caller.client]);
  const about = { recipient: caller.client, purpose: 'SPOUSE_CHECK', now: clock.now(), today: clock.today() } as const;
  const valid = given.find((consent) => consentCovers(consent, about));
  if (valid) return valid.id;
  throw new Refusal('CONSENT_NOT_VALID', 'There is neither a legal basis nor a valid consent', { clause: 'CJ-13' });
}
