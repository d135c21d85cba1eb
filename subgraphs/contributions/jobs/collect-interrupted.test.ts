import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { deadBank } from '#test/banks.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import type { EntrustedBank } from '../adaptors/bank.ts';
import { type DebitFile, readInstruction } from '../adaptors/debit-instruction.ts';
import { simulatedBank } from '../adaptors/simulated-bank.ts';
import { changePlan } from '../operations/change-plan.ts';
import { contribute } from '../operations/contribute.ts';
import { readStreaks } from '../operations/read-accounts.ts';
import { currentAgreements } from '../operations/read-agreements.ts';
import { terminateAgreement } from '../operations/terminate-agreement.ts';
import { collectDue } from './collect.ts';
import { scheduledRuns } from './handlers.ts';

const changji = '652300';
let register: Rehearsal;

beforeEach(async () => {
  register = await rehearse('2026-07-01');
});
afterEach(() => register?.close());

const key = () => ({ idempotencyKey: randomUUID() });
const held = async () =>
  (
    await rows<{ fen: bigint }>(
      register.database,
      'SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account',
    )
  )[0]!.fen;
const run = (job: 'collect' | 'close-month', on: string) => {
  register.clock.set(on);
  return scheduledRuns(register.context())[job]!();
};
describe('CJ-07 a debit that the month end overtakes', () => {
  it('is booked by the next collection whatever the day, and its month waits for that', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    register.clock.set('2026-07-31');
    const taken: DebitFile[] = [];
    await expect(collectDue(register.context({}, deadBank(taken)), changji, '2026-07-31')).rejects.toThrow('went dead');
    await expect(run('close-month', '2026-08-01')).rejects.toThrow(
      '2026-07 can be closed when the collection of 2026-07',
    );
    // The first of August is no debit day, but the batch of July is not finished.
    await run('collect', '2026-08-01');
    expect(register.sent).toEqual(taken);
    await run('close-month', '2026-08-01');
    expect((await readStreaks(register.context(), [memberId]))[0]).toMatchObject({ continuousFullMonths: 1 });
    await run('collect', '2026-08-20');
    expect(await rows(register.database, 'SELECT month, filled_on FROM period_due ORDER BY month')).toEqual([
      { month: '2026-07', filled_on: '2026-07-31' },
      { month: '2026-08', filled_on: '2026-08-20' },
    ]);
    expect(await held()).toBe(yuan('2400'));
    const again = { memberId, month: '2026-07', amount: yuan('1200'), ...key() };
    expect((await refusal(contribute(register.context(), again))).code).toBe('PERIOD_ALREADY_PAID');
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('CJ-11 ends no agreement for a month that the bank was paid and has not answered for', async () => {
    register.clock.set('2026-03-01');
    const memberId = await register.approve(changji);
    await register.sign(memberId, { debitAccount: '622200009999' });
    await register.live('2026-03', '2026-03');
    register.poor.add('622200009999');
    await register.live('2026-04', '2026-06');
    register.poor.clear();
    register.clock.set('2026-07-20');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-07-20')).rejects.toThrow('went dead');
    await expect(run('close-month', '2026-08-01')).rejects.toThrow('can be closed when');
    expect((await currentAgreements(register.context(), [memberId]))[0]).toMatchObject({ status: 'ACTIVE' });
    await run('collect', '2026-08-01');
    await run('close-month', '2026-08-02');
    expect((await currentAgreements(register.context(), [memberId]))[0]).toMatchObject({ status: 'ACTIVE' });
  });

  it('asks for nothing more until it is booked, so that a prepaid year is not asked for twice', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId, { mode: 'YEARLY' });
    register.clock.set('2026-07-20');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-07-20')).rejects.toThrow('went dead');
    register.clock.set('2026-08-20');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-08-20')).rejects.toThrow('went dead');
    expect(await rows(register.database, 'SELECT month FROM debit_batch')).toEqual([{ month: '2026-07' }]);
    await run('collect', '2026-08-21');
    // July to December.
    expect(await held()).toBe(yuan('7200'));
  });

  it('holds back what would change the dues that the bank was asked for', async () => {
    const memberId = await register.approve(changji);
    await register.sign(memberId);
    register.clock.set('2026-07-20');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-07-20')).rejects.toThrow('went dead');
    const context = register.context();
    const change = { memberId, base: yuan('7000'), ratio: '10%', ...key() };
    expect((await refusal(changePlan(context, change))).code).toBe('IN_PROGRESS');
    expect((await refusal(terminateAgreement(context, { memberId, ...key() }))).code).toBe('IN_PROGRESS');
    const counter = { memberId, month: '2026-07', amount: yuan('1200'), ...key() };
    expect((await refusal(contribute(context, counter))).code).toBe('IN_PROGRESS');
    await run('collect', '2026-07-21');
    expect(await changePlan(context, change)).toMatchObject({ monthlyAmount: yuan('700') });
    expect((await terminateAgreement(context, { memberId, ...key() })).status).toBe('TERMINATED');
  });

  it('is not sent when its lines are no longer those that were prepared', async () => {
    await register.sign(await register.approve(changji));
    register.clock.set('2026-07-20');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-07-20')).rejects.toThrow('went dead');
    await ownerQuery(register, 'UPDATE agreement SET debit_account = $1', [Buffer.from('622200000000')]);
    await expect(run('collect', '2026-07-21')).rejects.toThrow('not those that were prepared');
    expect(register.sent).toEqual([]);
  });

  it('is known to nobody who reads the database without the key, neither its accounts nor a digest of them', async () => {
    const debitAccount = '622200004321';
    await register.sign(await register.approve(changji), { debitAccount });
    register.clock.set('2026-07-20');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-07-20')).rejects.toThrow('went dead');
    const kept = await rows<{ hex: string; digest: string; line: string }>(
      register.database,
      `SELECT encode(a.debit_account, 'hex') AS hex, b.digest, l::text AS line
       FROM debit_line l JOIN agreement a ON a.id = l.agreement_id JOIN debit_batch b ON b.id = l.batch_id`,
    );
    expect(kept).toHaveLength(1);
    await run('collect', '2026-07-21');
    expect(register.sent.flatMap(({ lines }) => lines)).toMatchObject([{ debitAccount }]);
    expect(kept[0]!.hex).not.toContain(Buffer.from(debitAccount).toString('hex'));
    expect(kept[0]!.line).not.toContain(debitAccount);
    expect(kept[0]!.digest).not.toBe(register.sent[0]!.digest);
  });

  it('is not booked when what the bank paid is not what is owed', async () => {
    await register.sign(await register.approve(changji));
    register.clock.set('2026-07-20');
    await expect(collectDue(register.context({}, deadBank()), changji, '2026-07-20')).rejects.toThrow('went dead');
    await ownerQuery(register, 'UPDATE period_due SET due_fen = due_fen + 1', []);
    await expect(run('collect', '2026-07-21')).rejects.toThrow('not what the batch owes');
    expect(await held()).toBe(0n);
    expect(await rows(register.database, 'SELECT status FROM debit_batch')).toEqual([{ status: 'PREPARED' }]);
  });
});

describe('a fault in one place', () => {
  it('HZ-02 CJ-07 a bank that is down in one city holds up no other', async () => {
    const debitAccount = '111111111111';
    await register.sign(await register.approve(changji), { debitAccount });
    await register.sign(await register.approve('330500'), { firstContribution: yuan('1200') });
    const inner = simulatedBank();
    const half: EntrustedBank = {
      ...inner,
      send: (instruction) =>
        readInstruction(instruction).lines.some((line) => line.debitAccount === debitAccount)
          ? Promise.reject(new Error('Changji’s bank is down'))
          : inner.send(instruction),
    };
    for (const day of ['2026-08-20', '2026-08-21']) {
      register.clock.set(day);
      const jobs = scheduledRuns(register.context({}, half));
      await expect(jobs['collect']!()).rejects.toThrow('Changji’s bank is down');
    }
    const paid = await rows(
      register.database,
      'SELECT a.city, d.month FROM period_due d JOIN agreement a ON a.id = d.agreement_id WHERE d.filled_on IS NOT NULL ORDER BY 1, 2',
    );
    expect(paid).toEqual([
      { city: '330500', month: '2026-07' },
      { city: '330500', month: '2026-08' },
    ]);
  });
});
