import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { readAccounts } from '../operations/read-accounts.ts';
import { resumeRun } from '../operations/resume-run.ts';
import { reverseRun } from '../operations/reverse-run.ts';
import { readRuns } from '../operations/runs.ts';
import { terminateAgreement } from '../operations/terminate-agreement.ts';
import { goOnWithRun } from './runs.ts';
import { settleInterest } from './settle-interest.ts';

const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-07-10');
});
afterAll(() => register?.close());

const key = () => ({ idempotencyKey: randomUUID() });
const staff = (officer = 'one') => register.context({ audience: 'centre', cities: [huzhou], officer });
const latest = async () => (await readRuns(staff(), huzhou, { first: 1 }))[0]!;
const balance = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0]!.balance;

describe('CJ-09 a year of interest that is taken back and settled again', () => {
  it('bears in the next year what it would have borne at once: what was wrong bears nothing', async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { base: yuan('30000'), ratio: '20%', firstContribution: yuan('6000') });
    await terminateAgreement(register.context(), { memberId, ...key() });
    register.clock.set('2027-06-30');
    await settleInterest(register.context(), huzhou, 2027);
    // 6,000.00 × 355 ÷ 24,000.
    expect(await balance(memberId)).toBe(yuan('6088.75'));
    register.clock.set('2027-12-27');
    const taking = await reverseRun(staff(), { runId: (await latest()).id, ...key() });
    await resumeRun(staff('two'), { runId: taking.id, ...key() });
    await goOnWithRun(register.context(), Number(taking.id));
    expect(await balance(memberId)).toBe(yuan('6000'));
    const again = await latest();
    await resumeRun(staff(), { runId: again.id, ...key() });
    await goOnWithRun(register.context(), Number(again.id));
    expect(await balance(memberId)).toBe(yuan('6088.75'));
    register.clock.set('2028-06-30');
    await settleInterest(register.context(), huzhou, 2028);
    // 6,088.75 × 366 ÷ 24,000 = 92.8534; 88.75 that was in the account twice for 180 days would add 0.67.
    expect(await balance(memberId)).toBe(yuan('6181.60'));
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('is not overtaken by the next year while it is being taken back', async () => {
    register.clock.set('2028-07-01');
    const taking = await reverseRun(staff(), { runId: (await latest()).id, ...key() });
    register.clock.set('2029-06-30');
    await settleInterest(register.context(), huzhou, 2029);
    expect((await readRuns(staff(), huzhou, { first: 9 })).filter(({ period }) => period === '2029')).toEqual([]);
    await resumeRun(staff('two'), { runId: taking.id, ...key() });
    // Whoever takes it back, however many at once, the year waits for staff from the first moment on.
    await Promise.all(Array.from({ length: 4 }, () => goOnWithRun(register.context(), Number(taking.id))));
    await settleInterest(register.context(), huzhou, 2029);
    const again = await latest();
    expect(again).toMatchObject({ kind: 'settle-interest', period: '2028', chunksDone: 0 });
    expect(again.pausedAt).not.toBeNull();
    await resumeRun(staff(), { runId: again.id, ...key() });
    await goOnWithRun(register.context(), Number(again.id));
    expect((await readRuns(staff(), huzhou, { first: 9 })).filter(({ period }) => period === '2029')).toHaveLength(1);
  });
});
