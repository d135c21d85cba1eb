import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { policyOn } from '#policy/policy.ts';
import { rows } from '#service/database.ts';
import { asking, grantLoan, openRegister, type Register, repaying } from '../jobs/register.test-support.ts';
import { decideWriteOff } from './decide-write-off.ts';
import { offsetLoan } from './offset-loan.ts';
import { proposeWriteOff } from './propose-write-off.ts';
import { recordRecovery } from './record-recovery.ts';
import { writtenOffDebtOf } from './recoveries.ts';
import { repayLoan } from './repay-loan.ts';
import { type StandardLoan, standardLoanBusiness, standardLoans } from './standard-loans.ts';
import { type StandardOverdue, standardOverdue } from './standard-overdue.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());

const officer = (name: string) => register.context({ officer: name });
const keyed = <T extends object>(input: T) => ({ ...input, idempotencyKey: randomUUID() });
const pay = (loanId: string, amount: string) => repayLoan(officer('a'), repaying(loanId, yuan(amount)));
const lent = async (on: CivilDate) => {
  register.clock.set(on);
  return register.lend(asking(await register.approvedMember()));
};
/** The periods of one loan that were ever overdue, as they are registered on the day. */
async function registered(DKZH: string): Promise<StandardOverdue[]> {
  const found: StandardOverdue[] = [];
  const on = register.clock.today();
  for await (const period of standardOverdue(register.database, { city: '330500', on })) {
    if (period.DKZH === DKZH) found.push(period);
  }
  return found;
}
async function exported(DKZH: string): Promise<StandardLoan | undefined> {
  const on = register.clock.today();
  const told = standardLoans(register.database, { city: '330500', on, policy: policyOn('330500', on) });
  for await (const loan of told) if (loan.DKZH === DKZH) return loan;
  return undefined;
}

// 300,000 at 2.6 % over 240 months: 1,604.36 a month, of which 650.00 is interest in the first.
describe('what was ever overdue of a loan (逾期登记)', () => {
  it('is told with what was paid of it late and when, and what was paid in time is no part of it', async () => {
    const { id, contractNumber } = await lent('2026-07-10');
    register.clock.set('2026-08-10');
    await pay(id, '700.00');
    expect(await registered(contractNumber)).toEqual([]);
    register.clock.set('2026-08-11');
    const late = { YQQC: 1, YQBJ: yuan('904.36'), YQLX: 0n, SSRQ: null, HKQC: null, SSYQBJJE: 0n };
    expect(await registered(contractNumber)).toMatchObject([late]);
    register.clock.set('2026-09-24');
    // 904.36 × 2.6 % × 1.5 ÷ 360 × 45 = 4.4087…; the second month is 14 days late: 1,604.36 × … × 14 = 2.4333….
    expect(await registered(contractNumber)).toMatchObject([{ YQFX: 441n }, { YQQC: 2, YQFX: 243n }]);
    await pay(id, '500.00');
    register.clock.set('2026-09-30');
    // Penalties of 4.41 and 2.43 first, then 493.16 of the second month's interest: nothing reaches the principal.
    const [first, second] = await registered(contractNumber);
    expect(first).toMatchObject({ YQBJ: yuan('904.36'), SSRQ: '2026-09-24', HKQC: 1, SSYQBJJE: 0n, SSYQFXJE: 441n });
    expect(second).toMatchObject({ SSRQ: '2026-09-24', SSYQLXJE: 50_000n - 441n - 243n, SSYQFXJE: 243n });
  });

  it('counts what the account gave from the day that it was asked, though it answered the day after', async () => {
    const { id, memberId, contractNumber } = await lent('2027-07-10');
    register.clock.set('2027-08-10');
    const { id: offsetId } = await offsetLoan(officer('a'), keyed({ loanId: id }));
    register.clock.set('2027-08-12');
    await register.hear({ type: 'offset-held', offsetId, memberId, fen: '160436' });
    expect(await registered(contractNumber)).toEqual([]);
  });

  it('is nothing of the months that a settlement left without anything to pay', async () => {
    const { id, contractNumber } = await lent('2028-07-10');
    register.clock.set('2028-07-20');
    await pay(id, '300216.67');
    register.clock.set('2028-12-01');
    expect(await registered(contractNumber)).toEqual([]);
    expect(await register.loansOf((await memberOf(id))!)).toMatchObject([{ status: 'SETTLED' }]);
  });
});

const memberOf = async (id: string) =>
  (await rows<{ id: string }>(register.database, 'SELECT member_id AS id FROM loan WHERE id = $1', [id]))[0]?.id;

describe('HZ-11 what is recovered after a write-off (核销后收回)', () => {
  let loan: Awaited<ReturnType<typeof lent>>;
  const recover = (amount: string, reference = '凭证-1') =>
    recordRecovery(officer('a'), keyed({ loanId: loan.id, amount: yuan(amount), reference }));
  const plan = () => rows(register.database, 'SELECT * FROM instalment WHERE loan_id = $1 ORDER BY number', [loan.id]);

  beforeAll(async () => {
    loan = await lent('2030-01-10');
    await expect(recover('1.00')).rejects.toMatchObject({ code: 'NOT_ELIGIBLE', detail: { clause: 'HZ-11' } });
    register.clock.set(addMonths('2030-01-11', 12));
    const proposal = keyed({ loanId: loan.id, reason: '无可供执行财产', evidenceReference: '终本裁定' });
    const { id: writeOffId } = await proposeWriteOff(officer('a'), proposal);
    await decideWriteOff(officer('b'), keyed({ writeOffId, approve: true }));
    register.clock.set('2031-03-01');
    await register.told();
  });

  it('goes to the principal first, is booked to its own account and opens no plan again', async () => {
    const before = await plan();
    const recovered = await recover('1000.00');
    expect(recovered).toMatchObject({
      amount: yuan('1000'),
      principal: yuan('1000'),
      interest: 0n,
      bookedOn: '2031-03-01',
    });
    expect(await plan()).toEqual(before);
    const [{ fen }] = (await rows<{ fen: bigint }>(
      register.database,
      `SELECT sum(m.fen)::bigint AS fen FROM movement m JOIN ledger_account a ON a.id = m.from_account
       WHERE a.code = 'recovery:written-off' AND m.run = 'loan:' || $1`,
      [loan.id],
    )) as [{ fen: bigint }];
    expect(fen).toBe(yuan('1000'));
    expect(await exported(loan.contractNumber)).toMatchObject({
      DKYE: 0n,
      HSBJZE: yuan('1000'),
      DKJQRQ: null,
      DKFXDJ: '05',
    });
    const business = [];
    for await (const each of standardLoanBusiness(register.database, '330500')) {
      if (each.DKZH === loan.contractNumber) business.push([each.DKYWMXLX, each.BJJE]);
    }
    expect(business.slice(-2)).toEqual([
      ['09', yuan('300000')],
      ['99', yuan('1000')],
    ]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('is once however often it is sent, never more than is still owed, and refused without its voucher', async () => {
    const asked = keyed({ loanId: loan.id, amount: yuan('10'), reference: '凭证-2' });
    const first = await recordRecovery(officer('a'), asked);
    expect(await recordRecovery(officer('a'), asked)).toEqual(first);
    for (const amount of ['0.00', '-1.00', '900000.00']) {
      await expect(recover(amount)).rejects.toMatchObject({
        code: 'AMOUNT_OUT_OF_BOUNDS',
        detail: { field: 'amount' },
      });
    }
    await expect(recover('1.00', ' ')).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field: 'reference' } });
    await expect(recover('1.00', 'x'.repeat(201))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('of all ends the debt: the lien is released, nothing is told as overdue, and the member may borrow again', async () => {
    const debt = (await writtenOffDebtOf(register.context(), { id: loan.id, status: 'WRITTEN_OFF' }))!;
    expect(debt.outstanding).toBe(debt.principal + debt.interest + debt.penalty - yuan('1010'));
    await expect(grantLoan(register.context(), asking(loan.memberId))).rejects.toMatchObject({
      code: 'LOAN_OUTSTANDING',
    });
    // Two at the same moment: only one of them is still owed.
    const both = await Promise.allSettled([1, 2].map(() => recoverFen(debt.outstanding)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await register.told()).toEqual([
      { type: 'loan-settled', loanId: loan.id, memberId: loan.memberId, city: '330500', on: '2031-03-01' },
    ]);
    expect(await register.loansOf(loan.memberId)).toMatchObject([
      { status: 'WRITTEN_OFF', recoveredOn: '2031-03-01', overduePeriods: 0, overduePrincipal: 0n },
    ]);
    expect(await exported(loan.contractNumber)).toMatchObject({
      HSBJZE: yuan('300000'),
      DKJQRQ: '2031-03-01',
      LJYQQS: 0,
    });
    expect(await grantLoan(register.context(), asking(loan.memberId))).toMatchObject({ status: 'PENDING' });
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  const recoverFen = (amount: bigint) =>
    recordRecovery(officer('a'), keyed({ loanId: loan.id, amount, reference: '凭证-3' }));
});
