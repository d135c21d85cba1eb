import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';

/** How one client knows persons: by tokens that nobody else can read, make, or compare with their own. */
export type PersonTokens = {
  /** The token of a member for a client, under a version of that client's keys. */
  make(client: string, version: number, memberId: string): string;
  /** The member whom this client's token means; undefined for any other text, another client's tokens included. */
  open(client: string, token: string): string | undefined;
};

const idBytes = 16;
const cipher = 'aes-256-ctr';
const form = /^([1-9]\d{0,3})\.([A-Za-z0-9_-]{43})$/;

type Keys = { mac: KeyObject; encryption: KeyObject };

const bytesOf = (memberId: string): Buffer => Buffer.from(memberId.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * AG-01…03: pairwise tokens under keys derived (HKDF-SHA-256) for each client and version from the reference key,
 * which never changes. A token is `version.` and, in base64url, 16 bytes of HMAC-SHA-256 of the member's id and the id
 * encrypted (AES-256-CTR) with those bytes as its beginning: always the same for the same, and proven when it is opened.
 */
export function personTokens(root: string): PersonTokens {
  const secret = Buffer.from(root, 'hex');
  const known = new Map<string, Keys>();
  const keysOf = (client: string, version: number): Keys => {
    const name = `person token ${version} ${client}`;
    const before = known.get(name);
    if (before) return before;
    const bytes = Buffer.from(hkdfSync('sha256', secret, '', name, 64));
    const keys = { mac: createSecretKey(bytes.subarray(0, 32)), encryption: createSecretKey(bytes.subarray(32)) };
    // A token may name any version; only those that some client has are worth keeping.
    if (known.size < 1_000) known.set(name, keys);
    return keys;
  };
  const proof = ({ mac }: Keys, id: Buffer): Buffer =>
    createHmac('sha256', mac).update(id).digest().subarray(0, idBytes);
  return {
    make(client, version, memberId) {
      const keys = keysOf(client, version);
      const id = bytesOf(memberId);
      const begin = proof(keys, id);
      const hidden = createCipheriv(cipher, keys.encryption, begin).update(id);
      return `${version}.${Buffer.concat([begin, hidden]).toString('base64url')}`;
    },
    open(client, token) {
      const [, version, encoded] = form.exec(token) ?? [];
      if (!version || !encoded) return undefined;
      const keys = keysOf(client, Number(version));
      const bytes = Buffer.from(encoded, 'base64url');
      const begin = bytes.subarray(0, idBytes);
      const id = createDecipheriv(cipher, keys.encryption, begin).update(bytes.subarray(idBytes));
      return timingSafeEqual(begin, proof(keys, id)) ? idOf(id) : undefined;
    },
  };
}

const versionSql = 'SELECT coalesce(max(version), 1)::int AS version FROM person_token WHERE client = $1';
const versions = new WeakMap<Context, Promise<number>>();

// Asked once for all the persons of one answer.
function versionOf(context: Context): Promise<number> {
  const before = versions.get(context);
  if (before) return before;
  const { database, caller } = context;
  const version = rows<{ version: number }>(database, versionSql, [caller.client]).then(([row]) => row!.version);
  versions.set(context, version);
  return version;
}

/** AG-01, AG-02: the caller's own token of a member; null of nobody. */
export async function tokenOf(context: Context, memberId: string | null): Promise<string | null> {
  return memberId === null
    ? null
    : context.personTokens.make(context.caller.client, await versionOf(context), memberId);
}
