import { createHash } from 'node:crypto';
import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';

/** A text of the agreement (缴存使用协议) as it may be signed or was signed. */
export type AgreementText = {
  version: string;
  title: string;
  rights: readonly string[];
  duties: readonly string[];
  breach: readonly string[];
  /** SHA-256 of the title and all articles, hex. */
  digest: string;
  basis: { clause: string; document: string; status: string };
};

function textIn(policy: CityPolicy): AgreementText {
  const { value, reference, status } = policy.agreement.text;
  const { version, title, rights, duties, breach } = value;
  const articles = ['RIGHTS', ...rights, 'DUTIES', ...duties, 'BREACH', ...breach];
  const digest = createHash('sha256')
    .update([version, title, ...articles].join('\n'))
    .digest('hex');
  const basis = { clause: clauseOf(policy.city, 'payment'), document: reference, status };
  return { version, title, rights, duties, breach, digest, basis };
}

/** The text that is signed in a city today: rights, duties and breach liability (HZ-02, CJ-07). */
export const agreementText = (context: Context, city: CityCode): AgreementText =>
  textIn(context.policy(city, context.clock.today()));

/** HZ-02, CJ-07: the text that is being signed; refused where the signer was shown another. */
export function textToSign(policy: CityPolicy, shownDigest: string | null | undefined): AgreementText {
  const text = textIn(policy);
  if ((shownDigest ?? text.digest) === text.digest) return text;
  throw new Refusal('AGREEMENT_TEXT_CHANGED', `The text of the agreement is ${text.version} now`, {
    field: 'textDigest',
    clause: text.basis.clause,
    rule: text.digest,
  });
}

/** The text by which an agreement was signed; null where none was kept, or where the one on file is another. */
export function textSigned(
  context: Context,
  signed: { city: CityCode; signedOn: CivilDate; textDigest: string | null },
): AgreementText | null {
  if (signed.textDigest === null) return null;
  const text = textIn(context.policy(signed.city, signed.signedOn));
  return text.digest === signed.textDigest ? text : null;
}
