import '#gateway/telemetry-off.ts';
import { readFile } from 'node:fs/promises';
import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import { composeStrictly } from '#gateway/composition/contract.ts';
import { subgraphSources } from '#gateway/composition/subgraph-sources.ts';
import type { Audience } from '#service/caller.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The schema that one audience sees, as the gateway library makes it from the committed contract. */
export async function contractSchema(audience: Audience): Promise<GraphQLSchema> {
  const path = new URL(`../../gateway/contracts/${audience}.graphql`, import.meta.url);
  const gateway = new ApolloGateway({ supergraphSdl: await readFile(path, 'utf8'), logger: silent });
  const { schema } = await gateway.load();
  await gateway.stop();
  return schema;
}

/** The schema with everything in it. */
export async function fullSchema(): Promise<GraphQLSchema> {
  return composeStrictly(await subgraphSources(), 'The supergraph')
    .schema.toAPISchema()
    .toGraphQLJSSchema();
}
