import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { type ClientKeys, presence } from './aliases.ts';
import { type Asked, type AskedSet, askedOf, type Fragments } from './asked.ts';
import type { isIncluded } from './conditions.ts';
import { type LeafCheck, leafCheck } from './leaves.ts';
import { type Layout, layoutBelow, slotOf } from './row.ts';

/** What is told of an object of one type, in the order asked. */
export type ObjectShape = { type: string; fields: readonly FieldShape[] };

/** The shape of an object by its type; undefined if the client's schema does not have that type at this place. */
export type ShapeOf = (type: string | undefined) => ObjectShape | undefined;

export type FieldShape = {
  key: string;
  /** The key as JSON, with its colon. */
  head: string;
  slot: number;
  type: GraphQLOutputType;
  special: 'typename' | 'introspection' | undefined;
  nodes: Asked['nodes'];
  /** A check that the client's schema demands beyond the graph's, for an enum of which a part is hidden. */
  leaf: LeafCheck | undefined;
  below: ShapeOf | undefined;
  /** Whether an object there can be of one type only. */
  onlyType: boolean;
};

export type Shaping = {
  /** The schema that the client knows, and the whole graph's. */
  api: GraphQLSchema;
  schema: GraphQLSchema;
  fragments: Fragments;
  included: ReturnType<typeof isIncluded>;
  keys: ClientKeys;
};

function hiddenPart({ schema }: Shaping, type: GraphQLNamedType): LeafCheck | undefined {
  const whole = schema.getType(type.name);
  if (!isEnumType(type) || !isEnumType(whole)) return undefined;
  return type.getValues().length < whole.getValues().length ? leafCheck(type, new Map()) : undefined;
}

function fieldShape(shaping: Shaping, on: string, asked: Asked, layout: Layout): FieldShape {
  const { key, name, nodes } = asked;
  const parent = shaping.api.getType(on);
  const type = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined;
  const told = shaping.keys.get(key) ?? key;
  const common = { key: told, head: `${JSON.stringify(told)}:`, nodes };
  if (!type) {
    const special = name === '__typename' ? 'typename' : 'introspection';
    const type = parent as GraphQLOutputType;
    return { ...common, slot: -1, type, special, leaf: undefined, below: undefined, onlyType: false };
  }
  const named = getNamedType(type);
  const below = isLeafType(named) ? undefined : shapesOf(shaping, named, asked.below, layoutBelow(layout, key));
  const [slot, leaf, onlyType] = [slotOf(layout, key), hiddenPart(shaping, named), isObjectType(named)];
  return { ...common, slot, type, special: undefined, leaf, below, onlyType };
}

/** Whether all that is asked of an interface can be told without knowing the type behind it. */
function isEnough({ api, fragments, included }: Shaping, type: GraphQLNamedType, sets: readonly AskedSet[]): boolean {
  const asked = askedOf({ schema: api, fragments, type: undefined, included }, sets, type.name);
  return isInterfaceType(type) && asked.every(({ name, optional }) => name !== '__typename' && !optional);
}

/** Compiles the shape of the objects at one place, type by type as they come. */
export function shapesOf(shaping: Shaping, type: GraphQLNamedType, sets: readonly AskedSet[], layout: Layout): ShapeOf {
  const { api, fragments, included } = shaping;
  const shape = (name: string): ObjectShape => {
    const asked = askedOf({ schema: api, fragments, type: name, included }, sets, name);
    const told = asked.filter(({ key }) => key !== presence);
    return { type: name, fields: told.map((one) => fieldShape(shaping, name, one, layout)) };
  };
  if (isObjectType(type)) {
    let only: ObjectShape | undefined;
    return () => {
      only ??= shape(type.name);
      return only;
    };
  }
  const known = new Map<string, ObjectShape | undefined>();
  return (name) => {
    if (name === undefined) return undefined;
    if (known.has(name)) return known.get(name);
    const given = api.getType(name);
    const possible = isAbstractType(type) && isObjectType(given) && api.isSubType(type, given);
    const made = possible || (name === type.name && isEnough(shaping, type, sets)) ? shape(name) : undefined;
    known.set(name, made);
    return made;
  };
}
