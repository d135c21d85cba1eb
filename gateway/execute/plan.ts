import { setImmediate } from 'node:timers/promises';
import type { QueryPlan } from '@apollo/query-planner';
import { buildASTSchema, type DefinitionNode, type DocumentNode, type GraphQLSchema, Kind, parse } from 'graphql';
import { type EntityKeys, type KeysByPlace, keysByPlace } from './keys.ts';
import type { ScalarChecks } from './leaves.ts';

/** A supergraph, ready to plan and to compile against. */
export type Graph = {
  sdl: string;
  /** What clients know, and the whole with what is hidden from them. */
  api: GraphQLSchema;
  schema: GraphQLSchema;
  keys: EntityKeys;
  /** The names of all fields, also those that only the planner knows. */
  fields: ReadonlySet<string>;
  scalars: ScalarChecks;
  plan: Plan;
};

/** Plans one operation of a document that is valid. */
export type Plan = (document: DocumentNode, operationName: string | undefined) => QueryPlan | Promise<QueryPlan>;

/** What is read of a supergraph once, in whatever thread. */
export type Parts = Pick<Graph, 'fields'> & {
  /** What clients know, and the whole, as text in slices. */
  api: readonly string[];
  schema: readonly string[];
  keys: KeysByPlace;
};

type Given = { sdl: string; scalars: ScalarChecks; parts: Parts; plan: Plan };

/** Makes a schema slice by slice. */
function* schemaOf(slices: readonly string[]): Generator<undefined, GraphQLSchema> {
  const definitions: DefinitionNode[] = [];
  for (const slice of slices) {
    definitions.push(...parse(slice, { noLocation: true }).definitions);
    yield;
  }
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValid: true, assumeValidSDL: true });
}

/** Puts a graph together step by step; each takes a few milliseconds in which nothing else is done. */
function* stepsOf({ sdl, scalars, parts, plan }: Given): Generator<undefined, Graph> {
  const api = yield* schemaOf(parts.api);
  yield;
  const schema = yield* schemaOf(parts.schema);
  const { fields, keys } = parts;
  return { sdl, api, schema, fields, keys: keysByPlace(keys), scalars, plan };
}

/** Puts a graph together from what was read of it. */
export function graphFrom(given: Given): Graph {
  const steps = stepsOf(given);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, with others served between its steps. */
export async function graphInParts(given: Given): Promise<Graph> {
  const steps = stepsOf(given);
  for (;;) {
    const { done, value } = steps.next();
    await setImmediate();
    if (done) return value;
  }
}
