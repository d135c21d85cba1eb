import { addSeconds } from '#kernel/clock.ts';
import { beforeTheFirst, type OpenedCheckpoint, openCheckpoint, textDigest } from './checkpoint.ts';
import { type Entry, entryHash } from './entry.ts';
import { addLeaf, emptyTree, type Hash, keptTree, rootOf, type Tree } from './merkle.ts';
import type { Verifier } from './signing.ts';
import type { Finding, Verdict } from './verdict.ts';

/** The log in its order: rows, and after the rows that it sealed each checkpoint with the peaks kept beside it. */
export type Item =
  | { position: number; leaf: Hash; entry: Entry | null }
  | { note: string; peaks: Buffer }
  | { broken: string };

type Leaf = { position: number; kept: Hash; reckoned: Hash | undefined; at: string | undefined };
type State = {
  keys: readonly Verifier[];
  /** The log as far as a signature vouches for it. */
  tree: Tree | undefined;
  last: OpenedCheckpoint | undefined;
  /** What has come since. */
  leaves: Leaf[];
  next: number;
  verdict: Verdict;
  witnessed: Map<number, OpenedCheckpoint>;
};

const lateSeconds = 60 * 60;

const rowsText = (from: number, to: number): string => (from === to ? `row ${from}` : `rows ${from} to ${to}`);

function find(state: State, kind: Finding['kind'], words: string, from?: number, to = from): void {
  const at = from === undefined || to === undefined ? {} : { from, to };
  state.verdict.findings.push({ kind, ...at, words });
}

function reckoned(state: State, position: number, entry: Entry | null): Hash | undefined {
  if (entry === null) {
    find(state, 'missing', `row ${position} was deleted`, position);
    return undefined;
  }
  try {
    return entryHash(position, entry);
  } catch {
    find(state, 'changed', `row ${position} (id ${entry.id}) was changed into what no row can be`, position);
    return undefined;
  }
}

function takeRow(state: State, { position, leaf, entry }: Extract<Item, { position: number }>): void {
  state.verdict.rows += 1;
  if (position > state.next) {
    const to = position - 1;
    find(state, 'missing', `${rowsText(state.next, to)} and their seals were deleted`, state.next, to);
  }
  if (position < state.next) find(state, 'order', `row ${position} stands twice, or out of its order`, position);
  const hash = reckoned(state, position, entry);
  state.leaves.push({ position, kept: leaf, reckoned: hash, at: entry?.at });
  state.next = Math.max(state.next, position + 1);
}

function treeWith(state: State, hashOf: (leaf: Leaf) => Hash | undefined): Tree | undefined {
  if (!state.tree) return undefined;
  const tree = { size: state.tree.size, peaks: [...state.tree.peaks] };
  for (const leaf of state.leaves) {
    const hash = hashOf(leaf);
    if (leaf.position !== tree.size || !hash) return undefined;
    addLeaf(tree, hash);
  }
  return tree;
}

const hasRoot = (tree: Tree | undefined, { size, root }: OpenedCheckpoint): tree is Tree =>
  tree !== undefined && tree.size === size && rootOf(tree).equals(root);

/** Names the rows since the last checkpoint whose hash is not the one beside them. */
function nameChanged(state: State): number {
  const differing = state.leaves.filter((leaf) => leaf.reckoned && !leaf.reckoned.equals(leaf.kept));
  for (const { position } of differing) {
    find(state, 'changed', `row ${position} was changed, moved, or put in another's place`, position);
  }
  return differing.length;
}

function judgeRows(state: State, checkpoint: OpenedCheckpoint, peaks: Buffer): void {
  const tree = treeWith(state, (leaf) => leaf.reckoned);
  const begin = state.last?.size ?? 0;
  const { number, size } = checkpoint;
  if (hasRoot(tree, checkpoint)) {
    for (const { position, kept, reckoned: hash } of state.leaves) {
      if (!hash!.equals(kept))
        find(state, 'changed', `the seal of row ${position} was changed; the row was not`, position);
    }
    state.tree = tree;
    return;
  }
  if (state.next < size) {
    find(
      state,
      'cut off',
      `${rowsText(state.next, size - 1)}, which checkpoint ${number} sealed, are gone`,
      state.next,
      size - 1,
    );
  }
  const before = state.verdict.findings.length;
  const named = nameChanged(state);
  const explained = hasRoot(
    treeWith(state, (leaf) => leaf.kept),
    checkpoint,
  );
  const gaps = state.verdict.findings.slice(0, before).some(({ from = -1 }) => from >= begin);
  if (!explained && (named > 0 || !gaps)) {
    const words = `${rowsText(begin, size - 1)} are not what checkpoint ${number} sealed: among them rows were changed, removed or added together with their seals`;
    find(state, 'rewritten', words, begin, size - 1);
  }
  // The signature vouches for peaks with its root, so what comes after is judged on its own.
  const kept = keptTree(size, peaks);
  state.tree = hasRoot(kept, checkpoint) ? kept : undefined;
}

function judgeChain(state: State, checkpoint: OpenedCheckpoint): void {
  const { number, previous, size } = checkpoint;
  const due = (state.last?.number ?? 0) + 1;
  if (number !== due) {
    find(state, 'checkpoint', `checkpoint ${number} stands where checkpoint ${due} is due`);
  } else if (previous !== (state.last ? textDigest(state.last.text) : beforeTheFirst)) {
    find(state, 'checkpoint', `checkpoint ${number} does not follow the one before it: that one was exchanged`);
  }
  if (size <= (state.last?.size ?? 0)) find(state, 'checkpoint', `checkpoint ${number} is of no larger log`);
  const outside = state.witnessed.get(number);
  if (outside && outside.text !== checkpoint.text) {
    find(state, 'rewritten', `checkpoint ${number} is not the one that was handed out`, outside.size - 1);
  }
}

function takeCheckpoint(state: State, { note, peaks }: { note: string; peaks: Buffer }): void {
  state.verdict.checkpoints += 1;
  const checkpoint = openCheckpoint(note, state.keys);
  if (!checkpoint) {
    const due = (state.last?.number ?? 0) + 1;
    find(state, 'checkpoint', `what stands as checkpoint ${due} or later was not signed with a known key`);
    return;
  }
  judgeChain(state, checkpoint);
  judgeRows(state, checkpoint, peaks);
  const inTime = addSeconds(checkpoint.at, -lateSeconds);
  for (const { at = inTime } of state.leaves) if (at < inTime) state.verdict.late += 1;
  state.next = Math.max(state.next, checkpoint.size);
  state.last = checkpoint;
  state.leaves = [];
}

function judgeEnd(state: State): void {
  const from = state.last?.size ?? 0;
  if (state.leaves.length > 0 && state.next > from) {
    const words = `${rowsText(from, state.next - 1)} have seals that no checkpoint signed: checkpoints were removed, or seals forged`;
    find(state, 'checkpoint', words, from, state.next - 1);
  }
  const outside = [...state.witnessed.values()].at(-1);
  if (outside && outside.number > (state.last?.number ?? 0)) {
    const words = `the log was cut off: checkpoint ${outside.number} over ${outside.size} rows was handed out, and ${from} are left`;
    find(state, 'cut off', words, from, Math.max(from, outside.size - 1));
  }
}

function openWitnessed(state: State, notes: readonly string[]): void {
  for (const note of notes) {
    const checkpoint = openCheckpoint(note, state.keys);
    if (checkpoint) state.witnessed.set(checkpoint.number, checkpoint);
    else find(state, 'unreadable', 'a checkpoint that was handed out was not signed with a known key');
  }
}

/** Reads a log from its beginning and tells everything that is not as it was sealed, as far as signatures can tell. */
export async function verifyLog(
  items: AsyncIterable<Item>,
  keys: readonly Verifier[],
  handedOut: readonly string[] = [],
): Promise<Verdict> {
  const verdict: Verdict = { rows: 0, checkpoints: 0, late: 0, head: undefined, findings: [] };
  const state: State = {
    ...{ keys, verdict, tree: emptyTree(), last: undefined, leaves: [], next: 0 },
    witnessed: new Map(),
  };
  openWitnessed(state, handedOut);
  for await (const item of items) {
    if ('note' in item) takeCheckpoint(state, item);
    else if ('broken' in item) find(state, 'unreadable', item.broken);
    else takeRow(state, item);
  }
  judgeEnd(state);
  return { ...verdict, head: state.last };
}
