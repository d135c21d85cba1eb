import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { bankThat, pays } from '#test/banks.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { type DebitFile, writeInstruction } from '../adaptors/debit-instruction.ts';
import { writeResult } from '../adaptors/debit-result.ts';
import { closeMonth } from '../jobs/close-month.ts';
import { collectDue } from '../jobs/collect.ts';
import { contribute } from './contribute.ts';
import { unansweredDebits } from './debit-voids.ts';
import { decideDebitVoid } from './decide-debit-void.ts';
import { proposeDebitVoid } from './propose-debit-void.ts';
import { readDues, readOwed } from './read-dues.ts';
import { readSuspense } from './read-suspense.ts';
import { readRuns } from './runs.ts';
import { takeDebitResult } from './take-debit-result.ts';

const changji = '652300';
let register: Rehearsal;
let members: string[];
let files: DebitFile[];
/** Whether the bank answers what it is asked on this day. */
let answers: (debitOn: string) => boolean;

beforeEach(async () => {
  register = await rehearse('2026-03-05');
  [members, files, answers] = [[], [], () => false];
  for (let n = 0; n < 2; n += 1) {
    members.push(await register.approve(changji));
    await register.sign(members[n]!);
  }
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const key = () => ({ idempotencyKey: randomUUID() });
const officer = (name: string) => register.context({ audience: 'centre', cities: [changji], officer: name });
const bank = () =>
  bankThat((file) => {
    if (!files.some(({ batch }) => batch === file.batch)) files.push(file);
    return answers(file.debitOn) ? file.lines.map(pays) : undefined;
  });
const collect = (on: string) => {
  register.clock.set(on);
  return collectDue(register.context({}, bank()), changji, on);
};
const waiting = () => unansweredDebits(officer('one'), changji);
const propose = async (by = 'one', given = key()) =>
  proposeDebitVoid(officer(by), { batchId: (await waiting())[0]!.id, note: '银行未受理', ...given });
const decide = (voidId: string, by = 'two', decision: 'VOID' | 'REJECT' = 'VOID', given = key()) =>
  decideDebitVoid(officer(by), { voidId, decision, ...given });
const dues = async () =>
  (await readDues(register.context(), members[0]!, 2026)).slice(0, 2).map(({ month, status }) => `${month} ${status}`);
const paid = () =>
  rows(
    register.database,
    'SELECT period, booked_on AS "on", count(*)::int AS n FROM movement GROUP BY 1, 2 ORDER BY 2',
  );
const statusOfBatch = async () =>
  (await rows<{ status: string }>(register.database, 'SELECT status FROM debit_batch ORDER BY id LIMIT 1'))[0]!.status;
const waitingForLocks = async () =>
  (
    await rows(
      register.database,
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )
  ).length;
const late = () => {
  const { batch, city, lines } = files[0]!;
  return writeResult({ batch, city, lines: lines.map(pays) });
};

describe('CJ-07 a batch of a collection that the bank never answers', () => {
  it('is given up by two officers: nothing is booked, its dues are owed again, and the month ends', async () => {
    await collect('2026-03-20');
    const [batch] = await waiting();
    expect(batch).toMatchObject({ month: '2026-03', debitOn: '2026-03-20', lines: 2, amount: yuan('2400') });
    expect(await dues()).toEqual(['2026-03 ASKED', '2026-04 UNPAID']);
    register.clock.set('2026-04-02');
    const proposed = await propose();
    expect((await waiting())[0]!.proposedVoid).toEqual(proposed);
    expect(proposed).toMatchObject({ status: 'PROPOSED', proposedBy: 'one', decidedBy: null });
    await expect(closeMonth(register.context(), changji, '2026-03')).rejects.toThrow('when the collection');
    const given = key();
    const voided = await decide(proposed.id, 'two', 'VOID', given);
    expect(voided).toMatchObject({ status: 'VOIDED', decidedBy: 'two', decidedOn: '2026-04-02' });
    expect(await decide(proposed.id, 'two', 'VOID', given)).toEqual(voided);
    expect(await waiting()).toEqual([]);
    expect(await dues()).toEqual(['2026-03 ARREARS', '2026-04 UNPAID']);
    await collect('2026-04-02');
    expect((await readRuns(officer('one'), changji, { first: 1 }))[0]).toMatchObject({
      ...{ period: '2026-03', rows: 0, amount: 0n, chunksDone: 1 },
      finishedAt: expect.any(String),
    });
    await closeMonth(register.context(), changji, '2026-03');
    expect(await paid()).toEqual([]);
  });

  it('is booked and not given up when the bank has an answer that nobody has fetched', async () => {
    await collect('2026-03-20');
    const { id } = await propose();
    answers = () => true;
    const asked = bank();
    await asked.send(writeInstruction(files[0]!));
    const deciding = register.context({ audience: 'centre', cities: [changji], officer: 'two' }, asked);
    expect(await refusal(decideDebitVoid(deciding, { voidId: id, decision: 'VOID', ...key() }))).toMatchObject({
      code: 'NOT_ELIGIBLE',
    });
    expect(await paid()).toEqual([{ period: '2026-03', on: '2026-03-20', n: 2 }]);
  });

  it('is asked for again by the next collection, with what is due then, and may be paid at the counter before', async () => {
    await collect('2026-03-20');
    register.clock.set('2026-04-02');
    await decide((await propose()).id);
    const [first, second] = members as [string, string];
    expect(await readOwed(register.context(), second)).toMatchObject({
      ...{ nextDebitOn: '2026-04-20', nextDebitAmount: yuan('2400'), arrears: yuan('1200') },
    });
    await contribute(officer('one'), { memberId: first, month: '2026-03', amount: yuan('1200'), ...key() });
    answers = (debitOn) => debitOn === '2026-04-20';
    await collect('2026-04-20');
    expect(files.map(({ debitOn, controlFen }) => [debitOn, controlFen])).toEqual([
      ['2026-03-20', yuan('2400')],
      ['2026-04-20', yuan('3600')],
    ]);
    expect(await paid()).toEqual([
      { period: '2026-03', on: '2026-04-02', n: 1 },
      { period: '2026-03', on: '2026-04-20', n: 1 },
      { period: '2026-04', on: '2026-04-20', n: 2 },
    ]);
  });

  it('is asked for again on the retry day of its own month', async () => {
    await collect('2026-03-20');
    await decide((await propose()).id);
    expect(await readOwed(register.context(), members[0]!)).toMatchObject({ nextDebitOn: '2026-03-25' });
    answers = (debitOn) => debitOn === '2026-03-25';
    await collect('2026-03-25');
    expect(await paid()).toEqual([{ period: '2026-03', on: '2026-03-25', n: 2 }]);
  });

  it('and that is answered late goes to suspense line by line, once, and is asked for until then', async () => {
    await collect('2026-03-20');
    await decide((await propose()).id);
    answers = (debitOn) => debitOn === '2026-03-20';
    register.clock.set('2026-03-23');
    await takeDebitResult(register.context(), late());
    await takeDebitResult(register.context(), late());
    await collect('2026-03-23');
    const items = (await readSuspense(officer('one'), changji, { first: 9 })).edges.map(({ node }) => node);
    expect(items).toMatchObject(
      members.map((memberId) => ({ reason: 'PAID_LATE', memberId, openAmount: yuan('1200'), notedOn: '2026-03-23' })),
    );
    expect(await paid()).toEqual([{ period: null, on: '2026-03-23', n: 2 }]);
    expect(await dues()).toEqual(['2026-03 UNPAID', '2026-04 UNPAID']);
  });

  it.each([
    ['also when nobody hands its file in', '2026-06-18', 2],
    ['and not for ever', '2026-06-19', 0],
  ])('is asked for what it did, %s', async (_, on, suspended) => {
    await collect('2026-03-20');
    const remembering = bank();
    await collectDue(register.context({}, remembering), changji, '2026-03-20');
    await decide((await propose()).id);
    answers = (debitOn) => debitOn === '2026-03-20';
    register.clock.set(on);
    await collectDue(register.context({}, remembering), changji, on);
    expect((await readSuspense(officer('one'), changji, { first: 9 })).edges).toHaveLength(suspended);
  });

  it('is given up only when it is not on its way to the bank, and is not sent from then on', async () => {
    await collect('2026-03-20');
    const { id } = await propose();
    const sent: string[] = [];
    let arrives = () => {};
    const slow = bank();
    const sending = new Promise<void>((begun) => {
      slow.send = async () => {
        begun();
        await new Promise<void>((done) => (arrives = done));
        sent.push(await statusOfBatch());
      };
    });
    const asking = collectDue(register.context({}, slow), changji, '2026-03-20');
    await sending;
    const deciding = decide(id);
    // Whoever decides now waits for what is under way.
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1));
    arrives();
    await Promise.all([asking, deciding]);
    expect([sent, await statusOfBatch()]).toEqual([['PREPARED'], 'VOIDED']);
    await collectDue(register.context({}, slow), changji, '2026-03-20');
    expect(sent).toHaveLength(1);
  });

  it('is either booked or given up, when its answer and the second officer come at the same moment', async () => {
    await collect('2026-03-20');
    const { id } = await propose();
    const [answered, decided] = await Promise.allSettled([takeDebitResult(register.context(), late()), decide(id)]);
    expect(answered.status).toBe('fulfilled');
    const suspended = (await readSuspense(officer('one'), changji, { first: 9 })).edges;
    const booked = await rows(register.database, "SELECT FROM movement WHERE code = '01'");
    if (decided.status === 'fulfilled') expect([booked.length, suspended.length]).toEqual([0, 2]);
    else {
      expect([booked.length, suspended.length]).toEqual([2, 0]);
      expect(decided.reason).toMatchObject({ code: 'NOT_ELIGIBLE', detail: { field: 'voidId' } });
    }
  });
});

describe('A.9 giving a batch up', () => {
  const fourEyes = { code: 'FORBIDDEN', field: 'officer', rule: 'four-eyes' };

  it('needs two officers, each by name, and is decided once', async () => {
    await collect('2026-03-20');
    const [batch] = await waiting();
    const nameless = register.context({ audience: 'centre', cities: [changji] });
    const input = { batchId: batch!.id, note: 'x', ...key() };
    expect(await refusal(proposeDebitVoid(nameless, input))).toMatchObject(fourEyes);
    const { id } = await propose();
    expect(await refusal(propose('three'))).toMatchObject({ code: 'IN_PROGRESS', field: 'batchId' });
    expect(await refusal(decide(id, 'one'))).toMatchObject(fourEyes);
    const ends = await Promise.allSettled([decide(id, 'two'), decide(id, 'three')]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(decide(id, 'four'))).toMatchObject({ code: 'NOT_FOUND', field: 'voidId' });
    await expect(ownerQuery(register, "UPDATE debit_void SET status = 'PROPOSED'")).rejects.toThrow('not rewritten');
    await expect(ownerQuery(register, "UPDATE debit_batch SET status = 'PREPARED'")).rejects.toThrow('not rewritten');
  });

  it('may be rejected, and proposed anew, and cannot be done to a batch that is answered', async () => {
    await collect('2026-03-20');
    const batchId = (await waiting())[0]!.id;
    const rejected = await decide((await propose()).id, 'two', 'REJECT');
    expect(rejected).toMatchObject({ status: 'REJECTED' });
    const again = await propose('two');
    await takeDebitResult(register.context(), late());
    expect(await refusal(decide(again.id, 'one'))).toMatchObject({ code: 'NOT_ELIGIBLE', field: 'voidId' });
    expect((await decide(again.id, 'one', 'REJECT')).status).toBe('REJECTED');
    const answered = proposeDebitVoid(officer('one'), { batchId, note: 'x', ...key() });
    expect(await refusal(answered)).toMatchObject({ code: 'NOT_FOUND', field: 'batchId' });
  });

  it('AG-04 is nobody’s in another city, and says why it is done', async () => {
    await collect('2026-03-20');
    const batchId = (await waiting())[0]!.id;
    for (const note of ['', ' ', 'x'.repeat(501)]) {
      const input = { batchId, note, ...key() };
      expect(await refusal(proposeDebitVoid(officer('one'), input))).toMatchObject({ code: 'INVALID_INPUT' });
    }
    const there = register.context({ audience: 'centre', cities: ['330500'], officer: 'one' });
    expect(await refusal(unansweredDebits(there, changji))).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    const { id } = await propose();
    for (const given of [batchId, '0', 'x']) {
      const input = { batchId: given, note: 'x', ...key() };
      expect(await refusal(proposeDebitVoid(there, input))).toMatchObject({ code: 'NOT_FOUND' });
    }
    for (const voidId of [id, 'x', randomUUID()]) {
      const input = { voidId, decision: 'VOID' as const, ...key() };
      expect(await refusal(decideDebitVoid(there, input))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
