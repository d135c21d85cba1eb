import { hash } from 'node:crypto';

/** The hashes of RFC 6962: a leaf is told from a node by its first byte, so that neither can be taken for the other. */
export type Hash = Buffer;

const hashBytes = 32;
const leafPrefix = Buffer.from([0]);
const nodePrefix = 1;

export const sha256 = (bytes: Buffer | string): Hash => hash('sha256', bytes, 'buffer');

/** The hash of a leaf with these bytes. */
export const leafHash = (bytes: Buffer): Hash => sha256(Buffer.concat([leafPrefix, bytes]));

const pair = Buffer.alloc(1 + 2 * hashBytes, nodePrefix);

/** The hash of the node above two others. */
export function nodeHash(left: Hash, right: Hash): Hash {
  left.copy(pair, 1);
  right.copy(pair, 1 + hashBytes);
  return sha256(pair);
}

/**
 * A tree as far as it matters for what comes after: its size, and the roots of the full subtrees that it falls into,
 * largest first.
 */
export type Tree = { size: number; peaks: Hash[] };

export const emptyTree = (): Tree => ({ size: 0, peaks: [] });

/** Called for every full subtree that a new leaf completes: 2^level leaves, and which of that level it is, from 0. */
export type Completed = (level: number, place: number, root: Hash) => void;

/** Adds a leaf at the end. */
export function addLeaf(tree: Tree, leaf: Hash, completed?: Completed): void {
  let node = leaf;
  let place = tree.size;
  for (let level = 0; place % 2 === 1; ) {
    node = nodeHash(tree.peaks.pop()!, node);
    place = (place - 1) / 2;
    level += 1;
    completed?.(level, place, node);
  }
  tree.peaks.push(node);
  tree.size += 1;
}

/** The root of a tree; of an empty one the hash of nothing. */
export function rootOf({ peaks }: Tree): Hash {
  return peaks.length === 0 ? sha256('') : peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** How many peaks a tree of this size has: one for each binary one. */
function peaksOf(size: number): number {
  let count = 0;
  for (let left = size; left > 0; left = Math.floor(left / 2)) count += left % 2;
  return count;
}

/** The tree whose peaks were kept as bytes; undefined if they are not as many as its size has. */
export function keptTree(size: number, bytes: Buffer): Tree | undefined {
  if (bytes.length !== peaksOf(size) * hashBytes) return undefined;
  const peaks = Array.from({ length: bytes.length / hashBytes }, (_, at) =>
    Buffer.from(bytes.subarray(at * hashBytes, (at + 1) * hashBytes)),
  );
  return { size, peaks };
}

/** The peaks as bytes. */
export const peakBytes = ({ peaks }: Tree): Buffer => Buffer.concat(peaks);

/** The largest power of two below a size of at least 2: where RFC 6962 divides a tree. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The root over the leaves from `begin` to before `end`, from wherever they are kept. */
export type RangeRoot = (begin: number, end: number) => Promise<Hash>;

/** RFC 6962 2.1.1: what it takes to show that the leaf at a position is in the tree of this size. */
export async function inclusionProof(root: RangeRoot, position: number, size: number, begin = 0): Promise<Hash[]> {
  const count = size - begin;
  if (count <= 1) return [];
  const middle = begin + split(count);
  return position < middle
    ? [...(await inclusionProof(root, position, middle, begin)), await root(middle, size)]
    : [...(await inclusionProof(root, position, size, middle)), await root(begin, middle)];
}

/** RFC 6962 2.1.2: what it takes to show that a tree of `size` begins with the whole tree of `earlier`. */
export async function consistencyProof(root: RangeRoot, earlier: number, size: number): Promise<Hash[]> {
  return earlier === 0 || earlier === size ? [] : subproof(root, earlier, { begin: 0, end: size }, true);
}

type Range = { begin: number; end: number };

async function subproof(root: RangeRoot, earlier: number, { begin, end }: Range, whole: boolean): Promise<Hash[]> {
  if (earlier === end) return whole ? [] : [await root(begin, end)];
  const middle = begin + split(end - begin);
  return earlier <= middle
    ? [...(await subproof(root, earlier, { begin, end: middle }, whole)), await root(middle, end)]
    : [...(await subproof(root, earlier, { begin: middle, end }, false)), await root(begin, middle)];
}

/** RFC 9162 2.1.3.2: whether the proof shows that this leaf is at this position of the tree with this size and root. */
export function isIncluded(leaf: Hash, position: number, tree: { size: number; root: Hash }, proof: Hash[]): boolean {
  if (position < 0 || position >= tree.size) return false;
  let [at, last, hashed] = [position, tree.size - 1, leaf];
  for (const other of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hashed = nodeHash(other, hashed);
      for (; at % 2 === 0 && at !== 0; last = Math.floor(last / 2)) at /= 2;
    } else hashed = nodeHash(hashed, other);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hashed.equals(tree.root);
}

type Sized = { size: number; root: Hash };

/** RFC 9162 2.1.4.2: whether the proof shows that the later tree only added to the earlier one. */
export function isConsistent(earlier: Sized, later: Sized, proof: Hash[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  if (earlier.size === 0) return proof.length === 0;
  let [at, last] = [earlier.size - 1, later.size - 1];
  for (; at % 2 === 1; last = Math.floor(last / 2)) at = (at - 1) / 2;
  const path = at === 0 ? [earlier.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return false;
  let [before, after] = [first, first];
  for (const other of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = nodeHash(other, before);
      after = nodeHash(other, after);
      for (; at % 2 === 0 && at !== 0; last = Math.floor(last / 2)) at /= 2;
    } else after = nodeHash(after, other);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && before.equals(earlier.root) && after.equals(later.root);
}
