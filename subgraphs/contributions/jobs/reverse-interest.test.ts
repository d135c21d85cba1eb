import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { bookUnitContribution } from '../operations/book-unit-contribution.ts';
import { closeAccount } from '../operations/close-account.ts';
import { freezeAccount } from '../operations/freeze-account.ts';
import { previewRun } from '../operations/preview-run.ts';
import { readAccounts } from '../operations/read-accounts.ts';
import { rejectReversal } from '../operations/reject-reversal.ts';
import { resumeRun } from '../operations/resume-run.ts';
import { reverseRun } from '../operations/reverse-run.ts';
import { readRunRefusals } from '../operations/run-refusals.ts';
import { readRuns } from '../operations/runs.ts';
import { voidWithdrawal } from '../operations/void-withdrawal.ts';
import { goOnWithRun, takeBackBegun } from './runs.ts';
import { settleInterest } from './settle-interest.ts';

const huzhou = '330500';
let register: Rehearsal;
let memberId: string;
let settled: string;

beforeEach(async () => {
  register = await rehearse('2026-07-10');
  memberId = await register.approve(huzhou);
  await register.sign(memberId, { base: yuan('30000'), ratio: '20%', firstContribution: yuan('6000') });
  register.clock.set('2027-06-30');
  await settleInterest(register.context(), huzhou, 2027);
  settled = (await latest()).id;
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const key = () => ({ idempotencyKey: randomUUID() });
const officer = (name: string) => register.context({ audience: 'centre', cities: [huzhou], officer: name });
const latest = async () => (await readRuns(officer('one'), huzhou, { first: 1 }))[0]!;
const balance = async () => (await readAccounts(register.context(), [memberId]))[0]!.balance;
const ask = (by = 'one') => reverseRun(officer(by), { runId: settled, ...key() });
const fourEyes = { code: 'FORBIDDEN', field: 'officer', rule: 'four-eyes' };
/** Two officers take the year back; answers from whom it was not, and why. */
async function takeBack() {
  const { id } = await ask();
  await resumeRun(officer('two'), { runId: id, ...key() });
  await goOnWithRun(register.context(), Number(id));
  const { edges } = await readRunRefusals(officer('one'), id, { first: 9 });
  return edges.map(({ node }) => ({ amount: node.amount, rows: node.rows, reasons: node.reasons }));
}

describe('A.9 taking a year of interest back', () => {
  it('CJ-09 needs two officers by name, and nothing is done before the second has agreed', async () => {
    const nameless = register.context({ audience: 'centre', cities: [huzhou] });
    expect(await refusal(reverseRun(nameless, { runId: settled, ...key() }))).toMatchObject(fourEyes);
    const { id, askedBy } = await ask();
    expect(askedBy).toBe('one');
    await goOnWithRun(register.context(), Number(id));
    await takeBackBegun(register.context(), huzhou);
    expect(await balance()).toBe(yuan('6088.75'));
    expect(await refusal(resumeRun(officer('one'), { runId: id, ...key() }))).toMatchObject(fourEyes);
    expect(await resumeRun(officer('two'), { runId: id, ...key() })).toMatchObject({ agreedBy: 'two' });
    await takeBackBegun(register.context(), huzhou);
    expect(await balance()).toBe(yuan('6000'));
  });

  it('is rejected by either officer, once, before it is agreed; the year stands, is followed by the next, and may be asked for again', async () => {
    const { id } = await ask();
    expect(await rejectReversal(officer('one'), { runId: id, ...key() })).toMatchObject({ rejectedBy: 'one' });
    for (const command of [rejectReversal, resumeRun]) {
      expect(await refusal(command(officer('two'), { runId: id, ...key() }))).toMatchObject({ code: 'INVALID_INPUT' });
    }
    await goOnWithRun(register.context(), Number(id));
    expect(await balance()).toBe(yuan('6088.75'));
    const again = await ask();
    await resumeRun(officer('two'), { runId: again.id, ...key() });
    expect(await refusal(rejectReversal(officer('two'), { runId: again.id, ...key() }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'runId',
    });
    expect(await refusal(rejectReversal(officer('two'), { runId: settled, ...key() }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('holds up the next year until it is decided', async () => {
    const { id } = await ask();
    register.clock.set('2028-06-30');
    await settleInterest(register.context(), huzhou, 2028);
    expect(await latest()).toMatchObject({ id });
    await rejectReversal(officer('two'), { runId: id, ...key() });
    await settleInterest(register.context(), huzhou, 2028);
    expect(await latest()).toMatchObject({ kind: 'settle-interest', period: '2028', rows: 1 });
  });

  it('CJ-13 leaves it in a frozen account, and says so', async () => {
    const given = { memberId, authority: '人民法院', document: '（2027）执1号', until: null, ...key() };
    await freezeAccount(register.context(), { ...given, kind: 'PARTIAL', amount: yuan('6000.01') });
    expect(await takeBack()).toEqual([{ amount: yuan('88.75'), rows: 1, reasons: ['ACCOUNT_FROZEN'] }]);
    expect(await balance()).toBe(yuan('6088.75'));
  });

  it('CJ-13 takes it from an account of which so much stays as is frozen', async () => {
    const given = { memberId, authority: '人民法院', document: '（2027）执1号', until: null, ...key() };
    await freezeAccount(register.context(), { ...given, kind: 'PARTIAL', amount: yuan('6000') });
    expect(await takeBack()).toEqual([]);
    expect(await balance()).toBe(yuan('6000'));
  });

  it('leaves it where interest has been paid on it since, which would be left without its base', async () => {
    register.clock.set('2027-12-27');
    register.paying.habit = () => undefined;
    const { id } = await closeAccount(register.context(), { memberId, ...key() });
    await voidWithdrawal(register.context(), { withdrawalId: id, ...key() });
    // 6,088.75 × 180 ÷ 24,000 = 45.67.
    expect(await balance()).toBe(yuan('6134.42'));
    expect(await takeBack()).toEqual([{ amount: yuan('88.75'), rows: 1, reasons: ['NOT_ELIGIBLE'] }]);
    expect(await balance()).toBe(yuan('6134.42'));
  });
});

describe('CJ-09 a year that one account was settled of before the others', () => {
  it('is not counted again by a dry run', async () => {
    await register.hear({
      ...{ type: 'member-facts-changed', memberId, city: huzhou, approvedOn: '2026-01-05', retirementOn: '2050-01-31' },
      ...{ sequence: 9, inUnit: true, spouseId: null, categories: [] },
    });
    const paid = { memberId, month: '2027-06', amount: yuan('1200'), base: yuan('6000'), ...key() };
    await bookUnitContribution(register.context(), paid);
    register.clock.set('2028-07-01');
    register.paying.habit = () => undefined;
    await closeAccount(register.context(), { memberId, ...key() });
    const unit = "SELECT fen FROM interest_settlement WHERE pool = 'unit' AND year = 2028";
    // 1,200.00 × 366 ÷ 24,000.
    expect(await rows(register.database, unit)).toEqual([{ fen: yuan('18.30') }]);
    const asked = { city: huzhou, kind: 'settle-interest', period: '2028' } as const;
    const { id } = await previewRun(officer('one'), { ...asked, ...key() });
    await goOnWithRun(register.context(), Number(id));
    expect(await latest()).toMatchObject({ id, rows: 0, amount: 0n });
  });
});
