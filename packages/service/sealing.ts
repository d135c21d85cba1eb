import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Encrypts a field so that it can be read only in the row and column it was written for. */
export type Sealer = {
  /** What begins everything that is sealed with the current key: the length of its id, and the id. */
  mark: Buffer;
  seal(plain: string, column: string, row: string): Buffer;
  open(sealed: Buffer, column: string, row: string): string;
};

const nonceBytes = 12;
const tagBytes = 16;
const cipher = 'aes-256-gcm';

type Keys = { id: string; key: KeyObject }[];

function sealingKeys(text: string, variable: string): Keys {
  return text.split(',').map((entry) => {
    const [id, secret] = entry.split(':');
    if (!id || id.length > 200 || !secret || !/^[0-9a-f]{64}$/i.test(secret)) {
      throw new TypeError(`${variable}: expected id:hex of 32 bytes`);
    }
    return { id, key: createSecretKey(Buffer.from(secret, 'hex')) };
  });
}

const bound = (column: string, row: string): Buffer => Buffer.from(`${column}|${row}`);

/**
 * AES-256-GCM with `table.column|row id` as associated data. Layout: length of key id, key id, nonce (12), ciphertext,
 * tag (16). `keys` is `id:hex[,id:hex]`; the first encrypts, all decrypt, so that keys can be rotated online.
 */
export function sealer(keys: string, variable = 'IDENTITY_KEYS'): Sealer {
  const known = sealingKeys(keys, variable);
  const current = known[0]!;
  const id = Buffer.from(current.id);
  const mark = Buffer.concat([Buffer.from([id.length]), id]);
  return {
    mark,
    seal(plain, column, row) {
      const nonce = randomBytes(nonceBytes);
      const encrypt = createCipheriv(cipher, current.key, nonce).setAAD(bound(column, row));
      const body = Buffer.concat([encrypt.update(plain, 'utf8'), encrypt.final()]);
      return Buffer.concat([mark, nonce, body, encrypt.getAuthTag()]);
    },
    open(sealed, column, row) {
      const idEnd = 1 + sealed.readUInt8(0);
      const name = sealed.subarray(1, idEnd).toString();
      const key = known.find((candidate) => candidate.id === name)?.key;
      if (!key) throw new Error('Sealed with a key that is not here');
      const nonce = sealed.subarray(idEnd, idEnd + nonceBytes);
      const decrypt = createDecipheriv(cipher, key, nonce).setAAD(bound(column, row));
      decrypt.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      const body = sealed.subarray(idEnd + nonceBytes, sealed.length - tagBytes);
      return Buffer.concat([decrypt.update(body), decrypt.final()]).toString('utf8');
    },
  };
}

/** Keyed fingerprints by which equal values can be found without being read, under each of its keys. */
export type BlindIndex = {
  /** The ids of its keys, the current one first. */
  keys: readonly string[];
  /** HMAC-SHA-256 of `column|value` under each key, in their order. */
  all(column: string, normalised: string): Buffer[];
};

/**
 * The blind index under keys of its own, `id:hex[,id:hex]` of 32 bytes each, apart from the encryption keys: whatever is
 * written has a fingerprint under all of them, and is found by any, so that the key can be changed online. A key without
 * an id is the first there ever was, `1`.
 */
export function blindIndex(keys: string): BlindIndex {
  const named = keys.split(',').map((entry) => (entry.includes(':') ? entry : `1:${entry}`));
  // KeyObjects made once: with a Buffer key Node 24 spends most of the time preparing it.
  const known = sealingKeys(named.join(','), 'IDENTITY_INDEX_KEY');
  const ids = known.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new TypeError('IDENTITY_INDEX_KEY: two keys have one id');
  const all: BlindIndex['all'] = (column, normalised) =>
    known.map(({ key }) => createHmac('sha256', key).update(`${column}|${normalised}`).digest());
  return { keys: ids, all };
}
