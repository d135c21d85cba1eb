import type { Audience } from '#service/caller.ts';

/** One question that must be refused: its number in the list of attacks, who sends it, and what is answered. */
export type Query = {
  n: number;
  what: string;
  by: Audience;
  query: string;
  code: 'LIMIT_EXCEEDED' | 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'OPERATION_RESOLUTION_FAILURE';
  more?: { variables?: Record<string, unknown>; operationName?: string };
};

const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join(' ');
const deep = (levels: number): string => `${'application { member { '.repeat(levels)}id${' } }'.repeat(levels)}`;
const fanOut = (steps: number): string =>
  `{ member(id: "x") { ...f0 } } ${many(steps, (n) => `fragment f${n} on Member { ...f${n + 1} application { member { ...f${n + 1} } } }`)} fragment f${steps} on Member { id }`;
const introspected = (levels: number) =>
  `{ __schema { types { ${'fields { type { '.repeat(levels)}name${' } }'.repeat(levels)} } } }`;

const [limit, parse, validation] = ['LIMIT_EXCEEDED', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'] as const;
const resolution = 'OPERATION_RESOLUTION_FAILURE';

const by = (n: number, what: string, query: string, code: Query['code'], more?: Query['more']): Query => ({
  ...{ n, what, by: 'centre', query, code },
  ...(more ? { more } : {}),
});

/** The shapes of a question that cost more to answer than to send, and those that feel for what is hidden. */
export const queries: Query[] = [
  by(1, 'one level too deep', `{ member(id: "x") { ${deep(8)} } }`, limit),
  by(2, 'a thousand levels deep', `{ member(id: "x") { ${deep(500)} } }`, parse),
  by(3, 'fifty thousand levels deep', `{ member(id: "x") { ${deep(25_000)} } }`, parse),
  by(4, '101 aliases of __typename', `{ ${many(101, (n) => `a${n}: __typename`)} }`, limit),
  by(5, 'a thousand aliases of member', `{ ${many(1_000, (n) => `a${n}: member(id: "${n}") { id }`)} }`, parse),
  by(5, 'two aliases of member', '{ a: member(id: "1") { id } b: member(id: "2") { id } }', limit),
  by(6, 'one field ten thousand times', `{ ${'__typename '.repeat(10_000)} }`, parse),
  by(7, 'ten unknown directives', `{ __typename ${many(10, (n) => `@what${n}`)} }`, validation),
  by(8, 'five thousand @include', `{ __typename ${'@include(if: true) '.repeat(5_000)} }`, parse),
  by(8, 'a hundred @include', `{ __typename ${'@include(if: true) '.repeat(100)} }`, validation),
  by(9, 'a circular fragment', '{ ...a } fragment a on Query { ...a }', validation),
  by(
    10,
    'a circle of three',
    '{ ...a } fragment a on Query { ...b } fragment b on Query { ...c } fragment c on Query { ...a }',
    validation,
  ),
  by(11, 'a fan-out of 2^14 fields', fanOut(14), limit),
  by(11, 'a fan-out of 2^30 fields', fanOut(30), validation),
  by(
    12,
    'a thousand unused fragments',
    `{ __typename } ${many(1_000, (n) => `fragment f${n} on Query { __typename }`)}`,
    parse,
  ),
  by(
    12,
    'a hundred unused fragments',
    `{ __typename } ${many(100, (n) => `fragment f${n} on Query { __typename }`)}`,
    validation,
  ),
  by(15, 'circular introspection', introspected(8), validation),
  by(16, 'a name that is nearly one', '{ memberz(id: "x") { id } }', validation),
  {
    ...by(
      19,
      'a page of a hundred thousand',
      '{ pendingVerifications(first: 100000) { edges { node { id } } } }',
      limit,
    ),
    by: 'hr-bureau',
  },
  { ...by(20, 'a page of null', '{ pendingVerifications(first: null) { totalCount } }', validation), by: 'hr-bureau' },
  by(23, 'two operations and no name', 'query A { __typename } query B { __typename }', resolution),
  by(24, 'the name of an operation half a megabyte long', 'query A { __typename }', limit, {
    operationName: 'x'.repeat(500_000),
  }),
  by(25, 'lists within lists beyond the cost', '{ runs(city: CHANGJI, first: 100000) { id } }', limit),
  by(26, 'one name for two fields', '{ member(id: "x") { x: id x: birthDate } }', validation),
  by(27, '@defer', '{ ... @defer { __typename } }', validation),
  by(27, '@stream', '{ runs(city: CHANGJI) @stream { id } }', validation),
  by(28, 'a subscription', 'subscription { __typename }', validation),
  by(87, 'the doors of a subgraph', '{ _service { sdl } }', validation),
  by(87, 'entities', '{ _entities(representations: []) { __typename } }', validation),
  {
    ...by(90, 'a balance, by the tax bureau', '{ taxpayers(inquiries: []) { account { balance } } }', validation),
    by: 'tax-bureau',
  },
  { ...by(91, 'a member by id, by a bank', '{ member(id: "x") { id } }', validation), by: 'bank' },
  { ...by(92, 'a list of members, by the HR bureau', '{ members { id } }', validation), by: 'hr-bureau' },
  { ...by(96, 'a command, by a bank', 'mutation { giveConsent(input: {}) { id } }', validation), by: 'bank' },
  { ...by(96, 'a command, by the regulator', 'mutation { __typename }', validation), by: 'regulator' },
];
