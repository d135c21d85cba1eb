import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType, isEnumType, isNonNullType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCodes } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { agency, join, newKey } from '#test/agencies.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { applyForOne, byLoanIds, lend, officer } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Every command about loans with every field of its input spoiled in every way that its type has, read from the contract:
// refused with a code and nothing changed in the register. A command added later is tried too.

const schema: GraphQLSchema = await contractSchema('centre');
const long = '长'.repeat(20_000);
const nobody = '00000000-0000-4000-8000-00000000000f';
const spoiled: Record<string, unknown[]> = {
  ID: ['', 'x', nobody, long, 'a\u0000b', "'; DROP TABLE loan; --", 7.5],
  String: ['', '   ', long, 'a\u0000b', 7, ['x']],
  Money: ['-1.00', '0.00', '0', '1.234', '1e9', '１００.00', '99999999999999999999.00', '', 100],
  Int: [-1, 0, 2_147_483_647, 2_147_483_648, 1.5, '12'],
  CivilDate: ['2026-13-01', '2026-02-30', '9999-12-31', '', 'today', 20260101],
  Boolean: ['yes', 1, 'true'],
};
const commands = ['applyForLoan', ...Object.keys(byLoanIds)];

let stack: TestStack;
let base: Record<string, Record<string, unknown>>;

beforeAll(async () => {
  stack = await startTestStack('2026-03-05');
  const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', firstContribution: '718.00' };
  const one = await join(stack, 'huzhou', { identityNumber: identityNumber('1990-04-01') }, plan);
  const other = await join(stack, 'huzhou', { identityNumber: identityNumber('1990-04-02') }, plan);
  const third = await join(stack, 'huzhou', { identityNumber: identityNumber('1990-04-03') }, plan);
  const loan = await lend(stack, 'huzhou', { memberId: one, principal: '100000.00', months: 60 });
  await stack.world.hear();
  const application = await applyForOne(stack, 'huzhou', { memberId: other, principal: '100000.00', months: 60 });
  await stack.world.hear();
  const ids: Record<string, string> = { loanId: loan.id, applicationId: application.id };
  const wish = { memberId: third, principal: '1000.00', months: 12, method: 'EQUAL_PRINCIPAL', firstHome: true };
  base = {
    applyForLoan: { ...wish, housePrice: '2000.00' },
    ...Object.fromEntries(
      Object.entries(byLoanIds).map(([name, [field, more]]) => [name, { [field]: ids[field] ?? nobody, ...more }]),
    ),
  };
});
afterAll(() => stack?.stop());

const inputOf = (name: string) =>
  getNamedType(schema.getMutationType()!.getFields()[name]!.args[0]!.type) as GraphQLInputObjectType;

/** Every input of a command with one field spoiled, or left out where it must be given. */
function* spoiledInputs(name: string): Generator<[string, Record<string, unknown>]> {
  const whole = { ...base[name], idempotencyKey: newKey() };
  for (const field of Object.values(inputOf(name).getFields())) {
    const type = getNamedType(field.type);
    const all = isEnumType(type) ? ['NOPE', '', 1] : spoiled[type.name]!;
    // A key may be any text.
    const values = field.name === 'idempotencyKey' ? all.filter((value) => value !== '   ') : all;
    for (const value of values)
      yield [`${field.name}: ${JSON.stringify(value).slice(0, 40)}`, { ...whole, [field.name]: value }];
    if (!isNonNullType(field.type)) continue;
    yield [`${field.name}: null`, { ...whole, [field.name]: null }];
    const { [field.name as keyof typeof whole]: _, ...without } = whole;
    yield [`no ${field.name}`, without];
  }
  yield ['more than it takes', { ...whole, admin: true }];
}

/** All that the register of loans holds, as one digest. */
async function held(): Promise<string> {
  const { database } = stack.world.databases.loans;
  const tables = await rows<{ name: string }>(
    database,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'loans' AND tablename <> 'migrations' ORDER BY 1",
  );
  const digests: string[] = [];
  for (const { name } of tables) {
    const sql = `SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS digest FROM ${name} t`;
    digests.push(`${name} ${(await rows<{ digest: string }>(database, sql))[0]!.digest}`);
  }
  return digests.join('\n');
}

const known = new Set<unknown>([...refusalCodes, 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

describe.each(commands)('%s', (name) => {
  it('refuses every spoiled field with a code, says nothing of how it is made, and changes nothing', async () => {
    const clerk = officer(stack, 'huzhou', 'loan-9');
    const document = `mutation ($input: ${inputOf(name).name}!) { ${name}(input: $input) { __typename } }`;
    const before = await held();
    for (const [how, input] of spoiledInputs(name)) {
      const { code, message } = await clerk.refused(document, { input }).catch((error: Error) => {
        throw new Error(`${name} with ${how}: ${error.message}`);
      });
      expect(known, `${name} with ${how}: ${code} ${message}`).toContain(code);
      expect(message, `${name} with ${how}`).not.toMatch(/SELECT|INSERT|syntax|relation|column|postgres|node_modules/i);
    }
    expect(await held()).toBe(before);
  });
});

describe('a key that was used', () => {
  it('gives the first answer again, and is refused for another input', async () => {
    const self = agency(stack, 'member-demo', base['applyForLoan']!['memberId'] as string);
    const document = 'mutation ($input: ApplyForLoanInput!) { applyForLoan(input: $input) { id status } }';
    const input = { ...base['applyForLoan'], idempotencyKey: newKey() };
    const first = await self.ask(document, { input });
    expect(await self.ask(document, { input })).toEqual(first);
    const other = { ...input, principal: '2000.00' };
    expect((await self.refused(document, { input: other })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});
