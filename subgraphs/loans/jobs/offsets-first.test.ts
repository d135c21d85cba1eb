import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows } from '#service/database.ts';
import { askAgain } from '../operations/ask-again.ts';
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

it('HZ-03 what the account holds counts from the day that it was asked, and stands in both books on the day of the answer', async () => {
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
  expect(booked).toMatchObject({ status: 'BOOKED', booked: 160_436n, bookedOn: '2027-08-13' });
  const [told] = await register.loansOf(loan.memberId);
  expect(told).toMatchObject({ overduePeriods: 0, outstandingPrincipal: loan.principal - 95_436n });
  const days = "SELECT DISTINCT booked_on AS day FROM movement WHERE run = 'loan:' || $1 AND code = '05'";
  expect(await rows(register.database, days, [loan.id])).toEqual([{ day: '2027-08-13' }]);
  const decided = { type: 'offset-decided', offsetId: asked!.id, booked: true, on: '2027-08-13' };
  expect((await register.asked()).at(-1)).toMatchObject(decided);
});

it('HZ-03, HZ-06 whatever was not answered is asked again the next day, however much it is', async () => {
  register.clock.set('2028-07-10');
  const borrowers = `INSERT INTO borrower (member_id, city, approved_on)
    SELECT gen_random_uuid(), '330500', '2028-01-05' FROM generate_series(1, 1001) RETURNING member_id AS id`;
  const ids = (await rows<{ id: string }>(register.database, borrowers)).map(({ id }) => id);
  await register.database.query(
    `INSERT INTO loan_application (member_id, city, priority, class, principal, months, method, house_price, submitted_on, decide_by)
     SELECT id, '330500', 'first-home', 0, 100, 12, 'EQUAL_PRINCIPAL', 200, '2028-07-10', '2028-07-20' FROM unnest($1::uuid[]) id`,
    [ids],
  );
  register.clock.set('2028-07-11');
  await register.asked();
  await askAgain(register.context());
  const asked = (await register.asked()).flatMap((event) => ('applicationId' in event ? [event.memberId] : []));
  expect(asked.sort()).toEqual(ids.sort());
});
