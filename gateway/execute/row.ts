/** A key or an index on the way into an answer. */
export type Path = (string | number)[];

/**
 * Where the fields of one place in the answer are kept, by response key. All fetches and the shape of the answer share
 * one layout, made while an operation is compiled, so that running it looks up no names.
 */
export type Layout = {
  size: number;
  keys: Map<string, Slot>;
  /** Whether a plan reads or adds something below, so that what is there must be rows. */
  opened: boolean;
  /** What the client is told below, as text to compare; undefined until that is known, or if it depends on anything. */
  told?: string;
};
type Slot = { index: number; below: Layout };

/**
 * One object of the answer as it comes together from several subgraphs: their values are copied into slots one by one,
 * and no object of theirs is ever kept, so that a key such as `__proto__` is a name like any other.
 * In a slot: undefined where nobody answered yet, null, a leaf, a row, or a list of these.
 */
export type Row = { type: string | undefined; slots: unknown[] };

export const emptyLayout = (): Layout => ({ size: 0, keys: new Map(), opened: false });

function slot(layout: Layout, key: string): Slot {
  const before = layout.keys.get(key);
  if (before) return before;
  const made = { index: layout.size, below: emptyLayout() };
  layout.size += 1;
  layout.keys.set(key, made);
  return made;
}

/** The slot of a response key, made if it is new. */
export const slotOf = (layout: Layout, key: string): number => slot(layout, key).index;

/** The layout of the objects below a response key. */
export const layoutBelow = (layout: Layout, key: string): Layout => slot(layout, key).below;

export const emptyRow = (layout: Layout, type: string | undefined): Row => ({ type, slots: new Array(layout.size) });

/** The rows at a place of a plan ("taxpayers.@"), and their paths if an error needs them. */
export type RowsAt = { path: readonly string[]; layout: Layout; rows(root: Row): Row[]; paths(root: Row): Path[] };

type Step = '@' | { key: string; index: number };
type Found = (row: Row, path: Path) => void;

function visit(value: unknown, steps: readonly Step[], at: number, path: Path | undefined, found: Found): void {
  if (typeof value !== 'object' || value === null) return;
  const step = steps[at];
  if (step === undefined) found(value as Row, path ?? []);
  else if (step !== '@') visit((value as Row).slots[step.index], steps, at + 1, path && [...path, step.key], found);
  else (value as unknown[]).forEach((item, index) => void visit(item, steps, at + 1, path && [...path, index], found));
}

/** Finds the rows of a place; `layout` is that of the whole answer. */
export function rowsAt(layout: Layout, path: readonly string[]): RowsAt {
  let here = layout;
  const steps = path.map((key): Step => {
    if (key === '@') return '@';
    const { index, below } = slot(here, key);
    here = below;
    here.opened = true;
    return { key, index };
  });
  return {
    path,
    layout: here,
    rows(root) {
      const rows: Row[] = [];
      visit(root, steps, 0, undefined, (row) => void rows.push(row));
      return rows;
    },
    paths(root) {
      const paths: Path[] = [];
      visit(root, steps, 0, [], (_, path) => void paths.push(path));
      return paths;
    },
  };
}
