import { expect, it } from 'vitest';
import { federated, type Part } from '#test/federated.ts';

// Key fields that a subgraph is told and does not tell (`@external`): nothing can be proven by them, and asking for them
// empties what may not be without them. By the rest of a key the entities are recognised as always.

type Plot = { cadastre: string; district: string };

const plots: Part = {
  name: 'plots',
  sdl: `type Query { plots: [Plot!]! }
        type Plot @key(fields: "number") { number: ID! cadastre: String! district: String! @shareable }`,
  resolvers: {
    Query: {
      plots: () => [
        { number: '1', cadastre: 'k-1', district: 'north' },
        { number: '2', cadastre: 'k-2', district: 'south' },
      ],
    },
  },
};
const soil: Part = {
  name: 'soil',
  sdl: `type Plot @key(fields: "cadastre") { cadastre: String! @external soil: String! }`,
  resolvers: { Plot: { __resolveReference: ({ cadastre }: Plot) => ({ soil: `soil of ${cadastre}` }) } },
};
const water: Part = {
  name: 'water',
  sdl: `type Plot @key(fields: "cadastre district") { cadastre: String! @external district: String! depth: String! }`,
  resolvers: {
    Plot: {
      __resolveReference: ({ cadastre, district }: Plot) => ({ district, depth: `of ${cadastre} in ${district}` }),
    },
  },
};

it('answers about an entity whose key the subgraph does not tell', async () => {
  const graph = federated([plots, soil]);
  const { data, paths } = await graph.ask('{ plots { number soil } }');
  const told = [
    { number: '1', soil: 'soil of k-1' },
    { number: '2', soil: 'soil of k-2' },
  ];
  expect({ data, paths }).toEqual({ data: { plots: told }, paths: [] });
  expect(JSON.parse(graph.calls.at(-1)!).query).not.toContain('cadastre');
});

it('asks for the part of a key that the subgraph tells, and recognises by it', async () => {
  const query = '{ plots { number depth } }';
  const { data, paths } = await federated([plots, water]).ask(query);
  const told = [
    { number: '1', depth: 'of k-1 in north' },
    { number: '2', depth: 'of k-2 in south' },
  ];
  expect({ data, paths }).toEqual({ data: { plots: told }, paths: [] });
  const mixed = await federated([plots, water], (answer, subgraph) => {
    const { _entities } = answer.data as { _entities?: object[] };
    return subgraph === 'water' ? { ...answer, data: { _entities: _entities!.toReversed() } } : answer;
  }).ask(query);
  expect(mixed.data).toBeNull();
  expect(mixed.paths).toHaveLength(1);
});
