import { describe, expect, it } from 'vitest';
import { federated, type Part } from '#test/federated.ts';

// Cases that federation gateways are known to get wrong: arguments within @requires, keys that mix, interface objects.

const prices: Part = {
  name: 'prices',
  sdl: `
    type Query { products: [Product!]! }
    type Product @key(fields: "id") { id: ID! name: String price(currency: String!): Int weight: Int }`,
  resolvers: {
    Query: { products: () => [{ id: '1' }, { id: '2' }] },
    Product: {
      name: ({ id }: { id: string }) => `product ${id}`,
      price: ({ id }: { id: string }, { currency }: { currency: string }) =>
        Number(id) * (currency === 'USD' ? 10 : currency === 'EUR' ? 9 : 70),
      weight: ({ id }: { id: string }) => Number(id),
    },
  },
};

const shipping: Part = {
  name: 'shipping',
  sdl: `type Product @key(fields: "id") { id: ID! price(currency: String!): Int @external weight: Int @external
    cost: Int @requires(fields: "price(currency: \\"USD\\") weight") }`,
  resolvers: {
    Product: {
      cost: ({ price, weight }: { price: number; weight: number }) => price * weight,
    },
  },
};

describe('an argument within @requires', () => {
  it('is given as it is written there', async () => {
    const { data, paths } = await federated([prices, shipping]).ask('{ products { cost } }');
    expect({ data, paths }).toEqual({ data: { products: [{ cost: 10 }, { cost: 40 }] }, paths: [] });
  });

  it('is not mixed up with the one that a client gives the same field', async () => {
    const query = '{ products { cost price(currency: "CNY") again: price(currency: "EUR") } }';
    const { data } = await federated([prices, shipping]).ask(query);
    expect(data).toEqual({
      products: [
        { cost: 10, price: 70, again: 9 },
        { cost: 40, price: 140, again: 18 },
      ],
    });
  });
});

describe('an alias', () => {
  it('that reads like a key is not taken for it', async () => {
    const { data } = await federated([prices, shipping]).ask('{ products { id: name weight: cost price: id } }');
    expect(data).toEqual({
      products: [
        { id: 'product 1', weight: 10, price: '1' },
        { id: 'product 2', weight: 40, price: '2' },
      ],
    });
  });

  it('may be called like what every object inherits', async () => {
    const { ask } = federated([prices]);
    const { data, text } = await ask('{ products { __proto__: name constructor: id toString: weight } }');
    const keys = ['__proto__', 'constructor', 'toString'];
    expect((data as { products: object[] }).products.map((one) => Object.keys(one))).toEqual([keys, keys]);
    expect(text).toContain('"__proto__":"product 1","constructor":"1","toString":1');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

type Book = { id?: string; isbn?: string; region?: string };

describe('an entity with several keys', () => {
  const store: Part = {
    name: 'store',
    sdl: `type Query { shelf: Shelf }
          type Shelf { id: ID! books: [Book!]! }
          type Book @key(fields: "id") @key(fields: "isbn region") { id: ID! isbn: String! region: String! }`,
    resolvers: {
      Query: { shelf: () => ({ id: '9' }) },
      Shelf: {
        books: () => [
          { id: '1', isbn: 'x', region: 'cn' },
          { id: '2', isbn: 'x', region: 'kz' },
        ],
      },
    },
  };
  const titles: Part = {
    name: 'titles',
    sdl: `type Book @key(fields: "isbn region") { isbn: String! region: String! title: String pages: Int }`,
    resolvers: {
      Book: {
        title: ({ isbn, region }: Book) => `${isbn} in ${region}`,
        pages: ({ region }: Book) => (region === 'cn' ? 100 : 120),
      },
    },
  };
  const reviews: Part = {
    name: 'reviews',
    sdl: `type Book @key(fields: "id") { id: ID! pages: Int @external stars: Int @requires(fields: "pages") }`,
    resolvers: { Book: { stars: ({ id, pages }: Book & { pages: number }) => pages + Number(id) } },
  };

  it('is known to each subgraph by its own', async () => {
    const { data, paths } = await federated([store, titles, reviews]).ask('{ shelf { id books { title stars id } } }');
    expect({ data, paths }).toEqual({
      data: {
        shelf: {
          id: '9',
          books: [
            { title: 'x in cn', stars: 101, id: '1' },
            { title: 'x in kz', stars: 122, id: '2' },
          ],
        },
      },
      paths: [],
    });
  });

  it('is told what it requires by a key that it resolves', async () => {
    const shop: Part = {
      name: 'shop',
      sdl: `type Query { tins: [Tin!]! }
            type Tin @key(fields: "code", resolvable: false) @key(fields: "id") {
              code: String! id: ID! paint: String! @external label: String @requires(fields: "paint") }`,
      resolvers: {
        Query: { tins: () => [{ id: '1', code: 'c1' }] },
        Tin: {
          __resolveReference: ({ id, paint }: { id?: string; paint: string }) => (id ? { id, paint } : null),
          label: ({ id, paint }: { id: string; paint: string }) => `${id}: ${paint}`,
        },
      },
    };
    const paints: Part = {
      name: 'paints',
      sdl: 'type Tin @key(fields: "id") { id: ID! paint: String! }',
      resolvers: { Tin: { paint: () => 'green' } },
    };
    const { data, paths } = await federated([shop, paints]).ask('{ tins { label } }');
    expect({ data, paths }).toEqual({ data: { tins: [{ label: '1: green' }] }, paths: [] });
  });

  it('is asked about once, however often it is in the answer', async () => {
    const graph = federated([store, titles, reviews]);
    await graph.ask('{ shelf { books { stars } again: books { stars } } }');
    const asked = graph.calls.flatMap((body) => JSON.parse(body).variables.representations ?? []);
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBeGreaterThan(0);
    for (const body of graph.calls) {
      const all = (JSON.parse(body).variables.representations ?? []).map((one: object) => JSON.stringify(one));
      expect(new Set(all).size).toBe(all.length);
    }
  });

  for (const [what, change] of Object.entries({
    'in another order': (all: unknown[]) => all.toReversed(),
    'fewer of them': (all: unknown[]) => all.slice(1),
    'more of them': (all: unknown[]) => [...all, ...all],
    'with another key': (all: object[]) => all.map((one) => ({ ...one, region: 'ru' })),
    'without their keys': (all: Book[]) => all.map(({ region: _, ...rest }) => rest),
    'of another type': (all: object[]) => all.map((one) => ({ ...one, __typename: 'Shelf' })),
  } as Record<string, (all: never[]) => unknown[]>)) {
    it(`is nobody’s when a subgraph answers ${what}`, async () => {
      const { ask } = federated([store, titles], (answer, subgraph) => {
        const { _entities } = answer.data as { _entities?: never[] };
        return subgraph === 'titles' && _entities ? { ...answer, data: { _entities: change(_entities) } } : answer;
      });
      const { data, paths } = await ask('{ shelf { books { id title } } }');
      const books = [
        { id: '1', title: null },
        { id: '2', title: null },
      ];
      expect(data).toEqual({ shelf: { books } });
      expect(paths.length).toBeGreaterThan(0);
    });
  }

  it('keeps what others said of it when a subgraph says what it was not asked', async () => {
    const graph = federated([store, titles], (answer, subgraph) => {
      const { _entities } = answer.data as { _entities?: object[] };
      const more = JSON.parse('{"id": "999", "__proto__": {"id": "998"}, "constructor": "997"}') as object;
      return subgraph === 'titles' && _entities
        ? { ...answer, data: { _entities: _entities.map((one) => ({ ...more, ...one })) } }
        : answer;
    });
    const { data, paths } = await graph.ask('{ shelf { books { id title } } }');
    expect(data).toMatchObject({
      shelf: {
        books: [
          { id: '1', title: 'x in cn' },
          { id: '2', title: 'x in kz' },
        ],
      },
    });
    expect(paths).toEqual([]);
    expect(graph.dropped).toContain('id');
  });
});

describe('an interface that a subgraph knows as one type', () => {
  const media: Part = {
    name: 'media',
    sdl: `type Query { shelf: [Media!]! }
          interface Media @key(fields: "id") { id: ID! title: String }
          type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
          type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
    resolvers: {
      Query: {
        shelf: () => [
          { __typename: 'Book', id: 'b1' },
          { __typename: 'Film', id: 'f1' },
        ],
      },
      Media: {
        __resolveReference: ({ id }: { id: string }) => ({ __typename: id.startsWith('b') ? 'Book' : 'Film', id }),
      },
      Book: { title: () => 'book', pages: () => 7 },
      Film: { title: () => 'film', minutes: () => 90 },
    },
  };
  const votes: Part = {
    name: 'votes',
    sdl: `type Query { best: Media } type Media @key(fields: "id") @interfaceObject { id: ID! votes: Int }`,
    resolvers: {
      Query: { best: () => ({ id: 'f1', votes: 8 }) },
      Media: { votes: ({ id }: { id: string }) => (id === 'f1' ? 8 : 5) },
    },
  };
  const picks: Part = {
    name: 'picks',
    sdl: `type Query { best: Media } type Media @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
    resolvers: { Query: { best: () => ({ id: 'f1' }) } },
  };

  it('has its fields wherever it is asked, and its types where they are known', async () => {
    const query =
      '{ shelf { __typename id votes ... on Book { pages } } best { __typename votes title ... on Film { minutes } } }';
    const { data, paths } = await federated([media, votes]).ask(query);
    expect({ data, paths }).toEqual({
      data: {
        shelf: [
          { __typename: 'Book', id: 'b1', votes: 5, pages: 7 },
          { __typename: 'Film', id: 'f1', votes: 8 },
        ],
        best: { __typename: 'Film', votes: 8, title: 'film', minutes: 90 },
      },
      paths: [],
    });
  });

  it('may be met there only, and led on from there, where it cannot be asked for', async () => {
    const { data, paths } = await federated([media, picks]).ask('{ best { id title __typename } }');
    expect({ data, paths }).toEqual({ data: { best: { id: 'f1', title: 'film', __typename: 'Film' } }, paths: [] });
  });
});
