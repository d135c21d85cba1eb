import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCheckpoint } from '#gateway/disclosures/checkpoint.ts';
import { isIncluded } from '#gateway/disclosures/merkle.ts';
import { type Agency, agency, join, newKey, trusted } from '#test/agencies.ts';
import { testSigner } from '#test/disclosure-log.ts';
import { type Disclosure, ownerOf } from '#test/disclosures.ts';
import { purposeOf } from '#test/gateway.ts';
import { lend } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Who looked at my data (谁看过我的数据): the member asks it in the same graph in which everybody else asks about them.

type Field = { name: string; meaning: string | null };
type Seal = { position: number; leafHash: string; inclusionProof: string[]; checkpoint: string };
type Look = {
  at: string;
  recipient: string;
  purpose: string;
  basis: string;
  fields: Field[];
  seal: Seal | null;
  client?: string;
  officer?: string | null;
};
type Looks = { edges: { node: Look }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

let stack: TestStack;
let wife: string;
let husband: string;
const numberOf = identityNumber('1991-04-04', 'FEMALE');
const plan = { base: '7180.00', ratio: '10%', firstContribution: '718.00' };

beforeAll(async () => {
  stack = await startTestStack('2026-09-01', undefined, { sealEveryMs: 50 });
  wife = await join(stack, 'huzhou', { identityNumber: numberOf }, plan);
  const given = { identityNumber: identityNumber('1990-02-03'), spouseIdentityNumber: numberOf };
  husband = await join(stack, 'huzhou', given, plan);
});
afterAll(() => stack?.stop());

const selfOf = (memberId: string): Agency => agency(stack, 'member-demo', memberId);

async function looksOf(memberId: string, first = 50, after?: string): Promise<Looks> {
  type Told = { me: { disclosures: Looks } };
  return (await selfOf(memberId).ask<Told>(trusted('member/who-looked'), { first, after })).me.disclosures;
}

const nodes = (looks: Looks): Look[] => looks.edges.map(({ node }) => node);

async function inspect(
  headers: Record<string, string>,
  id: string,
  client = 'centre-huzhou',
  scope = 'disclosure:read',
) {
  const cities = [client === 'centre-huzhou' ? '330500' : '652300'];
  const token = await stack.token('centre', { client_id: client, cities, scope });
  return stack.ask(token, trusted('centre/who-looked'), { variables: { id, first: 50 }, headers });
}

describe('who looked (AG-06)', () => {
  it('tells the member which agency was told what, what for and on what basis, each field in words', async () => {
    const bureau = agency(stack, 'tax-bureau-huzhou');
    await bureau.ask(trusted('tax-bureau/deductible-amounts'), {
      inquiries: [{ identityNumber: numberOf }],
      taxYear: 2026,
    });
    const [look] = nodes(await looksOf(wife));
    expect(look).toMatchObject({
      recipient: expect.stringContaining('税务'),
      purpose: '个人所得税税前扣除核对',
      basis: expect.stringContaining('个人所得税法'),
      at: expect.stringMatching(/^2026-09-01T/),
    });
    const named = new Map(look!.fields.map(({ name, meaning }) => [name, meaning]));
    expect([...named.keys()]).toContain('Deduction.amount');
    expect(named.get('Taxpayer.name')).toContain('姓名');
    expect(JSON.stringify(look)).not.toContain(numberOf);
  });

  it('tells of the centre’s own staff, the latest first, a page at a time, and of nobody else’s data', async () => {
    const clerk = agency(stack, 'centre-huzhou', undefined, 'clerk-7');
    for (const field of ['city', 'name', 'birthDate']) {
      await clerk.ask(`query ($id: ID!) { member(id: $id) { ${field} } }`, { id: wife });
    }
    const all = nodes(await looksOf(wife));
    expect(all.slice(0, 3).map(({ fields }) => fields[0]!.name)).toEqual([
      'Member.birthDate',
      'Member.name',
      'Member.city',
    ]);
    const paged: Look[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const looks = await looksOf(wife, 2, after);
      paged.push(...nodes(looks));
      more = looks.pageInfo.hasNextPage;
      after = looks.pageInfo.endCursor ?? undefined;
    }
    const place = ({ at, fields }: Look) => [at, fields.map(({ name }) => name)];
    expect(paged.map(place)).toEqual(all.map(place));
    // The husband was looked at by none of them.
    expect(nodes(await looksOf(husband)).flatMap(({ fields }) => fields.map(({ name }) => name))).not.toContain(
      'Member.birthDate',
    );
  });

  it('shows what the member looked up themselves only when it is asked for', async () => {
    const count = nodes(await looksOf(wife)).length;
    const query = '{ me { disclosures(own: true) { edges { node { recipient purpose } } } } }';
    const { me } = await selfOf(wife).ask<{ me: { disclosures: Looks } }>(query);
    expect(nodes(me.disclosures)[0]).toEqual({ recipient: '本人', purpose: '本人查询' });
    expect(nodes(await looksOf(wife))).toHaveLength(count);
  });

  it('gives each record its place in the sealed log, by which anybody with the public key can check it', async () => {
    const allSealed = async () => nodes(await looksOf(wife)).every(({ seal }) => seal !== null);
    await expect.poll(allSealed, { timeout: 25_000 }).toBe(true);
    for (const { seal } of nodes(await looksOf(wife))) {
      const { position, leafHash, inclusionProof, checkpoint } = seal!;
      const opened = openCheckpoint(checkpoint, [testSigner])!;
      const fromHex = (hex: string) => Buffer.from(hex, 'hex');
      expect(isIncluded(fromHex(leafHash), position, opened, inclusionProof.map(fromHex))).toBe(true);
    }
  });

  it('is refused for whoever has no right to it, and there is no way to another person’s', async () => {
    const token = await stack.token('member', { client_id: 'member-demo', member: wife, scope: 'member:read' });
    const answer = await stack.ask(token, '{ me { disclosures { edges { node { at } } } } }');
    expect(answer.body.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'disclosure:read' });
    // By the way of an own application's member, or of the spouse, there is none.
    const refused = await selfOf(wife).refused('{ me { spouse { disclosures { edges { node { at } } } } } }');
    expect(refused.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const client = await selfOf(wife).refused('{ me { disclosures { edges { node { client officer } } } } }');
    expect(client.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await selfOf(wife).refused(trusted('member/who-looked'), { first: 101 })).code).toBe('INVALID_INPUT');
    for (const key of [["2026' OR true"], ['9223372036854775808'], ['1', '2']]) {
      const after = Buffer.from(JSON.stringify(key)).toString('base64url');
      const { code } = await selfOf(wife).refused(trusted('member/who-looked'), { first: 1, after });
      expect(code).toBe('INVALID_INPUT');
    }
  });
});

describe('the centre’s auditor (AG-06)', () => {
  const audit = { purpose: 'audit', 'case-reference': 'AUDIT-1' };

  it('is told who of which client looked, for the purpose audit, and leaves a line as well', async () => {
    const answer = await inspect(audit, wife);
    const { member } = answer.body.data as { member: { disclosures: Looks } };
    expect(nodes(member.disclosures)).toContainEqual(
      expect.objectContaining({ client: 'centre-huzhou', officer: 'clerk-7' }),
    );
    expect(nodes(await looksOf(wife))[0]).toMatchObject({ purpose: '内部审计' });
  });

  it('is refused for another purpose, without the scope, and about a member of another city', async () => {
    const codes = async (...asked: Parameters<typeof inspect>) => {
      const { body } = await inspect(...asked);
      expect(JSON.stringify(body)).not.toContain('"edges"');
      return body.errors?.map(({ extensions }) => extensions['code']);
    };
    expect(await codes(purposeOf('centre'), wife)).toEqual(['PURPOSE_REQUIRED']);
    expect(await codes(audit, wife, 'centre-huzhou', 'member:read')).toEqual(['FORBIDDEN']);
    // As of somebody who does not exist.
    const elsewhere = await inspect(audit, wife, 'centre-changji');
    expect(elsewhere.body).toEqual({ data: { member: null } });
  });
});

describe('a check of somebody linked (CJ-13, AG-06)', () => {
  const linked = (looks: Looks) => nodes(looks).filter(({ fields }) => fields[0]!.name === 'LinkedPerson.checked');

  it('leaves a neutral line for the spouse, which does not say who asked', async () => {
    expect(linked(await looksOf(wife))).toEqual([]);
    await selfOf(husband).ask(trusted('member/my-closing'));
    const [line, ...more] = linked(await looksOf(wife));
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      recipient: '住房公积金管理中心',
      purpose: expect.stringContaining('关联人'),
      fields: [{ name: 'LinkedPerson.checked', meaning: expect.stringContaining('不含金额') }],
    });
    // Nothing of it is about the one who asked, nor is the line among theirs.
    expect(JSON.stringify(line)).not.toMatch(new RegExp(`${husband}|member-demo|本人`));
    expect(linked(await looksOf(husband))).toEqual([]);
  });

  it('leaves it for a loan and for a closing too, also one that is refused for the spouse’s loan', async () => {
    await lend(stack, 'huzhou', { memberId: wife, principal: '100000.00', months: 60 });
    await stack.world.hear();
    // The loan looked whether he was closing, by the link that he had declared.
    expect(linked(await looksOf(husband))).toHaveLength(1);
    const before = linked(await looksOf(wife)).length;
    const input = { memberId: husband, idempotencyKey: newKey() };
    expect((await selfOf(husband).refused(trusted('member/close-account'), { input })).code).toBe('NOT_ELIGIBLE');
    expect(linked(await looksOf(wife))).toHaveLength(before + 1);
    const owner = await ownerOf(stack.database.ownerUrl);
    const sql = `SELECT * FROM gateway.disclosed WHERE fields = '{LinkedPerson.checked}' ORDER BY id DESC LIMIT 1`;
    // The record itself, which only auditors and the log hold, says whose request it was.
    expect((await owner.query<Disclosure>(sql)).rows[0]).toMatchObject({ subject: wife, client: 'member-demo' });
    await owner.end();
  });
});
