import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntrustedBank } from '#contributions/adaptors/bank.ts';
import type { DebitFile } from '#contributions/adaptors/debit-instruction.ts';
import { writeResult } from '#contributions/adaptors/debit-result.ts';
import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { takeDebitResult } from '#contributions/operations/take-debit-result.ts';
import { type Agency, agency, join, newKey, trusted } from '#test/agencies.ts';
import { bankThat, pays } from '#test/banks.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What staff do when the bank does not answer, answers twice, or has said of a whole collection what was not so.

const city = '652300';
const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
const waiting = `query ($city: City!) { unansweredDebits(city: $city) {
  id reference runId month debitOn lines amount proposedVoid { id status proposedBy note } } }`;
const propose =
  'mutation ($input: ProposeDebitVoidInput!) { proposeDebitVoid(input: $input) { id status proposedBy } }';
const decide =
  'mutation ($input: DecideDebitVoidInput!) { decideDebitVoid(input: $input) { status decidedBy decidedOn } }';
const contradictions = `query ($city: City!) { debitContradictions(city: $city) {
  reference digest receivedOn amount amountTaken } }`;
const suspense = 'query ($city: City!) { suspenseItems(city: $city) { edges { node { reason memberId amount } } } }';
const reverse = 'mutation ($input: ReverseRunInput!) { reverseRun(input: $input) { id kind pausedAt askedBy } }';
const resume = 'mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { id pausedAt agreedBy } }';
const refusals = `query ($runId: ID!) { runRefusals(runId: $runId) {
  edges { node { memberId rows amount reasons } } pageInfo { hasNextPage } } }`;
const withdraw = 'mutation ($input: WithdrawInput!) { withdraw(input: $input) { id } }';
const mine = '{ me { account { balance dues(year: 2026) { month status } } } }';
const fourEyes = { code: 'FORBIDDEN', field: 'officer', rule: 'four-eyes' };

type Waiting = { id: string; proposedVoid: object | null };
type Run = { id: string; kind: string; period: string };
type Mine = { me: { account: { balance: string; dues: { month: string; status: string }[] } } };

let stack: TestStack;
let one: Agency;
let two: Agency;
let elsewhere: Agency;
let members: { memberId: string; self: Agency }[];
const files: DebitFile[] = [];

beforeAll(async () => {
  stack = await startTestStack('2026-03-02');
  one = agency(stack, 'centre-changji', undefined, 'clerk-1');
  two = agency(stack, 'centre-changji', undefined, 'clerk-2');
  elsewhere = agency(stack, 'centre-huzhou', undefined, 'clerk-3');
  members = [];
  for (let n = 0; n < 2; n += 1) {
    const born = { identityNumber: identityNumber('1990-02-03') };
    const memberId = await join(stack, 'changji', born, { ...plan, debitAccount: `62220000700${n}` });
    members.push({ memberId, self: agency(stack, 'member-demo', memberId) });
  }
});
afterAll(() => stack?.stop());

const collect = (on: string, bank: EntrustedBank) => {
  stack.clock.set(on);
  return collectDue({ ...stack.world.runs.contributions, bank }, city, on);
};
const silent = () =>
  bankThat((file) => {
    files.push(file);
    return undefined;
  });
const result = ({ batch, lines }: DebitFile, paid = true) =>
  writeResult({
    ...{ batch, city },
    lines: lines.map((line) => (paid ? pays(line) : { ...pays(line), outcome: 'insufficient-funds', fen: 0n })),
  });
const unanswered = async () =>
  (await one.ask<{ unansweredDebits: Waiting[] }>(waiting, { city: 'CHANGJI' })).unansweredDebits;
const runs = async () => (await one.ask<{ runs: Run[] }>(trusted('centre/runs'), { city: 'CHANGJI' })).runs;
const of = async (n: number) => {
  const { balance, dues } = (await members[n]!.self.ask<Mine>(mine)).me.account;
  return { balance, march: dues.find(({ month }) => month === '2026-03')!.status };
};

describe('CJ-07 a collection that the bank does not answer', () => {
  it('is seen by staff, given up by two officers, and its months are owed again', async () => {
    await collect('2026-03-20', silent());
    const [batch] = await unanswered();
    expect(batch).toMatchObject({ month: '2026-03', debitOn: '2026-03-20', lines: 2, amount: '2400.00' });
    expect(await of(0)).toEqual({ balance: '0.00', march: 'ASKED' });
    const proposing = { input: { batchId: batch!.id, note: '银行未受理', idempotencyKey: newKey() } };
    // AG-04: of another city there is no such batch, nor anything to decide about it.
    expect(await elsewhere.refused(waiting, { city: 'CHANGJI' })).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    expect(await elsewhere.refused(propose, proposing)).toMatchObject({ code: 'NOT_FOUND', field: 'batchId' });
    expect(await agency(stack, 'centre-changji').refused(propose, proposing)).toMatchObject(fourEyes);
    const { proposeDebitVoid } = await one.ask<{ proposeDebitVoid: { id: string } }>(propose, proposing);
    expect((await unanswered())[0]!.proposedVoid).toMatchObject({ proposedBy: 'clerk-1', note: '银行未受理' });
    const input = { voidId: proposeDebitVoid.id, decision: 'VOID', idempotencyKey: newKey() };
    expect(await elsewhere.refused(decide, { input })).toMatchObject({ code: 'NOT_FOUND', field: 'voidId' });
    expect(await one.refused(decide, { input })).toMatchObject(fourEyes);
    const decided = { decideDebitVoid: { status: 'VOIDED', decidedBy: 'clerk-2', decidedOn: '2026-03-20' } };
    expect(await two.ask(decide, { input })).toEqual(decided);
    expect(await two.ask(decide, { input })).toEqual(decided);
    await stack.world.hear();
    expect(await unanswered()).toEqual([]);
    expect(await of(0)).toEqual({ balance: '0.00', march: 'UNPAID' });
  });

  it('is asked for again on the retry day, and what the bank says late that it took is in suspense line by line', async () => {
    await collect(
      '2026-03-25',
      bankThat((file) => (file.debitOn === '2026-03-25' ? file.lines.map(pays) : undefined)),
    );
    expect(await of(0)).toEqual({ balance: '1200.00', march: 'PAID' });
    await takeDebitResult(stack.world.runs.contributions, result(files[0]!));
    const { suspenseItems } = await one.ask<{ suspenseItems: { edges: { node: object }[] } }>(suspense, {
      city: 'CHANGJI',
    });
    expect(suspenseItems.edges.map(({ node }) => node)).toEqual(
      members.map(({ memberId }) => ({ reason: 'PAID_LATE', memberId, amount: '1200.00' })),
    );
  });

  it('and that is answered once more in other words leaves the first answer as it is, and tells staff', async () => {
    await expect(takeDebitResult(stack.world.runs.contributions, result(files[0]!, false))).rejects.toThrow('already');
    expect(await one.ask(contradictions, { city: 'CHANGJI' })).toEqual({
      debitContradictions: [
        {
          ...{ reference: files[0]!.batch, digest: expect.stringMatching(/^[0-9a-f]{64}$/), receivedOn: '2026-03-25' },
          ...{ amount: '0.00', amountTaken: '2400.00' },
        },
      ],
    });
    expect(await elsewhere.refused(contradictions, { city: 'CHANGJI' })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('A.9 a collection that was not so', () => {
  it('CJ-15 is taken back by two officers from whoever has the money still, and the others are listed', async () => {
    stack.clock.set('2026-04-01');
    await closeMonth(stack.world.runs.contributions, city, '2026-03');
    const [gone, holds] = members as [(typeof members)[0], (typeof members)[0]];
    const out = { memberId: gone.memberId, amount: '500.00', reasonCode: '01', evidenceReference: 'HT-1' };
    await one.ask(withdraw, { input: { ...out, idempotencyKey: newKey() } });
    const collected = (await runs()).find(({ kind, period }) => kind === 'COLLECT' && period === '2026-03-25')!;
    const asking = { input: { runId: collected.id, idempotencyKey: newKey() } };
    expect(await elsewhere.refused(reverse, asking)).toMatchObject({ code: 'NOT_FOUND', field: 'runId' });
    const { reverseRun } = await one.ask<{ reverseRun: Run }>(reverse, asking);
    expect(reverseRun).toMatchObject({ kind: 'REVERSE_COLLECT', pausedAt: expect.any(String), askedBy: 'clerk-1' });
    await stack.world.hear();
    expect(await of(1)).toEqual({ balance: '1200.00', march: 'PAID' });
    const agreeing = { input: { runId: reverseRun.id, idempotencyKey: newKey() } };
    expect(await one.refused(resume, agreeing)).toMatchObject(fourEyes);
    await two.ask(resume, agreeing);
    await stack.world.hear();
    const seen = await runs();
    expect(seen.find(({ id }) => id === reverseRun.id)).toMatchObject({
      ...{ period: '2026-03-25', chunksDone: 1, rows: 1, amount: '1200.00', refused: 1, refusedAmount: '1200.00' },
      ...{ reverses: collected.id, askedBy: 'clerk-1', agreedBy: 'clerk-2', finishedAt: expect.any(String) },
    });
    expect(seen.find(({ id }) => id === collected.id)).toMatchObject({ reversedBy: reverseRun.id });
    expect(await one.ask(refusals, { runId: reverseRun.id })).toEqual({
      runRefusals: {
        edges: [
          {
            node: { memberId: gone.memberId, rows: 1, amount: '1200.00', reasons: ['BALANCE_TOO_LOW'] },
          },
        ],
        pageInfo: { hasNextPage: false },
      },
    });
    expect(await elsewhere.refused(refusals, { runId: reverseRun.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await of(1)).toEqual({ balance: '0.00', march: 'ARREARS' });
    const streak = 'query ($id: ID!) { member(id: $id) { streak { continuousFullMonths } } }';
    expect(await one.ask(streak, { id: holds.memberId })).toEqual({
      member: { streak: { continuousFullMonths: 0 } },
    });
    const again = { input: { runId: collected.id, idempotencyKey: newKey() } };
    expect(await two.refused(reverse, again)).toMatchObject({ code: 'ALREADY_REVERSED', field: 'runId' });
  });
});
