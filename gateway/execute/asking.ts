import type { FetchNode } from '@apollo/query-planner';
import type { Cut } from './cut.ts';
import type { IsTheOne } from './identity.ts';
import type { Represent } from './represent.ts';
import type { Path, Row, RowsAt } from './row.ts';
import type { TakeObject } from './take.ts';

/** A fetch of a plan, compiled. */
export type Fetch = {
  node: FetchNode;
  at: RowsAt;
  /** A path in the answer as the client may be told it. */
  clientPath(path: Path): Path;
  /** The request's text up to its variables. */
  head: string;
  represent: Represent | undefined;
  /** How its entities are read from the text of an answer, where they can be. */
  cut(): Cut | undefined;
  isTheOne: IsTheOne;
  take: TakeObject;
  /** The response keys that this fetch fills in each row. */
  fills: readonly string[];
};

/** Rows and what each was represented by: `entity[i]` is the place of rows[i] among the representations. */
export type Asking = { rows: Row[]; entity: Int32Array; texts: string[] };

/** Writes what rows are represented by; rows of one representation are asked about once. */
export function represented(represent: Represent, rows: Row[]): Asking {
  const entity = new Int32Array(rows.length);
  const known = new Map<string, number>();
  for (let index = 0; index < rows.length; index += 1) {
    const text = represent(rows[index]!);
    if (text === undefined) {
      entity[index] = -1;
      continue;
    }
    const before = known.get(text);
    entity[index] = before ?? known.size;
    if (before === undefined) known.set(text, known.size);
  }
  return { rows, entity, texts: [...known.keys()] };
}

/** The request to the subgraph, as JSON. */
export function bodyOf(
  { node, head }: Fetch,
  variables: Readonly<Record<string, unknown>>,
  texts: string[] | undefined,
) {
  let body = head;
  let comma = '';
  for (const name of node.variableUsages ?? []) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) continue;
    body += `${comma}${JSON.stringify(name)}:${JSON.stringify(value)}`;
    comma = ',';
  }
  if (texts) body += `${comma}"representations":[${texts.join(',')}]`;
  return `${body}}}`;
}
