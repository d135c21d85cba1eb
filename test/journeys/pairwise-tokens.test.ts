import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { serveMembers } from '#members/serve.ts';
import { keysFor } from '#service/caller.ts';
import type { Served } from '#service/serve.ts';
import { trusted } from '#test/agencies.ts';
import { type Disclosure, disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { purposeOf, startTestGateway, type TestGateway, testCallerKeys } from '#test/gateway.ts';
import { approved, identityNumber, membersRegister, type Register } from '#test/members.ts';

// Two agencies that put what they were answered side by side cannot tell by any id whose it was.

type Person = { memberId: string; number: string };
type Found = { found: boolean; person: string | null };
type Standing = { person: string | null; state: string };

let register: Register;
let members: Served;
let gateway: TestGateway;
let people: Person[];

beforeAll(async () => {
  register = await membersRegister(systemClock.today());
  const keys = testCallerKeys();
  const { fresh, keys: identity } = register;
  const serving = { url: fresh.url('members'), port: 0, keys: keysFor(keys, 'members'), identity, clock: systemClock };
  members = await serveMembers(serving);
  const subgraphUrls = { members: `http://127.0.0.1:${members.port}` };
  gateway = await startTestGateway({ keys, database: fresh, subgraphUrls });
  people = [];
  for (const birth of ['1990-01-01', '1991-01-01', '1992-01-01']) {
    const number = identityNumber(birth);
    const { memberId } = await approved(register, { identityNumber: number });
    people.push({ memberId, number });
  }
}, 300_000);

afterAll(async () => {
  await gateway?.stop();
  await members?.stop();
  await register?.close();
});

const ask = async (audience: 'tax-bureau' | 'hr-bureau', client: string, document: string, variables: object) => {
  const token = await gateway.token(audience, { client_id: client });
  const answer = await gateway.ask(token, trusted(document), {
    variables: variables as Record<string, unknown>,
    headers: purposeOf(audience),
  });
  if (answer.body.errors) throw new Error(answer.text);
  return answer;
};

async function taxpayers(client: string, numbers = people.map(({ number }) => number)): Promise<Found[]> {
  const inquiries = numbers.map((each) => ({ identityNumber: each }));
  const { body } = await ask('tax-bureau', client, 'tax-bureau/persons', { inquiries });
  return (body.data as { taxpayers: Found[] }).taxpayers;
}

async function standing(client: string, number: string): Promise<Standing> {
  const { body } = await ask('hr-bureau', client, 'hr-bureau/employment-standing', { identityNumber: number });
  return (body.data as { employmentStanding: Standing }).employmentStanding;
}

async function standingOf(client: string, person: string): Promise<Standing> {
  const { body } = await ask('hr-bureau', client, 'hr-bureau/employment-standing-of', { person });
  return (body.data as { employmentStandingOf: Standing }).employmentStandingOf;
}

const nobody = { person: null, state: 'NOT_KNOWN' };

describe('pairwise tokens', () => {
  it('AG-01 AG-02 are the same at every question of a client, and no two clients share one', async () => {
    const first = await taxpayers('tax-bureau-changji');
    expect(await taxpayers('tax-bureau-changji')).toEqual(first);
    const sets = [
      first.map(({ person }) => person),
      (await taxpayers('tax-bureau-huzhou')).map(({ person }) => person),
      ...(await Promise.all(
        ['hr-bureau-changji', 'hr-bureau-huzhou'].map((client) =>
          Promise.all(people.map(async ({ number }) => (await standing(client, number)).person)),
        ),
      )),
    ];
    const all = sets.flat();
    expect(all).not.toContain(null);
    expect(new Set(all).size).toBe(sets.length * people.length);
    // Nor is any of them the register's own id, or the number that was asked by.
    for (const { memberId, number } of people) expect(all.join()).not.toMatch(new RegExp(`${memberId}|${number}`));
  });

  it('AG-01 tell nothing of a number that nobody holds', async () => {
    expect(await taxpayers('tax-bureau-changji', [identityNumber('1980-05-05')])).toEqual([
      expect.objectContaining({ found: false, person: null }),
    ]);
  });

  it('AG-02 are asked by again by the client that has them, and are useless at another', async () => {
    const [someone] = people as [Person];
    const own = await standing('hr-bureau-changji', someone.number);
    expect(own).toMatchObject({ state: 'CONFIRMED', person: expect.stringMatching(/^1\.[\w-]{43}$/) });
    expect(await standingOf('hr-bureau-changji', own.person!)).toMatchObject({
      state: 'CONFIRMED',
      person: own.person,
    });
    expect(await standingOf('hr-bureau-huzhou', own.person!)).toMatchObject(nobody);
    const [taxToken] = await taxpayers('tax-bureau-changji');
    for (const other of [taxToken!.person!, someone.memberId, 'x', `1.${'A'.repeat(43)}`]) {
      expect(await standingOf('hr-bureau-changji', other)).toMatchObject(nobody);
    }
  });

  it('AG-02 leave a line about the person in the record, who is known there although no id was asked for', async () => {
    const [someone] = people as [Person];
    const own = await standing('hr-bureau-changji', someone.number);
    const answer = await ask('hr-bureau', 'hr-bureau-changji', 'hr-bureau/employment-standing-of', {
      person: own.person,
    });
    const owner = await ownerOf(register.fresh.ownerUrl);
    const lines: Disclosure[] = await disclosuresOf(owner, answer);
    expect(lines).toMatchObject([{ subject: someone.memberId, client: 'hr-bureau-changji' }]);
    expect(lines[0]!.fields).toContain('EmploymentStanding.person');
    await owner.end();
  });

  it('AG-01 are others after a client was given new ones, and the old ones stay good', async () => {
    const [someone] = people as [Person];
    const before = await standing('hr-bureau-changji', someone.number);
    const others = await taxpayers('tax-bureau-changji');
    const owner = await ownerOf(register.fresh.ownerUrl);
    await owner.query(`INSERT INTO members.person_token VALUES ('hr-bureau-changji', 2)`);
    await owner.end();
    const after = await standing('hr-bureau-changji', someone.number);
    expect(after.person).toMatch(/^2\./);
    expect(after.person!.slice(2)).not.toBe(before.person!.slice(2));
    expect(await standingOf('hr-bureau-changji', before.person!)).toMatchObject({ person: after.person });
    // Nobody else's have changed.
    expect(await taxpayers('tax-bureau-changji')).toEqual(others);
  });
});
