import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeRules } from '#gateway/authorise.ts';
import { type Audience, audiences } from '#service/caller.ts';
import { contractSchema, fullSchema } from '#test/contract-schema.ts';
import { purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { documentFor, pathsToTypes } from '#test/paths.ts';

// Every guarded field of the supergraph, asked by every audience that has it, with tokens that hold every scope but those
// that open it. No subgraph runs: what is refused must be refused before anything is fetched.

let gateway: TestGateway;
let full: GraphQLSchema;
let rules: ReturnType<typeof scopeRules>;

beforeAll(async () => {
  gateway = await startTestGateway();
  full = await fullSchema();
  rules = scopeRules(await readFile(new URL('../../gateway/supergraph.graphql', import.meta.url), 'utf8'));
});

afterAll(() => gateway.stop());

const codesOf = async (audience: Audience, scope: string, document: string): Promise<unknown[]> => {
  const token = await gateway.token(audience, { scope });
  const { body } = await gateway.ask(token, document, { headers: purposeOf(audience) });
  return (body.errors ?? []).map(({ extensions }) => extensions['code']);
};

type Guarded = { coordinate: string; document: string; alternatives: string[][]; onTheWay: string[] };

function guardedIn(contract: GraphQLSchema): Guarded[] {
  const ways = pathsToTypes(contract);
  return [...rules].flatMap(([coordinate, alternatives]) => {
    const [parent = '', field = ''] = coordinate.split('.');
    const type = contract.getType(parent);
    const way = ways.get(parent);
    if (!isObjectType(type) || !(field in type.getFields()) || !way) return [];
    const path = { operation: way.operation, steps: [...way.steps, { parent, field }] };
    // What the way there needs is held too, so that only the field at its end is judged.
    const onTheWay = way.steps.flatMap((step) => rules.get(`${step.parent}.${step.field}`)?.[0] ?? []);
    return [{ coordinate, document: documentFor(full, path, undefined), alternatives, onTheWay }];
  });
}

describe('AG-04 a role without the scope that opens a field', () => {
  it('has something to be tested on: commands and what tells of a person', () => {
    expect([...rules.keys()]).toEqual(
      expect.arrayContaining([
        'Member.account',
        'Member.birthDate',
        'Member.consents',
        'Member.deduction',
        'Member.loans',
        'Member.name',
        'Member.subsidyAwards',
        'Mutation.decideVerification',
        'Mutation.decideLoanApplication',
        'Verification.applicantName',
      ]),
    );
  });

  it.each(audiences)('is refused it as %s, whatever other scopes it holds', async (audience) => {
    const all = [...new Set([...rules.values()].flat(2))];
    for (const { coordinate, document, alternatives } of guardedIn(await contractSchema(audience))) {
      const others = all.filter((scope) => !alternatives.flat().includes(scope)).join(' ');
      expect(await codesOf(audience, others, document), `${coordinate} as ${audience}`).toEqual(['FORBIDDEN']);
    }
  });

  it.each(audiences)('is given it as %s with any one of the alternatives', async (audience) => {
    for (const { coordinate, document, alternatives, onTheWay } of guardedIn(await contractSchema(audience))) {
      for (const alternative of alternatives) {
        const codes = await codesOf(audience, [...onTheWay, ...alternative].join(' '), document);
        expect(codes, `${coordinate} as ${audience}`).not.toContain('FORBIDDEN');
      }
    }
  });
});
