import type { RandomField, RandomGraph, RandomType } from './graph.ts';

const common = `
  enum Color { RED GREEN BLUE }
  input Wish { n: Int c: Color list: [String!] deep: Wish }`;

const line = ({ name, arguments: given, type }: RandomField, more = '') => `${name}${given}: ${type}${more}`;
const block = (head: string, lines: readonly string[]) => `${head} { ${lines.join(' ')} }`;

/** The whole graph as one schema. */
export function monolithSdl({ types, roots, faced, unions }: RandomGraph): string {
  const own = types.map((type) => {
    const isMember = faced?.members.includes(type.name) === true;
    const fields = [...type.fields, ...(isMember ? faced!.fields : [])].map((field) => line(field));
    if (type.kind === 'value') return block(`type ${type.name}`, fields);
    return block(`type ${type.name}${isMember ? ' implements Faced' : ''}`, ['id: ID!', 'label: String', ...fields]);
  });
  return [
    common,
    block(
      'type Query',
      roots.map((root) => line(root)),
    ),
    ...own,
    ...unions.map(({ name, members }) => `union ${name} = ${members.join(' | ')}`),
    ...(faced
      ? [block('interface Faced', ['id: ID!', 'label: String', ...faced.fields.map((field) => line(field))])]
      : []),
  ].join('\n');
}

function entityIn(graph: RandomGraph, type: RandomType, subgraph: number): string {
  const own = type.fields.filter(({ owner }) => owner === subgraph);
  const required = new Set(own.flatMap(({ requires }) => (requires ? [requires] : [])));
  const lines = own.map((field) => {
    const { requires, requiredWith } = field;
    return line(field, requires ? ` @requires(fields: "${requires}${requiredWith?.text ?? ''}")` : '');
  });
  const external = type.fields.filter(({ name }) => required.has(name)).map((field) => line(field, ' @external'));
  const faced = graph.faced?.home === subgraph && graph.faced.members.includes(type.name) ? ' implements Faced' : '';
  return block(`type ${type.name}${faced} @key(fields: "id")`, [
    'id: ID!',
    'label: String @shareable',
    ...lines,
    ...external,
  ]);
}

/** The part of one subgraph. */
export function subgraphSdl(graph: RandomGraph, subgraph: number): string {
  const { types, roots, faced, unions } = graph;
  const isGuest = faced?.guest === subgraph;
  const own = types.flatMap((type) => {
    if (type.kind === 'value') {
      return type.owner === subgraph
        ? [
            block(
              `type ${type.name}`,
              type.fields.map((field) => line(field)),
            ),
          ]
        : [];
    }
    return isGuest && faced.members.includes(type.name) ? [] : [entityIn(graph, type, subgraph)];
  });
  const faces = isGuest
    ? [
        block('type Faced @key(fields: "id") @interfaceObject', [
          'id: ID!',
          'label: String @shareable',
          ...faced.fields.map((field) => line(field)),
        ]),
      ]
    : faced?.home === subgraph
      ? [block('interface Faced @key(fields: "id")', ['id: ID!', 'label: String'])]
      : [];
  const known = unions.filter(({ members }) => !isGuest || members.every((name) => !faced.members.includes(name)));
  return [
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
      import: ["@key", "@requires", "@external", "@shareable", "@interfaceObject"])`,
    common,
    block('type Query', [
      ...roots.filter(({ owner }) => owner === subgraph).map((root) => line(root)),
      `alive${subgraph}: Boolean`,
    ]),
    ...own,
    ...known.map(({ name, members }) => `union ${name} = ${members.join(' | ')}`),
    ...faces,
  ].join('\n');
}
