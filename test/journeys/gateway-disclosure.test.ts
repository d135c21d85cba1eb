import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { applyToJoin } from '#members/operations/apply-to-join.ts';
import { serveMembers } from '#members/serve.ts';
import { keysFor } from '#service/caller.ts';
import type { Served } from '#service/serve.ts';
import { type Answer, purposeOf, startTestGateway, type TestGateway, testCallerKeys } from '#test/gateway.ts';
import { application, approved, membersRegister, type Register } from '#test/members.ts';

// A real register of members behind a real gateway: whoever learns something about a person leaves a row, first.

type Row = {
  client: string;
  audience: string;
  officer: string;
  purpose: string;
  case_reference: string;
  subject: string;
  fields: string[];
  operation_name: string;
  document_hash: string;
  basis: string;
  correlation: string;
};

let register: Register;
let members: Served;
let gateway: TestGateway;
let memberId: string;
let owner: pg.Client;

beforeAll(async () => {
  register = await membersRegister(systemClock.today());
  const keys = testCallerKeys();
  const { fresh, keys: identity } = register;
  members = await serveMembers({
    url: fresh.url('members'),
    port: 0,
    keys: keysFor(keys, 'members'),
    identity,
    clock: systemClock,
  });
  gateway = await startTestGateway({
    keys,
    database: fresh,
    subgraphUrls: { members: `http://127.0.0.1:${members.port}` },
  });
  ({ memberId } = await approved(register, {}));
  owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await gateway.stop();
  await members.stop();
  await register.close();
});

const disclosures = async (answer: Answer): Promise<Row[]> => {
  const correlation = answer.headers.get('x-correlation-id');
  return (await owner.query('SELECT * FROM gateway.disclosed WHERE correlation = $1', [correlation])).rows;
};

const trusted = (path: string) =>
  readFileSync(new URL(`../../gateway/documents/${path}.graphql`, import.meta.url), 'utf8');

describe('a disclosure', () => {
  it('AG-04 is written down with who asked, for which case, about whom, which fields and on what basis', async () => {
    const token = await gateway.token('centre', { scope: 'member:read', client_id: 'centre-changji' });
    const query = 'query Look($id: ID!) { member(id: $id) { name city application { refusalReason } } }';
    const headers = { ...purposeOf('centre'), officer: 'clerk-7', 'case-reference': 'case-12' };
    const answer = await gateway.ask(token, query, { variables: { id: memberId }, headers });
    expect(answer.body.errors).toBeUndefined();
    expect(await disclosures(answer)).toMatchObject([
      {
        client: 'centre-changji',
        audience: 'centre',
        officer: 'clerk-7',
        purpose: 'service',
        case_reference: 'case-12',
        subject: memberId,
        fields: ['Application.refusalReason', 'Member.application', 'Member.city', 'Member.name'],
        operation_name: 'Look',
        document_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        basis: expect.stringContaining('住房公积金管理条例'),
      },
    ]);
  });

  it('AG-01 of a batch is one row for each person found and none for a number nobody holds', async () => {
    const { rows } = await owner.query('SELECT count(*)::int AS members FROM members.member');
    expect(rows[0].members).toBeGreaterThan(0);
    const answer = await gateway.ask(
      await gateway.token('tax-bureau'),
      '{ taxpayers(inquiries: [{ identityNumber: "11010519491231002X" }]) { found } }',
      {
        headers: purposeOf('tax-bureau'),
      },
    );
    expect(answer.body.data).toEqual({ taxpayers: [{ found: false }] });
    expect(await disclosures(answer)).toEqual([]);
  });

  it('AG-06 of a member’s own data needs no purpose and is written down all the same', async () => {
    const answer = await gateway.ask(await gateway.token('member', { member: memberId }), '{ me { id city } }');
    expect(answer.body.errors).toBeUndefined();
    expect(await disclosures(answer)).toMatchObject([{ audience: 'member', purpose: 'own-data', subject: memberId }]);
  });

  it('AG-02 that cannot be written down does not happen: 503, and nothing of the answer', async () => {
    await owner.query('ALTER TABLE gateway.disclosure_person RENAME TO disclosure_away');
    try {
      const headers = purposeOf('centre');
      const token = await gateway.token('centre', { scope: 'member:read' });
      const answer = await gateway.ask(token, 'query ($id: ID!) { member(id: $id) { name } }', {
        variables: { id: memberId },
        headers,
      });
      expect(answer.status).toBe(503);
      expect(answer.body).toEqual({
        errors: [
          {
            message: 'The disclosure could not be recorded, so nothing is disclosed',
            extensions: { code: 'DISCLOSURE_UNAVAILABLE', correlation: answer.headers.get('x-correlation-id') },
          },
        ],
      });
    } finally {
      await owner.query('ALTER TABLE gateway.disclosure_away RENAME TO disclosure_person');
    }
  });

  it('once written can neither be changed nor removed by the gateway itself', async () => {
    const client = new pg.Client({ connectionString: register.fresh.url('gateway') });
    await client.connect();
    for (const sql of [
      "UPDATE gateway.disclosure_telling SET purpose = ''",
      'UPDATE gateway.disclosure_person SET telling = 1',
      ...['telling', 'person'].flatMap((part) => [
        `DELETE FROM gateway.disclosure_${part}`,
        `TRUNCATE gateway.disclosure_${part}`,
      ]),
    ]) {
      await expect(client.query(sql)).rejects.toThrow(/permission denied/);
    }
    await client.end();
  });
});

describe('the HR bureau', () => {
  it('AG-02 CJ-23 sees what waits, confirms it with evidence, and each look is written down', async () => {
    const applied = await applyToJoin(register.centre, application({}));
    const headers = purposeOf('hr-bureau');
    const token = await gateway.token('hr-bureau', { scope: 'verification:decide' });

    const waiting = await gateway.ask(token, trusted('hr-bureau/pending-verifications'), {
      variables: { first: 10 },
      headers,
    });
    expect(waiting.body.data).toMatchObject({
      pendingVerifications: {
        totalCount: 1,
        edges: [{ node: { id: applied.verificationId, applicantName: '马晓燕' } }],
      },
    });
    const [looked] = await disclosures(waiting);
    expect(looked).toMatchObject({ subject: applied.memberId, purpose: 'employment-verification' });
    expect(looked!.fields).toContain('Verification.identityNumber');
    for (const place of ['edges { cursor }', 'pageInfo { endCursor }']) {
      const cursors = await gateway.ask(token, `{ pendingVerifications { ${place} } }`, { headers });
      expect(cursors.body.errors).toBeUndefined();
      expect(await disclosures(cursors)).toMatchObject([{ subject: applied.memberId }]);
    }

    const input = {
      verificationId: applied.verificationId,
      decision: 'CONFIRM',
      evidenceReference: 'HR-2026-9',
      validUntil: '2099-01-01',
      idempotencyKey: 'gateway-1',
    };
    const decide = () =>
      gateway.ask(token, trusted('hr-bureau/decide-verification'), { variables: { input }, headers });
    const decided = await decide();
    expect(decided.body.data).toMatchObject({ decideVerification: { status: 'CONFIRMED' } });
    expect(await disclosures(decided)).toHaveLength(1);
    expect((await decide()).body.data).toEqual(decided.body.data);
  });

  it('AG-02 is refused in the register’s own words what it may not decide', async () => {
    const input = {
      verificationId: memberId,
      decision: 'CONFIRM',
      evidenceReference: 'x',
      idempotencyKey: 'gateway-2',
    };
    const token = await gateway.token('hr-bureau', { scope: 'verification:decide' });
    const headers = purposeOf('hr-bureau');
    const answer = await gateway.ask(token, trusted('hr-bureau/decide-verification'), {
      variables: { input },
      headers,
    });
    expect(answer.body.errors?.[0]?.extensions['code']).not.toBe('INTERNAL');
  });
});
