import {
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Asked, type AskedSet, askedOf, type Fragments } from './asked.ts';
import { type LeafCheck, leafCheck, type ScalarChecks } from './leaves.ts';
import type { ShapeOf } from './shape.ts';
import { textOf, type Wire, wireOf } from './wire.ts';

/**
 * A part of a subgraph's answer that is the client's as it stands: it was looked through, and is exactly what was asked,
 * key by key in order, each value as its type says. It is told without being copied into rows.
 */
export class Whole {
  /** How many objects it has. */
  readonly objects: number;
  /** What is of the same form has objects in the same places, whoever it is about; undefined if that is not known. */
  readonly form: object | undefined;
  readonly #wire: Wire | undefined;
  #raw: unknown;
  constructor(raw: unknown, objects: number, wire?: Wire, form?: object) {
    this.#raw = raw;
    this.objects = objects;
    this.#wire = wire;
    this.form = form;
  }
  /** Of JSON in which no brace is but those of objects. */
  static ofWire(wire: Wire, form: object | undefined): Whole {
    let objects = 0;
    for (let at = wire.indexOf('{'); at >= 0; at = wire.indexOf('{', at + 1)) objects += 1;
    return new Whole(undefined, objects, wire, form);
  }
  get wire(): Wire {
    return this.#wire ?? wireOf(JSON.stringify(this.#raw));
  }
  get raw(): unknown {
    if (this.#raw === undefined && this.#wire !== undefined) this.#raw = JSON.parse(textOf(this.#wire));
    return this.#raw;
  }
  get isList(): boolean {
    return this.#wire === undefined ? Array.isArray(this.#raw) : this.#wire.startsWith('[');
  }
}

/** Looks a value through: how many objects it has, or -1 if anything is not as it should be. */
export type LookThrough = (value: unknown) => number;

export type On = { schema: GraphQLSchema; fragments: Fragments; scalars: ScalarChecks };

const leaf =
  (check: LeafCheck): LookThrough =>
  (value) =>
    check(value) ? 0 : -1;

function list(inner: LookThrough): LookThrough {
  return (value) => {
    if (!Array.isArray(value)) return -1;
    let objects = 0;
    for (let index = 0; index < value.length; index += 1) {
      const more = inner(value[index]);
      if (more < 0) return -1;
      objects += more;
    }
    return objects;
  };
}

function object(keys: readonly string[], looks: readonly LookThrough[]): LookThrough {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return -1;
    let objects = 1;
    let at = 0;
    for (const key in value) {
      if (key !== keys[at]) return -1;
      const more = looks[at]!((value as Record<string, unknown>)[key]);
      if (more < 0) return -1;
      objects += more;
      at += 1;
    }
    return at === keys.length ? objects : -1;
  };
}

function lookOfType(on: On, type: GraphQLOutputType, asked: Asked): LookThrough | undefined {
  if (isNonNullType(type)) {
    const inner = lookBare(on, type.ofType, asked);
    return inner && ((value) => (value === null ? -1 : inner(value)));
  }
  const inner = lookBare(on, type, asked);
  return inner && ((value) => (value === null ? 0 : inner(value)));
}

function lookBare(on: On, type: GraphQLOutputType, asked: Asked): LookThrough | undefined {
  if (isListType(type)) {
    const inner = lookOfType(on, type.ofType, asked);
    return inner && list(inner);
  }
  if (isLeafType(type)) return leaf(leafCheck(type, on.scalars));
  return isObjectType(type) ? lookAtObject(on, type.name, asked.below) : undefined;
}

function lookAtObject(on: On, type: string, sets: readonly AskedSet[]): LookThrough | undefined {
  const looks: LookThrough[] = [];
  const asked = askedOf({ schema: on.schema, fragments: on.fragments, type }, sets, type);
  const parent = on.schema.getType(type);
  for (const one of asked) {
    const field = isObjectType(parent) ? parent.getFields()[one.name] : undefined;
    const look = field && !one.optional ? lookOfType(on, field.type, one) : undefined;
    if (!look) return undefined;
    looks.push(look);
  }
  const keys = asked.map(({ key }) => key);
  return object(keys, looks);
}

/** The keys of a selection, level by level, as text to compare; undefined if they depend on types or variables. */
export function keysOfAsked(on: On, type: GraphQLOutputType, asked: Asked): string | undefined {
  if (isNonNullType(type) || isListType(type)) return keysOfAsked(on, type.ofType, asked);
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return undefined;
  const below = askedOf({ schema: on.schema, fragments: on.fragments, type: type.name }, asked.below, type.name);
  const texts = below.map((one) => {
    const field = type.getFields()[one.name];
    const text = field && !one.optional ? keysOfAsked(on, field.type, one) : undefined;
    return text === undefined ? undefined : `${one.key}{${text}}`;
  });
  return texts.includes(undefined) ? undefined : texts.join(' ');
}

/** The same of what the client is told. */
export function keysOfShape(below: ShapeOf | undefined, onlyType: boolean): string | undefined {
  if (!below) return '';
  const fields = onlyType ? below(undefined)?.fields : undefined;
  if (!fields) return undefined;
  const texts = fields.map(({ key, special, leaf: hidden, below: further, onlyType: only }) => {
    const text = special || hidden ? undefined : keysOfShape(further, only);
    return text === undefined ? undefined : `${key}{${text}}`;
  });
  return texts.includes(undefined) ? undefined : texts.join(' ');
}

/** Compiles the look through a field whose value is told as it stands; undefined if it cannot be. */
export function lookThrough(on: On, type: GraphQLOutputType, asked: Asked, told: string): LookThrough | undefined {
  return keysOfAsked(on, type, asked) === told ? lookOfType(on, type, asked) : undefined;
}
