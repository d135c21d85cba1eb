import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { ownerQuery, type Rehearsal, rehearse } from '#test/contributions.ts';
import { closeMonth } from '../jobs/close-month.ts';
import { collectDue } from '../jobs/collect.ts';
import { settleInterest } from '../jobs/settle-interest.ts';
import { changePlan } from './change-plan.ts';
import { contribute } from './contribute.ts';
import { terminateAgreement } from './terminate-agreement.ts';
import { withdraw } from './withdraw.ts';

const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-07-01');
});
afterAll(() => register?.close());
beforeEach(() => register.clock.set('2026-07-01'));

const key = () => ({ idempotencyKey: randomUUID() });
/** A member of Huzhou who has paid July, 1200.00. */
async function member(): Promise<string> {
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { firstContribution: yuan('1200') });
  return memberId;
}
const pay = (memberId: string) =>
  contribute(register.context(), { memberId, month: '2026-08', amount: yuan('1200'), ...key() });
const take = (memberId: string, amount: string) =>
  withdraw(register.context(), { memberId, amount: yuan(amount), reasonCode: '99', ...key() });

/** How each of several commands given at once ended: done, or the code of its refusal; a fault is thrown. */
async function atOnce(commands: readonly (() => Promise<unknown>)[]): Promise<Record<string, number>> {
  const ended = await Promise.allSettled(commands.map((command) => command()));
  const counted: Record<string, number> = {};
  for (const each of ended) {
    if (each.status === 'rejected' && !(each.reason instanceof Refusal)) throw each.reason;
    const outcome = each.status === 'fulfilled' ? 'done' : (each.reason as Refusal).code;
    counted[outcome] = (counted[outcome] ?? 0) + 1;
  }
  return counted;
}
const times = <T>(n: number, each: () => T): (() => T)[] => Array.from({ length: n }, () => each);

describe('commands about one member at the same moment', () => {
  it('CJ-07 six payments of one month book it once', async () => {
    for (let n = 0; n < 5; n += 1) {
      const memberId = await member();
      expect(await atOnce(times(6, () => pay(memberId)))).toEqual({ done: 1, PERIOD_ALREADY_PAID: 5 });
    }
  });

  it('CJ-08 three signings make one agreement and one account', async () => {
    for (let n = 0; n < 5; n += 1) {
      const memberId = await register.approve(huzhou);
      const sign = () => register.sign(memberId, { firstContribution: yuan('1200') });
      expect(await atOnce(times(3, sign))).toEqual({ done: 1, AGREEMENT_ACTIVE: 2 });
    }
  });

  it('HZ-04 of two withdrawals one is held, and the other waits for the bank’s answer to it', async () => {
    for (let n = 0; n < 5; n += 1) {
      const memberId = await member();
      expect(await atOnce(times(2, () => take(memberId, '700')))).toEqual({ done: 1, IN_PROGRESS: 1 });
    }
  });

  it('a storm of everything leaves books that balance and no month paid twice', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, member));
    register.clock.set('2026-07-20');
    await atOnce(
      members.flatMap((memberId) => [
        () => take(memberId, '700'),
        () => take(memberId, '700'),
        () => pay(memberId),
        () => pay(memberId),
        () => changePlan(register.context(), { memberId, base: yuan('7000'), ratio: '20%', ...key() }),
        () => terminateAgreement(register.context(), { memberId, ...key() }),
        () => collectDue(register.context(), huzhou, '2026-07-20'),
      ]),
    );
    const twice = await rows(
      register.database,
      "SELECT to_account, period FROM movement WHERE code = '01' GROUP BY 1, 2 HAVING count(*) > 1",
    );
    expect(twice).toEqual([]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});

describe('whoever changes anything of an account', () => {
  /** Whether some session of this database is waiting for a lock. */
  const somebodyWaits = async () => {
    const [found] = await rows<{ n: number }>(
      register.database,
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`,
    );
    return found!.n > 0;
  };

  /** Starts the work while another holds the row, and tells whether it waited or was done before the row was free. */
  async function waitsFor(table: 'account' | 'enrolment', memberId: string, work: () => Promise<unknown>) {
    let ended = false;
    let waited = false;
    let working: Promise<unknown> = Promise.resolve();
    await ownerQuery(register, `SELECT FROM ${table} WHERE member_id = $1 FOR NO KEY UPDATE`, [memberId], async () => {
      working = work().finally(() => {
        ended = true;
      });
      working.catch(() => {});
      for (let n = 0; n < 200 && !ended && !waited; n += 1) {
        await wait(10);
        waited = await somebodyWaits();
      }
    });
    await working;
    return waited;
  }

  it.each([
    ['a payment', pay],
    ['a withdrawal', (memberId: string) => take(memberId, '1')],
    [
      'a change of plan',
      (memberId: string) => changePlan(register.context(), { memberId, base: yuan('7000'), ratio: '20%', ...key() }),
    ],
    ['an end', (memberId: string) => terminateAgreement(register.context(), { memberId, ...key() })],
  ])('waits for its row: %s', async (_, work) => {
    const memberId = await member();
    expect(await waitsFor('account', memberId, () => work(memberId))).toBe(true);
  });

  it('waits for the enrolment: a signing', async () => {
    const memberId = await register.approve(huzhou);
    const sign = () => register.sign(memberId, { firstContribution: yuan('1200') });
    expect(await waitsFor('enrolment', memberId, sign)).toBe(true);
  });

  it('waits for its row: a collection, a closing, a settlement', async () => {
    const memberId = await member();
    const at = async (on: string, work: () => Promise<unknown>) => {
      register.clock.set(on);
      expect(await waitsFor('account', memberId, work)).toBe(true);
    };
    await at('2026-08-20', () => collectDue(register.context(), huzhou, '2026-08-20'));
    await at('2026-09-01', () => closeMonth(register.context(), huzhou, '2026-08'));
    await at('2027-06-30', () => settleInterest(register.context(), huzhou, 2027));
  });
});
