import { readFile } from 'node:fs/promises';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeRules } from '#gateway/authorise.ts';
import { type Audience, audiences } from '#service/caller.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { purposeOf } from '#test/gateway.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';
import { proofSize } from '../invariants/proof-size.ts';

// Every text that any audience may give to any root field, down to the last field of an input, with what has broken
// others: each is refused or means nothing, and none ever reaches PostgreSQL as anything but a value.

const { most } = proofSize({ small: { most: 2 }, full: { most: 100 } });

const payloads = [
  `'; SELECT pg_sleep(5); --`,
  '%'.repeat(500),
  `' OR '1'='1`,
  `') UNION SELECT rolpassword FROM pg_authid --`,
  '$1',
  '\\',
  `"; DROP SCHEMA members CASCADE; --`,
  `1; COPY movement TO PROGRAM 'id'`,
  `${'a'.repeat(5_000)}!`,
  '٣',
  '1e400',
  '-0',
  '../../etc/passwd',
  `{{7*7}}\${7*7}`,
  '',
];
const broken = /syntax error|SELECT |relation "|pg_|invalid input|violates|undefined|\[object|stack/;

let stack: TestStack;
let scope: string;

beforeAll(async () => {
  stack = await startTestStack('2026-09-01');
  const rules = scopeRules(await readFile(new URL('../../gateway/supergraph.graphql', import.meta.url), 'utf8'));
  scope = [...new Set([...rules.values()].flat(2))].join(' ');
}, 60_000);
afterAll(() => stack?.stop());

const plain: Record<string, unknown> = {
  ID: '00000000-0000-4000-8000-000000000009',
  ...{ String: 'x', Int: 1, Float: 1, Boolean: true, Money: '1.00' },
  ...{ CivilDate: '2026-08-01', CivilMonth: '2026-08', Instant: '2026-08-01T00:00:00.000Z' },
  IdentityNumber: '652301199001010011',
};

/** A value that fits, with something else at one place of it; without what need not be given elsewhere. */
function fitting(type: GraphQLInputType, path: readonly string[], attack: unknown): unknown {
  const bare = getNullableType(type);
  if (path.length === 0 && attack !== undefined) return attack;
  if (isListType(bare)) return [fitting(bare.ofType, path, attack)];
  if (isEnumType(bare)) return bare.getValues()[0]!.name;
  if (isScalarType(bare)) return plain[bare.name];
  const [next, ...rest] = path;
  const fields = Object.values(bare.getFields()).flatMap((field): [string, unknown][] => {
    if (field.name === next) return [[field.name, fitting(field.type, rest, attack)]];
    return isNonNullType(field.type) ? [[field.name, fitting(field.type, [], undefined)]] : [];
  });
  return Object.fromEntries(fields);
}

type Leaf = { path: string[]; type: string; required: boolean };

function leavesOf(type: GraphQLInputType, path: string[], seen: readonly string[] = []): Leaf[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return leavesOf(bare.ofType, path, seen);
  if (isLeafType(bare)) return [{ path, type: bare.name, required: isNonNullType(type) }];
  if (!isInputObjectType(bare) || seen.includes(bare.name)) return [];
  return Object.values(bare.getFields()).flatMap((field) =>
    leavesOf(field.type, [...path, field.name], [...seen, bare.name]),
  );
}

type Asked = Leaf & { query: string; variables: (attack: unknown) => Record<string, unknown> };

/** Every leaf of every argument of every root field, with the question that gives it. */
function askedIn(schema: GraphQLSchema): Asked[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) => {
      const given = (name: string) => field.args.filter((one) => one.name === name || isNonNullType(one.type));
      const ends = isLeafType(getNullableType(field.type));
      return field.args.flatMap((argument) => {
        const args = given(argument.name);
        const operation = root === schema.getQueryType() ? 'query' : 'mutation';
        const named = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
        const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
        const query = `${operation} (${named}) { ${field.name}(${passed})${ends ? '' : ' { __typename }'} }`;
        return leavesOf(argument.type, []).map((leaf): Asked => {
          const variables = (attack: unknown) =>
            Object.fromEntries(
              args.map(({ name, type }) => [
                name,
                name === argument.name ? fitting(type, leaf.path, attack) : fitting(type, [], undefined),
              ]),
            );
          return { ...leaf, query, variables };
        });
      });
    }),
  );
}

const texts = new Set(['ID', 'String', 'IdentityNumber', 'Money', 'CivilDate', 'CivilMonth', 'Instant']);

async function asking(audience: Audience) {
  const asked = askedIn(await contractSchema(audience));
  const token = await stack.token(audience, { scope });
  let turn = 0;
  const send = async (one: Asked, attack: unknown) => {
    const headers = purposeOf(audience);
    const answer = await stack.ask(token, one.query, { variables: one.variables(attack), headers });
    const codes = (answer.body.errors ?? []).map(({ extensions }) => extensions['code']);
    return { ...answer, codes, what: `${one.query} ${one.path.join('.')} ${String(attack).slice(0, 40)}` };
  };
  /** Some of the payloads, others for the next leaf. */
  const some = () => Array.from({ length: Math.min(most, payloads.length) }, () => payloads[turn++ % payloads.length]!);
  return { asked, send, some };
}

describe.each(audiences)('what %s may give', (audience) => {
  it('108, 110: is taken as a value wherever it is text, whatever it reads like', async () => {
    const { asked, send, some } = await asking(audience);
    for (const one of asked.filter(({ type }) => texts.has(type))) {
      for (const payload of some()) {
        const began = performance.now();
        const { status, codes, text, what } = await send(one, payload);
        expect([what, status < 500, codes.includes('INTERNAL')]).toEqual([what, true, false]);
        expect(text).not.toMatch(broken);
        expect(performance.now() - began).toBeLessThan(4_000);
      }
    }
  }, 180_000);

  it('111, 112: is refused where it is an object, a list too deep, or nothing where something must be', async () => {
    const { asked, send } = await asking(audience);
    for (const one of asked) {
      for (const attack of [{ $ne: null }, [[{ a: 1 }]], ...(one.required ? [null] : [])]) {
        const { codes, what } = await send(one, attack);
        // Our own scalars are read by the registers, in their own words.
        expect([what, ['BAD_USER_INPUT', 'INVALID_INPUT'].includes(String(codes[0]))]).toEqual([what, true]);
      }
      if (one.required) continue;
      const { codes, status, what } = await send(one, null);
      expect([what, status < 500, codes.includes('INTERNAL')]).toEqual([what, true, false]);
    }
  }, 180_000);
});
