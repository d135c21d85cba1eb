import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType, isInputObjectType, isLeafType } from 'graphql';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCodes } from '#kernel/refusal.ts';
import { clients } from '#local/clients.ts';
import { type Audience, audiences } from '#service/caller.ts';
import { newKey } from '#test/agencies.ts';
import { badInputs, foreignInputs, type Kind, otherBody } from '#test/bad-input.ts';
import { accountCases } from '#test/commands/account-cases.ts';
import type { Cases, Prepared, Values } from '#test/commands/case.ts';
import { cityCases } from '#test/commands/city-cases.ts';
import { loanCases } from '#test/commands/loan-cases.ts';
import { memberCases } from '#test/commands/member-cases.ts';
import { openStage, type Stage } from '#test/commands/stage.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { ownerOf } from '#test/disclosures.ts';
import { purposeOf } from '#test/gateway.ts';

// Every command of every contract, as it would be taken, with one thing at a time made bad: refused with a code, nothing
// changed in any table of any register, nothing told. Then it is given as it was, and taken: what was bad was that one thing.

const cases: Cases = { ...memberCases, ...accountCases, ...loanCases, ...cityCases };
type Command = { audience: Audience; name: string; input: GraphQLInputObjectType; selects: string };

const commandsOf = (audience: Audience, schema: GraphQLSchema): Command[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args, type }) => {
    const input = getNamedType(args[0]!.type);
    if (args.length !== 1 || !isInputObjectType(input)) throw new Error(`${name} takes one input`);
    return { audience, name, input, selects: isLeafType(getNamedType(type)) ? '' : '{ __typename }' };
  });
const commands: Command[] = [];
for (const audience of audiences) commands.push(...commandsOf(audience, await contractSchema(audience)));

const codes = new Set<string>([...refusalCodes, 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST']);
const secrets = ['13900000001', '马晓燕', '622200001234567890'];

let stage: Stage;
let owner: pg.Client;
let digestSql: string;

beforeAll(async () => {
  stage = await openStage();
  owner = await ownerOf(stage.stack.database.ownerUrl);
  digestSql = await everyTableDigest();
});
afterAll(async () => {
  await owner?.end();
  await stage?.stack.stop();
});

/** One statement that tells of every table of the registers how many rows it has and which transactions wrote them. */
async function everyTableDigest(): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE'
     AND table_schema IN ('members', 'contributions', 'subsidies', 'loans', 'risk') ORDER BY 1`,
  );
  const digest = (name: string) =>
    `SELECT '${name}' AS name, count(*)::int AS n, max(t.xmin::text::bigint)::text AS last FROM ${name} t`;
  return rows.map(({ name }) => digest(name)).join(' UNION ALL ');
}

type Row = { name: string; n: number; last: string };
// Named, so that it is planned once.
const digest = async () => (await owner.query<Row>({ name: 'digest', text: digestSql })).rows;

// The answer to a batch of which nothing was decided is remembered, and nothing else.
const remembered = (command: Command, row: Row) =>
  command.name === 'decideVerifications' && row.name === 'members.operation';

async function unchangedBy(command: Command, work: () => Promise<void>): Promise<void> {
  const before = await digest();
  await work();
  const changed = (await digest()).filter((row, at) => JSON.stringify(row) !== JSON.stringify(before[at]));
  expect(changed.filter((row) => !remembered(command, row))).toEqual([]);
}

const tokens = new Map<string, Promise<string>>();
function tokenOf(audience: Audience, member?: string): Promise<string> {
  const client = clients.find((each) => each.audience === audience)!;
  const claims = { client_id: client.id, cities: client.cities, scope: client.scopes.join(' ') };
  const made =
    tokens.get(`${audience} ${member}`) ?? stage.stack.token(audience, { ...claims, ...(member ? { member } : {}) });
  tokens.set(`${audience} ${member}`, made);
  return made;
}

async function send(
  { audience, name, input: type, selects }: Command,
  input: Values,
  member?: string,
): Promise<string> {
  // A batch is answered row by row.
  const told = name === 'decideVerifications' ? '{ decided code }' : selects;
  const document = `mutation ($input: ${type.name}!) { ${name}(input: $input) ${told} }`;
  const officer = cases[name]!.officer ?? 'clerk-1';
  const headers = { ...purposeOf(audience), ...(audience === 'member' ? {} : { officer }) };
  const token = await tokenOf(audience, audience === 'member' ? member : undefined);
  const { text } = await stage.stack.ask(token, document, { variables: { input }, headers });
  return text;
}

type Told = { data?: Record<string, unknown> | null; errors?: { message: string; extensions: { code: string } }[] };
const internals = /SELECT|INSERT|syntax|relation|column|postgres|node_modules/i;

/** What is wrong with how a bad command was answered; undefined if it was refused as it should be. */
function faultIn(text: string, expected = codes): string | undefined {
  const { data, errors } = JSON.parse(text) as Told;
  const rows = Object.values(data ?? {}).flat() as ({ decided?: boolean; code?: string } | null)[];
  const refusedRows =
    !errors && rows.length > 0 && rows.every((row) => row?.decided === false && expected.has(row.code!));
  if (!errors?.length && !refusedRows) return `it was done: ${text.slice(0, 200)}`;
  const uncoded = (errors ?? []).filter(({ extensions }) => !expected.has(extensions.code));
  if (uncoded.length > 0) return `it is not so coded: ${text.slice(0, 300)}`;
  if (errors && rows.some((row) => row !== null)) return `it was done in part: ${text.slice(0, 200)}`;
  if ((errors ?? []).some(({ message }) => internals.test(message))) return `it tells how it is made: ${text}`;
  const leaked = secrets.filter((secret) => text.includes(secret));
  return leaked.length > 0 ? `it tells ${leaked.join()}` : undefined;
}

const others = new Map<string, Promise<Prepared>>();
/** What waits for a command in another city; it is left as it is. */
function elsewhere(name: string): Promise<Prepared> {
  const made = others.get(name) ?? cases[name]!.prepare(stage, 'huzhou');
  others.set(name, made);
  return made;
}

describe('every command of every contract', () => {
  it('AG-04 has a case, and there is none of a command that is no more', () => {
    expect([...new Set(commands.map(({ name }) => name))].sort()).toEqual(Object.keys(cases).sort());
    expect(new Set(commands.map(({ audience }) => audience))).toEqual(new Set(['centre', 'hr-bureau', 'member']));
  });
});

const reused = new Set(['IDEMPOTENCY_KEY_REUSED']);

describe.each(commands.map((command) => [command.audience, command.name, command] as const))(
  '%s %s',
  (...[, , command]) => {
    const { audience, name, input: type } = command;
    const key = newKey();
    let made: Promise<Prepared> | undefined;
    const own = async () => {
      made ??= cases[name]!.prepare(stage, 'changji');
      const { input, memberId } = await made;
      return { input, memberId: memberId ?? (input['memberId'] as string | undefined) };
    };

    it('AG-04 AG-06 AG-02 with any value of it bad is refused with a code, changes nothing and tells nothing', async () => {
      const { input: whole, memberId } = await own();
      const tried = badInputs(type, whole, cases[name]!.unbounded);
      // A version can be stale where one is sent; of what stands otherwise by now, see below.
      const versioned = Object.keys(type.getFields()).some(
        (field) => field === 'textVersion' || field === 'textDigest',
      );
      const expected: Kind[] = [
        'wrong type',
        'empty',
        'huge',
        'wrong alphabet',
        ...(versioned ? ['stale version' as const] : []),
      ];
      expect(tried.map(({ kind }) => kind)).toEqual(expect.arrayContaining(expected));
      const faults: string[] = [];
      await unchangedBy(command, async () => {
        for (const { kind, what, input } of tried) {
          const fault = faultIn(await send(command, input, memberId));
          if (fault) faults.push(`${name} with ${kind}, ${what}: ${fault}`);
        }
        expect(faults, faults.join('\n')).toEqual([]);
      });
    });

    it('AG-04 AG-06 of somebody else is refused in the words for nobody, and changes nothing', async () => {
      const { input: whole, memberId } = await own();
      const foreign = await elsewhere(name);
      const inputs = foreignInputs(type, whole, foreign.input, audience === 'member' ? 'identityNumber' : 'city');
      expect(inputs).not.toEqual([]);
      await unchangedBy(command, async () => {
        for (const input of inputs) {
          expect(faultIn(await send(command, { ...input, idempotencyKey: newKey() }, memberId))).toBeUndefined();
        }
      });
    });

    it('AG-04 is taken as it is, once under its key; another wish under it, and the same once more, are refused', async () => {
      const { input: whole, memberId } = await own();
      const input = { ...whole, idempotencyKey: key };
      const first = await send(command, input, memberId);
      expect(first).not.toContain('errors');
      await unchangedBy(command, async () => {
        expect(await send(command, input, memberId)).toBe(first);
        const { other: otherwise } = cases[name]!;
        const other = otherwise ? { ...whole, ...otherwise } : otherBody(type, whole);
        if (other)
          expect(faultIn(await send(command, { ...other, idempotencyKey: key }, memberId), reused)).toBeUndefined();
      });
      if (cases[name]!.repeats) return;
      await unchangedBy(command, async () => {
        expect(faultIn(await send(command, { ...whole, idempotencyKey: newKey() }, memberId))).toBeUndefined();
      });
    });
  },
);
