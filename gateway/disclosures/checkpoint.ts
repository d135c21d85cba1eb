import { type Instant, isInstant } from '#kernel/clock.ts';
import { type Hash, sha256 } from './merkle.ts';
import { openNote, type Signer, signedNote, type Verifier } from './signing.ts';

/** What is signed of the log at one moment (C2SP tlog-checkpoint): its size and root, and which checkpoint came before. */
export type Checkpoint = {
  size: number;
  root: Hash;
  /** From 1, without a gap. */
  number: number;
  /** SHA-256, in hex, of the text of the checkpoint before; of the first one that of nothing. */
  previous: string;
  at: Instant;
};

const origin = 'provident-graph/disclosures';
const form =
  /^provident-graph\/disclosures\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nnumber ([1-9]\d{0,15})\nprevious ([0-9a-f]{64})\nat (\S+)\n$/;

/** What the checkpoint after this text names as its previous one. */
export const textDigest = (text: string): string => sha256(text).toString('hex');

/** What the first checkpoint names as its previous one. */
export const beforeTheFirst = textDigest('');

function textOf({ size, root, number, previous, at }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\nnumber ${number}\nprevious ${previous}\nat ${at}\n`;
}

/** A checkpoint as the note that is kept and given to others. */
export const checkpointNote = (checkpoint: Checkpoint, signer: Signer): string =>
  signedNote(textOf(checkpoint), signer);

export type OpenedCheckpoint = Checkpoint & { text: string };

/** The checkpoint in a note that one of these keys signed; undefined for any other text. */
export function openCheckpoint(note: string, keys: readonly Verifier[]): OpenedCheckpoint | undefined {
  const text = openNote(note, keys);
  const [, size, root, number, previous, at] = form.exec(text ?? '') ?? [];
  if (text === undefined || !root || !previous || !at || !isInstant(at)) return undefined;
  return { text, size: Number(size), root: Buffer.from(root, 'base64'), number: Number(number), previous, at };
}
