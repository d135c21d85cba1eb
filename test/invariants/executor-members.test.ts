import { expect, it } from 'vitest';
import { federated, type Part } from '#test/federated.ts';

// Subgraphs that answer one field and know different members of its union: each is asked about those that it knows.

const letter = { __typename: 'Letter', text: 'a letter' };
const permit = { __typename: 'Permit', number: '7', holder: { __typename: 'Firm', id: 'f', name: 'a firm' } };
const receipt = { __typename: 'Receipt', sum: 40 };

const numbered = ({ number }: { number: string }, { prefix = '' }: { prefix?: string }) => `${prefix}${number}`;

const north: Part = {
  name: 'north',
  sdl: `
    type Query { north: Office }
    type Office @key(fields: "id") { id: ID! desk: Desk @shareable }
    type Desk @shareable { papers: [Paper!]! }
    union Paper = Letter | Permit
    type Letter @shareable { text: String }
    type Permit { number(prefix: String): String holder: Holder }
    union Holder = Person | Firm
    type Person { id: ID! }
    type Firm { id: ID! name: String }`,
  resolvers: {
    Query: { north: () => ({ id: '1' }) },
    Office: { desk: () => ({ papers: [letter, permit] }) },
    Permit: { number: numbered },
  },
};
const south: Part = {
  name: 'south',
  sdl: `
    type Query { south: Office }
    type Office @key(fields: "id") { id: ID! desk: Desk @shareable }
    type Desk @shareable { papers: [Paper!]! }
    union Paper = Letter | Receipt
    type Letter @shareable { text: String }
    type Receipt { sum: Int }`,
  resolvers: {
    Query: { south: () => ({ id: '2' }) },
    Office: { desk: () => ({ papers: [receipt, letter] }) },
  },
};
const list: Part = {
  name: 'list',
  sdl: 'type Query { offices: [Office!]! } type Office @key(fields: "id") { id: ID! }',
  resolvers: { Query: { offices: () => [{ id: '3' }] } },
};

const papers =
  '{ desk { papers { ... on Letter { text } ... on Receipt { sum } ... on Permit { number holder { ... on Firm { name } } } } } }';
const told = {
  letter: { text: 'a letter' },
  permit: { number: '7', holder: { name: 'a firm' } },
  receipt: { sum: 40 },
};

it('tells of what only one of them knows, whichever is asked', async () => {
  const { ask } = federated([north, south]);
  const { data, paths } = await ask(`{ north ${papers} south ${papers} }`);
  expect({ data, paths }).toEqual({
    data: {
      north: { desk: { papers: [told.letter, told.permit] } },
      south: { desk: { papers: [told.receipt, told.letter] } },
    },
    paths: [],
  });
});

it('does so for what is asked of an entity', async () => {
  const { data, paths } = await federated([list, north, south]).ask(`{ offices ${papers} }`);
  expect(paths).toEqual([]);
  expect([
    [told.letter, told.permit],
    [told.receipt, told.letter],
  ]).toContainEqual((data as { offices: { desk: { papers: unknown } }[] }).offices[0]!.desk.papers);
});

it('does so by other names, with variables, and in fragments', async () => {
  const { data } = await federated([north, south]).ask(
    `query ($prefix: String) { north { desk { papers { __typename ...paper } } } }
     fragment paper on Permit { no: number(prefix: $prefix) holder { __typename } }`,
    { prefix: 'n-' },
  );
  const permitTold = { __typename: 'Permit', no: 'n-7', holder: { __typename: 'Firm' } };
  expect(data).toEqual({ north: { desk: { papers: [{ __typename: 'Letter' }, permitTold] } } });
});
