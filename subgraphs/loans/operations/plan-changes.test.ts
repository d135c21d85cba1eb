import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import { yuan, yuanText } from '#kernel/money.ts';
import { policyOn } from '#policy/policy.ts';
import { asking, openRegister, type Register } from '../jobs/register.test-support.ts';
import { member } from '../resolvers/member.ts';
import type { Measure } from '../rules/breach.ts';
import { decideBreachCase } from './decide-breach-case.ts';
import { decideWriteOff } from './decide-write-off.ts';
import { openBreachCase } from './open-breach-case.ts';
import { overdueLoans } from './overdue-loans.ts';
import { prepayLoan } from './prepay-loan.ts';
import { proposeWriteOff } from './propose-write-off.ts';
import { settlementOf } from './read-plan.ts';
import { replyToBreachCase } from './reply-to-breach-case.ts';
import { type StandardLoan, standardLoans } from './standard-loans.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());

const keyed = <T extends object>(input: T) => ({ ...input, idempotencyKey: randomUUID() });
const officer = (name: string) => register.context({ officer: name });
const prepay = (loanId: string, amount: string) =>
  prepayLoan(officer('a'), keyed({ loanId, principal: yuan(amount), keeps: 'TERM' as const }));
async function lent(on: CivilDate) {
  register.clock.set(on);
  return register.lend(asking(await register.approvedMember()));
}
async function openCase(loanId: string): Promise<string> {
  const found = { kind: 'FALSE_PROMISE' as const, grounds: '虚假材料', evidenceReference: '台账-1' };
  const { id: breachCaseId } = await openBreachCase(officer('a'), keyed({ loanId, ...found }));
  await replyToBreachCase(officer('a'), keyed({ breachCaseId, reply: '不知情' }));
  return breachCaseId;
}
async function decide(loanId: string, measure: Measure, known?: string) {
  const breachCaseId = known ?? (await openCase(loanId));
  return decideBreachCase(officer('b'), keyed({ breachCaseId, measure, reason: '经核实' }));
}
async function exported(contractNumber: string): Promise<StandardLoan | undefined> {
  const on = register.clock.today();
  const told = standardLoans(register.database, { city: '330500', on, policy: policyOn('330500', on) });
  for await (const loan of told) if (loan.DKZH === contractNumber) return loan;
  return undefined;
}

describe('HZ-08 a rate that is raised', () => {
  it('from a day on costs nothing of the days before, whoever settles in that month', async () => {
    const { id } = await lent('2026-07-10');
    register.clock.set('2026-07-25');
    await decide(id, 'RAISE_RATE');
    register.clock.set('2026-07-30');
    // 300,000 × (2.6 % × 15 + 2.86 % × 5) ÷ 360 = 444.17; at 2.86 % throughout it would be 476.67.
    expect(yuanText((await settlementOf(register.context(), id))!.accrued)).toBe('444.17');
  });
});

describe('HZ-08 a loan that is recalled', () => {
  it('is not recalled again, which would only put off the day on which it is due', async () => {
    const { id } = await lent('2026-08-01');
    await decide(id, 'RECALL_LOAN');
    await expect(decide(id, 'RECALL_LOAN')).rejects.toMatchObject({
      code: 'NOT_ELIGIBLE',
      detail: { clause: 'HZ-08' },
    });
  });
});

describe('6.0.5 what was repaid before it was due', () => {
  it('is told with its interest, of a part and of all', async () => {
    const { id, contractNumber } = await lent('2027-07-10');
    register.clock.set('2027-07-20');
    await prepay(id, '100000');
    // 100,000 × 2.6 % ÷ 360 × 10 = 72.22.
    expect(await exported(contractNumber)).toMatchObject({
      ...{ HSBJZE: yuan('100000'), TQGHBJZE: yuan('100000'), HSLXZE: yuan('72.22'), DKYE: yuan('200000') },
    });
    await prepay(id, '200000');
    // 200,000 × 2.6 % ÷ 360 × 10 = 144.44.
    expect(await exported(contractNumber)).toMatchObject({
      ...{ HSBJZE: yuan('300000'), TQGHBJZE: yuan('300000'), HSLXZE: yuan('216.66'), DKYE: 0n },
    });
  });
});

describe('HZ-11 a loan that is written off', () => {
  it('is overdue as before to whoever may ask: its debtor is no better than one who still pays late', async () => {
    const { id, memberId, contractNumber } = await lent('2028-01-10');
    register.clock.set(addMonths('2028-01-11', 12));
    const breach = await openCase(id);
    const proposal = keyed({ loanId: id, reason: '无可供执行财产', evidenceReference: '终本裁定' });
    const { id: writeOffId } = await proposeWriteOff(officer('a'), proposal);
    await decideWriteOff(officer('b'), keyed({ writeOffId, approve: true }));
    const told = await member.overdueState(
      { id: memberId, city: 'HUZHOU' },
      {},
      register.context({ audience: 'bank' }),
    );
    expect(told).toMatchObject({ overdue: true, overduePeriods: 12 });
    expect(await register.loansOf(memberId)).toMatchObject([{ status: 'WRITTEN_OFF', overduePeriods: 12 }]);
    // 核销 is not 结清: what left the book is of the last grade, not of the first.
    expect(await exported(contractNumber)).toMatchObject({ DKYE: 0n, DKJQRQ: null, DKFXDJ: '05', LJYQQS: 12 });
    // A case that was open is decided all the same, by what changes no plan; a false promise bars lending for years.
    await expect(decide(id, 'RECALL_LOAN', breach)).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
    expect(await decide(id, 'CLOSE_ACCOUNT', breach)).toMatchObject({ status: 'DECIDED', measure: 'CLOSE_ACCOUNT' });
  });
});

describe('HZ-08, HZ-11 a loan that is recalled and not repaid', () => {
  it('is a period further behind with every month, and is written off at the last grade, told alike by all who count', async () => {
    const { id, memberId, contractNumber } = await lent('2031-08-10');
    register.clock.set('2031-08-20');
    await decide(id, 'RECALL_LOAN');
    // Due on 19 September, thirty days later.
    const seen = async (on: CivilDate) => {
      register.clock.set(on);
      const [loan] = await register.loansOf(memberId);
      const buckets = ['01', '02', '03'].map((bucket) => overdueLoans(officer('a'), '330500', { bucket, first: 200 }));
      const lists = (await Promise.all(buckets)).map(({ edges }) => edges.some(({ node }) => node.id === id));
      return [loan!.overduePeriods, (await exported(contractNumber))?.LJYQQS, lists.indexOf(true) + 1];
    };
    expect(await seen('2031-09-19')).toEqual([0, 0, 0]);
    expect(await seen('2031-09-20')).toEqual([1, 1, 1]);
    expect(await seen('2032-02-19')).toEqual([5, 5, 2]);
    expect(await seen('2032-02-20')).toEqual([6, 6, 3]);
    const proposal = () => keyed({ loanId: id, reason: '无可供执行财产', evidenceReference: '终本裁定' });
    register.clock.set('2032-08-19');
    await expect(proposeWriteOff(officer('a'), proposal())).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
    register.clock.set('2032-08-20');
    const { grade, amount, weighing } = await proposeWriteOff(officer('a'), proposal());
    expect([grade, amount]).toEqual(['05', yuan('300000')]);
    expect(weighing.conditions[0]!.facts).toMatchObject([{ value: '12' }, { value: '2031-09-19' }, { value: '05' }]);
  });
});
