import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { balanceOf, internalAccount } from '#ledger/accounts.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { simulatedTransferPlatform, type TransferStory } from '../adaptors/simulated-transfer-platform.ts';
import type { OutAnswer, TransferMessage } from '../adaptors/transfer-platform.ts';
import { settleInterest } from '../jobs/settle-interest.ts';
import { exchangeTransfers } from '../jobs/transfers.ts';
import type { TransferStatus } from '../rules/transfer-status.ts';
import { acceptTransferOut } from './accept-transfer-out.ts';
import { contribute } from './contribute.ts';
import { freezeAccount } from './freeze-account.ts';
import { payNow } from './pay-now.ts';
import { findPayout } from './payouts.ts';
import { readAccounts } from './read-accounts.ts';
import { refuseTransferOut } from './refuse-transfer-out.ts';
import { requestTransferIn } from './request-transfer-in.ts';
import { resolvePayout } from './resolve-payout.ts';
import { takeTransferMessage } from './take-transfer-message.ts';
import { terminateAgreement } from './terminate-agreement.ts';
import { transfersOf } from './transfers.ts';

const huzhou = '330500';
const hangzhou = '330100000000000';

let register: Rehearsal;
beforeAll(async () => {
  register = await rehearse('2026-07-10');
});
afterAll(() => register.close());

const key = () => ({ idempotencyKey: randomUUID() });
let letters = 0;
const nextLetter = () => {
  letters += 1;
  return `330100260915${String(letters).padStart(4, '0')}`;
};
/** Paid 718.00 on the tenth of three months, and then stopped. */
async function sealed(): Promise<string> {
  register.clock.set('2026-07-10');
  const memberId = await register.approve(huzhou);
  await register.sign(memberId, { base: yuan('7180'), ratio: '10%', firstContribution: yuan('718') });
  const terms = register.context();
  for (const day of ['2026-08-10', '2026-09-10']) {
    register.clock.set(day);
    await contribute(terms, { memberId, month: day.slice(0, 7), amount: yuan('718'), ...key() });
  }
  await terminateAgreement(terms, { memberId, ...key() });
  register.clock.set('2026-10-05');
  return memberId;
}
const outcome = [
  () => 'accepted' as const,
  (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  },
] as const;
const accept = (memberId: string, letter = nextLetter(), centre = hangzhou) =>
  acceptTransferOut(register.context(), { memberId, centre, letter, ...key() });
const exchange = (story?: TransferStory, answers: OutAnswer[] = []) => {
  const platform = {
    ...simulatedTransferPlatform(story),
    answer: async (told: readonly OutAnswer[]) => void answers.push(...told),
  };
  return exchangeTransfers({ ...register.context(), transferPlatform: platform }, huzhou);
};
const accountOf = async (memberId: string) => (await readAccounts(register.context(), [memberId]))[0]!;
const transferOf = async (memberId: string) => (await transfersOf(register.database, [memberId]))[0]!;
const status = (letter: string, code: TransferStatus, id: string = randomUUID()): TransferMessage => {
  return { id, letter, kind: 'STATUS', status: code };
};
const tell = (message: TransferMessage) => takeTransferMessage(register.context(), message);

describe('HZ-12 a transfer out', () => {
  it('holds all segments with interest to the day, tells what it sends, and closes the account as 04 when it is done', async () => {
    const memberId = await sealed();
    const transfer = await accept(memberId);
    // DOMAIN 5.2: 718 on 07-10, 08-10 and 09-10, left on 10-05: 120,624 days of yuan are 5.03.
    expect(transfer).toMatchObject({ statusCode: '08', principal: yuan('2154'), interest: yuan('5.03'), booked: null });
    const held = (await accountOf(memberId)).segments.filter(({ balance }) => balance > 0n);
    expect(held).toMatchObject([{ segment: 'HELD', balance: yuan('2159.03') }]);
    const answers: OutAnswer[] = [];
    await exchange(() => [], answers);
    await exchange(() => [], answers);
    expect(answers).toEqual([
      {
        letter: transfer.letter,
        status: '08',
        info: {
          ...{ amount: yuan('2159.03'), principal: yuan('2154'), interest: yuan('5.03') },
          ...{ openedOn: '2026-07-10', paidThrough: '2026-09', sixMonthsRunning: false },
          ...{ loans: 0, loansSettled: true, fraud: false },
        },
      },
    ]);
    await exchange();
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '04', balance: 0n });
    expect(await transferOf(memberId)).toMatchObject({
      statusCode: '00',
      booked: yuan('2159.03'),
      endedOn: '2026-10-05',
    });
    register.clock.set('2027-06-30');
    await settleInterest(register.context(), huzhou, 2027);
    expect((await accountOf(memberId)).balance).toBe(0n);
  });

  it('CJ-09 leaves no interest behind of the days on which the money was held, however late the year is settled', async () => {
    const memberId = await sealed();
    register.clock.set('2028-06-20');
    await accept(memberId);
    register.clock.set('2028-07-02');
    await exchange();
    register.clock.set('2028-07-05');
    await settleInterest(register.context(), huzhou, 2028);
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '04', balance: 0n });
  });

  it.each(['13', '40', '05'] as const)('that ends as %s gives every segment back what it gave', async (code) => {
    const memberId = await sealed();
    const { letter } = await accept(memberId);
    expect(await tell(status(letter, code))).toBe('moves');
    const { statusCode, segments } = await accountOf(memberId);
    const owned = segments.filter(({ balance }) => balance > 0n).map(({ segment, balance }) => [segment, balance]);
    expect(statusCode).toBe('02');
    expect(owned).toEqual([
      ['FLEXIBLE', yuan('2154')],
      ['INTEREST', yuan('5.03')],
    ]);
    expect(await transferOf(memberId)).toMatchObject({ statusCode: code, booked: null });
    await accept(memberId);
  });

  it('waits for the bank where a debit from before goes on, so that nothing comes after the account has left', async () => {
    register.clock.set('2026-07-10');
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { base: yuan('7180'), ratio: '10%', firstContribution: yuan('718') });
    const asked = { memberId, month: '2026-08', amount: yuan('718'), ...key() };
    const { id: paymentId } = await payNow(register.context(), asked);
    const facts = { memberId, city: huzhou, approvedOn: '2026-01-05', retirementOn: '2050-01-31' } as const;
    for (const inUnit of [true, false]) {
      const told = { ...facts, sequence: inUnit ? 2 : 3, inUnit, spouseId: null, categories: [] };
      await register.hear({ type: 'member-facts-changed', ...told });
    }
    expect((await refusal(accept(memberId))).code).toBe('IN_PROGRESS');
    await register.hear({ type: 'payment-ordered', paymentId, memberId });
    await accept(memberId);
    await exchange();
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '04', balance: 0n });
    expect(await transferOf(memberId)).toMatchObject({ booked: yuan('1436') });
  });

  it('resolves once, whatever is told twice, late or against what was told', async () => {
    const memberId = await sealed();
    const { letter } = await accept(memberId);
    const done = status(letter, '00');
    expect(await tell(done)).toBe('moves');
    expect(await tell(done)).toBe('moves');
    expect(await tell(status(letter, '02'))).toBe('late');
    expect(await tell(status(letter, '40'))).toBe('contradicts');
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '04', balance: 0n });
    const other = await sealed();
    const failed = await accept(other);
    await tell(status(failed.letter, '40'));
    await tell(status(failed.letter, '00'));
    // The platform says that money left which was given back: it is the centre's to recover.
    expect((await accountOf(other)).balance).toBe(yuan('2159.03'));
    const db = register.database.manager;
    const late = await internalAccount(db, { city: huzhou, pool: 'flexible', code: 'suspense:paid-late' });
    expect(await balanceOf(db, late)).toBe(-yuan('2159.03'));
  });

  it('is refused with an agreement in force, a loan, a freeze, a letter that is answered, one in flight or nothing to send', async () => {
    register.clock.set('2026-07-10');
    const paying = await register.approve(huzhou);
    await register.sign(paying, { firstContribution: yuan('1200') });
    expect(await refusal(accept(paying))).toMatchObject({ code: 'AGREEMENT_ACTIVE', clause: 'HZ-12' });
    const memberId = await sealed();
    const { letter } = await accept(memberId);
    expect((await refusal(accept(memberId))).code).toBe('IN_PROGRESS');
    expect((await refusal(accept(await sealed(), letter))).code).toBe('IN_PROGRESS');
    await tell(status(letter, '00'));
    expect((await refusal(accept(memberId))).code).toBe('ACCOUNT_NOT_OPEN');
    const borrower = await sealed();
    await register.hear({
      type: 'loan-granted',
      loanId: randomUUID(),
      memberId: borrower,
      city: huzhou,
      on: '2026-10-01',
    });
    expect(await refusal(accept(borrower))).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'HZ-12' });
    const empty = await register.approve('652300');
    await register.sign(empty);
    await terminateAgreement(register.context(), { memberId: empty, ...key() });
    expect((await refusal(accept(empty))).code).toBe('BALANCE_TOO_LOW');
    const frozen = await sealed();
    const order = { kind: 'RECEIVE_ONLY' as const, authority: '湖州市中级人民法院', document: '(2026)浙05执1号' };
    await freezeAccount(register.context({ audience: 'centre', officer: 'o-1' }), {
      memberId: frozen,
      ...order,
      ...key(),
    });
    expect((await refusal(accept(frozen))).code).toBe('ACCOUNT_FROZEN');
    expect((await refusal(accept(await sealed(), '3305002609150001'))).field).toBe('letter');
    expect((await refusal(accept(await sealed(), nextLetter(), '330500000000000'))).field).toBe('centre');
    expect((await refusal(requestTransferIn(register.context(), { memberId, centre: hangzhou, ...key() }))).code).toBe(
      'ACCOUNT_NOT_OPEN',
    );
  });

  it('is refused to the other centre with a reason, and nothing is held', async () => {
    const memberId = await sealed();
    const letter = nextLetter();
    const input = { memberId, centre: hangzhou, letter, reason: '职工未申请', ...key() };
    const told = await refuseTransferOut(register.context(), input);
    expect(told).toMatchObject({ direction: 'OUT', statusCode: '13', reason: '职工未申请', principal: null });
    const answers: OutAnswer[] = [];
    await exchange(() => [], answers);
    expect(answers).toContainEqual({ letter, status: '13', reason: '职工未申请' });
    expect((await accountOf(memberId)).balance).toBe(yuan('2154'));
    expect((await refusal(accept(memberId, letter))).code).toBe('IN_PROGRESS');
    expect((await refusal(refuseTransferOut(register.context(), { ...input, reason: ' ', ...key() }))).field).toBe(
      'reason',
    );
  });

  it('taken up after a crash between the money and the message ends as it would have', async () => {
    const memberId = await sealed();
    const { letter, payoutId } = await accept(memberId);
    const { reference } = (await findPayout(register.database, 'id', payoutId!))!;
    await resolvePayout(register.context(), reference, 'paid');
    expect(await transferOf(memberId)).toMatchObject({ statusCode: '08', endedOn: null });
    expect(await tell(status(letter, '00'))).toBe('moves');
    expect(await transferOf(memberId)).toMatchObject({ statusCode: '00', booked: yuan('2159.03') });
    expect(await accountOf(memberId)).toMatchObject({ statusCode: '04', balance: 0n });
  });

  it('CJ-13 HZ-12 and a lien asked for at the same moment never both succeed', async () => {
    for (let race = 0; race < 12; race += 1) {
      const memberId = await sealed();
      const loanId = randomUUID();
      const lien = () => register.hear({ type: 'lien-requested', loanId, memberId, city: huzhou, kind: 'FUND' });
      const leaving = () => accept(memberId).then(...outcome);
      const both = race % 2 === 0 ? [leaving(), lien()] : [lien(), leaving()];
      const left = (await Promise.all(both)).includes('accepted');
      const answers = register.told.filter((event) => 'loanId' in event && event.loanId === loanId);
      const placed = answers.some(({ type }) => type === 'lien-placed');
      expect([left, placed].filter(Boolean)).toHaveLength(1);
    }
  });

  it('CJ-12 HZ-12 whoever comes back has the same account again, with a new agreement', async () => {
    const memberId = await sealed();
    const { letter } = await accept(memberId);
    expect((await refusal(register.sign(memberId, { firstContribution: yuan('1200') }))).code).toBe('IN_PROGRESS');
    await tell(status(letter, '00'));
    const before = await accountOf(memberId);
    const agreement = await register.sign(memberId, { firstContribution: yuan('1200') });
    expect(agreement).toMatchObject({ status: 'ACTIVE', firstMonth: '2026-10' });
    const { numberMasked, openedOn } = before;
    expect(await accountOf(memberId)).toMatchObject({
      numberMasked,
      openedOn,
      statusCode: '01',
      balance: yuan('1200'),
    });
  });

  it('leaves a book in which every balance is what its movements give', async () => {
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
