import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordLoan } from '#contributions/operations/record-facts.ts';
import { type Agency, agency, apply, collect, confirm, endMonth, join, live, newKey, sign } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// The boundaries of the agreement, each on the last day that it holds and the first that it does not, in Changji in 2026
// unless Huzhou is named. Amounts are worked out by hand: 6000.00 × 20 % = 1200.00 a month.

const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
const change = 'mutation ($input: ChangePlanInput!) { changePlan(input: $input) { monthlyAmount } }';
const contribute = 'mutation ($input: ContributeInput!) { contribute(input: $input) { months } }';
const terminate = 'mutation ($input: TerminateAgreementInput!) { terminateAgreement(input: $input) { status } }';
const agreementQuery = `query ($year: Int!) { me { account { statusCode
  agreement { number status endedOn firstMonth paidThrough breachSince mode monthlyAmount }
  agreements { number status signedOn endedOn textVersion textDigest text { title rights duties breach digest }
    plans { version fromMonth base ratio monthlyAmount decidedOn clause } }
  dues(year: $year) { month dueOn amount status paidOn agreementNumber }
  owed { amount arrears nextDebitOn nextDebitAmount } } } }`;

type Due = { month: string; dueOn: string; amount: string; status: string; paidOn: string | null };
type Account = {
  statusCode: string;
  agreement: Record<string, unknown>;
  agreements: (Record<string, unknown> & { plans: unknown[] })[];
  dues: Due[];
  owed: Record<string, unknown>;
};

/** Whose debit accounts are empty. */
const poor = new Set<string>();
let stack: TestStack;
let changji: Agency;
let accounts = 622200009000;
let stopped: Person;
let indebted: Person;

beforeAll(async () => {
  stack = await startTestStack('2026-03-02', { pays: (account) => !poor.has(account), repays: () => true });
  changji = agency(stack, 'centre-changji');
  stopped = await person();
  indebted = await person();
});
afterAll(() => stack?.stop());

type Person = { memberId: string; debitAccount: string; self: Agency };
async function person(given: object = {}, city: 'changji' | 'huzhou' = 'changji'): Promise<Person> {
  accounts += 1;
  const debitAccount = String(accounts);
  const born = { identityNumber: identityNumber('1990-02-03') };
  const memberId = await join(stack, city, born, { ...plan, debitAccount, ...given });
  return { memberId, debitAccount, self: agency(stack, 'member-demo', memberId) };
}
const accountOf = async ({ self }: Person, year = 2026): Promise<Account> =>
  (await self.ask<{ me: { account: Account } }>(agreementQuery, { year })).me.account;
const months = (dues: readonly Due[], status: string) =>
  dues.filter((due) => due.status === status).map(({ month }) => month);

describe('how it is paid', () => {
  it('CJ-07 by month, quarter and year: the list tells each month with its day, and the bank is asked on it', async () => {
    const [monthly, quarterly, yearly] = [
      await person(),
      await person({ mode: 'QUARTERLY' }),
      await person({ mode: 'YEARLY' }),
    ];
    const dueOn = async (who: Person) => (await accountOf(who)).dues.map(({ dueOn: on }) => on.slice(5));
    expect(await dueOn(monthly)).toEqual([
      '03-02',
      ...[4, 5, 6, 7, 8, 9].map((n) => `0${n}-20`),
      '10-20',
      '11-20',
      '12-20',
    ]);
    expect((await dueOn(quarterly)).slice(1)).toEqual(
      ['04', '04', '04', '07', '07', '07', '10', '10', '10'].map((n) => `${n}-20`),
    );
    expect((await dueOn(yearly)).slice(1)).toEqual(Array.from({ length: 9 }, () => '03-20'));
    expect((await accountOf(yearly)).owed).toEqual({
      amount: '1200.00',
      arrears: '0.00',
      nextDebitOn: '2026-03-20',
      nextDebitAmount: '12000.00',
    });
    await collect(stack, '2026-03');
    const paid = async (who: Person) => months((await accountOf(who)).dues, 'PAID');
    expect(await paid(monthly)).toEqual(['2026-03']);
    expect(await paid(quarterly)).toEqual(['2026-03']);
    expect(await paid(yearly)).toHaveLength(10);
    await endMonth(stack, '2026-03');
    for (const who of [stopped, indebted]) poor.add(who.debitAccount);
    await collect(stack, '2026-04');
    expect(await paid(monthly)).toEqual(['2026-03', '2026-04']);
    expect(await paid(quarterly)).toEqual(['2026-03', '2026-04', '2026-05', '2026-06']);
    expect((await accountOf(quarterly)).owed).toMatchObject({ nextDebitOn: '2026-07-20', nextDebitAmount: '3600.00' });
    expect((await accountOf(yearly)).agreement).toMatchObject({ mode: 'YEARLY', paidThrough: '2026-12' });
    expect((await accountOf(yearly)).owed).toMatchObject({ nextDebitOn: '2027-01-20', nextDebitAmount: '14400.00' });
    await endMonth(stack, '2026-04');
  });

  it('HZ-02 CJ-07 the text that is signed tells rights, duties and breach liability, and the agreement keeps its digest', async () => {
    const query =
      'query ($city: City!) { agreementText(city: $city) { version digest rights duties breach basis { clause } } }';
    type Text = { version: string; digest: string; rights: string[]; duties: string[]; breach: string[] };
    for (const [city, clause] of [['changji', 'CJ-07'] as const, ['huzhou', 'HZ-02'] as const]) {
      const centre = agency(stack, `centre-${city}`);
      const { agreementText: text } = await centre.ask<{ agreementText: Text }>(query, { city: city.toUpperCase() });
      expect(text).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), basis: { clause } });
      for (const articles of [text.rights, text.duties, text.breach]) expect(articles.length).toBeGreaterThan(0);
      const first = city === 'huzhou' ? { firstContribution: '1200.00' } : {};
      const signed = await person({ textDigest: text.digest, ...first }, city);
      const [agreement] = (await accountOf(signed)).agreements;
      expect(agreement).toMatchObject({
        textVersion: text.version,
        textDigest: text.digest,
        text: { digest: text.digest },
      });
    }
    const shown = person({ textDigest: '0'.repeat(64) });
    await expect(shown).rejects.toThrow('AGREEMENT_TEXT_CHANGED');
  });
});

describe('HZ-02 opening by app', () => {
  it('orders the first contribution from the bank, and the account is open when it is paid', async () => {
    const born = { identityNumber: identityNumber('1991-03-04') };
    const centre = agency(stack, 'centre-huzhou');
    const { member, verificationId } = await apply(centre, { city: 'HUZHOU', ...born });
    await confirm(stack, agency(stack, 'hr-bureau-huzhou'), verificationId);
    const self = agency(stack, 'member-demo', member.id);
    await sign(self, { memberId: member.id, ...plan, debitAccount: '622200007777', firstContribution: '1200.00' });
    const who = { memberId: member.id, debitAccount: '622200007777', self };
    expect(await accountOf(who)).toMatchObject({ statusCode: '99', agreement: { paidThrough: null } });
    await stack.world.hear();
    expect(await accountOf(who)).toMatchObject({ statusCode: '01', agreement: { paidThrough: '2026-05' } });
  });
});

describe('CJ-06 changing it in July', () => {
  it.each([
    ['2026-06-30', '2026-07-01'],
    ['2026-08-01', '2027-07-01'],
  ])('is refused on %s and may be asked on %s', async (day, nextAllowed) => {
    const { memberId, self } = await person();
    stack.clock.set(day);
    const input = { memberId, base: '7000.00', ratio: '10%', idempotencyKey: newKey() };
    expect(await self.refused(change, { input })).toMatchObject({
      code: 'CHANGE_NOT_IN_JULY',
      clause: 'CJ-06',
      nextAllowed,
    });
    stack.clock.set('2026-05-01');
  });

  it.each(['2026-07-01', '2026-07-31'])('is made on %s, and not twice', async (day) => {
    const who = await person();
    stack.clock.set(day);
    const input = { memberId: who.memberId, base: '7000.00', ratio: '10%', idempotencyKey: newKey() };
    expect(await who.self.ask(change, { input })).toEqual({ changePlan: { monthlyAmount: '700.00' } });
    const again = await who.self.refused(change, { input: { ...input, idempotencyKey: newKey() } });
    expect(again).toMatchObject({ code: 'CHANGE_ALREADY_MADE', clause: 'CJ-06', nextAllowed: '2027-07-01' });
    expect((await accountOf(who)).agreements[0]!.plans).toEqual([
      {
        version: 1,
        fromMonth: '2026-05',
        base: '6000.00',
        ratio: '20%',
        monthlyAmount: '1200.00',
        decidedOn: '2026-05-01',
        clause: 'CJ-05',
      },
      {
        version: 2,
        fromMonth: '2026-07',
        base: '7000.00',
        ratio: '10%',
        monthlyAmount: '700.00',
        decidedOn: day,
        clause: 'CJ-06',
      },
    ]);
    stack.clock.set('2026-05-01');
  });
});

describe('CJ-11 CJ-12 stopping and coming back', () => {
  it('CJ-11 three unpaid months leave the agreement in force, with or without a loan', async () => {
    const city = '652300' as const;
    const event = {
      type: 'loan-granted' as const,
      loanId: newKey(),
      memberId: indebted.memberId,
      city,
      on: '2026-06-01',
    };
    await recordLoan(stack.world.runs.contributions, { id: newKey(), event });
    await live(stack, '2026-05', '2026-06');
    for (const who of [stopped, indebted]) {
      const { agreement, dues, owed } = await accountOf(who);
      expect(agreement).toMatchObject({ status: 'ACTIVE', paidThrough: '2026-03', breachSince: null });
      expect(months(dues, 'ARREARS')).toEqual(['2026-04', '2026-05', '2026-06']);
      expect(owed).toMatchObject({ arrears: '3600.00', nextDebitOn: '2026-07-20' });
    }
  });

  it('CJ-11 a fourth ends it by itself at the end of that month; with a loan it is a breach and no exit', async () => {
    stack.clock.set('2026-07-31');
    expect((await accountOf(stopped)).agreement).toMatchObject({ status: 'ACTIVE' });
    await live(stack, '2026-07', '2026-07');
    const exit = await accountOf(stopped);
    expect(exit).toMatchObject({ statusCode: '02', agreement: { status: 'LAPSED', endedOn: '2026-07-31' } });
    expect(months(exit.dues, 'NOT_OWED')).toEqual(['2026-04', '2026-05', '2026-06', '2026-07']);
    expect(exit.owed).toEqual({ amount: '0.00', arrears: '0.00', nextDebitOn: null, nextDebitAmount: null });
    const breach = await accountOf(indebted);
    expect(breach).toMatchObject({ statusCode: '01', agreement: { status: 'ACTIVE', breachSince: '2026-04' } });
    expect(months(breach.dues, 'ARREARS')).toHaveLength(4);
    const input = { memberId: indebted.memberId, idempotencyKey: newKey() };
    expect(await indebted.self.refused(terminate, { input })).toMatchObject({
      code: 'LOAN_OUTSTANDING',
      clause: 'CJ-11',
    });
  });

  it('CJ-11 a breach ends when the arrears are paid at the counter', async () => {
    const input = { memberId: indebted.memberId, month: '2026-04', amount: '4800.00', idempotencyKey: newKey() };
    await changji.ask(contribute, { input });
    expect((await accountOf(indebted)).agreement).toMatchObject({ paidThrough: '2026-07', breachSince: null });
  });

  it('CJ-12 a new agreement contributes from its own month, and nothing before it can be paid', async () => {
    stack.clock.set('2026-10-31');
    const { memberId, debitAccount } = stopped;
    poor.delete(debitAccount);
    const signed = await sign(changji, { memberId, ...plan, debitAccount });
    const { agreement, agreements, dues } = await accountOf(stopped);
    expect(agreement).toMatchObject({
      number: signed.number,
      status: 'ACTIVE',
      firstMonth: '2026-10',
      paidThrough: null,
    });
    expect(agreements.map(({ status, endedOn }) => [status, endedOn])).toEqual([
      ['ACTIVE', null],
      ['LAPSED', '2026-07-31'],
    ]);
    expect(agreements[0]!.number).not.toBe(agreements[1]!.number);
    expect(months(dues, 'UNPAID')).toEqual(['2026-10', '2026-11', '2026-12']);
    for (const month of ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']) {
      const input = { memberId, month, amount: '1200.00', idempotencyKey: newKey() };
      const refused = await changji.refused(contribute, { input });
      expect(refused).toMatchObject({ code: 'BACK_PAYMENT_REFUSED', clause: 'CJ-12', field: 'month' });
    }
    const october = { memberId, month: '2026-10', amount: '1200.00', idempotencyKey: newKey() };
    expect(await changji.ask(contribute, { input: october })).toEqual({ contribute: { months: ['2026-10'] } });
  });

  it('CJ-11 whoever has no loan may stop on any day, and owes nothing from then on', async () => {
    const who = await person();
    const input = { memberId: who.memberId, idempotencyKey: newKey() };
    expect(await who.self.ask(terminate, { input })).toEqual({ terminateAgreement: { status: 'TERMINATED' } });
    const { dues, owed } = await accountOf(who);
    expect(months(dues, 'NOT_OWED')).toEqual(['2026-10']);
    expect(owed).toMatchObject({ amount: '0.00', nextDebitOn: null });
  });
});
