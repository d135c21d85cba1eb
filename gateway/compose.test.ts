import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { scopeRules } from './authorise.ts';
import { composeContract, composeSupergraph } from './composition/contract.ts';
import { argumentsInRequires } from './composition/lint.ts';
import type { SubgraphSource } from './composition/subgraph-sources.ts';

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;
const imports = '"@key", "@tag", "@external", "@requires", "@requiresScopes"';

const subgraph = (name: string, sdl: string): SubgraphSource =>
  ({
    name,
    url: `http://${name}/graphql`,
    typeDefs: parse(`${link(imports)} ${sdl}`, { noLocation: true }),
  }) as SubgraphSource;

const register = subgraph(
  'members',
  `enum Tone { LOW HIGH }
   type Query { member(tone: Tone!): Member @tag(name: "bank") }
   type Member @key(fields: "id") { id: ID! balance: Int! @tag(name: "centre") }`,
);

describe('composition', () => {
  it('refuses arguments inside @requires, where the planner gives one alias’s rows to another', () => {
    const asking = subgraph(
      'loans',
      `type Member @key(fields: "id") { id: ID! streak(months: Int!): Int! @external good: Boolean! @requires(fields: "streak(months: 12)") }`,
    );
    expect(argumentsInRequires([register, asking])).toEqual(['loans: Member.good passes arguments inside @requires']);
    expect(argumentsInRequires([register])).toEqual([]);
  });

  it('refuses a field that derives from a guarded one without its scope', () => {
    const guarded = subgraph(
      'members',
      `type Query { member: Member @tag(name: "bank") }
       type Member @key(fields: "id") { id: ID! balance: Int! @requiresScopes(scopes: [["account:read"]]) }`,
    );
    const deriving = subgraph(
      'loans',
      'type Member @key(fields: "id") { id: ID! balance: Int! @external rich: Boolean! @requires(fields: "balance") }',
    );
    expect(() => composeSupergraph([guarded, deriving])).toThrow(/rich/);
  });

  it('treats a hint as an error, since nobody decided on it', () => {
    const other = subgraph('loans', 'enum Tone { LOW } type Member @key(fields: "id") { id: ID! tone: Tone! }');
    expect(() => composeSupergraph([register, other])).toThrow(/Tone/);
  });

  it('gives arguments and enums the tags of the fields that use them, and output fields none', () => {
    const derived = subgraph(
      'loans',
      'type Member @key(fields: "id") { id: ID! balance: Int! @external good: Boolean! @requires(fields: "balance") @tag(name: "bank") }',
    );
    const contract = composeContract([register, derived], 'bank');
    expect(contract).toMatch(/member\(tone: Tone!\): Member/);
    expect(contract).toMatch(/enum Tone @join__type\(graph: MEMBERS\) \{/);
    expect(contract).toMatch(/balance: Int! @inaccessible/);
    expect(contract).toMatch(/good: Boolean! @join__field\(graph: LOANS, requires: "balance"\)\n/);
  });
});

describe('scopes', () => {
  it('are read from the supergraph and left out of every contract', () => {
    const guarded = subgraph(
      'members',
      'type Query { member: Int @tag(name: "bank") @requiresScopes(scopes: [["a", "b"], ["c"]]) }',
    );
    expect([...scopeRules(composeSupergraph([guarded]))]).toEqual([['Query.member', [['a', 'b'], ['c']]]]);
    expect(composeContract([guarded], 'bank')).not.toContain('requiresScopes');
  });

  it('are not the only guard that could be linked: the gateway does not start over one that nothing enforces', () => {
    const unknown =
      'schema @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY) { query: Query } type Query { a: Int }';
    expect(() => scopeRules(unknown)).toThrow(/authenticated/);
  });
});
