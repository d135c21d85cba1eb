import { setImmediate } from 'node:timers/promises';
import type { QueryPlan } from '@apollo/query-planner';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { type PlannedNames, plannedNames } from './aliases.ts';
import { type EntityKeys, entityKeys } from './keys.ts';
import type { ScalarChecks } from './leaves.ts';
import { type Required, requiredIn } from './required.ts';

/** A supergraph, ready to plan and to compile against. */
export type Graph = {
  sdl: string;
  /** What clients know, and the whole with what is hidden from them. */
  api: GraphQLSchema;
  schema: GraphQLSchema;
  keys: EntityKeys;
  names: PlannedNames;
  required: Required;
  scalars: ScalarChecks;
  plan: Plan;
};

/** Plans one operation of a document that is valid. */
export type Plan = (document: DocumentNode, operationName: string | undefined) => QueryPlan | Promise<QueryPlan>;

type Parts = {
  sdl: string;
  /** What clients know, as text. */
  api: string;
  scalars: ScalarChecks;
  plan: Plan;
};

const schemaOf = (document: DocumentNode) => buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });

/** Puts a graph together step by step; each takes some milliseconds in which nothing else is done. */
function* partsOf({ sdl, api, scalars, plan }: Parts): Generator<undefined, Graph> {
  const whole = parse(sdl, { noLocation: true });
  yield;
  const schema = schemaOf(whole);
  yield;
  const known = parse(api, { noLocation: true });
  yield;
  const apiSchema = schemaOf(known);
  yield;
  const names = plannedNames(schema, whole);
  yield;
  return { sdl, api: apiSchema, schema, names, required: requiredIn(whole), keys: entityKeys(whole), scalars, plan };
}

/** Puts a graph together from what was read of it. */
export function graphFrom(given: Parts): Graph {
  const parts = partsOf(given);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The same, with others served between its steps. */
export async function graphInParts(given: Parts): Promise<Graph> {
  const parts = partsOf(given);
  for (;;) {
    const { done, value } = parts.next();
    await setImmediate();
    if (done) return value;
  }
}
