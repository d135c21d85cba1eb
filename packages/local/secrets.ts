import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { clients } from './clients.ts';
import { perName, schemaNames } from './services.ts';

const schema = z.object({
  superuser: z.string().min(1),
  roles: z.record(z.enum(schemaNames), z.string().min(1)),
  callerKeys: z.string().min(1),
  operationKey: z.string().length(64),
  identityKeys: z.string().min(1),
  identityIndexKey: z.string().min(1),
  // Only where the key of the index was changed: from what the keys are derived by which outsiders know persons.
  referenceKey: z.string().length(64).optional(),
  accountKeys: z.string().min(1),
  // Made when missing: stacks that were begun earlier have none.
  disclosureKeys: z.string().min(1).optional(),
  clients: z.record(z.string(), z.string().min(1)),
  issuerCookieKey: z.string().min(1),
  issuerKeys: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }),
});

/** Everything secret about one local stack; made once, kept in a file only its owner can read. */
export type Secrets = z.infer<typeof schema> & { disclosureKeys: string };

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const word = () => randomBytes(24).toString('base64url');

/** A fresh key with which an issuer signs. */
export function signingKey(): JsonWebKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: hex(6), alg: 'ES256', use: 'sig' };
}

const newDisclosureKeys = () => `disclosure-1:${hex(32)}`;

function newSecrets(): Secrets {
  return {
    superuser: word(),
    roles: perName(schemaNames, word),
    callerKeys: `caller-1:${hex(32)}`,
    operationKey: hex(32),
    identityKeys: `identity-1:${hex(32)}`,
    identityIndexKey: `index-1:${hex(32)}`,
    accountKeys: `account-1:${hex(32)}`,
    disclosureKeys: newDisclosureKeys(),
    clients: {},
    issuerCookieKey: word(),
    issuerKeys: { keys: [signingKey()] },
  };
}

/** Reads `secrets.json` in the folder, making what is missing. */
export function readSecrets(folder: string): Secrets {
  const path = join(folder, 'secrets.json');
  const stored: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  const read = stored === undefined ? newSecrets() : parse(stored, path);
  const secrets = { ...read, disclosureKeys: read.disclosureKeys ?? newDisclosureKeys() };
  const missing = clients.filter((client) => !secrets.clients[client.id]);
  for (const client of missing) secrets.clients[client.id] = word();
  if (stored === undefined || missing.length > 0 || !read.disclosureKeys) write(folder, path, secrets);
  return secrets;
}

function parse(stored: unknown, path: string): z.infer<typeof schema> {
  const result = schema.safeParse(stored);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`${path} is not readable as secrets (${where}); npm run reset starts over`);
}

function write(folder: string, path: string, secrets: Secrets): void {
  mkdirSync(folder, { recursive: true });
  // Written aside and renamed, so that a crash never leaves half a file that no one can log in with.
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}
