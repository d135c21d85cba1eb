import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callsPath } from '#service/calls.ts';
import { agency, join, trusted } from '#test/agencies.ts';
import { disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Many who ask in the same moment share requests to the subgraphs; nobody is told what another asked for.

const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
const people = Array.from({ length: 6 }, (_, index) => ({
  identityNumber: identityNumber(`199${index}-04-01`),
  name: `张${'甲乙丙丁戊己'[index]}`,
  memberId: '',
}));

let stack: TestStack;
let owner: pg.Client;
let inCompany = 0;

const note = (message: unknown) => {
  if ((message as { request: IncomingMessage }).request.url === callsPath) inCompany += 1;
};

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  owner = await ownerOf(stack.database.ownerUrl);
  for (const one of people) {
    const { identityNumber: number, name } = one;
    one.memberId = await join(stack, 'changji', { identityNumber: number, name }, plan);
  }
  subscribe('http.server.request.start', note);
}, 60_000);

afterAll(async () => {
  unsubscribe('http.server.request.start', note);
  await owner?.end();
  await stack?.stop();
});

type Person = (typeof people)[number];

it('AG-01 AG-02 AG-06 each of many at once is given their own answer, and each person told about is on record', async () => {
  const hr = await stack.token('hr-bureau', { client_id: 'hr-bureau-changji', cities: ['652300'] });
  const tax = await stack.token('tax-bureau', { client_id: 'tax-bureau-changji', cities: ['652300'] });
  const asHr = async (about: Person) => {
    const variables = { identityNumber: about.identityNumber };
    const headers = { purpose: 'employment-verification' };
    const answer = await stack.ask(hr, trusted('hr-bureau/employment-standing'), { variables, headers });
    const { person } = (answer.body.data?.['employmentStanding'] ?? {}) as { person?: string };
    return { about, answer, told: person };
  };
  const asTax = async (about: Person) => {
    const inquiries = [{ identityNumber: about.identityNumber }];
    const headers = { purpose: 'deduction-check' };
    const variables = { taxYear: 2026, inquiries };
    const answer = await stack.ask(tax, trusted('tax-bureau/deductible-amounts'), { variables, headers });
    const [found] = (answer.body.data?.['taxpayers'] ?? []) as { identityNumberMasked?: string }[];
    return { about, answer, told: found?.identityNumberMasked };
  };
  // What a bureau calls each of them, asked one by one before.
  const known = new Map<Person, (string | undefined)[]>();
  for (const one of people) {
    const masked = `${one.identityNumber.slice(0, 6)}********${one.identityNumber.slice(-4)}`;
    known.set(one, [(await asHr(one)).told, masked]);
  }
  expect(new Set([...known.values()].flat()).size).toBe(people.length * 2);
  const all = await Promise.all(
    Array.from({ length: 5 }, () => people.flatMap((one) => [asHr(one), asTax(one)])).flat(),
  );
  for (const [index, { about, answer, told }] of all.entries()) {
    expect([answer.body.errors, told]).toEqual([undefined, known.get(about)![index % 2]]);
    const rows = await disclosuresOf(owner, answer);
    expect(rows.map((row) => row['subject'])).toEqual([about.memberId]);
  }
  const own = await Promise.all(
    people.map(({ memberId }) =>
      agency(stack, 'member-demo', memberId).ask<{ me: { id: string } }>(trusted('member/my-account'), {
        movements: 5,
      }),
    ),
  );
  expect(own.map(({ me }) => me.id)).toEqual(people.map(({ memberId }) => memberId));
  expect(inCompany).toBeGreaterThan(0);
});
