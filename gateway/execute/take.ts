import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Asked, type AskedSet, askedOf, type Fragments } from './asked.ts';
import { type LeafCheck, leafCheck, type ScalarChecks } from './leaves.ts';
import { type Rewrite, renamedKey, rewritesBelow, rewritesFor } from './rewrites.ts';
import { emptyRow, type Layout, layoutBelow, type Path, type Row, slotOf } from './row.ts';
import { agree } from './types.ts';
import { type LookThrough, lookThrough, Whole } from './whole.ts';

/** What is noticed while an answer is taken: where we are, the places of wrong values, the keys nobody asked for. */
export type Taking = { trail: Path; wrong: Path[]; dropped: Set<string> };

type TakeValue = (value: unknown, before: unknown, taking: Taking) => unknown;
/** Copies what was asked for from an object of a subgraph into a row; undefined if it is not such an object. */
export type TakeObject = (value: unknown, before: Row | undefined, taking: Taking) => Row | undefined;

type Field = {
  key: string;
  slot: number;
  optional: boolean;
  /** A name that every object inherits, so that only an own value counts. */
  inherited: boolean;
  typename: boolean;
  leaf: LeafCheck | undefined;
  /** How it is told as it stands, where the client asks for just that. */
  look: LookThrough | undefined;
  take: TakeValue;
};

export type TakeFrom = { schema: GraphQLSchema; fragments: Fragments; scalars: ScalarChecks };

function wrong(taking: Taking, before: unknown, key?: string): unknown {
  taking.wrong.push(key === undefined ? [...taking.trail] : [...taking.trail, key]);
  return before ?? null;
}

function takeList(inner: TakeValue): TakeValue {
  return (value, before, taking) => {
    if (value === null) return before ?? null;
    if (!Array.isArray(value)) return wrong(taking, before);
    const known = Array.isArray(before) ? before : undefined;
    if (known && known.length !== value.length) return wrong(taking, before);
    const taken = new Array<unknown>(value.length);
    const at = taking.trail.push(0) - 1;
    for (let index = 0; index < value.length; index += 1) {
      taking.trail[at] = index;
      taken[index] = inner(value[index], known?.[index], taking);
    }
    taking.trail.pop();
    return taken;
  };
}

const takeLeaf =
  (check: LeafCheck): TakeValue =>
  (value, before, taking) =>
    value === null || check(value) ? (before ?? value) : wrong(taking, before);

function takeNested(object: TakeObject): TakeValue {
  return (value, before, taking) => {
    if (value === null) return before ?? null;
    const row = object(value, (before ?? undefined) as Row | undefined, taking);
    return row ?? wrong(taking, before);
  };
}

type Below = { asked: Asked; layout: Layout; rewrites: readonly Rewrite[] };

function takeOfType(from: TakeFrom, type: GraphQLOutputType, below: Below): TakeValue {
  if (isNonNullType(type)) return takeOfType(from, type.ofType, below);
  if (isListType(type)) return takeList(takeOfType(from, type.ofType, below));
  if (isLeafType(type)) return takeLeaf(leafCheck(type, from.scalars));
  return takeNested(takeObject(from, type, below.asked.below, below.layout, below.rewrites));
}

const bare = <T>(type: GraphQLOutputType & T): GraphQLOutputType => (isNonNullType(type) ? type.ofType : type);

function fieldOf(from: TakeFrom, asked: Asked, layout: Layout, rewrites: readonly Rewrite[]): Field {
  const parent = from.schema.getType(asked.parent);
  const typename = asked.name === '__typename';
  const name = renamedKey(rewrites, asked.key);
  const type = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[asked.name]?.type : undefined;
  if (!type && !typename) throw new Error(`A plan asks for ${asked.parent}.${asked.name}, which is not in the graph`);
  const leaf = type && isLeafType(bare(type)) ? leafCheck(bare(type) as GraphQLNamedType, from.scalars) : undefined;
  const below = () => ({ asked, layout: layoutBelow(layout, name), rewrites: rewritesBelow(rewrites, asked.key) });
  return {
    key: asked.key,
    slot: typename ? -1 : slotOf(layout, name),
    optional: asked.optional,
    inherited: asked.key in Object.prototype,
    typename,
    leaf,
    look: type && !leaf ? lookOf(from, type, asked, layoutBelow(layout, name)) : undefined,
    take: type && !leaf ? takeOfType(from, type, below()) : (_, before) => before,
  };
}

function lookOf(from: TakeFrom, type: GraphQLOutputType, asked: Asked, { opened, told }: Layout) {
  return opened || told === undefined ? undefined : lookThrough(from, type, asked, told);
}

/** A value as it stands, if it is all that was asked and nothing else was told there; otherwise its rows. */
function taken(field: Field, value: unknown, before: unknown, taking: Taking): unknown {
  if (before instanceof Whole) return before;
  if (value instanceof Whole) {
    if (field.look && before === undefined) return value;
    return taken(field, value.raw, before, taking);
  }
  if (field.look && value !== null && before === undefined) {
    const objects = field.look(value);
    if (objects >= 0) return new Whole(value, objects);
  }
  return field.take(value, before, taking);
}

function takeFields(fields: readonly Field[], value: Record<string, unknown>, row: Row, taking: Taking): void {
  const { slots } = row;
  let seen = 0;
  for (const field of fields) {
    const { key, slot } = field;
    const given = field.inherited && !Object.hasOwn(value, key) ? undefined : value[key];
    if (given === undefined) {
      if (!field.optional && !field.typename) slots[slot] = wrong(taking, slots[slot], key);
      continue;
    }
    seen += 1;
    if (field.typename) continue;
    if (field.leaf) {
      if (given === null || field.leaf(given)) slots[slot] = slots[slot] ?? given;
      else slots[slot] = wrong(taking, slots[slot], key);
      continue;
    }
    taking.trail.push(key);
    slots[slot] = taken(field, given, slots[slot], taking);
    taking.trail.pop();
  }
  for (const _ in value) seen -= 1;
  if (seen < 0) noteDropped(fields, value, taking);
}

function noteDropped(fields: readonly Field[], value: object, { dropped }: Taking): void {
  const known = new Set(fields.map(({ key }) => key));
  for (const key of Object.keys(value)) if (!known.has(key)) dropped.add(key);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Compiles what selection sets take of an object; `type` is its type in the graph, undefined for an entity. */
export function takeObject(
  from: TakeFrom,
  type: GraphQLNamedType | undefined,
  sets: readonly AskedSet[],
  layout: Layout,
  rewrites: readonly Rewrite[],
): TakeObject {
  const { schema, fragments } = from;
  const parent = type?.name ?? '_Entity';
  const only = isObjectType(type) ? type.name : undefined;
  const fieldsByType = new Map<string, Field[]>();
  const fieldsOf = (known: string): Field[] => {
    const asked = askedOf({ schema, fragments, type: known }, sets, parent);
    const here = rewritesFor(schema, known, rewrites);
    const fields = asked.map((one) => fieldOf(from, one, layout, here));
    fieldsByType.set(known, fields);
    return fields;
  };
  const typenames = askedOf({ schema, fragments, type: only }, sets, parent).flatMap(({ name, key }) =>
    name === '__typename' ? [key] : [],
  );
  return (value, before, taking) => {
    if (!isRecord(value)) return undefined;
    let told: unknown;
    for (const key of typenames) told ??= value[key];
    let known = only ?? before?.type;
    if (typeof told === 'string' && told !== known) {
      if (type ? !agree(schema, told, type.name) : known !== undefined && !agree(schema, told, known)) return undefined;
      if (known === undefined || isObjectType(schema.getType(told))) known = told;
    } else if (told !== undefined && told !== known) return undefined;
    // Plans ask for the type where one is needed; a subgraph may know an interface as one type (`@interfaceObject`).
    if (known === undefined && isInterfaceType(type)) known = type.name;
    if (known === undefined) return undefined;
    const row = before ?? emptyRow(layout, known);
    row.type = known;
    takeFields(fieldsByType.get(known) ?? fieldsOf(known), value, row, taking);
    return row;
  };
}
