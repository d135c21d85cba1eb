import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { seedAccounts } from '#test/many-accounts.ts';
import { pauseRun } from '../operations/pause-run.ts';
import { previewRun } from '../operations/preview-run.ts';
import { rejectReversal } from '../operations/reject-reversal.ts';
import { resumeRun } from '../operations/resume-run.ts';
import { reverseRun } from '../operations/reverse-run.ts';
import { readRuns } from '../operations/runs.ts';
import { handlers } from './handlers.ts';
import { goOnWithRun } from './runs.ts';
import { settleInterest } from './settle-interest.ts';

const city = '652300';
const accounts = 10_100;
// Of 2,500 accounts; a debit batch has 10,000.
const chunks = 5;
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-06-30');
  await seedAccounts(register.ownerUrl, { city, accounts, firstMonth: '2025-07', months: 1 });
});
afterAll(() => register?.close());

const key = () => ({ idempotencyKey: randomUUID() });
const staff = (officer = 'one') => register.context({ audience: 'centre', cities: [city], officer });
const runs = () => readRuns(staff(), city, { first: 20 });
const latest = async () => (await runs())[0]!;
const interest = async () =>
  (
    await rows<{ held: bigint; booked: number }>(
      register.database,
      `SELECT (SELECT sum(balance)::bigint FROM ledger_account WHERE segment = 'INTEREST') AS held,
         (SELECT count(*)::int FROM movement WHERE code = '09') AS booked`,
    )
  )[0]!;
/** Does what was told to the register itself. */
const hearAsked = async () => {
  for (const event of register.told.splice(0)) {
    if (event.type === 'run-asked') await handlers(register.context())['run-asked']!({ id: randomUUID(), event });
  }
};

describe('CJ-09 a run over all accounts, as staff see and steer it', () => {
  it('CJ-07 tells before a collection how many lines the bank would be asked for, and asks nobody', async () => {
    register.clock.set('2025-08-01');
    await previewRun(staff(), { city, kind: 'collect', period: '2025-08', ...key() });
    await previewRun(staff(), { city, kind: 'close-month', period: '2025-08', ...key() });
    await hearAsked();
    const [closing, collecting] = await runs();
    expect(collecting).toMatchObject({ kind: 'preview-collect', rows: accounts, chunksDone: 2 });
    expect(collecting!.amount).toBeGreaterThan(BigInt(accounts) * 100_000n);
    expect(closing).toMatchObject({ kind: 'preview-close-month', chunksDone: chunks });
    expect(register.sent).toEqual([]);
    expect(await rows(register.database, 'SELECT FROM debit_batch')).toEqual([]);
    expect(await rows(register.database, 'SELECT FROM period_due WHERE filled_on IS NULL')).toEqual([]);
    register.clock.set('2026-06-30');
  });

  it('is tried without leaving anything, and told to the fen before it is done', async () => {
    const asked = { city, kind: 'settle-interest', period: '2026' } as const;
    const tried = await previewRun(staff(), { ...asked, ...key() });
    expect(tried).toMatchObject({ kind: 'preview-settle-interest', period: '2026', chunks, chunksDone: 0 });
    await hearAsked();
    const done = await latest();
    expect(done).toMatchObject({ chunksDone: chunks, rows: accounts, finishedAt: expect.any(String) });
    expect(done.amount).toBeGreaterThan(0n);
    expect(await interest()).toEqual({ held: 0n, booked: 0 });
    expect(await rows(register.database, 'SELECT FROM interest_settlement')).toEqual([]);
    await settleInterest(register.context(), city, 2026);
    const [settled, preview] = await runs();
    expect(settled).toMatchObject({ kind: 'settle-interest', chunks, chunksDone: chunks, rows: accounts });
    expect(settled!.amount).toBe(preview!.amount);
    expect(await interest()).toEqual({ held: settled!.amount, booked: accounts });
  });

  it('is taken back by a run that names each movement, and done again when staff resume it', async () => {
    const settled = await latest();
    const before = await interest();
    const taking = await reverseRun(staff(), { runId: settled.id, ...key() });
    expect(taking).toMatchObject({ kind: 'reverse-interest', reverses: settled.id, chunks, askedBy: 'one' });
    expect(await refusal(reverseRun(staff(), { runId: settled.id, ...key() }))).toMatchObject({
      code: 'ALREADY_REVERSED',
    });
    await resumeRun(staff('two'), { runId: taking.id, ...key() });
    await hearAsked();
    await goOnWithRun(register.context(), Number(taking.id));
    expect(await interest()).toEqual({ held: 0n, booked: 2 * accounts });
    const named = 'SELECT count(DISTINCT reverses)::int AS n FROM movement WHERE reverses IS NOT NULL';
    expect(await rows(register.database, named)).toEqual([{ n: accounts }]);
    // The year stands open again, and waits for staff.
    const [again, , first] = await runs();
    expect(first).toMatchObject({ id: settled.id, reversedBy: taking.id });
    expect(again).toMatchObject({ kind: 'settle-interest', period: '2026', chunksDone: 0, finishedAt: null });
    expect(again!.pausedAt).not.toBeNull();
    await settleInterest(register.context(), city, 2026);
    expect((await interest()).held).toBe(0n);
    await resumeRun(staff(), { runId: again!.id, ...key() });
    await hearAsked();
    expect(await latest()).toMatchObject({ chunksDone: chunks, rows: accounts, amount: settled.amount });
    expect((await interest()).held).toBe(before.held);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('leaves with a member what is gone already, and takes back the rest', async () => {
    const settled = await latest();
    // One has moved the interest on, so that the account no longer holds it.
    await register.database.query(
      `WITH gone AS (SELECT id FROM ledger_account WHERE segment = 'INTEREST' ORDER BY id LIMIT 1)
       INSERT INTO movement (from_account, to_account, city, pool, fen, code, booked_on)
       SELECT gone.id, custody.id, '652300', 'flexible', 1, '99', '2026-06-30'
       FROM gone, ledger_account custody WHERE custody.code = 'bank:custody' AND custody.pool = 'flexible'`,
    );
    await register.database.query(
      `UPDATE ledger_account SET balance = balance - 1
       WHERE id = (SELECT id FROM ledger_account WHERE segment = 'INTEREST' ORDER BY id LIMIT 1)`,
    );
    const { id } = await reverseRun(staff(), { runId: settled.id, ...key() });
    await resumeRun(staff('two'), { runId: id, ...key() });
    await hearAsked();
    const open = 'SELECT count(*)::int AS n FROM interest_settlement WHERE taken_back_by IS NULL';
    expect(await rows(register.database, open)).toEqual([{ n: 1 }]);
    expect((await runs()).find(({ kind }) => kind === 'reverse-interest')).toMatchObject({ refused: 1 });
    const [again] = await runs();
    await resumeRun(staff(), { runId: again!.id, ...key() });
    await hearAsked();
    // Whoever kept theirs is not paid again.
    expect(await latest()).toMatchObject({ rows: accounts - 1 });
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('stays open for a person to look at when its chunks do not add up to what it wrote', async () => {
    register.clock.set('2027-06-30');
    const { id } = await latest();
    await ownerQuery(register, 'UPDATE run SET finished_at = NULL WHERE id = $1', [id]);
    const more = 'UPDATE run_chunk SET fen = fen + $2 WHERE run_id = $1 AND chunk = 0';
    await ownerQuery(register, more, [id, 1]);
    await expect(settleInterest(register.context(), city, 2026)).rejects.toThrow('do not add up');
    await ownerQuery(register, more, [id, -1]);
    await settleInterest(register.context(), city, 2026);
    expect((await latest()).finishedAt).not.toBeNull();
  });

  it('is paused before its next chunk and goes on from there', async () => {
    register.clock.set('2027-06-30');
    const asked = { city, kind: 'settle-interest', period: '2027' } as const;
    const { id } = await previewRun(staff(), { ...asked, ...key() });
    await pauseRun(staff(), { runId: id, ...key() });
    await hearAsked();
    expect(await latest()).toMatchObject({ chunksDone: 0, finishedAt: null });
    await resumeRun(staff(), { runId: id, ...key() });
    await hearAsked();
    expect(await latest()).toMatchObject({ id, chunksDone: chunks, pausedAt: null });
    expect(await refusal(pauseRun(staff(), { runId: id, ...key() }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'runId',
    });
  });

  it('is tried for a period within sight only, since every month up to it is written down first', async () => {
    const within = [
      ['collect', '9999-12', '2028-12'],
      ['collect', '2029-01', '2028-12'],
      ['close-month', '0001-01', '2028-12'],
      ['settle-interest', '2029', '2028'],
    ] as const;
    for (const [kind, period, last] of within) {
      expect(await refusal(previewRun(staff(), { city, kind, period, ...key() })), period).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'period',
        rule: expect.stringMatching(new RegExp(`to ${last}$`)),
      });
    }
  });

  it('AG-04 is nobody’s in another city, and one who asks is told nothing of it', async () => {
    const other = register.context({ audience: 'centre', cities: ['330500'] });
    const { id } = await latest();
    expect(await refusal(readRuns(other, city, { first: 1 }))).toMatchObject({ code: 'FORBIDDEN' });
    for (const command of [pauseRun, rejectReversal, resumeRun, reverseRun]) {
      for (const runId of [id, '0', 'x']) {
        expect(await refusal(command(other, { runId, ...key() }))).toMatchObject({ code: 'NOT_FOUND' });
      }
    }
    const asked = { city, kind: 'collect', period: '2027-07' } as const;
    expect(await refusal(previewRun(other, { ...asked, ...key() }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(previewRun(staff(), { ...asked, period: '2027', ...key() }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
