import { readFile } from 'node:fs/promises';
import type { GraphQLSchema } from 'graphql';
import { type Audience, audiences } from '#service/caller.ts';
import { graphOf } from '../execute/planned-here.ts';

async function schemaOf(audience: Audience): Promise<GraphQLSchema> {
  return graphOf(await readFile(new URL(`../contracts/${audience}.graphql`, import.meta.url), 'utf8')).api;
}

/** The schema that each audience sees, made from the committed contracts. */
export async function contractSchemas(): Promise<ReadonlyMap<Audience, GraphQLSchema>> {
  return new Map(await Promise.all(audiences.map(async (audience) => [audience, await schemaOf(audience)] as const)));
}
