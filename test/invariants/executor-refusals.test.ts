import { describe, expect, it } from 'vitest';
import { graphOf } from '#gateway/execute/planned-here.ts';
import { federated, type Part } from '#test/federated.ts';

// What the planner would answer wrong, silently, is refused in words; and what is not carried out is said when it is read.

const priced = ({ price }: { price: number }) => price;

const prices: Part = {
  name: 'prices',
  sdl: `
    type Query { products: [Product!]! }
    type Product @key(fields: "id") { id: ID! price(currency: String!): Int box: Box }
    type Box @key(fields: "id") { id: ID! price(currency: String!): Int }`,
  resolvers: {
    Query: { products: () => [{ id: '1' }, { id: '2' }] },
    Product: {
      price: ({ id }: { id: string }, { currency }: { currency: string }) => Number(id) * (currency === 'USD' ? 10 : 9),
      box: ({ id }: { id: string }) => ({ id }),
    },
    Box: { price: () => 1 },
  },
};
const inOne: Part = {
  name: 'inOne',
  sdl: `type Product @key(fields: "id") { id: ID! price(currency: String!): Int @external
    inDollars: Int @requires(fields: "price(currency: \\"USD\\")") inEuros: Int @requires(fields: "price(currency: \\"EUR\\")")
    dear: Int @requires(fields: "price(currency: \\"USD\\")") }`,
  resolvers: { Product: { inDollars: priced, inEuros: priced, dear: priced } },
};
const inTurn: Part = {
  name: 'inTurn',
  sdl: `type Product @key(fields: "id") { id: ID! dear: Int @external price(currency: String!): Int @external
    tax: Int @requires(fields: "dear price(currency: \\"EUR\\")") after: Int @requires(fields: "dear") }`,
  resolvers: { Product: { tax: priced, after: ({ dear }: { dear: number }) => dear } },
};

const asked = (query: string, parts = [prices, inOne, inTurn]) => federated(parts).ask(query);

describe('two fields that require a third with different arguments', () => {
  it.each([
    ['beside each other', '{ products { inDollars inEuros } }'],
    ['by other names', '{ products { a: inDollars b: inEuros } }'],
    ['in fragments', '{ products { ...a ... on Product { inEuros } } } fragment a on Product { inDollars }'],
    ['one of which requires what requires it', '{ products { after inEuros } }'],
    ['in one that requires both in turn', '{ products { tax } }'],
  ])('are refused %s', async (_, query) => {
    await expect(asked(query)).rejects.toThrow('needs "products.price" with different arguments at once');
  });

  it('are answered by themselves, and at different places', async () => {
    const { data } = await asked('{ products { inDollars dear after } other: products { inEuros } }');
    expect(data).toEqual({
      products: [
        { inDollars: 10, dear: 10, after: 10 },
        { inDollars: 20, dear: 20, after: 20 },
      ],
      other: [{ inEuros: 9 }, { inEuros: 18 }],
    });
  });
});

describe('a graph with @context and @fromContext', () => {
  it('is refused when it is read, by name', () => {
    const sdl = 'schema @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY) { query: Query }';
    expect(() => graphOf(sdl)).toThrow('@context and @fromContext');
  });
});
