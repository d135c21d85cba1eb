import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';
import { handlers } from '../jobs/handlers.ts';
import { asking, grantLoan, openRegister, type Register, repaying } from '../jobs/register.test-support.ts';
import { askForLiens } from './ask-for-liens.ts';
import { endSubsidisedLoan } from './end-subsidised-loan.ts';
import { recordSubsidisedLoan } from './record-subsidised-loan.ts';
import { repayLoan } from './repay-loan.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());
beforeEach(async () => {
  register.clock.set('2026-07-10');
  await register.told();
  await register.liensAsked();
});

type Placed = EventOf<'lien-placed'>;
const placed = (loanId: string, memberId: string, kind: Placed['kind'] = 'FUND') => {
  const event = { type: 'lien-placed' as const, loanId, memberId, kind, on: register.clock.today() };
  return handlers(register.context())['lien-placed']!({ id: randomUUID(), event });
};
const refused = (loanId: string, memberId: string, kind: Placed['kind'] = 'FUND') => {
  const reason = 'CLOSING_IN_PROGRESS' as const;
  const event = { type: 'lien-refused' as const, loanId, memberId, kind, reason, on: register.clock.today() };
  return handlers(register.context())['lien-refused']!({ id: randomUUID(), event });
};
const loanOf = async (memberId: string) => (await register.loansOf(memberId))[0]!;
const key = () => ({ idempotencyKey: randomUUID() });

describe('CJ-13 a loan that is granted', () => {
  it('waits for its lien: nothing is paid out, planned or owed, and no second one is granted', async () => {
    const memberId = await register.approvedMember();
    const loan = await grantLoan(register.context(), asking(memberId));
    expect(loan).toMatchObject({ status: 'PENDING', outstandingPrincipal: 0n, disbursedOn: null });
    expect(await register.liensAsked()).toEqual([
      { type: 'lien-requested', loanId: loan.id, memberId, city: '330500', kind: 'FUND' },
    ]);
    await expect(grantLoan(register.context(), asking(memberId))).rejects.toMatchObject({ code: 'LOAN_OUTSTANDING' });
    const repay = repayLoan(register.context(), repaying(loan.id, 1n));
    await expect(repay).rejects.toMatchObject({ code: 'AMOUNT_OUT_OF_BOUNDS' });
    expect(await rows(register.database, 'SELECT 1 FROM instalment WHERE loan_id = $1', [loan.id])).toEqual([]);
    const { outstanding } = await outstandingOf(memberId);
    expect(outstanding).toBe(false);
  });

  it('is paid out on the day its lien is known to stand, once however often and however many at once it is told', async () => {
    const memberId = await register.approvedMember();
    const { id } = await grantLoan(register.context(), asking(memberId));
    register.clock.set('2026-07-12');
    await Promise.all(Array.from({ length: 4 }, () => placed(id, memberId)));
    await placed(id, memberId);
    expect(await register.told()).toEqual([
      { type: 'loan-granted', loanId: id, memberId, city: '330500', on: '2026-07-12' },
    ]);
    const paidOut = { status: 'REPAYING', disbursedOn: '2026-07-12', requestedOn: '2026-07-10' };
    expect(await loanOf(memberId)).toMatchObject({ ...paidOut, outstandingPrincipal: yuan('300000') });
    const first = 'SELECT due_on FROM instalment WHERE loan_id = $1 AND number = 1';
    expect(await rows(register.database, first, [id])).toEqual([{ due_on: '2026-08-12' }]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it('ends as refused, with the reason, where no lien could be placed; another may be granted then', async () => {
    const memberId = await register.approvedMember();
    const { id } = await grantLoan(register.context(), asking(memberId));
    await refused(id, memberId);
    await refused(id, memberId);
    expect(await loanOf(memberId)).toMatchObject({
      status: 'REFUSED',
      refusedFor: 'CLOSING_IN_PROGRESS',
      outstandingPrincipal: 0n,
    });
    expect(await register.told()).toEqual([]);
    await expect(placed(id, memberId)).rejects.toThrow('ended as refused');
    expect((await grantLoan(register.context(), asking(memberId))).status).toBe('PENDING');
  });

  it('that is paid out is never refused afterwards', async () => {
    const memberId = await register.approvedMember();
    const { id } = await register.lend(asking(memberId));
    await expect(refused(id, memberId)).rejects.toThrow('does not wait');
    expect(await loanOf(memberId)).toMatchObject({ status: 'REPAYING' });
  });

  it('is asked for again from the next day on, as long as no answer came', async () => {
    const memberId = await register.approvedMember();
    const { id } = await grantLoan(register.context(), asking(memberId));
    const { id: subsidised } = await record(memberId);
    await register.liensAsked();
    await askForLiens(register.context());
    expect(await register.liensAsked()).toEqual([]);
    register.clock.set('2026-07-11');
    await askForLiens(register.context());
    const mine = (await register.liensAsked()).filter((event) => 'memberId' in event && event.memberId === memberId);
    const about = { type: 'lien-requested', memberId, city: '330500' };
    expect(mine).toHaveLength(2);
    expect(mine).toEqual(
      expect.arrayContaining([
        { ...about, loanId: id, kind: 'FUND' },
        { ...about, loanId: subsidised, kind: 'SUBSIDISED' },
      ]),
    );
    await placed(id, memberId);
    await refused(subsidised, memberId, 'SUBSIDISED');
    await register.liensAsked();
    await askForLiens(register.context());
    expect(await register.liensAsked()).not.toContainEqual(expect.objectContaining({ memberId }));
  });

  it('a lien for a loan that is not here is a fault', async () => {
    const memberId = await register.approvedMember();
    await expect(placed(randomUUID(), memberId)).rejects.toThrow('not in this register');
    await expect(placed(randomUUID(), memberId, 'SUBSIDISED')).rejects.toThrow('waits for none');
    await expect(refused(randomUUID(), memberId, 'SUBSIDISED')).rejects.toThrow('waits for none');
  });
});

const record = (memberId: string, contractReference: string = randomUUID()) =>
  recordSubsidisedLoan(register.context(), { memberId, bank: '湖州银行', contractReference, ...key() });
const end = (subsidisedLoanId: string, caller = {}) =>
  endSubsidisedLoan(register.context(caller), { subsidisedLoanId, ...key() });

async function outstandingOf(memberId: string) {
  const { loaders } = register.context();
  const [loans, subsidised] = await Promise.all([loaders.loansOf.load(memberId), loaders.subsidisedOf.load(memberId)]);
  const outstanding =
    loans.some(({ status }) => status === 'REPAYING') || subsidised.some(({ status }) => status === 'IN_FORCE');
  return { outstanding, subsidised };
}

describe('CJ-13 a subsidised loan of a bank', () => {
  it('counts as a loan from its lien on until it is recorded as settled, and moves no money here', async () => {
    const memberId = await register.approvedMember();
    const loan = await record(memberId);
    expect(loan).toMatchObject({ status: 'PENDING', recordedOn: '2026-07-10', refusedFor: null });
    await expect(end(loan.id)).rejects.toMatchObject({ code: 'IN_PROGRESS' });
    await placed(loan.id, memberId, 'SUBSIDISED');
    await placed(loan.id, memberId, 'SUBSIDISED');
    expect(await outstandingOf(memberId)).toMatchObject({ outstanding: true, subsidised: [{ status: 'IN_FORCE' }] });
    register.clock.set('2026-07-20');
    expect(await end(loan.id)).toMatchObject({ status: 'ENDED', endedOn: '2026-07-20' });
    expect(await end(loan.id)).toMatchObject({ status: 'ENDED', endedOn: '2026-07-20' });
    const about = { loanId: loan.id, memberId, city: '330500' };
    expect(await register.told()).toEqual([
      { type: 'loan-granted', ...about, on: '2026-07-10' },
      { type: 'loan-settled', ...about, on: '2026-07-20' },
    ]);
    expect(await register.liensAsked()).toEqual([{ type: 'lien-requested', ...about, kind: 'SUBSIDISED' }]);
    expect((await outstandingOf(memberId)).outstanding).toBe(false);
    expect(await register.loansOf(memberId)).toEqual([]);
  });

  it('is recorded once for a contract, by a centre of the member’s city, with its bank and number', async () => {
    const memberId = await register.approvedMember();
    const { id } = await record(memberId, 'TX-1');
    await expect(record(memberId, 'TX-1')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await refused(id, memberId, 'SUBSIDISED');
    await refused(id, memberId, 'SUBSIDISED');
    await expect(end(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // What was refused may be asked for anew.
    expect((await record(memberId, 'TX-1')).status).toBe('PENDING');
    await expect(record(memberId, '')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(record(memberId, 'x'.repeat(101))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(record(randomUUID())).rejects.toMatchObject({ code: 'NOT_APPROVED' });
    const { id: standing } = await record(memberId, 'TX-2');
    await placed(standing, memberId, 'SUBSIDISED');
    await expect(end(standing, { cities: ['652300'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(end('TX-2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
