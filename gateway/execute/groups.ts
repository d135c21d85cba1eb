import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Renamed, Required } from './required.ts';
import { agree } from './types.ts';

// Which fields of entities can be asked together: those that require nothing with different arguments, and that the same
// conditions exclude.

/** The planner's name for what is told at a path of a representation. */
export type Needs = Map<string, string>;
/** A field that is asked of entities of a type, the conditions under which, and how it is asked. */
type Piece = { type: string; node: FieldNode; conditions: string; selection: SelectionNode };
export type Group = { needs: Needs; conditions: string; pieces: Piece[] };
export type Splitting = Required & { schema: GraphQLSchema };

export const toldAs = (renamed: Renamed, name: string): string => renamed.get(name)?.name.value ?? name;

/** Adds what is needed at a path; false if something else is needed there already. */
export function add(needs: Needs, path: string, name: string): boolean {
  const before = needs.get(path) ?? name;
  needs.set(path, before);
  return before === name;
}

/** Adds what a selection needs; false if it needs the same with different arguments. */
function addSet(renamed: Renamed, { selections }: SelectionSetNode, path: string, needs: Needs): boolean {
  return selections.every((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return true;
    const here = node.kind === Kind.FIELD ? `${path}.${toldAs(renamed, node.name.value)}` : path;
    if (node.kind === Kind.FIELD && !add(needs, here, node.name.value)) return false;
    return !node.selectionSet || addSet(renamed, node.selectionSet, here, needs);
  });
}

/** What a field requires on any type that objects of this one may have. */
function requiredBy({ schema, sets, renamed }: Splitting, type: string, field: string): readonly SelectionSetNode[] {
  const name = toldAs(renamed, field);
  return [...sets].flatMap(([coordinate, required]) => {
    const [on, of] = coordinate.split('.') as [string, string];
    return of === name && agree(schema, on, type) ? required : [];
  });
}

function typeBelow({ schema, renamed }: Splitting, on: string, field: string): string | undefined {
  const type = schema.getType(on);
  const of = isObjectType(type) || isInterfaceType(type) ? type.getFields()[toldAs(renamed, field)]?.type : undefined;
  return of && getNamedType(of).name;
}

/** Whether anything below requires something. */
function requiresBelow(splitting: Splitting, { selections }: SelectionSetNode, on: string | undefined): boolean {
  return selections.some((node): boolean => {
    if (node.kind === Kind.FRAGMENT_SPREAD || on === undefined) return true;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return requiresBelow(splitting, node.selectionSet, node.typeCondition?.name.value ?? on);
    }
    const { name, selectionSet } = node;
    if (requiredBy(splitting, on, name.value).length > 0) return true;
    return selectionSet !== undefined && requiresBelow(splitting, selectionSet, typeBelow(splitting, on, name.value));
  });
}

/** What a piece needs; undefined if that cannot be said. */
function needsOf(splitting: Splitting, { type, node }: Piece): Needs | undefined {
  // What is required further down is told by a fetch of its own; where it is not, nobody could say for which of them.
  const below = typeBelow(splitting, type, node.name.value);
  if (node.selectionSet && requiresBelow(splitting, node.selectionSet, below)) return undefined;
  const needs: Needs = new Map();
  const sets = requiredBy(splitting, type, node.name.value);
  return sets.every((set) => addSet(splitting.renamed, set, '', needs)) ? needs : undefined;
}

const conditionsOf = ({ directives = [] }: SelectionNode): string => directives.map((one) => print(one)).join(' ');

/** The fields asked of entities, each within the inline fragments in which it is. */
function piecesOf(nodes: readonly SelectionNode[], type: string, conditions: string): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    const all = `${conditions} ${conditionsOf(node)}`.trim();
    if (node.kind === Kind.FIELD) return [{ type, node, conditions: all, selection: node }];
    if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('Fragments are expected where they are spread');
    const on = node.typeCondition?.name.value ?? type;
    return piecesOf(node.selectionSet.selections, on, all).map((piece) => {
      const selectionSet = { kind: Kind.SELECTION_SET, selections: [piece.selection] } as const;
      return { ...piece, selection: { ...node, selectionSet } };
    });
  });
}

/** Puts together what can be told by one representation; undefined if that cannot be said. */
export function groupsOf(splitting: Splitting, entities: SelectionSetNode): Group[] | undefined {
  const groups: Group[] = [];
  const pieces = piecesOf(entities.selections, '_Entity', '');
  const inOrder = [...pieces.filter(({ conditions }) => !conditions), ...pieces.filter(({ conditions }) => conditions)];
  for (const piece of inOrder) {
    const needs = needsOf(splitting, piece);
    if (!needs) return undefined;
    const entries = [...needs];
    const conditions = needs.size > 0 ? piece.conditions : '';
    const fitting = groups.find((group) => {
      if (group.conditions === '' && entries.every(([path, name]) => group.needs.get(path) === name)) return true;
      const agreeing = entries.every(([path, name]) => (group.needs.get(path) ?? name) === name);
      return group.conditions === conditions && agreeing;
    });
    if (!fitting) groups.push({ needs, conditions, pieces: [piece] });
    else {
      fitting.pieces.push(piece);
      for (const [path, name] of entries) fitting.needs.set(path, name);
    }
  }
  return groups;
}
