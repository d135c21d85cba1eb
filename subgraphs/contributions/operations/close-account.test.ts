import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { EventOf } from '#service/event-types.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import type { CloseAccountInput } from '../schema.generated.ts';
import { bookUnitContribution } from './book-unit-contribution.ts';
import { closeAccount } from './close-account.ts';
import { closingPreview } from './closing-preview.ts';
import { contribute } from './contribute.ts';
import { payNow } from './pay-now.ts';
import { readAccounts } from './read-accounts.ts';
import { currentAgreements } from './read-agreements.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-07-10');
});
beforeEach(() => {
  register.clock.set('2026-07-10');
  register.paying.habit = () => 'paid';
  register.told.length = 0;
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
});
afterAll(() => register?.close());

const key = () => ({ idempotencyKey: randomUUID() });
const close = (memberId: string, more: Partial<CloseAccountInput> = {}, caller = {}) =>
  closeAccount(register.context(caller), { memberId, ground: 'MEMBER_WISH', reasonCode: '99', ...key(), ...more });
const account = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0]!;
const agreement = async (memberId: string) => (await currentAgreements(register.context(), [memberId]))[0]!;
const pay = (memberId: string, month: string, amount: string) =>
  contribute(register.context(), { memberId, month, amount: yuan(amount), ...key() });

async function couple(city: CityCode = changji, spouseCity: CityCode = changji): Promise<[string, string]> {
  const spouse = await register.approve(spouseCity);
  const memberId = await register.approve(city, { spouseId: spouse });
  for (const [id, at] of [
    [memberId, city],
    [spouse, spouseCity],
  ] as const) {
    await register.sign(id, at === huzhou ? { firstContribution: yuan('1200') } : {});
    if (at === changji) await pay(id, '2026-07', '1200');
  }
  return [memberId, spouse];
}

/** Asks for a lien and tells whether it was placed. */
async function lend(memberId: string, kind: 'FUND' | 'SUBSIDISED' = 'FUND', loanId: string = randomUUID()) {
  const before = register.told.length;
  await register.hear({ type: 'lien-requested', loanId, memberId, city: changji, kind });
  return { loanId, answer: register.told.slice(before)[0]! };
}

const settle = (loanId: string, memberId: string) =>
  register.hear({ type: 'loan-settled', loanId, memberId, city: changji, on: register.clock.today() });

const unmet = async (work: Promise<unknown>) => {
  const { code, clause, reasons } = await refusal(work);
  return { code, clause, unmet: reasons!.filter(({ met }) => !met).map((reason) => reason.code) };
};

/** Three deposits of 718.00 in Huzhou, seen on 5 October. */
async function threeDeposits(): Promise<string> {
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { base: yuan('7180'), ratio: '10%', firstContribution: yuan('718') });
  for (const month of ['2026-08', '2026-09']) {
    register.clock.set(`${month}-10`);
    await pay(memberId, month, '718');
  }
  register.clock.set('2026-10-05');
  return memberId;
}

describe('CJ-13 HZ-04 closing an account', () => {
  it('CJ-09 pays the flexible part with interest to the day before: 718 × 3 closed on 5 October bears 5.03', async () => {
    const memberId = await threeDeposits();
    const closing = await close(memberId);
    // 积数 120,624 × 1.5 % ÷ 360 = 5.026; HZ-07: 30 % of it is 1.509.
    expect(closing).toMatchObject({ status: 'HELD', interest: yuan('5.03'), subsidy: yuan('1.51') });
    expect(closing.amount).toBe(yuan('2160.54'));
    expect(await agreement(memberId)).toMatchObject({ status: 'TERMINATED', endedOn: '2026-10-05' });
    expect(await account(memberId)).toMatchObject({ statusCode: '02', balance: yuan('2160.54') });
    await register.payOut();
    expect(await account(memberId)).toMatchObject({ statusCode: '05', balance: 0n });
  });

  it('HZ-07 tells the subsidy when the bank has paid, with the figures nobody published', async () => {
    const memberId = await threeDeposits();
    const closing = await close(memberId);
    expect(register.told.map(({ type }) => type)).toEqual(['account-opened', 'payout-held']);
    expect(closing.demonstrationFigures).toContain('subsidies.closingInterest.rate');
    await register.payOut();
    const told = register.told.find(({ type }) => type === 'closing-subsidy-paid') as EventOf<'closing-subsidy-paid'>;
    expect(told).toMatchObject({ memberId, city: huzhou, clause: 'HZ-07', fen: '151', paidOn: '2026-10-05' });
    expect(told.figures.map(({ name, text }) => [name, text])).toEqual([
      ['subsidies.closingInterest.rate', '30%'],
      ['subsidies.closingInterest.base', 'interest-earned'],
      ['subsidies.closingInterest.rounding', 'half-up-fen'],
    ]);
    const facts = { ground: 'MEMBER_WISH', everLent: false, interestEarnedFen: '503', contributedFen: '215400' };
    expect(told.facts).toEqual(facts);
  });

  it('HZ-07 pays no subsidy after a loan, however long it is settled, nor in Changji, whose plan has none', async () => {
    const memberId = await threeDeposits();
    const { loanId } = await lend(memberId);
    await register.hear({ type: 'loan-granted', loanId, memberId, city: huzhou, on: '2026-10-05' });
    await settle(loanId, memberId);
    expect(await close(memberId)).toMatchObject({ interest: yuan('5.03'), subsidy: 0n, amount: yuan('2159.03') });
    // Why not is kept too.
    const why = `SELECT subsidy_facts->'everLent' AS lent FROM closing c JOIN account a ON a.id = c.account_id WHERE a.member_id = $1`;
    expect(await rows(register.database, why, [memberId])).toEqual([{ lent: true }]);
    register.clock.set('2026-07-10');
    const [here] = await couple();
    register.clock.set('2026-10-05');
    expect(await close(here)).toMatchObject({ subsidy: 0n });
  });

  it('pays 12,000 of the flexible part and leaves the 18,000 of the unit, sealed', async () => {
    const memberId = await register.approve(changji, { inUnit: true });
    const unit = { memberId, month: '2026-07', amount: yuan('18000'), base: yuan('6000') };
    await bookUnitContribution(register.context({ cities: [changji] }), { ...unit, ...key() });
    await register.hear({
      type: 'member-facts-changed',
      ...{ memberId, sequence: 2, city: changji, approvedOn: '2026-01-05', retirementOn: '2050-01-31' },
      ...{ inUnit: false, spouseId: null, categories: [] },
    });
    await register.sign(memberId);
    await pay(memberId, '2026-07', '12000');
    const preview = await closingPreview(register.context(), memberId);
    expect(preview).toMatchObject({ allowed: true, total: yuan('12000'), sealed: yuan('18000'), interest: 0n });
    expect(await close(memberId)).toMatchObject({ amount: yuan('12000') });
    await register.payOut();
    expect(await account(memberId)).toMatchObject({ statusCode: '02', balance: yuan('18000') });
    expect((await closingPreview(register.context(), memberId)).reasons.at(-1)).toMatchObject({ met: false });
  });

  it('is refused with every reason at once', async () => {
    const [memberId, spouse] = await couple();
    await lend(memberId);
    await lend(memberId, 'SUBSIDISED');
    await lend(spouse, 'SUBSIDISED');
    const refused = await refusal(close(memberId));
    expect(refused.reasons!.map(({ met, code }) => [code, met])).toEqual([
      ['ACCOUNT_CLOSED', true],
      ['LOAN_OUTSTANDING', false],
      ['SUBSIDISED_LOAN', false],
      ['SPOUSE_LOAN', false],
      ['ACCOUNT_FROZEN', true],
      ['PAYOUT_IN_PROGRESS', true],
      ['DEBIT_IN_PROGRESS', true],
      ['NOTHING_TO_PAY', true],
    ]);
    const preview = await closingPreview(register.context(), memberId);
    expect(preview.reasons).toEqual(refused.reasons);
    expect(preview.allowed).toBe(false);
  });

  it('CJ-13 of a spouse in the other city tells only that there is a loan, and goes on when it is settled', async () => {
    const [memberId, spouse] = await couple(changji, huzhou);
    const { loanId } = await lend(spouse, 'SUBSIDISED');
    expect(await unmet(close(memberId))).toEqual({ code: 'NOT_ELIGIBLE', clause: 'CJ-13', unmet: ['SPOUSE_LOAN'] });
    // By whichever of the two declared the other.
    expect((await unmet(close(spouse))).unmet).toEqual(['SUBSIDISED_LOAN']);
    await settle(loanId, spouse);
    await lend(memberId);
    expect(await unmet(close(spouse))).toEqual({ code: 'NOT_ELIGIBLE', clause: 'HZ-04', unmet: ['SPOUSE_LOAN'] });
  });

  it('CJ-13 and a loan exclude each other in either order, for the member and for the spouse', async () => {
    const [memberId, spouse] = await couple();
    register.paying.habit = () => undefined;
    await close(memberId);
    expect((await lend(memberId)).answer).toMatchObject({ type: 'lien-refused', reason: 'CLOSING_IN_PROGRESS' });
    expect((await lend(spouse)).answer).toMatchObject({ type: 'lien-refused', reason: 'CLOSING_IN_PROGRESS' });
    register.paying.habit = () => 'paid';
    await register.payOut();
    expect((await lend(memberId)).answer).toMatchObject({ type: 'lien-refused', reason: 'ACCOUNT_CLOSED' });
    expect((await lend(spouse)).answer).toMatchObject({ type: 'lien-placed' });
  });

  it('is refused while the bank is paying or debiting, while it is frozen, and where nothing is left', async () => {
    const [memberId, spouse] = await couple();
    await ownerQuery(
      register,
      `INSERT INTO account_freeze (member_id, account_id, kind, fen, authority, document, from_on)
       SELECT member_id, id, 'PARTIAL', 1, '昌吉市人民法院', '(2026)新2301执1号', '2026-07-01' FROM account WHERE member_id = $1`,
      [memberId],
    );
    expect((await unmet(close(memberId))).unmet).toEqual(['ACCOUNT_FROZEN']);
    const ordered = { memberId: spouse, month: '2026-08', amount: yuan('1200'), ...key() };
    const { id: paymentId } = await payNow(register.context(), ordered);
    expect((await unmet(close(spouse))).unmet).toEqual(['DEBIT_IN_PROGRESS']);
    await register.hear({ type: 'payment-ordered', paymentId, memberId: spouse });
    register.paying.habit = () => undefined;
    await close(spouse);
    expect((await unmet(close(spouse))).unmet).toEqual(['PAYOUT_IN_PROGRESS', 'NOTHING_TO_PAY']);
    register.paying.habit = () => 'paid';
    await register.payOut();
    expect((await unmet(close(spouse))).unmet).toEqual(['ACCOUNT_CLOSED', 'NOTHING_TO_PAY']);
  });
});

describe('HZ-08 a closing for a breach', () => {
  it('is the centre’s, names its case, pays no subsidy, and is unknown to Changji’s plan', async () => {
    const memberId = await threeDeposits();
    const breach = { ground: 'BREACH' as const, caseReference: 'WY-2026-001' };
    const self = { audience: 'member' as const, member: memberId };
    expect(await refusal(close(memberId, breach, self))).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-08' });
    const unnamed = await refusal(close(memberId, { ...breach, caseReference: ' ' }));
    expect(unnamed).toMatchObject({ code: 'INVALID_INPUT', field: 'caseReference', clause: 'HZ-08' });
    expect(await close(memberId, breach)).toMatchObject({
      ground: 'BREACH',
      subsidy: 0n,
      caseReference: 'WY-2026-001',
    });
    register.clock.set('2026-07-10');
    const [here] = await couple();
    expect(await refusal(close(here, breach))).toMatchObject({
      code: 'NOT_ELIGIBLE',
      clause: 'CJ-13',
      field: 'ground',
    });
  });

  it('CJ-13 a member closes for themselves, and nobody for another', async () => {
    const [memberId] = await couple();
    const other = { audience: 'member' as const, member: randomUUID() };
    expect((await refusal(close(memberId, {}, other))).code).toBe('ACCOUNT_NOT_OPEN');
    expect((await refusal(close(memberId, {}, { cities: [huzhou] }))).code).toBe('ACCOUNT_NOT_OPEN');
    expect((await refusal(close(memberId, { reasonCode: '42' }))).field).toBe('reasonCode');
    expect(await close(memberId, {}, { audience: 'member', member: memberId })).toMatchObject({ status: 'HELD' });
  });
});
