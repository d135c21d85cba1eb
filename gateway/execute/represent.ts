import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type Rewrite, renamedKey, rewritesBelow, rewritesFor, rewritesFrom, setValues } from './rewrites.ts';
import { type Layout, layoutBelow, type Row, slotOf } from './row.ts';
import { fits } from './types.ts';

/** Writes a row as the JSON by which a subgraph is asked about it; undefined if the row lacks something of it. */
export type Represent = (row: Row) => string | undefined;

type Part = { head: string; typename: boolean; slot: number; below: Represent | undefined };
type Needed = { name: string; selections: QueryPlanSelectionNode[] };

function collect(
  schema: GraphQLSchema,
  type: string | undefined,
  selections: readonly QueryPlanSelectionNode[],
  found: Map<string, Needed>,
): void {
  for (const node of selections) {
    if (node.kind === 'Field') {
      const key = node.alias ?? node.name;
      const before = found.get(key) ?? { name: node.name, selections: [] };
      before.selections.push(...(node.selections ?? []));
      found.set(key, before);
    } else if (fits(schema, type, node.typeCondition)) collect(schema, type, node.selections, found);
  }
}

function jsonOf(value: unknown, below: Represent | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (!below) return JSON.stringify(value);
  if (!Array.isArray(value)) return below(value as Row);
  const items: string[] = [];
  for (const item of value) {
    const text = jsonOf(item, below);
    if (text === undefined) return undefined;
    items.push(text);
  }
  return `[${items.join(',')}]`;
}

function written(parts: readonly Part[], row: Row): string | undefined {
  let text = '';
  for (const part of parts) {
    const value = part.typename
      ? row.type && JSON.stringify(row.type)
      : part.slot < 0
        ? ''
        : jsonOf(row.slots[part.slot], part.below);
    if (value === undefined) return undefined;
    text += part.head + value;
  }
  return `{${text}}`;
}

function representing(
  schema: GraphQLSchema,
  selections: readonly QueryPlanSelectionNode[],
  layout: Layout,
  rewrites: readonly Rewrite[],
): Represent {
  const known = new Map<string | undefined, Part[]>();
  const partsFor = (type: string | undefined): Part[] => {
    const needed = new Map<string, Needed>();
    collect(schema, type, selections, needed);
    const here = rewritesFor(schema, type, rewrites);
    const set = setValues(here);
    const constants = [...set].map(([key, value]) => {
      return { key, slot: -1, typename: false, text: JSON.stringify(value), below: undefined };
    });
    const fields = [...needed].flatMap(([key, { name, selections: below }]) => {
      if (set.has(key)) return [];
      const typename = name === '__typename';
      const nested =
        below.length > 0 ? representing(schema, below, layoutBelow(layout, key), rewritesBelow(here, key)) : undefined;
      const slot = typename ? -1 : slotOf(layout, key);
      return [{ key: renamedKey(here, key), slot, typename, text: '', below: nested }];
    });
    const parts = [...constants, ...fields].map(({ key, text, typename, slot, below }, index): Part => {
      return { head: `${index === 0 ? '' : ','}${JSON.stringify(key)}:${text}`, typename, slot, below };
    });
    known.set(type, parts);
    return parts;
  };
  return (row) => written(known.get(row.type) ?? partsFor(row.type), row);
}

/** Notes what a plan reads below, which must be there in rows. */
export function open(selections: readonly QueryPlanSelectionNode[], layout: Layout): void {
  for (const node of selections) {
    if (node.kind !== 'Field') open(node.selections, layout);
    else if (node.selections?.length) {
      const below = layoutBelow(layout, node.alias ?? node.name);
      below.opened = true;
      open(node.selections, below);
    }
  }
}

/** Compiles what a fetch says of each entity; undefined for rows of a type that it is not for. */
export function representingEntities(
  schema: GraphQLSchema,
  requires: readonly QueryPlanSelectionNode[],
  layout: Layout,
  inputRewrites: readonly FetchDataRewrite[] | undefined,
): Represent {
  const represent = representing(schema, requires, layout, rewritesFrom(inputRewrites));
  const meant = new Map<string | undefined, boolean>();
  return (row) => {
    let known = meant.get(row.type);
    if (known === undefined) {
      const needed = new Map<string, Needed>();
      collect(schema, row.type, requires, needed);
      // Plans may name a type for rows of which they need nothing; without a key nobody is meant.
      known = needed.has('__typename') && needed.size > 1;
      meant.set(row.type, known);
    }
    return known ? represent(row) : undefined;
  };
}
