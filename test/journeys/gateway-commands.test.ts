import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { serveMembers } from '#members/serve.ts';
import { keysFor } from '#service/caller.ts';
import type { Served } from '#service/serve.ts';
import { declaration, newKey, trusted } from '#test/agencies.ts';
import { disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { purposeOf, startTestGateway, type TestGateway, testCallerKeys } from '#test/gateway.ts';
import { application, approved, membersRegister, type Register } from '#test/members.ts';

// A command is carried out only if its answer may be told, and whoever is told of a person by a refusal leaves a row.

let register: Register;
let members: Served;
let gateway: TestGateway;
let owner: pg.Client;
let memberId: string;
let verificationId: string;

const known = application({});
const headers = purposeOf('centre');
const consentDocument = trusted('centre/give-consent');

beforeAll(async () => {
  register = await membersRegister(systemClock.today());
  const { fresh, keys: identity } = register;
  const keys = testCallerKeys();
  members = await serveMembers({
    url: fresh.url('members'),
    port: 0,
    keys: keysFor(keys, 'members'),
    identity,
    clock: systemClock,
  });
  const subgraphUrls = { members: `http://127.0.0.1:${members.port}` };
  gateway = await startTestGateway({ keys, database: fresh, subgraphUrls });
  const applied = await approved(register, known);
  memberId = applied.memberId;
  verificationId = applied.verificationId!;
  owner = await ownerOf(fresh.ownerUrl);
});

afterAll(async () => {
  await owner.end();
  await gateway.stop();
  await members.stop();
  await register.close();
});

const consents = async () => (await owner.query('SELECT id FROM members.consent')).rows.length;
const centreToken = () => gateway.token('centre', { scope: 'consent:manage application:submit' });

function consent(idempotencyKey = newKey()) {
  const validUntil = systemClock.today();
  return { input: { memberId, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil, idempotencyKey } };
}

describe('a purpose', () => {
  it('that is not one of the audience’s is refused before anything is carried out, also where none need be named', async () => {
    const before = await consents();
    const token = await gateway.token('member', { member: memberId, scope: 'consent:manage' });
    const wrong = { purpose: 'service' };
    const answer = await gateway.ask(token, consentDocument, { variables: consent(), headers: wrong });
    expect(answer.status).toBe(400);
    const refused = { code: 'PURPOSE_REQUIRED', field: 'purpose', rule: 'own-data' };
    expect(answer.body.errors![0]).toMatchObject({ extensions: refused });
    expect(await consents()).toBe(before);
    const supervising = await gateway.ask(await gateway.token('regulator'), '{ pools { id } }', { headers: wrong });
    expect(supervising.body.errors![0]!.extensions).toMatchObject({ code: 'PURPOSE_REQUIRED', rule: 'supervision' });
  });

  it('of audit reads, and changes nothing', async () => {
    const before = await consents();
    const audit = { purpose: 'audit' };
    const answer = await gateway.ask(await centreToken(), consentDocument, { variables: consent(), headers: audit });
    expect(answer.status).toBe(400);
    expect(answer.body.errors![0]!.extensions).toMatchObject({ code: 'PURPOSE_REQUIRED', rule: 'service' });
    expect(await consents()).toBe(before);
    const read = await gateway.ask(await centreToken(), 'query ($id: ID!) { member(id: $id) { city } }', {
      variables: { id: memberId },
      headers: audit,
    });
    expect(read.body.data).toEqual({ member: { city: 'CHANGJI' } });
  });
});

describe('a command whose disclosure cannot be recorded', () => {
  it.each([
    'INSERT ON gateway.disclosure_telling',
    'INSERT ON gateway.disclosure_person',
    'USAGE ON SEQUENCE gateway.disclosure_telling_id_seq',
  ])('is not carried out (no %s)', async (right) => {
    const before = await consents();
    await owner.query(`REVOKE ${right} FROM provident_gateway`);
    try {
      const answer = await gateway.ask(await centreToken(), consentDocument, { variables: consent(), headers });
      expect(answer.status).toBe(503);
      expect(answer.body.errors).toMatchObject([
        { message: expect.stringContaining('nothing was carried out'), extensions: { code: 'DISCLOSURE_UNAVAILABLE' } },
      ]);
      expect(await consents()).toBe(before);
    } finally {
      await owner.query(`GRANT ${right} TO provident_gateway`);
    }
  });

  it('after all says that it may have been, and the same key gets its first answer', async () => {
    const before = await consents();
    await owner.query(`
      CREATE FUNCTION gateway.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON gateway.disclosure_person EXECUTE FUNCTION gateway.full()`);
    const variables = consent();
    const token = await centreToken();
    const answer = await gateway.ask(token, consentDocument, { variables, headers });
    await owner.query('DROP FUNCTION gateway.full() CASCADE');
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({
      errors: [
        { message: expect.stringContaining('same idempotency key'), extensions: { code: 'DISCLOSURE_UNAVAILABLE' } },
      ],
    });
    expect(answer.body.data).toBeUndefined();
    const again = await gateway.ask(token, consentDocument, { variables, headers });
    expect(again.body.errors).toBeUndefined();
    expect(await consents()).toBe(before + 1);
    expect(await disclosuresOf(owner, again)).toMatchObject([{ subject: memberId, audience: 'centre' }]);
  });
});

describe('AG-06 a refusal', () => {
  it('CJ-08 that tells of a live application is written down with its code, and names nobody to the caller', async () => {
    const input = declaration({ city: 'CHANGJI', identityNumber: known.identityNumber });
    const document = trusted('centre/apply-to-join');
    const answer = await gateway.ask(await centreToken(), document, { variables: { input }, headers });
    expect(answer.body.errors![0]!.extensions).toMatchObject({ code: 'APPLICATION_EXISTS' });
    expect(answer.text).not.toContain(memberId);
    expect(await disclosuresOf(owner, answer)).toMatchObject([
      { subject: memberId, fields: ['refusal:APPLICATION_EXISTS'], purpose: 'service' },
    ]);
  });

  it('CJ-23 that tells of a decision is written down about the applicant, whom the command does not name', async () => {
    const token = await gateway.token('hr-bureau', { scope: 'verification:decide' });
    const decide = (id: string) => {
      const decision = { decision: 'REJECT', evidenceReference: 'HR-1', rejectionReason: '不属实' };
      const variables = { input: { verificationId: id, ...decision, idempotencyKey: newKey() } };
      return gateway.ask(token, trusted('hr-bureau/decide-verification'), {
        variables,
        headers: purposeOf('hr-bureau'),
      });
    };
    const decided = await decide(verificationId);
    expect(decided.body.errors![0]!.extensions).toMatchObject({ code: 'VERIFICATION_DECIDED' });
    const fields = ['refusal:VERIFICATION_DECIDED'];
    expect(await disclosuresOf(owner, decided)).toMatchObject([{ subject: memberId, fields }]);
    const unknown = await decide(memberId);
    expect(unknown.body.errors![0]!.extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect(await disclosuresOf(owner, unknown)).toEqual([]);
  });
});

describe('a command', () => {
  it('goes alone: of two, one could be done and the other refused, and the answer would tell of neither', async () => {
    const before = await consents();
    const two = `mutation($input: GiveConsentInput!) {
      giveConsent(input: $input) { id }
      withdrawConsent(input: { consentId: "x", idempotencyKey: "y" }) { id }
    }`;
    const answer = await gateway.ask(await centreToken(), two, { variables: consent(), headers });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', rule: 'commands' });
    expect(await consents()).toBe(before);
  });

  it('whose answer is lost is told as perhaps done, and its key finds out', async () => {
    const before = await consents();
    const variables = consent();
    await owner.query('BEGIN');
    await owner.query('SELECT 1 FROM members.member WHERE id = $1 FOR UPDATE', [memberId]);
    const lost = await gateway.ask(await centreToken(), consentDocument, { variables, headers });
    await owner.query('COMMIT');
    expect(lost.body.errors?.[0]).toMatchObject({
      message: expect.stringContaining('send it again with the same idempotency key'),
      extensions: { code: 'UNAVAILABLE' },
    });
    const again = await gateway.ask(await centreToken(), consentDocument, { variables, headers });
    expect(again.body.errors).toBeUndefined();
    expect(await consents()).toBe(before + 1);
  });
});
