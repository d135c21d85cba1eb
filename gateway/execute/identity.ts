import type { FetchNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql';
import type { EntityKeys } from './keys.ts';
import { type Layout, type Row, slotOf } from './row.ts';
import { agree, fits } from './types.ts';

type Identity = { type: string; keys: { key: string; slot: number }[] };

/** Whether an entity that a subgraph answered is the one asked about, by its keys and its type. */
export type IsTheOne = (answered: Record<string, unknown>, row: Row) => boolean;

const responseKey = (node: FieldNode) => node.alias?.value ?? node.name.value;

/** The fields by which the entities of a fetch were introduced under their own names. */
function introducedBy({ requires = [] }: FetchNode): Set<string> {
  const names = requires.flatMap((node) => (node.kind === 'InlineFragment' ? node.selections : [node]));
  return new Set(
    names.flatMap((node) => (node.kind === 'Field' && !node.alias && !node.selections?.length ? [node.name] : [])),
  );
}

const keyField = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });

function keysOn(type: string, names: readonly string[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: names.map(keyField) },
  };
}

/** Response keys that stand for another field than their name says, so that a key of that name cannot be asked beside. */
function takenKeys(selections: readonly SelectionNode[]): Set<string> {
  const fields = selections.flatMap((node) => (node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet.selections : []));
  return new Set(fields.flatMap((node) => (node.kind === Kind.FIELD && node.alias ? [responseKey(node)] : [])));
}

/**
 * Lets a fetch of entities ask for the keys of what it asks about. Without them, a subgraph that answers in another
 * order gives one person's figures to another, and nobody can tell.
 */
export function askForKeys(
  fetch: FetchNode,
  document: DocumentNode,
  keys: EntityKeys,
): { document: DocumentNode; identities: { type: string; names: string[] }[] } {
  const introduced = introducedBy(fetch);
  const identities: { type: string; names: string[] }[] = [];
  const asking = visit(document, {
    Field(node) {
      if (node.name.value !== '_entities' || !node.selectionSet) return undefined;
      const { selections } = node.selectionSet;
      const taken = takenKeys(selections);
      const types = selections.flatMap((one) =>
        one.kind === Kind.INLINE_FRAGMENT && one.typeCondition ? [one.typeCondition.name.value] : [],
      );
      for (const type of new Set(types)) {
        const known = keys(fetch.serviceName, type);
        const names = known.find((key) => key.every((name) => introduced.has(name) && !taken.has(name)));
        if (names) identities.push({ type, names: [...names] });
      }
      const added = identities.map(({ type, names }) => keysOn(type, names));
      return { ...node, selectionSet: { ...node.selectionSet, selections: [...selections, ...added] } };
    },
  });
  return { document: asking, identities };
}

/** Compiles the comparison of an answered entity with the row that asked for it. */
export function recognising(
  schema: GraphQLSchema,
  identities: readonly { type: string; names: string[] }[],
  layout: Layout,
): IsTheOne {
  const compared: Identity[] = identities.map(({ type, names }) => ({
    type,
    keys: names.map((key) => ({ key, slot: slotOf(layout, key) })),
  }));
  const byType = new Map<string | undefined, Identity['keys']>();
  const keysOf = (type: string | undefined) => {
    const keys = compared.find((one) => fits(schema, type, one.type))?.keys ?? [];
    byType.set(type, keys);
    return keys;
  };
  return (answered, row) => {
    const type = answered['__typename'];
    if (typeof type === 'string' && type !== row.type && row.type && !agree(schema, type, row.type)) return false;
    for (const { key, slot } of byType.get(row.type) ?? keysOf(row.type)) {
      const told = answered[key];
      const known = row.slots[slot];
      // An ID may be written as a number in one subgraph and as text in another.
      if (told !== known && (told === undefined || String(told) !== String(known))) return false;
    }
    return true;
  };
}
