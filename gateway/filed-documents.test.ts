import { buildSchema, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { actualCost, costRules, staticCost } from './cost.ts';
import { filedDocuments, filedRequest } from './filed-documents.ts';
import { numbersAsked } from './lookups.ts';

const documents = await filedDocuments();
const [greenChannel] = documents.of.get('bank')!.byHash.values();
const { text, hash } = greenChannel!;
const variables = { consent: 'c' };
const send = (body: Record<string, unknown>, audience: 'bank' | 'centre' = 'bank') => {
  try {
    return filedRequest(documents, audience, { variables, ...body });
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe('what an agency sends', () => {
  const persisted = (sha256Hash: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
  const asked: Record<string, Record<string, unknown>> = {
    'by its text': { query: text },
    'by its text without comments, laid out anew': { query: print(parse(text)) },
    'by its text in one line with commas': { query: print(parse(text)).replaceAll(/\s+/g, ' , ') },
    'by its id': { documentId: `sha256:${hash}` },
    'by its bare hash': { documentId: hash },
    'by the extension for persisted documents': persisted(hash),
    'by text and hash that agree': { query: text, ...persisted(hash) },
    'by text and id that agree': { query: text, documentId: hash },
  };
  for (const [how, body] of Object.entries(asked)) {
    it(`is answered as the document on file: ${how}`, () => {
      expect(send(body)).toEqual({ variables, query: text });
    });
  }

  const refused: Record<string, Record<string, unknown>> = {
    'another question': { query: '{ __typename }' },
    introspection: { query: '{ __schema { types { name } } }' },
    'the document with a field more': { query: text.replace('eligible', 'eligible e: eligible') },
    'the document with an alias': { query: text.replace('eligible', 'x: eligible') },
    'the document with a second operation': { query: `${text} query Other { __typename }` },
    'a hash that is not on file': persisted('0'.repeat(64)),
    'another audience’s document': { documentId: [...documents.of.get('hr-bureau')!.byHash.keys()][0] },
    'a hash beside another text, to have it filed': { query: '{ __typename }', ...persisted(hash) },
    'a hash that is no text': persisted({ toString: 'x' }.toString),
    'a name of the language': { documentId: '__proto__' },
    nothing: {},
    'text that is no text': { query: [text] },
    'text that does not end': { query: `${text} "` },
    'text that is very long': { query: `${text} #${'x'.repeat(20_000)}` },
  };
  for (const [what, body] of Object.entries(refused)) {
    it(`is refused: ${what}`, () => expect(send(body)).toBe('DOCUMENT_NOT_ON_FILE'));
  }
});

describe('what centre staff send', () => {
  it('is free, or a document on file by its hash', () => {
    expect(send({ query: '{ __typename }' }, 'centre')).toMatchObject({ query: '{ __typename }' });
    const [first] = documents.of.get('centre')!.byHash.values();
    expect(send({ documentId: `sha256:${first!.hash}` }, 'centre')).toMatchObject({ query: first!.text });
    expect(send({ documentId: 'sha256:0' }, 'centre')).toBe('DOCUMENT_NOT_ON_FILE');
  });
});

const sdl = `
  directive @cost(weight: String!) on FIELD_DEFINITION | OBJECT
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
  scalar IdentityNumber
  input Inquiry { identityNumber: IdentityNumber!, income: String }
  type Query {
    found(inquiries: [Inquiry!]!): [Person!]! @listSize(assumedSize: 1000)
    one(identityNumber: IdentityNumber!): Person
    page(first: Int = 50): Page @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    free: [Person!]!
  }
  type Mutation { change: Person }
  type Page { edges: [Edge!]!, total: Int }
  type Edge { node: Person! }
  type Person { id: ID, dear: Int @cost(weight: "5"), friends: [Person!]! }`;
const schema = buildSchema(sdl);
const rules = costRules(sdl);

function costOf(query: string, given: Record<string, unknown> = {}): number {
  const document = parse(query);
  return staticCost(rules, schema, { document, operation: document.definitions[0] as never, variables: given });
}

describe('the cost of a question', () => {
  const costs: [string, number, Record<string, unknown>?][] = [
    ['{ one(identityNumber: "x") { id } }', 1],
    ['{ one(identityNumber: "x") { dear } }', 6],
    ['{ found(inquiries: []) { id } }', 1_000],
    ['{ free { id } }', 10],
    ['{ page(first: 7) { total edges { node { id } } } }', 1 + 7 * 2],
    ['{ page { edges { node { id } } } }', 1 + 50 * 2],
    ['query ($n: Int) { page(first: $n) { edges { node { id } } } }', 1 + 3 * 2, { n: 3 }],
    ['query ($n: Int) { page(first: $n) { edges { node { id } } } }', 1 + 50 * 2],
    ['{ page(first: -5) { edges { node { id } } } }', 1],
    ['{ free { friends { friends { id } } } }', 10 + 100 + 1_000],
    ['{ ...f } fragment f on Query { free { ... on Person { id } } }', 10],
    ['mutation { change { id } }', 11],
  ];
  for (const [query, cost, given] of costs) {
    it(`${query} with ${JSON.stringify(given ?? {})} is ${cost}`, () => expect(costOf(query, given)).toBe(cost));
  }

  it('and of its answer is the objects in it', () => {
    expect(actualCost({ found: [{ id: 1 }, { id: 2, friends: [{ id: 3 }] }], none: null })).toBe(4);
    expect(actualCost(null)).toBe(0);
  });
});

describe('the identity numbers in a question', () => {
  const counts: [string, number, Record<string, unknown>?][] = [
    ['{ one(identityNumber: "x") { id } }', 1],
    ['query ($n: IdentityNumber!) { one(identityNumber: $n) { id } }', 1, { n: 'x' }],
    [
      'query ($i: [Inquiry!]!) { found(inquiries: $i) { id } }',
      3,
      { i: [1, 2, 3].map(() => ({ identityNumber: 'x' })) },
    ],
    ['query ($i: [Inquiry!]!) { found(inquiries: $i) { id } }', 1, { i: { identityNumber: 'x' } }],
    ['query ($i: [Inquiry!]!) { found(inquiries: $i) { id } }', 0, { i: [null, 'x', { income: 'x' }] }],
    [
      'query ($n: IdentityNumber!) { found(inquiries: [{ identityNumber: $n }, { identityNumber: "y" }]) { id } }',
      2,
      { n: 'x' },
    ],
    ['{ page { total } }', 0],
  ];
  for (const [query, count, given] of counts) {
    it(`${query} with ${JSON.stringify(given ?? {})} are ${count}`, () =>
      expect(numbersAsked(schema, parse(query))(given ?? {})).toBe(count));
  }
});
