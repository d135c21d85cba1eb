import { readFile } from 'node:fs/promises';
import { type DocumentNode, parse } from 'graphql';

/** The five registers, each a process of its own. */
export const registerNames = ['contributions', 'loans', 'members', 'risk', 'subsidies'] as const;
export type RegisterName = (typeof registerNames)[number];

/** The subgraphs in the order in which they are composed: the registers, and what the gateway itself tells of its record. */
export const subgraphNames = ['contributions', 'disclosures', 'loans', 'members', 'risk', 'subsidies'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** A subgraph as composition takes it; the address is set at run time, so the committed one only names the service. */
export type SubgraphSource = { name: SubgraphName; url: string; typeDefs: DocumentNode };

const root = new URL('../../', import.meta.url);

const schemaOf = (name: SubgraphName): string =>
  name === 'disclosures' ? 'gateway/disclosures/schema.graphql' : `subgraphs/${name}/schema.graphql`;

/** Reads the subgraphs' own schemas. */
export async function subgraphSources(): Promise<SubgraphSource[]> {
  return Promise.all(
    subgraphNames.map(async (name) => {
      const text = await readFile(new URL(schemaOf(name), root), 'utf8');
      return { name, url: `http://${name}/graphql`, typeDefs: parse(text, { noLocation: true }) };
    }),
  );
}
