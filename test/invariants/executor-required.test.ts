import { describe, expect, it } from 'vitest';
import { federated, type Part } from '#test/federated.ts';

// Fields that require a third with arguments, each with its own: the planner asks for one of them and gives it to all.
// And of what a condition excludes, the planner says that all fields asked with it are to be told what it requires.

type Product = { id: string; price: number; box: { price: number } };
type Currency = { currency: string };

const priceIn = (id: string, { currency }: Currency) => Number(id) * (currency === 'USD' ? 10 : 9);
const priced = ({ price }: Product, { times = 1 }: { times?: number }) => price * times;
const boxed = ({ box }: Product) => box.price;

const prices: Part = {
  name: 'prices',
  sdl: `
    type Query { products: [Product!]! }
    type Product @key(fields: "id") { id: ID! price(currency: String!): Int box: Box related: [Product!]!
      required_price_0: String }
    type Box @key(fields: "id") { id: ID! price(currency: String!): Int }`,
  resolvers: {
    Query: { products: () => [{ id: '1' }, { id: '2' }] },
    Product: {
      price: ({ id }: Product, given: Currency) => priceIn(id, given),
      box: ({ id }: Product) => ({ id: `${id}00` }),
      required_price_0: () => 'its own',
      related: ({ id }: Product) => [{ id: String(Number(id) + 2) }],
    },
    Box: { price: ({ id }: Product, given: Currency) => priceIn(id, given) },
  },
};
const inOne: Part = {
  name: 'inOne',
  sdl: `
    type Product @key(fields: "id") { id: ID! price(currency: String!): Int @external box: Box @external
      inDollars(times: Int): Int @requires(fields: "price(currency: \\"USD\\")")
      inEuros: Int @requires(fields: "price(currency: \\"EUR\\")")
      dear: Int @requires(fields: "price(currency: \\"USD\\")")
      boxInDollars: Int @requires(fields: "box { price(currency: \\"USD\\") }")
      boxInEuros: Int @requires(fields: "box { price(currency: \\"EUR\\") }") plain: String }
    type Box @key(fields: "id") { id: ID! price(currency: String!): Int @external }`,
  resolvers: {
    Product: {
      inDollars: priced,
      inEuros: priced,
      dear: priced,
      boxInDollars: boxed,
      boxInEuros: boxed,
      plain: () => 'p',
    },
  },
};
const inTurn: Part = {
  name: 'inTurn',
  sdl: `type Product @key(fields: "id") { id: ID! dear: Int @external price(currency: String!): Int @external
    tax: Int @requires(fields: "dear price(currency: \\"EUR\\")") after: Int @requires(fields: "dear") }`,
  resolvers: {
    Product: {
      tax: ({ dear, price }: { dear: number; price: number }) => dear * 100 + price,
      after: ({ dear }: { dear: number }) => dear,
    },
  },
};

const graph = () => federated([prices, inOne, inTurn]);

describe('two fields that require a third with different arguments', () => {
  it.each([
    ['beside each other', '{ inDollars inEuros }', { inDollars: 10, inEuros: 9 }],
    ['by other names', '{ price: inDollars inDollars: inEuros }', { price: 10, inDollars: 9 }],
    ['in fragments', '{ ... { inEuros } ... on Product { inDollars dear } }', { inEuros: 9, inDollars: 10, dear: 10 }],
    ['one of which requires what requires it', '{ after inEuros }', { after: 10, inEuros: 9 }],
    ['in one that requires both in turn', '{ tax inEuros }', { tax: 1009, inEuros: 9 }],
    ['further down', '{ boxInDollars boxInEuros inEuros }', { boxInDollars: 1000, boxInEuros: 900, inEuros: 9 }],
    [
      'beside the third itself',
      '{ inEuros price(currency: "USD") dollars: inDollars plain }',
      { inEuros: 9, price: 10, dollars: 10, plain: 'p' },
    ],
    [
      'at different places',
      '{ inDollars related { inEuros inDollars related { inEuros } } }',
      { inDollars: 10, related: [{ inEuros: 27, inDollars: 30, related: [{ inEuros: 45 }] }] },
    ],
  ])('are told each its own %s', async (_, query, first) => {
    const { data, paths } = await graph().ask(`{ products ${query} }`);
    expect(paths).toEqual([]);
    expect((data as { products: object[] }).products[0]).toEqual(first);
  });

  it('are asked each with the variables that it uses', async () => {
    const asked = graph();
    const query = 'query ($times: Int) { products { inDollars(times: $times) inEuros } }';
    const { data } = await asked.ask(query, { times: 7 });
    const told = [70, 140].map((inDollars, index) => ({ inDollars, inEuros: 9 * (index + 1) }));
    expect(data).toEqual({ products: told });
    const bodies = asked.calls.slice(1).map((body) => JSON.parse(body) as { query: string; variables: object });
    const used = bodies.map((one) => [
      one.query.includes('inDollars'),
      one.query.includes('$times'),
      'times' in one.variables,
    ]);
    expect(used.sort()).toEqual([
      [false, false, false],
      [true, true, true],
    ]);
  });

  it('are asked at once where they need the same', async () => {
    const asked = graph();
    await asked.ask('{ products { inDollars dear boxInEuros plain } }');
    expect(asked.calls).toHaveLength(2);
  });
});

describe('what is required by a field that a variable excludes', () => {
  const stock: Part = {
    name: 'stock',
    sdl: 'type Query { things: [Thing!]! } type Thing @key(fields: "id") { id: ID! weight: Int size: Int }',
    resolvers: { Query: { things: () => [{ id: '1', weight: 3, size: 5 }] } },
  };
  const shop: Part = {
    name: 'shop',
    sdl: `type Thing @key(fields: "id") { id: ID! weight: Int @external size: Int @external
      cost: Int @requires(fields: "weight") area: Int @requires(fields: "size weight") colour: String }`,
    resolvers: {
      Thing: {
        cost: ({ weight }: { weight: number }) => weight * 2,
        area: ({ size }: { size: number }) => size * size,
        colour: () => 'red',
      },
    },
  };

  it.each([
    ['alone', '{ cost @skip(if: $no) colour }', { colour: 'red' }, { cost: 6, colour: 'red' }],
    ['in a fragment', '{ ... @skip(if: $no) { cost } colour }', { colour: 'red' }, { cost: 6, colour: 'red' }],
    ['beside others', '{ area @skip(if: $no) cost }', { cost: 6 }, { area: 25, cost: 6 }],
    [
      'under two conditions',
      '{ cost @skip(if: $no) area @include(if: $no) colour }',
      { area: 25, colour: 'red' },
      { cost: 6, colour: 'red' },
    ],
  ])('is no loss to what is asked in any case: %s', async (_, query, without, all) => {
    for (const [no, thing] of [
      [true, without],
      [false, all],
    ]) {
      const graph = federated([stock, shop]);
      const { data, paths } = await graph.ask(`query ($no: Boolean!) { things ${query} }`, { no });
      expect({ data, paths }).toEqual({ data: { things: [thing] }, paths: [] });
    }
  });

  it('is asked together where it is required anyway', async () => {
    const graph = federated([stock, shop]);
    await graph.ask('query ($no: Boolean!) { things { cost @skip(if: $no) area colour } }', { no: false });
    expect(graph.calls).toHaveLength(2);
  });
});

it('keeps the names under which the planner knows required fields from clients, and apart from theirs', async () => {
  const { data } = await graph().ask('{ products { required_price_0 inEuros required_price_1: inDollars } }');
  const first = { required_price_0: 'its own', inEuros: 9, required_price_1: 10 };
  expect((data as { products: object[] }).products[0]).toEqual(first);
  await expect(graph().ask('{ products { required_price_1 } }')).rejects.toThrow('required_price_1');
});
