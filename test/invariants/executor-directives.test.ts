import { expect, it } from 'vitest';
import { federated, type Part } from '#test/federated.ts';

// Directives of one's own that clients write into documents: they are known, and each subgraph is told of those beside
// its fields, with their defaults, since another may be the one that has them.

const part = (name: string, definition: string, fields: string, on = 'FIELD'): Part => ({
  name,
  sdl: `
    extend schema @link(url: "https://example.org/note/v1.0", import: ["@note"])
      @federation__composeDirective(name: "@note")
    directive @note(text: String! ${definition}) on ${on}
    type Query { ${fields} }`,
  resolvers: { Query: { left: () => 'l', right: () => 'r' } },
});
const left = part('left', '', 'left: String');
const right = part('right', '= "none"', 'right: String');

it('are told to the subgraphs, with their defaults', async () => {
  const graph = federated([left, right]);
  const query = 'query ($text: String!) { left @note ...more } fragment more on Query { right @note(text: $text) }';
  const { data, paths } = await graph.ask(query, { text: 'some' });
  expect({ data, paths }).toEqual({ data: { left: 'l', right: 'r' }, paths: [] });
  const asked = graph.calls.map((body) => JSON.parse(body)).map(({ query: text, variables }) => ({ text, variables }));
  expect(asked).toEqual([
    { text: '{left@note(text:"none")}', variables: {} },
    { text: 'query($text:String!){right@note(text:$text)}', variables: { text: 'some' } },
  ]);
});

it('are not known to clients if they describe the schema too', async () => {
  const both = [part('left', '', 'left: String', 'FIELD | FIELD_DEFINITION')];
  await expect(federated(both).ask('{ left @note(text: "some") }')).rejects.toThrow('Unknown directive "@note"');
});
