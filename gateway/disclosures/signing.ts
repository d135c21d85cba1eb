import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from './merkle.ts';

// Signed notes (C2SP signed-note): text, an empty line, and a line for each signature. Any tool that reads them, and any
// outside witness, can check a checkpoint without this project.

const ed25519 = 1;
const hintBytes = 4;
// What stands before the 32 bytes of a key in the two forms that node:crypto reads.
const privateForm = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicForm = Buffer.from('302a300506032b6570032100', 'hex');

/** A key that checks: its name, and four bytes that tell it from others of that name. */
export type Verifier = { name: string; hint: Buffer; key: KeyObject };
/** A key that signs, with the text by which others check it. */
export type Signer = Verifier & { secret: KeyObject; verifierText: string };

const rawKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(publicForm.length);
const typed = (raw: Buffer): Buffer => Buffer.concat([Buffer.from([ed25519]), raw]);
const hintOf = (name: string, raw: Buffer): Buffer =>
  sha256(Buffer.concat([Buffer.from(`${name}\n`), typed(raw)])).subarray(0, hintBytes);

function verifier(name: string, raw: Buffer): Verifier {
  const key = createPublicKey({ key: Buffer.concat([publicForm, raw]), format: 'der', type: 'spki' });
  return { name, hint: hintOf(name, raw), key };
}

function signer(id: string, seed: Buffer): Signer {
  const secret = createPrivateKey({ key: Buffer.concat([privateForm, seed]), format: 'der', type: 'pkcs8' });
  const raw = rawKey(createPublicKey(secret));
  const own = verifier(`provident-graph-disclosures-${id}`, raw);
  const verifierText = [own.name, own.hint.toString('hex'), typed(raw).toString('base64')].join('+');
  return { ...own, secret, verifierText };
}

/** Reads `id:hex seed of 32 bytes[,…]`, the text of DISCLOSURE_KEYS: the first signs, the others signed before. */
export function disclosureKeys(text: string): Signer[] {
  return text.split(',').map((entry) => {
    const [id, seed] = entry.split(':');
    if (!id || !/^[\w.-]{1,40}$/.test(id) || !seed || !/^[0-9a-f]{64}$/i.test(seed)) {
      throw new TypeError('DISCLOSURE_KEYS: expected id:hex of 32 bytes');
    }
    return signer(id, Buffer.from(seed, 'hex'));
  });
}

/** Reads a key as others are given it: `name+hint+base64`. */
export function verifierFrom(text: string): Verifier {
  const [, name, hint, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (!name || bytes.length !== 33 || bytes[0] !== ed25519) throw new TypeError('Not a key that checks Ed25519 notes');
  const read = verifier(name, bytes.subarray(1));
  if (read.hint.toString('hex') !== hint) throw new TypeError('The key does not fit its own name');
  return read;
}

/** The text, which ends in a newline, with the signature under it. */
export function signedNote(text: string, { name, hint, secret }: Signer): string {
  const signature = Buffer.concat([hint, sign(null, Buffer.from(text), secret)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

/** The text of a note that one of these keys signed; undefined for any other note. */
export function openNote(note: string, keys: readonly Verifier[]): string | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  return lines.some((line) => isSigned(text, line, keys)) ? text : undefined;
}

function isSigned(text: string, line: string, keys: readonly Verifier[]): boolean {
  const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const hint = bytes.subarray(0, hintBytes);
  const key = keys.find((known) => known.name === name && known.hint.equals(hint));
  return key !== undefined && verify(null, Buffer.from(text), key.key, bytes.subarray(hintBytes));
}
