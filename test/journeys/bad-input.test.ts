import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType, isInputObjectType, isLeafType } from 'graphql';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalCodes } from '#kernel/refusal.ts';
import { clients } from '#local/clients.ts';
import { agency, apply, declaration, join, newKey, trusted } from '#test/agencies.ts';
import { badInputs, fittingInput } from '#test/bad-input.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { ownerOf } from '#test/disclosures.ts';
import { purposeOf } from '#test/gateway.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Every command that an audience has, read from its contract, with every field of its input made bad in turn: each is
// answered by a coded refusal, nothing is changed in any table of any register, and nothing of anybody is told.

const audiences = ['centre', 'hr-bureau', 'member'] as const;
type Asking = (typeof audiences)[number];
type Command = { name: string; input: GraphQLInputObjectType; selects: string };

const clientOf: Record<Asking, string> = {
  centre: 'centre-changji',
  'hr-bureau': 'hr-bureau-changji',
  member: 'member-demo',
};
const codes = new Set<string>([...refusalCodes, 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST']);
const number = identityNumber('1990-04-01');
const secrets = [number, '13900000001', '马晓燕', '622200001234567890'];

let stack: TestStack;
let owner: pg.Client;
let tokens: Record<Asking, string>;
/** Ids of a member of Huzhou, or for a member of another one, that are well formed and not the caller's. */
let foreign: Record<string, string>;
let own: Record<string, string>;
let digestSql: string;

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  owner = await ownerOf(stack.database.ownerUrl);
  const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', debitAccount: '622200001234567890' };
  const memberId = await join(stack, 'changji', { identityNumber: number }, plan);
  const elsewhere = await join(
    stack,
    'huzhou',
    { identityNumber: identityNumber('1990-06-01') },
    {
      ...plan,
      firstContribution: '718.00',
    },
  );
  const waiting = await apply(agency(stack, 'centre-huzhou'), {
    city: 'HUZHOU',
    identityNumber: identityNumber('1990-07-01'),
  });
  const consent = await agency(stack, 'centre-huzhou').ask<{ giveConsent: { id: string } }>(
    trusted('centre/give-consent'),
    {
      input: {
        ...{ memberId: elsewhere, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' },
        idempotencyKey: newKey(),
      },
    },
  );
  own = { memberId };
  foreign = {
    ...{ memberId: elsewhere, consentId: consent.giveConsent.id, applicationId: waiting.id },
    verificationId: waiting.verificationId!,
  };
  const token = (audience: Asking) => {
    const client = clients.find(({ id }) => id === clientOf[audience])!;
    const claims = { client_id: client.id, cities: client.cities, scope: client.scopes.join(' ') };
    return stack.token(audience, { ...claims, ...(audience === 'member' ? { member: memberId } : {}) });
  };
  tokens = { centre: await token('centre'), 'hr-bureau': await token('hr-bureau'), member: await token('member') };
  digestSql = await everyTableDigest();
});
afterAll(async () => {
  await owner?.end();
  await stack?.stop();
});

/** One statement that tells of every table of the registers how many rows it has and which transactions wrote them. */
async function everyTableDigest(): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE'
     AND table_schema IN ('members', 'contributions', 'subsidies', 'loans', 'risk') ORDER BY 1`,
  );
  return rows
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*)::int AS n, max(t.xmin::text::bigint)::text AS last FROM ${name} t`,
    )
    .join(' UNION ALL ');
}

const digest = async () => (await owner.query<Record<string, unknown>>(digestSql)).rows;

function commandsOf(schema: GraphQLSchema): Command[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args, type }) => {
    const input = getNamedType(args[0]!.type);
    if (args.length !== 1 || !isInputObjectType(input)) throw new Error(`${name} takes one input`);
    return { name, input, selects: isLeafType(getNamedType(type)) ? '' : '{ __typename }' };
  });
}

type Told = { data?: Record<string, unknown> | null; errors?: { message: string; extensions: { code: string } }[] };

async function send(audience: Asking, { name, input: type, selects }: Command, input: unknown): Promise<string> {
  // A batch is answered row by row.
  const told = name === 'decideVerifications' ? '{ decided code }' : selects;
  const document = `mutation ($input: ${type.name}!) { ${name}(input: $input) ${told} }`;
  const headers = { ...purposeOf(audience), ...(audience === 'member' ? {} : { officer: 'clerk-1' }) };
  const { text } = await stack.ask(tokens[audience], document, { variables: { input }, headers });
  return text;
}

/** What is wrong with how a bad command was answered; undefined if it was refused as it should be. */
function faultIn(text: string): string | undefined {
  const { data, errors } = JSON.parse(text) as Told;
  const rows = Object.values(data ?? {}).flat() as ({ decided?: boolean; code?: string } | null)[];
  const refusedRows = !errors && rows.length > 0 && rows.every((row) => row?.decided === false && codes.has(row.code!));
  if (!errors?.length && !refusedRows) return `it was done: ${text.slice(0, 200)}`;
  const uncoded = (errors ?? []).filter(({ extensions }) => !codes.has(extensions.code));
  if (uncoded.length > 0) return `it is not coded: ${text.slice(0, 300)}`;
  if (errors && rows.some((row) => row !== null)) return `it was done in part: ${text.slice(0, 200)}`;
  const leaked = secrets.filter((secret) => text.includes(secret));
  return leaked.length > 0 ? `it tells ${leaked.join()}` : undefined;
}

// The answer to a batch of which nothing was decided is remembered, and nothing else.
const remembered = new Set(['decideVerifications']);

describe.each(audiences)('a bad command of %s', async (audience) => {
  const commands = commandsOf(await contractSchema(audience));

  it.each(commands.map((command) => [command.name, command] as const))(
    'AG-04 AG-06 AG-02 %s is refused with a code, changes nothing and tells nothing',
    async (name, command) => {
      const before = await digest();
      const faults: string[] = [];
      const tried = badInputs(command.input, own);
      const takesId = Object.keys(command.input.getFields()).some((field) => field in foreign);
      if (takesId) tried.push({ what: 'ids of somebody else', input: fittingInput(command.input, foreign) });
      for (const { what, input } of tried) {
        const fault = faultIn(await send(audience, command, input));
        if (fault) faults.push(`${name} with ${what}: ${fault}`);
      }
      expect(faults).toEqual([]);
      const after = await digest();
      const changed = after.filter((row, at) => JSON.stringify(row) !== JSON.stringify(before[at]));
      expect(changed.filter((row) => !(remembered.has(name) && row['name'] === 'members.operation'))).toEqual([]);
    },
  );
});

describe('a key that was used', () => {
  it.each(audiences)('AG-04 is refused with any other command of %s, and nothing is changed', async (audience) => {
    const commands = commandsOf(await contractSchema(audience));
    const idempotencyKey = newKey();
    if (audience === 'hr-bureau') {
      const { verificationId } = await apply(agency(stack, 'centre-changji'), {
        city: 'CHANGJI',
        identityNumber: identityNumber('1990-08-01'),
      });
      const decision = { verificationId, decision: 'REJECT', evidenceReference: 'HR-1', rejectionReason: '不符' };
      const decide = commands.find(({ name }) => name === 'decideVerification')!;
      expect(await send(audience, decide, { ...decision, idempotencyKey })).not.toContain('errors');
    } else {
      const consent = { ...own, recipient: 'bank-b', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' };
      const give = commands.find(({ name }) => name === 'giveConsent')!;
      expect(await send(audience, give, { ...consent, idempotencyKey })).not.toContain('errors');
    }
    const before = await digest();
    for (const command of commands.filter(({ name }) => members.has(name))) {
      const input = { ...fittingInput(command.input, own), ...given(command.name), idempotencyKey };
      const text = await send(audience, command, input);
      expect(text, command.name).toContain('IDEMPOTENCY_KEY_REUSED');
    }
    expect(await digest()).toEqual(before);
  });
});

/** Commands of the register in which the key was used, that reach their idempotency with a fitting input. */
const members = new Set([
  'applyToJoin',
  'giveConsent',
  'withdrawApplication',
  'recordCreditStanding',
  'decideVerification',
]);
const given = (name: string): object =>
  name === 'applyToJoin' ? { ...declaration({ city: 'CHANGJI', identityNumber: number }) } : {};
