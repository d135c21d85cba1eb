import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { openDebitAccount } from '#contributions/operations/debit-account.ts';
import { type IdentityKeys, identityKeys } from '#members/context.ts';
import { fingerprintsOf, openIdentity } from '#members/operations/member-sealed.ts';
import { type Sealer, sealer } from '#service/sealing.ts';
import { asOwner, hasMembers } from './owner.ts';
import type { Secrets } from './secrets.ts';

const names = ['IDENTITY_KEYS', 'IDENTITY_INDEX_KEY', 'OPERATION_KEY', 'ACCOUNT_KEYS'] as const;
const all = names.join(', ');

/** The keys by which the members of a stack are hidden and found. */
export const keysOf = ({ identityKeys: sealing, identityIndexKey, referenceKey }: Secrets): IdentityKeys =>
  identityKeys(sealing, identityIndexKey, referenceKey);

export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the keys on which the data depend are given by the environment; all of them or none. */
export function keysGiven(environment: Environment): boolean {
  const given = names.filter((name) => environment[name]);
  if (given.length > 0 && given.length < names.length) {
    throw new Error(`${given.join(', ')} given without the others; set ${all} together, or none of them`);
  }
  return given.length > 0;
}

/** The secrets with the keys that the environment gives in place of those of the file. */
export function withGivenKeys(secrets: Secrets, environment: Environment): Secrets {
  const callerKeys = environment['CALLER_KEYS'] ?? secrets.callerKeys;
  const disclosureKeys = environment['DISCLOSURE_KEYS'] ?? secrets.disclosureKeys;
  if (!keysGiven(environment)) return { ...secrets, callerKeys, disclosureKeys };
  const [keys, index, operationKey, accountKeys] = names.map((name) => environment[name] ?? '');
  if (!/^[0-9a-f]{64}$/i.test(operationKey ?? '')) throw new Error('OPERATION_KEY: expected hex of 32 bytes');
  const referenceKey = environment['REFERENCE_KEY'];
  identityKeys(keys ?? '', index ?? '', referenceKey);
  sealer(accountKeys ?? '', 'ACCOUNT_KEYS');
  const { referenceKey: _, ...others } = secrets;
  return {
    ...others,
    callerKeys,
    disclosureKeys,
    identityKeys: keys ?? '',
    identityIndexKey: index ?? '',
    ...(referenceKey ? { referenceKey } : {}),
    operationKey: operationKey ?? '',
    accountKeys: accountKeys ?? '',
  };
}

/**
 * Refuses keys with which the members of a database cannot be read or found again: whoever joined could join twice,
 * a repeated command would be carried out twice, and nobody's account could be debited.
 */
export async function checkKeys(ownerUrl: string, secrets: Secrets): Promise<void> {
  const keys = keysOf(secrets);
  await asOwner(ownerUrl, async (client) => {
    const fits =
      (await membersOpen(client, keys)) &&
      (await accountsOpen(client, sealer(secrets.accountKeys, 'ACCOUNT_KEYS'))) &&
      (await sameOperationKey(client, secrets.operationKey));
    if (fits) return;
    throw new Error(
      `the members in this database were written with other keys: set ${all} to those (from the environment or the secrets.json with which they were written)`,
    );
  });
}

type Sealed = { id: string; identity_sealed: Buffer; fingerprints: Buffer[] | null };

// One row per key that sealed any; a sealed text begins with the length and the name of its key.
const oneOfEach = (sealed: string) =>
  `SELECT DISTINCT ON (substring(${sealed} FROM 1 FOR 1 + get_byte(${sealed}, 0))) id, ${sealed}`;

async function membersOpen(client: pg.Client, keys: IdentityKeys): Promise<boolean> {
  if (!(await hasMembers(client))) return true;
  const found = '(SELECT array_agg(fingerprint) FROM members.person_index i WHERE i.member_id = member.id)';
  const sql = `${oneOfEach('identity_sealed')}, ${found} AS fingerprints FROM members.member`;
  const { rows } = await client.query<Sealed>(sql);
  try {
    return rows.every(({ fingerprints, ...row }) => {
      const own = fingerprintsOf(keys, openIdentity(keys, row));
      // A record that was merged has none of its own any more.
      return fingerprints === null || fingerprints.some((kept) => own.some((each) => each.equals(kept)));
    });
  } catch {
    return false;
  }
}

async function accountsOpen(client: pg.Client, accounts: Sealer): Promise<boolean> {
  if (!(await hasMembers(client))) return true;
  const sql = `${oneOfEach('debit_account')} FROM contributions.agreement`;
  const { rows } = await client.query<{ id: string; debit_account: Buffer }>(sql);
  try {
    for (const { id, debit_account } of rows) openDebitAccount(accounts, id, debit_account);
    return true;
  } catch {
    return false;
  }
}

/** An operation's input is kept only as a keyed digest, so the key itself leaves a fingerprint at its first use. */
async function sameOperationKey(client: pg.Client, key: string): Promise<boolean> {
  const fingerprint = createHmac('sha256', Buffer.from(key, 'hex')).update('OPERATION_KEY').digest();
  const insert = 'INSERT INTO local.key_check VALUES ($1, $2) ON CONFLICT DO NOTHING';
  await client.query(insert, ['OPERATION_KEY', fingerprint]);
  if (!(await hasMembers(client))) {
    await client.query('UPDATE local.key_check SET fingerprint = $1', [fingerprint]);
    return true;
  }
  const { rows } = await client.query<{ fingerprint: Buffer }>('SELECT fingerprint FROM local.key_check');
  return rows.every((row) => timingSafeEqual(row.fingerprint, fingerprint));
}
