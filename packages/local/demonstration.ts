import type pg from 'pg';
import type { CivilDate } from '#kernel/calendar.ts';
import type { IdentityKeys } from '#members/context.ts';
import { openIdentity } from '#members/operations/member-sealed.ts';
import { keysOf } from './keys.ts';
import { asOwner, keptLife } from './owner.ts';
import { renewConsent } from './renew-consent.ts';
import type { SeedContext } from './stack.ts';

/** Whom the demonstration asks about: people of Changji whose histories show the rules at work. */
export type Demonstration = {
  /** The last day that was lived. */
  until: CivilDate;
  taxpayers: string[];
  /** A number that is well formed and belongs to nobody here. */
  unknownTaxpayer: string;
  verification?: string;
  standingOf?: string;
  consent?: string;
  demoMember?: string;
};

/** What the HR bureau's demonstration decision refers to. */
export const evidenceReference = 'HR-DEMONSTRATION-1';
const city = '652300';
const bank = 'bank-a';

/** Chooses at each start, by what holds now; nobody when the people in the database are not synthetic ones. */
export async function choose(context: SeedContext, today: CivilDate): Promise<Demonstration | undefined> {
  const keys = keysOf(context.secrets);
  return asOwner(context.ownerUrl, async (client) => {
    const life = await keptLife(client);
    if (!life?.done) return undefined;
    const given = (await consentInForce(client, today)) ?? (await newConsent(client, context, keys));
    return {
      until: life.until,
      taxpayers: await taxpayers(client, keys),
      unknownTaxpayer: '11010519491231002X',
      ...(await verification(client, keys)),
      ...given,
    };
  });
}

type Sealed = { id: string; identity_sealed: Buffer };

/** One who pays by the month, one by the quarter, one by the year. */
async function taxpayers(client: pg.Client, keys: IdentityKeys): Promise<string[]> {
  const sql = `SELECT m.id, m.identity_sealed FROM contributions.agreement a JOIN members.member m ON m.id = a.member_id
    WHERE a.city = $1 AND a.status = 'ACTIVE' AND a.mode = $2 ORDER BY a.signed_on, m.birth_date, m.id LIMIT 1`;
  const found: string[] = [];
  for (const mode of ['MONTHLY', 'QUARTERLY', 'YEARLY']) {
    const [payer] = (await client.query<Sealed>(sql, [city, mode])).rows;
    if (payer) found.push(openIdentity(keys, payer));
  }
  return found;
}

/** The one whom an earlier demonstration decided, to be told again what was decided; otherwise the first who waits. */
async function verification(client: pg.Client, keys: IdentityKeys): Promise<Partial<Demonstration>> {
  const sql = `SELECT v.id AS verification, m.id, m.identity_sealed
    FROM members.verification v JOIN members.member m ON m.id = v.member_id
    WHERE v.city = $1 AND (v.status = 'PENDING' OR v.evidence_reference = $2)
    ORDER BY v.status = 'PENDING', v.applied_on, m.birth_date, v.id LIMIT 1`;
  const [waiting] = (await client.query<Sealed & { verification: string }>(sql, [city, evidenceReference])).rows;
  return waiting ? { verification: waiting.verification, standingOf: openIdentity(keys, waiting) } : {};
}

type Given = Pick<Demonstration, 'consent' | 'demoMember'>;

async function consentInForce(client: pg.Client, today: CivilDate): Promise<Given | undefined> {
  const sql = `SELECT c.id AS consent, c.member_id AS "demoMember"
    FROM members.consent c JOIN contributions.agreement a ON a.member_id = c.member_id AND a.status = 'ACTIVE'
    JOIN contributions.account o ON o.id = a.account_id
    WHERE a.city = $1 AND c.recipient = $2 AND c.purpose = 'GREEN_CHANNEL' AND c.withdrawn_at IS NULL
      AND c.valid_until >= $3
    ORDER BY o.streak_months DESC, a.signed_on, c.given_on DESC, c.id LIMIT 1`;
  return (await client.query<Required<Given>>(sql, [city, bank, today])).rows[0];
}

/** Where none holds any more, one who pays gives one, as a member does. */
async function newConsent(client: pg.Client, context: SeedContext, keys: IdentityKeys): Promise<Given> {
  const sql = `SELECT a.member_id, (SELECT count(*)::int FROM members.consent c WHERE c.member_id = a.member_id) AS given
    FROM contributions.agreement a JOIN contributions.account o ON o.id = a.account_id
    WHERE a.city = $1 AND a.status = 'ACTIVE' ORDER BY o.streak_months DESC, a.signed_on, a.id LIMIT 1`;
  const [payer] = (await client.query<{ member_id: string; given: number }>(sql, [city])).rows;
  if (!payer) return {};
  const url = context.databaseUrls.members;
  const consent = await renewConsent({ url, keys, memberId: payer.member_id, recipient: bank, earlier: payer.given });
  return { consent, demoMember: payer.member_id };
}
