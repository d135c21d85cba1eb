import { describe, expect, it } from 'vitest';
import { graphOf } from '#gateway/execute/planned-here.ts';
import { federated, type Part } from '#test/federated.ts';

// What the planner would answer wrong, silently, is refused in words; and what is not carried out is said when it is read.

const asked = (query: string, parts: Part[]) => federated(parts).ask(query);

describe('what the planner finds nobody to ask for', () => {
  const lone: Part = {
    name: 'lone',
    sdl: `type Query { lone: Lone inside: Inside } type Inside { name: String lone: Lone }
          interface Lone @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { inside: () => ({ name: 'inside' }) } },
  };
  const more: Part = {
    name: 'more',
    sdl: 'type Lone @key(fields: "id", resolvable: false) @interfaceObject { id: ID! more: String }',
    resolvers: {},
  };

  it.each([
    ['lone', '{ inside { name } lone { more } }'],
    ['other', 'query ($no: Boolean = false) { other: lone { more } inside { name @include(if: $no) } }'],
    ['inside.lone', '{ inside { name ... on Inside { lone { more } } } }'],
  ])('is refused at "%s"', async (place, query) => {
    await expect(asked(query, [lone, more])).rejects.toThrow(`Nobody can be asked for "${place}"`);
  });

  it('is no hindrance where a variable or a type excludes it', async () => {
    const query = 'query ($no: Boolean = false) { lone { id more @include(if: $no) } inside { name } }';
    const { data, paths } = await asked(query, [lone, more]);
    expect({ data, paths }).toEqual({ data: { lone: null, inside: { name: 'inside' } }, paths: [] });
  });

  it('is refused of a member that only some subgraphs know, if others must help to tell it', async () => {
    const sdl = (member: string, more: string) => `
      type Query { shelf: Shelf @shareable } type Shelf @shareable { things: [Thing!]! } union Thing = Cup | ${member}
      type Cup @shareable { size: Int } type ${member} @key(fields: "id") { id: ID! ${more} }`;
    const price = 'type Plate @key(fields: "id") { id: ID! price: Int }';
    const parts = [
      { name: 'left', sdl: sdl('Plate', ''), resolvers: {} },
      { name: 'right', sdl: sdl('Bowl', 'depth: Int'), resolvers: {} },
      { name: 'shop', sdl: price, resolvers: {} },
    ];
    const query = '{ shelf { things { ... on Cup { size } ... on Plate { price } } } }';
    await expect(asked(query, parts)).rejects.toThrow('Nobody can be asked for');
  });
});

describe('a graph with @context and @fromContext', () => {
  it('is refused when it is read, by name', () => {
    const sdl = 'schema @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY) { query: Query }';
    expect(() => graphOf(sdl)).toThrow('@context and @fromContext');
  });
});
