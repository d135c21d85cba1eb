import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeMonth } from '#contributions/jobs/close-month.ts';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { changePlan } from '#contributions/operations/change-plan.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import { deductible } from '#contributions/operations/deductible.ts';
import { yuan } from '#kernel/money.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';

const changji = '652300';
/** The last millisecond of a day in Shanghai, and the first of the next. */
const juneEnds = ['2026-06-30T15:59:59.999Z', '2026-06-30T16:00:00.000Z'] as const;
const julyEnds = ['2026-07-31T15:59:59.999Z', '2026-07-31T16:00:00.000Z'] as const;
const yearEnds = ['2026-12-31T15:59:59.999Z', '2026-12-31T16:00:00.000Z'] as const;
let register: Rehearsal;
const members: string[] = [];

beforeAll(async () => {
  register = await rehearse('2026-06-01');
  for (let n = 0; n < 2; n += 1) {
    members.push(await register.approve(changji));
    await register.sign(members[n]!);
  }
});
afterAll(() => register?.close());

const plan = (memberId: string) => ({ memberId, base: yuan('7000'), ratio: '20%', idempotencyKey: randomUUID() });
const paying = (memberId: string, month: string) => ({ memberId, month, idempotencyKey: randomUUID() });

describe('midnight in Shanghai', () => {
  it('CJ-06 begins July, and ends it, to the millisecond', async () => {
    register.clock.set(juneEnds[0]);
    expect(await refusal(changePlan(register.context(), plan(members[0]!)))).toMatchObject({
      nextAllowed: '2026-07-01',
    });
    register.clock.set(juneEnds[1]);
    const asked = plan(members[0]!);
    const changed = await changePlan(register.context(), asked);
    register.clock.set(julyEnds[1]);
    expect(await refusal(changePlan(register.context(), plan(members[1]!)))).toMatchObject({
      nextAllowed: '2027-07-01',
    });
    // As when a clock that went on too far is set right: what was done stays done, once.
    register.clock.set(julyEnds[0]);
    expect(await changePlan(register.context(), asked)).toEqual(changed);
    expect(await changePlan(register.context(), plan(members[1]!))).toMatchObject({ status: 'ACTIVE' });
  });

  it('CJ-09 CJ-11 begins the settlement day, and ends the month that is closed', async () => {
    register.clock.set('2026-06-29T15:59:59.999Z');
    await expect(settleInterest(register.context(), changji, 2026)).rejects.toThrow('settled on 2026-06-30');
    register.clock.set('2026-06-29T16:00:00.000Z');
    await settleInterest(register.context(), changji, 2026);
    register.clock.set(juneEnds[0]);
    await expect(closeMonth(register.context(), changji, '2026-06')).rejects.toThrow('closed after 2026-06-30');
    register.clock.set(juneEnds[1]);
    await closeMonth(register.context(), changji, '2026-06');
  });

  it('CJ-14 parts the tax years: what is paid a millisecond later counts for the next', async () => {
    register.clock.set(yearEnds[0]);
    const late = await register.approve(changji);
    await register.sign(late);
    const amount = yuan('1200');
    await contribute(register.context(), { ...paying(late, '2026-12'), amount });
    register.clock.set(yearEnds[1]);
    await contribute(register.context(), { ...paying(late, '2027-01'), amount });
    const contributed = async (year: number) =>
      (await deductible(register.context(), [{ memberId: late, averageIncome: null }], year))[0]!.contributed;
    expect([await contributed(2026), await contributed(2027)]).toEqual([amount, amount]);
  });
});
