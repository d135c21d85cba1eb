import { readFile } from 'node:fs/promises';
import { Kind, parse } from 'graphql';
import type { Clock } from '#kernel/clock.ts';
import type { Caller, CallerKeys } from '#service/caller.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, databaseReady } from '#service/database.ts';
import { linkedCheck, type Persons } from '#service/persons.ts';
import { type MemberTold, ofReached } from '#service/reach.ts';
import { type Served, serveSubgraph } from '#service/serve.ts';
import type { RangeRoot } from './merkle.ts';
import { sealOf } from './seal-of.ts';
import type { Verifier } from './signing.ts';
import { storedTree } from './stored-tree.ts';
import { basisText, type Look, type LooksAsked, looksAt, purposeText, recipientOf } from './who-looked.ts';

export type DisclosuresSubgraph = {
  database: Database;
  /** What the gateway introduces callers with. */
  keys: CallerKeys;
  clock: Clock;
  /** By which checkpoints are opened. */
  verifiers: readonly Verifier[];
  /** The name of a client's party, where an agreement has it. */
  partyOf: (client: string) => string | undefined;
};

/** Roots that the rows of one answer share are reckoned once. */
type Context = { caller: Caller; root: RangeRoot };

function remembered(root: RangeRoot): RangeRoot {
  const known = new Map<string, ReturnType<RangeRoot>>();
  return (begin, end) => {
    const key = `${begin}-${end}`;
    const found = known.get(key) ?? root(begin, end);
    known.set(key, found);
    return found;
  };
}

/** What the graph says of each of its fields. */
async function meanings(): Promise<ReadonlyMap<string, string>> {
  const graph = parse(await readFile(new URL('../supergraph.graphql', import.meta.url), 'utf8'), { noLocation: true });
  const said = new Map([[linkedCheck, '是否有贷款、是否正在销户（有或无，不含金额）']]);
  for (const type of graph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, description } of type.fields ?? []) {
      if (description) said.set(`${type.name.value}.${name.value}`, description.value);
    }
  }
  return said;
}

// The record keeps no register of members: the city is the word of the register that does.
const unknownCity = { load: async (): Promise<CityCode | undefined> => undefined };

function resolversOf({ database, verifiers, partyOf }: DisclosuresSubgraph, said: ReadonlyMap<string, string>) {
  const reached = ofReached((_: Context) => unknownCity);
  return {
    Member: {
      __resolveReference: ({ id, city }: MemberTold): MemberTold => ({ id, city }),
      disclosures: reached(({ id }, asked: LooksAsked, { caller }) => looksAt(database, caller, id, asked)),
    },
    Disclosure: {
      recipient: (look: Look) => recipientOf(look, partyOf),
      purpose: purposeText,
      basis: basisText,
      fields: ({ fields }: Look) => fields.map((name) => ({ name, meaning: said.get(name) ?? null })),
      seal: async ({ id }: Look, _: unknown, { root }: Context) =>
        (await sealOf({ database, root, keys: verifiers }, id)) ?? null,
    },
  };
}

const persons: Persons = {
  Member: ({ id }) => id,
  Disclosure: ({ subject }) => subject,
  DisclosureEdge: ({ node }) => node.subject,
  PageInfo: ({ endNode }) => endNode?.subject,
};

/** Serves the gateway's own part of the graph to this gateway alone: on the loopback, to its signature. */
export async function serveDisclosures(options: DisclosuresSubgraph): Promise<Served> {
  const { database, keys, clock } = options;
  return serveSubgraph<Context>({
    name: 'disclosures',
    port: 0,
    host: '127.0.0.1',
    keys,
    clock,
    persons,
    resolvers: resolversOf(options, await meanings()),
    typeDefs: await readFile(new URL('schema.graphql', import.meta.url), 'utf8'),
    context: (caller) => ({ caller, root: remembered(storedTree(database)) }),
    ready: () => databaseReady(database),
  });
}
