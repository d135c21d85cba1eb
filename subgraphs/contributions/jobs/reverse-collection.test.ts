import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { averageBalances } from '../operations/average-balance.ts';
import { contribute } from '../operations/contribute.ts';
import { decideCorrection } from '../operations/decide-correction.ts';
import { deductible } from '../operations/deductible.ts';
import { freezeAccount } from '../operations/freeze-account.ts';
import { pauseRun } from '../operations/pause-run.ts';
import { proposeCorrection } from '../operations/propose-correction.ts';
import { readAccounts, readStreaks } from '../operations/read-accounts.ts';
import { readDues } from '../operations/read-dues.ts';
import { readMovements } from '../operations/read-movements.ts';
import { resumeRun } from '../operations/resume-run.ts';
import { reverseRun } from '../operations/reverse-run.ts';
import { readRunRefusals } from '../operations/run-refusals.ts';
import { readRuns } from '../operations/runs.ts';
import { terminateAgreement } from '../operations/terminate-agreement.ts';
import { withdraw } from '../operations/withdraw.ts';
import { handlers, scheduledRuns } from './handlers.ts';

const huzhou = '330500';
let register: Rehearsal;

beforeEach(async () => {
  register = await rehearse('2026-03-05');
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const key = () => ({ idempotencyKey: randomUUID() });
const officer = (name: string, of = register) => of.context({ audience: 'centre', cities: [huzhou], officer: name });
async function members(of: Rehearsal, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) {
    made.push(await of.approve(huzhou));
    await of.sign(made[n]!, { firstContribution: yuan('1200') });
  }
  return made;
}
const runs = (of = register) => readRuns(officer('one', of), huzhou, { first: 50 });
const collectionOf = async (period: string, of = register) =>
  (await runs(of)).find((run) => run.kind === 'collect' && run.period === period)!;
async function hearAsked(of = register): Promise<void> {
  for (const event of of.told.splice(0)) {
    if (event.type === 'run-asked') await handlers(of.context())['run-asked']!({ id: randomUUID(), event });
    else of.told.push(event);
  }
}
/** Two officers take a collection back; answers its run when that is done. */
async function takeBack(period: string, of = register) {
  const { id } = await reverseRun(officer('one', of), { runId: (await collectionOf(period, of)).id, ...key() });
  await resumeRun(officer('two', of), { runId: id, ...key() });
  const asked = of.told.filter(({ type }) => type === 'run-asked');
  for (const event of asked) await handlers(of.context())['run-asked']!({ id: randomUUID(), event } as never);
  return (await runs(of)).find((run) => run.id === id)!;
}
const movementOf = async (memberId: string, month: string, of = register) =>
  (await readMovements(of.context(), memberId, { first: 50 })).edges
    .map(({ node }) => node)
    .find(({ period, reverses }) => period === month && !reverses)!;
async function correct(memberId: string, month: string, of = register): Promise<void> {
  const movementId = (await movementOf(memberId, month, of)).id;
  const wrong = { movementId, reason: 'BANK_RETURNED' as const, note: '银行退回', ...key() };
  const { id } = await proposeCorrection(officer('one', of), wrong);
  await decideCorrection(officer('two', of), { correctionId: id, decision: 'BOOK', ...key() });
}
/** Everything that is read from a member's months, without whose they are. */
async function figures(of: Rehearsal, memberId: string) {
  const context = of.context();
  const [streak] = await readStreaks(context, [memberId]);
  const [deduction] = await deductible(context, [{ memberId, averageIncome: null }], 2026);
  const months = deduction!.months.map((month) => ({ ...month, memberId: '' }));
  const dues = await readDues(context, memberId, 2026);
  const [average] = await averageBalances(context, [memberId], { from: '2026-03-01', to: '2026-06-02' });
  return {
    streak: { ...streak, memberId: '' },
    deduction: { ...deduction, memberId: '', months },
    dues: dues.map((due) => ({ ...due, agreementNumber: '' })),
    average: { ...average, memberId: '' },
    balance: (await readAccounts(context, [memberId]))[0]!.balance,
  };
}

describe('A.9 a collection that is taken back', () => {
  it('CJ-14 CJ-15 leaves every figure as single corrections would, and tells the subsidies of the same months', async () => {
    const twin = await rehearse('2026-03-05');
    const told = [];
    for (const of of [register, twin]) {
      const [first, second] = (await members(of, 2)) as [string, string];
      await of.live('2026-03', '2026-05');
      of.clock.set('2026-06-02');
      if (of === twin) {
        await correct(first, '2026-04', of);
        await correct(second, '2026-04', of);
      } else {
        const done = await takeBack('2026-04', of);
        expect(done).toMatchObject({
          ...{ kind: 'reverse-collect', period: '2026-04', rows: 2, amount: yuan('2400'), refused: 0 },
          ...{ chunks: 1, chunksDone: 1, askedBy: 'one', agreedBy: 'two', finishedAt: expect.any(String) },
        });
        expect(await collectionOf('2026-04', of)).toMatchObject({ reversedBy: done.id });
      }
      told.push({
        figures: [await figures(of, first), await figures(of, second)],
        corrected: of.told.flatMap((event) => (event.type === 'month-corrected' ? [event.month] : [])),
      });
    }
    expect(told[0]).toEqual(told[1]);
    expect(told[0]!.corrected).toEqual(['2026-04', '2026-04']);
    expect(told[0]!.figures[0]).toMatchObject({ streak: { continuousFullMonths: 1 }, balance: yuan('2400') });
    await twin.close();
  });

  it('is taken back by movements that name what they take back, once, and each month may be paid again', async () => {
    const [memberId] = (await members(register, 1)) as [string];
    await register.live('2026-03', '2026-04');
    const wrong = await movementOf(memberId, '2026-04');
    await takeBack('2026-04');
    const seen = (await readMovements(register.context(), memberId, { first: 9 })).edges.map(({ node }) => node);
    expect(seen[0]).toMatchObject({
      reverses: wrong.id,
      amount: yuan('-1200'),
      period: '2026-04',
      bookedOn: '2026-05-01',
    });
    const collected = await collectionOf('2026-04');
    const again = reverseRun(officer('three'), { runId: collected.id, ...key() });
    expect(await refusal(again)).toMatchObject({ code: 'ALREADY_REVERSED', field: 'runId' });
    const pay = { memberId, month: '2026-04', amount: yuan('1200'), ...key() };
    expect((await contribute(officer('teller'), pay)).months).toEqual(['2026-04']);
    // Paid again, it is not asked for: the next collection goes on with its own.
    await register.live('2026-05', '2026-05');
    expect((await readAccounts(register.context(), [memberId]))[0]!.balance).toBe(yuan('3600'));
  });

  it('CJ-07 is asked for again by the next collection, with what is due then', async () => {
    const [memberId] = (await members(register, 1)) as [string];
    await register.live('2026-03', '2026-04');
    await takeBack('2026-04');
    await register.live('2026-05', '2026-05');
    expect((await readAccounts(register.context(), [memberId]))[0]!.balance).toBe(yuan('3600'));
  });

  it('CJ-15 tells of no month that was paid ahead and came after the agreement’s end: its closing told of none', async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200'), mode: 'QUARTERLY' });
    await register.live('2026-03', '2026-04');
    await terminateAgreement(register.context(), { memberId, ...key() });
    await register.live('2026-05', '2026-07');
    expect(await takeBack('2026-04')).toMatchObject({ rows: 3, refused: 0 });
    const corrected = register.told.flatMap((event) => (event.type === 'month-corrected' ? [event.month] : []));
    expect(corrected).toEqual(['2026-04', '2026-05']);
  });

  it('takes back a prepaid quarter whole, and only what nobody has corrected yet', async () => {
    const [quarterly, corrected] = [await register.approve(huzhou), await register.approve(huzhou)];
    for (const memberId of [quarterly, corrected]) {
      await register.sign(memberId, { firstContribution: yuan('1200'), mode: 'QUARTERLY' });
    }
    await register.live('2026-03', '2026-04');
    await correct(corrected, '2026-05');
    expect(await takeBack('2026-04')).toMatchObject({ rows: 5, amount: yuan('6000'), refused: 0 });
    for (const memberId of [quarterly, corrected]) {
      expect((await readAccounts(register.context(), [memberId]))[0]!.balance).toBe(yuan('1200'));
    }
  });

  it('HZ-04 CJ-13 leaves what is gone, held or frozen where it is, and tells staff every reason and the sum', async () => {
    const [gone, held, frozen, partly, fine] = (await members(register, 5)) as [string, string, string, string, string];
    await register.live('2026-03', '2026-04');
    const out = (memberId: string) =>
      withdraw(officer('teller'), { memberId, amount: yuan('1300'), reasonCode: '99', ...key() });
    await out(gone);
    await register.payOut();
    await out(held);
    await out(frozen);
    register.paying.habit = () => undefined as never;
    const by = { authority: '法院', document: '1号' };
    await freezeAccount(officer('teller'), { memberId: frozen, kind: 'RECEIVE_ONLY', ...by, ...key() });
    await freezeAccount(officer('teller'), {
      memberId: partly,
      kind: 'PARTIAL',
      amount: yuan('1200.01'),
      ...by,
      ...key(),
    });
    const done = await takeBack('2026-04');
    expect(done).toMatchObject({ rows: 1, amount: yuan('1200'), refused: 4, refusedAmount: yuan('4800') });
    const asked = (first: number, after?: string) => readRunRefusals(officer('one'), done.id, { first, after });
    const listed = await asked(9);
    expect(
      listed.edges.map(({ node: { memberId, rows: months, amount, reasons } }) => [memberId, months, amount, reasons]),
    ).toEqual([
      [gone, 1, yuan('1200'), ['BALANCE_TOO_LOW']],
      [held, 1, yuan('1200'), ['BALANCE_TOO_LOW', 'IN_PROGRESS']],
      [frozen, 1, yuan('1200'), ['ACCOUNT_FROZEN', 'BALANCE_TOO_LOW', 'IN_PROGRESS']],
      [partly, 1, yuan('1200'), ['ACCOUNT_FROZEN']],
    ]);
    const first = await asked(3);
    expect((await asked(3, first.pageInfo.endCursor!)).edges).toEqual(listed.edges.slice(3));
    const status = async (memberId: string) =>
      (await readDues(register.context(), memberId, 2026)).find(({ month }) => month === '2026-04')!.status;
    expect([await status(gone), await status(fine)]).toEqual(['PAID', 'ARREARS']);
    const there = register.context({ audience: 'centre', cities: ['652300'] });
    expect(await refusal(readRunRefusals(there, done.id, { first: 9 }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(asked(9, 'x'))).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
  });
});

describe('A.9 taking a collection back', () => {
  const fourEyes = { code: 'FORBIDDEN', field: 'officer', rule: 'four-eyes' };

  it('needs two officers, and stands still until the second agrees', async () => {
    await members(register, 1);
    await register.live('2026-03', '2026-04');
    const runId = (await collectionOf('2026-04')).id;
    const nameless = register.context({ audience: 'centre', cities: [huzhou] });
    expect(await refusal(reverseRun(nameless, { runId, ...key() }))).toMatchObject(fourEyes);
    const asked = await reverseRun(officer('one'), { runId, ...key() });
    expect(asked).toMatchObject({ pausedAt: expect.any(String), askedBy: 'one', agreedBy: null, reverses: runId });
    await scheduledRuns(register.context())['collect']!();
    expect((await runs()).find(({ id }) => id === asked.id)).toMatchObject({ chunksDone: 0, finishedAt: null });
    for (const by of [officer('one'), nameless]) {
      expect(await refusal(resumeRun(by, { runId: asked.id, ...key() }))).toMatchObject(fourEyes);
    }
    await expect(ownerQuery(register, `UPDATE run SET paused_at = NULL WHERE id = ${asked.id}`)).rejects.toThrow(
      'check',
    );
    expect(await resumeRun(officer('two'), { runId: asked.id, ...key() })).toMatchObject({ agreedBy: 'two' });
    // Agreed to once, it may be held and resumed by anybody.
    await pauseRun(officer('one'), { runId: asked.id, ...key() });
    await hearAsked();
    expect((await runs()).find(({ id }) => id === asked.id)).toMatchObject({ chunksDone: 0 });
    await resumeRun(officer('one'), { runId: asked.id, ...key() });
    await scheduledRuns(register.context())['collect']!();
    expect((await runs()).find(({ id }) => id === asked.id)).toMatchObject({ chunksDone: 1, agreedBy: 'two' });
  });

  it('is refused while it is not finished, and of any other kind of run', async () => {
    await members(register, 1);
    await register.live('2026-03', '2026-04');
    await ownerQuery(register, "UPDATE run SET finished_at = NULL WHERE kind = 'collect' AND period = '2026-04'");
    const closing = (await runs()).find(({ kind }) => kind === 'close-month')!;
    for (const { id } of [closing, await collectionOf('2026-04')]) {
      expect(await refusal(reverseRun(officer('one'), { runId: id, ...key() }))).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'runId',
      });
    }
  });

  it('leaves a single correction that was proposed before with nothing to book', async () => {
    const [memberId] = (await members(register, 1)) as [string];
    await register.live('2026-03', '2026-04');
    const { id: movementId } = await movementOf(memberId, '2026-04');
    const wrong = { movementId, reason: 'OTHER' as const, note: 'x', ...key() };
    const { id } = await proposeCorrection(officer('one'), wrong);
    await takeBack('2026-04');
    const booking = decideCorrection(officer('two'), { correctionId: id, decision: 'BOOK', ...key() });
    expect(await refusal(booking)).toMatchObject({ code: 'ALREADY_REVERSED' });
    expect(await rows(register.database, 'SELECT FROM movement WHERE reverses IS NOT NULL')).toHaveLength(1);
  });
});
