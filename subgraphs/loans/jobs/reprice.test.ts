import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysBetween } from '#kernel/calendar.ts';
import { sumFen } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { decideBreachCase } from '../operations/decide-breach-case.ts';
import { openBreachCase } from '../operations/open-breach-case.ts';
import { settlementOf } from '../operations/read-plan.ts';
import { replyToBreachCase } from '../operations/reply-to-breach-case.ts';
import { asking, openRegister, type Register } from './register.test-support.ts';
import { runRepricing } from './reprice.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2025-04-10');
});
afterAll(() => register?.stop());

const lent = async (on: string, more: { months?: number } = {}) => {
  register.clock.set(on);
  return (await register.lend(asking(await register.approvedMember(), more))).id;
};
const repriceOn = async (on: string) => {
  register.clock.set(on);
  await runRepricing(register.context());
};
type Month = { number: number; interest: bigint; penalty: bigint; through: string };
const monthsOf = (loanId: string, numbers: number[]) =>
  rows<Month>(
    register.database,
    `SELECT number, interest, penalty, penalty_through AS through FROM instalment WHERE loan_id = $1 AND number = ANY($2)
     ORDER BY number`,
    [loanId, numbers],
  );
/** What is due by a day of January 2026 with its penalties, × 1.5 ÷ 360: to 1 January at 2.85 %, then at 2.6 %, each half-up once. */
async function dueWithPenalties(loanId: string, on: string): Promise<bigint> {
  const due = await rows<{ on: string; fen: bigint }>(
    register.database,
    'SELECT due_on AS on, principal + interest AS fen FROM instalment WHERE loan_id = $1 AND due_on <= $2',
    [loanId, on],
  );
  const each = due.map(({ on: dueOn, fen }) => {
    const before = Math.max(0, daysBetween(dueOn, '2026-01-01'));
    const rated = 285n * BigInt(before) + 260n * BigInt(daysBetween(dueOn, on) - before);
    return fen + (fen * 3n * rated + 3_600_000n) / 7_200_000n;
  });
  return sumFen(each);
}
async function raiseOn(on: string, loanId: string): Promise<void> {
  register.clock.set(on);
  const by = (officer: string) => register.context({ officer });
  const keyed = <T extends object>(input: T) => ({ ...input, idempotencyKey: randomUUID() });
  const found = { loanId, kind: 'FALSE_PROMISE' as const, grounds: '虚假材料', evidenceReference: '台账-1' };
  const { id: breachCaseId } = await openBreachCase(by('a'), keyed(found));
  await replyToBreachCase(by('a'), keyed({ breachCaseId, reply: '不知情' }));
  await decideBreachCase(by('b'), keyed({ breachCaseId, measure: 'RAISE_RATE' as const, reason: '经核实' }));
}
const rateOf = async (loanId: string) =>
  (await rows<{ rate: string }>(register.database, 'SELECT annual_rate AS rate FROM loan WHERE id = $1', [loanId]))[0]!
    .rate;
const changesOf = (loanId: string) =>
  rows(register.database, 'SELECT kind, changed_on, from_number FROM plan_change WHERE loan_id = $1', [loanId]);

describe('the repricing of 1 January', () => {
  it('run late leaves what fell due meanwhile, and goes on at the new rate; of a penalty each day costs its own', async () => {
    // At 2.85 %, the rate until 8 May 2025; nothing was paid.
    const loanId = await lent('2025-04-10');
    const [ninth] = await monthsOf(loanId, [9]);
    await repriceOn('2026-01-15');
    expect(await rateOf(loanId)).toBe('2.6%');
    const [due, next] = await monthsOf(loanId, [9, 10]);
    expect(due).toMatchObject({ interest: ninth!.interest, through: '2026-01-10' });
    expect((await settlementOf(register.context(), loanId))!.due).toBe(await dueWithPenalties(loanId, '2026-01-15'));
    // The principal of months 10 to 240 at a twelfth of 2.6 %.
    const [{ fen }] = (await rows<{ fen: bigint }>(
      register.database,
      'SELECT sum(principal)::bigint AS fen FROM instalment WHERE loan_id = $1 AND number >= 10',
      [loanId],
    )) as [{ fen: bigint }];
    expect(next!.interest).toBe((fen * 26n + 6000n) / 12_000n);
    expect(await changesOf(loanId)).toEqual([{ kind: 'REPRICING', changed_on: '2026-01-01', from_number: 10 }]);
    await repriceOn('2026-01-16');
    expect(await changesOf(loanId)).toHaveLength(1);
  });

  it('that is late comes first where a breach raises the rate, so that every day costs the rate of that day', async () => {
    const [raised, punctual] = [await lent('2025-04-10'), await lent('2025-04-10')];
    await raiseOn('2026-01-05', raised);
    // Nothing of the day of repricing is left to do.
    await repriceOn('2026-01-08');
    expect(await changesOf(raised)).toMatchObject([
      { kind: 'REPRICING', changed_on: '2026-01-01' },
      { kind: 'RATE_RAISED', changed_on: '2026-01-05' },
    ]);
    expect(await rateOf(raised)).toBe('2.86%');
    expect(await rateOf(punctual)).toBe('2.6%');
    // 10 December to 10 January: 22 days at 2.85 %, 4 at 2.6 %, 5 at 2.86 %.
    const sql = 'SELECT sum(principal)::bigint AS fen FROM instalment WHERE loan_id = $1 AND number >= 9';
    const [{ fen }] = (await rows<{ fen: bigint }>(register.database, sql, [raised])) as [{ fen: bigint }];
    const [month] = await monthsOf(raised, [9]);
    const perTenThousand = 285n * 22n + 260n * 4n + 286n * 5n;
    expect(month!.interest).toBe((fen * perTenThousand * 2n + 31n * 120_000n) / (31n * 120_000n * 2n));
  });

  it('that is late costs nobody more: who settles meanwhile pays what they would have paid after it', async () => {
    const [before, after] = [await lent('2025-04-10'), await lent('2025-04-10')];
    register.clock.set('2026-01-09');
    const told = await settlementOf(register.context(), before);
    await repriceOn('2026-01-09');
    expect(await settlementOf(register.context(), before)).toEqual(told);
    expect(await settlementOf(register.context(), after)).toEqual(told);
    // Principal of months 9 on, 10 December to 9 January: 22 days at 2.85 %, 8 at 2.6 %, ÷ 360.
    const perTenThousand = 285n * 22n + 260n * 8n;
    expect(told!.accrued).toBe((told!.ahead * perTenThousand * 2n + 3_600_000n) / (3_600_000n * 2n));
    expect(told!.due).toBe(await dueWithPenalties(after, '2026-01-09'));
  });

  it('changes no loan of a year or less, none of the same year, and none whose rate has not changed', async () => {
    const short = await lent('2025-04-11', { months: 12 });
    const young = await lent('2026-01-05');
    await repriceOn('2026-01-20');
    expect(await rateOf(short)).toBe('2.35%');
    for (const loanId of [short, young]) expect(await changesOf(loanId)).toEqual([]);
    await repriceOn('2027-01-02');
    expect(await changesOf(young)).toEqual([]);
    const looked = 'SELECT repriced_on FROM loan WHERE id = $1';
    expect(await rows(register.database, looked, [young])).toEqual([{ repriced_on: '2027-01-01' }]);
  });
});
