import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setMonthlyOffset } from '../operations/offset-loan.ts';
import { offsetsOf } from '../operations/offsets.ts';
import { loansRegister } from '../serve.ts';
import { handlers } from './handlers.ts';
import { runOffsets } from './offsets.ts';
import { asking, openRegister, type Register } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister('2026-07-10');
});
afterAll(() => register?.stop());

it('HZ-03 the account is asked before the bank, also where the run of instalments comes first; the bank for the rest that day', async () => {
  const loan = await register.lend(asking(await register.approvedMember()));
  await setMonthlyOffset(register.context(), { loanId: loan.id, monthly: true, idempotencyKey: randomUUID() });
  register.clock.set('2026-08-10');
  const { jobs } = loansRegister(register.bank).background!(register.context());
  await jobs!['instalments']!();
  expect(register.bank.asked).toBe(0);
  const [asked] = await offsetsOf(register.database.manager, loan.id);
  const refused = {
    type: 'offset-refused',
    offsetId: asked!.id,
    memberId: loan.memberId,
    reason: 'BALANCE_TOO_LOW',
  } as const;
  await handlers(register.context())['offset-refused']!({ id: randomUUID(), event: refused });
  await jobs!['instalments']!();
  expect(register.bank.takenFor(loan.id)).toBe(160_436n);
});

it('HZ-03 what the account holds is booked on the day that it was asked: a late answer costs the member no penalty', async () => {
  register.clock.set('2027-07-10');
  const loan = await register.lend(asking(await register.approvedMember()));
  await setMonthlyOffset(register.context(), { loanId: loan.id, monthly: true, idempotencyKey: randomUUID() });
  register.clock.set('2027-08-10');
  await runOffsets(register.context());
  const [asked] = await offsetsOf(register.database.manager, loan.id);
  register.clock.set('2027-08-13');
  const held = { type: 'offset-held', offsetId: asked!.id, memberId: loan.memberId, fen: '160436' } as const;
  await handlers(register.context())['offset-held']!({ id: randomUUID(), event: held });
  const [booked] = await offsetsOf(register.database.manager, loan.id);
  expect(booked).toMatchObject({ status: 'BOOKED', booked: 160_436n, bookedOn: '2027-08-10' });
  const [told] = await register.loansOf(loan.memberId);
  expect(told).toMatchObject({ overduePeriods: 0, outstandingPrincipal: loan.principal - 95_436n });
});
