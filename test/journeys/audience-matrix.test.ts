import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeRules } from '#gateway/authorise.ts';
import { type Audience, audiences } from '#service/caller.ts';
import { contractSchema, fullSchema } from '#test/contract-schema.ts';
import { purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { documentFor, type PathTo, pathsToTypes, type Step } from '#test/paths.ts';

// Every field of the full supergraph, asked by every audience of a live gateway. No subgraph runs: an answer is judged
// by whether the gateway knows the field, and that is decided before anything is fetched.

let gateway: TestGateway;
let full: GraphQLSchema;
let scope: string;

beforeAll(async () => {
  gateway = await startTestGateway();
  full = await fullSchema();
  const supergraph = await readFile(new URL('../../gateway/supergraph.graphql', import.meta.url), 'utf8');
  scope = [...new Set([...scopeRules(supergraph).values()].flat(2))].join(' ');
});

afterAll(() => gateway.stop());

const knows = (schema: GraphQLSchema, { parent, field }: Step): boolean => {
  const type = schema.getType(parent);
  return isObjectType(type) && field in type.getFields();
};

function everyField(schema: GraphQLSchema): Step[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => ({ parent: type.name, field }))
      : [],
  );
}

// A name as long as the one it stands for, so that even the places in the answer are the same.
const absentName = (name: string) => 'q'.repeat(name.length);

/** Through the audience's own doors as far as they lead, otherwise the way that only the full schema knows. */
function wayTo(step: Step, own: Map<string, PathTo>, all: Map<string, PathTo>): PathTo {
  const toParent = own.get(step.parent) ?? all.get(step.parent)!;
  return { operation: toParent.operation, steps: [...toParent.steps, step] };
}

async function judged(
  audience: Audience,
  token: string,
  contract: GraphQLSchema,
  path: PathTo,
): Promise<'seen' | 'absent'> {
  const ask = (document: string) => gateway.ask(token, document, { headers: purposeOf(audience) });
  const answer = await ask(documentFor(full, path, undefined));
  const refused = answer.body.errors?.some(({ extensions }) => extensions['code'] === 'GRAPHQL_VALIDATION_FAILED');
  const at = path.steps.findIndex((step) => !knows(contract, step));
  if (at === -1) return refused || answer.status === 400 ? Promise.reject(new Error(answer.text)) : 'seen';
  const { field } = path.steps[at]!;
  const name = absentName(field);
  const absent = await ask(documentFor(full, path, { at, name }));
  expect(refused).toBe(true);
  expect(answer.status).toBe(absent.status);
  expect(answer.text.replaceAll(`\\"${field}\\"`, '""')).toBe(absent.text.replaceAll(`\\"${name}\\"`, '""'));
  expect(answer.body.data).toBeUndefined();
  return 'absent';
}

describe('each audience and every field there is', () => {
  for (const audience of audiences) {
    it(`AG-01…06 ${audience} is answered what its contract holds, and anything else as if it did not exist`, async () => {
      const contract = await contractSchema(audience);
      const [own, all] = [pathsToTypes(contract), pathsToTypes(full)];
      const token = await gateway.token(audience, { scope });
      const expected = { seen: 0, absent: 0 };
      const found = { seen: 0, absent: 0 };
      for (const step of everyField(full)) {
        expected[knows(contract, step) ? 'seen' : 'absent'] += 1;
        found[await judged(audience, token, contract, wayTo(step, own, all))] += 1;
      }
      expect(found).toEqual(expected);
      expect(found.seen).toBeGreaterThan(0);
      expect(found.absent).toBeGreaterThan(0);
    }, 120_000);
  }
});
