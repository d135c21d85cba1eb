import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, join, mine, newKey, sign, trusted } from '#test/agencies.ts';
import { approve, lend, reviewed } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Accounts that are closed, or may not be: what is paid, what stays, and what a loan of either of a couple bars. Every
// amount is worked out by hand beside where it is expected.

let stack: TestStack;
let changji: Agency;
let huzhou: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-07-10');
  changji = agency(stack, 'centre-changji');
  huzhou = agency(stack, 'centre-huzhou');
});
afterAll(() => stack?.stop());

const self = (memberId: string) => agency(stack, 'member-demo', memberId);
const plan = { base: '6000.00', ratio: '20%' };
const inHuzhou = { base: '7180.00', ratio: '10%', firstContribution: '718.00' };
const person = (more: object = {}) => ({ identityNumber: identityNumber('1990-02-03'), ...more });

const closing = trusted('member/close-account');
const close = (by: Agency, memberId: string) =>
  by.ask<{ closeAccount: Record<string, string> }>(closing, { input: { memberId, idempotencyKey: newKey() } });
type Reasons = { code: string; clause: string; reasons: { code: string; met: boolean; text: string }[] };
const refusedClosing = async (by: Agency, memberId: string): Promise<Reasons> =>
  (await by.refused(closing, { input: { memberId, idempotencyKey: newKey() } })) as unknown as Reasons;
const unmet = ({ reasons }: Reasons) => reasons.filter(({ met }) => !met).map(({ code }) => code);

const preview = async (memberId: string) => {
  type Told = {
    me: { account: { closingPreview: Record<string, unknown> & { reasons: { code: string; met: boolean }[] } } };
  };
  return (await self(memberId).ask<Told>(trusted('member/my-closing'))).me.account.closingPreview;
};
const contribute = (by: Agency, memberId: string, month: string, amount: string) =>
  by.ask(`mutation ($input: ContributeInput!) { contribute(input: $input) { balance } }`, {
    input: { memberId, month, amount, idempotencyKey: newKey() },
  });
const lending = { principal: '100000.00', months: 60 };
const loansOf = async (memberId: string) =>
  (await self(memberId).ask<{ me: { loans: unknown[] } }>('{ me { loans { status refusedFor disbursedOn } } }')).me
    .loans;

describe('HZ-04 HZ-07 closing without ever having borrowed', () => {
  let memberId: string;

  it('CJ-09 718.00 paid on 10 July, August and September is seen with interest to the day before 5 October', async () => {
    memberId = await join(stack, 'huzhou', person(), inHuzhou);
    for (const month of ['2026-08', '2026-09']) {
      stack.clock.set(`${month}-10`);
      await contribute(huzhou, memberId, month, '718.00');
    }
    stack.clock.set('2026-10-05');
    // 718 × (87 + 56 + 25) days = 120,624; × 1.5 % ÷ 360 = 5.026. Of it 30 %: 1.509.
    const told = await preview(memberId);
    expect(told).toMatchObject({ allowed: true, interest: '5.03', subsidy: '1.51', total: '2160.54', sealed: '0.00' });
    expect(told['lines']).toEqual([
      { segment: 'FLEXIBLE', amount: '2154.00' },
      { segment: 'SUBSIDY', amount: '1.51' },
      { segment: 'INTEREST', amount: '5.03' },
    ]);
    expect(told['demonstrationFigures']).toContain('subsidies.closingInterest.rate');
  });

  it('CJ-13 HZ-07 closing pays exactly that, ends the agreement, and shows the subsidy among the awards', async () => {
    const { closeAccount } = await close(self(memberId), memberId);
    expect(closeAccount).toMatchObject({ status: 'HELD', amount: '2160.54', interest: '5.03', subsidy: '1.51' });
    const refused = await refusedClosing(self(memberId), memberId);
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'HZ-04' });
    expect(unmet(refused)).toEqual(['PAYOUT_IN_PROGRESS', 'NOTHING_TO_PAY']);
    await stack.world.hear();
    const told = await mine(self(memberId));
    expect(told.account).toMatchObject({ balance: '0.00', statusCode: '05', agreement: { status: 'TERMINATED' } });
    expect(told.subsidyAwards).toEqual([
      {
        clause: 'HZ-07',
        amount: '1.51',
        month: '2026-10',
        status: 'CREDITED',
        payOn: '2026-10-05',
        creditedOn: '2026-10-05',
      },
    ]);
    type Explained = {
      me: { subsidyAwards: { rule: string; facts: { name: string; value: string; source: string }[] }[] };
    };
    const [explained] = (await self(memberId).ask<Explained>(trusted('member/my-subsidies'))).me.subsidyAwards;
    expect(explained!.rule).toBe('closing-interest-subsidy');
    expect(explained!.facts.map(({ name, value }) => [name, value])).toEqual([
      ['销户原因', '本人申请'],
      ['曾使用住房公积金贷款', '否'],
      ['已计利息（元）', '5.03'],
      ['灵活就业缴存额（元）', '2154.00'],
    ]);
  });

  it('CJ-12 HZ-02 signing again opens the same account, with a first contribution and without the past', async () => {
    const input = { ...inHuzhou, firstContribution: null, mode: 'MONTHLY', debitAccount: '622200001234567890' };
    const without = await huzhou.refused(trusted('centre/sign-agreement'), {
      input: { memberId, ...input, idempotencyKey: newKey() },
    });
    expect(without).toMatchObject({ code: 'FIRST_CONTRIBUTION_REQUIRED', clause: 'HZ-02' });
    expect(await sign(huzhou, { memberId, ...inHuzhou })).toMatchObject({ status: 'ACTIVE', firstMonth: '2026-10' });
    expect((await mine(self(memberId))).account).toMatchObject({ balance: '718.00', statusCode: '01' });
  });
});

describe('CJ-13 a couple in two cities', () => {
  const number = identityNumber('1991-04-04', 'FEMALE');
  let husband: string;
  let wife: string;

  it('a subsidised loan of hers in Huzhou bars his closing in Changji, told as a boolean and no more', async () => {
    // He declares her before Huzhou has heard of her.
    husband = await join(stack, 'changji', person({ spouseIdentityNumber: number }), plan);
    await contribute(changji, husband, '2026-10', '1200.00');
    wife = await join(stack, 'huzhou', person({ identityNumber: number }), inHuzhou);
    const record = `mutation ($input: RecordSubsidisedLoanInput!) { recordSubsidisedLoan(input: $input) { id status } }`;
    const { recordSubsidisedLoan: recorded } = await huzhou.ask<Record<string, { id: string; status: string }>>(
      record,
      {
        input: { memberId: wife, bank: '湖州银行', contractReference: 'TX-2026-01', idempotencyKey: newKey() },
      },
    );
    expect(recorded!.status).toBe('PENDING');
    await stack.world.hear();
    expect(await self(wife).ask('{ me { loanOutstanding subsidisedLoans { status } } }')).toEqual({
      me: { loanOutstanding: true, subsidisedLoans: [{ status: 'IN_FORCE' }] },
    });
    const refused = await refusedClosing(changji, husband);
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-13' });
    expect(unmet(refused)).toEqual(['SPOUSE_LOAN']);
    expect(JSON.stringify(refused)).not.toMatch(/湖州|TX-2026|2026-1/);
    expect((await preview(husband)).reasons.filter(({ met }) => !met)).toMatchObject([{ code: 'SPOUSE_LOAN' }]);
    expect(unmet(await refusedClosing(huzhou, wife))).toEqual(['SUBSIDISED_LOAN']);
    const end = `mutation ($input: EndSubsidisedLoanInput!) { endSubsidisedLoan(input: $input) { status endedOn } }`;
    const ending = { input: { subsidisedLoanId: recorded!.id, idempotencyKey: newKey() } };
    expect(await huzhou.ask(end, ending)).toEqual({ endSubsidisedLoan: { status: 'ENDED', endedOn: '2026-10-05' } });
    await stack.world.hear();
    expect(await preview(husband)).toMatchObject({ allowed: true, total: '1200.00' });
  });

  it('CJ-13 a loan that she asks for while he is closing is not paid out; when he has closed it is', async () => {
    const application = await reviewed(stack, 'huzhou', { memberId: wife, ...lending });
    await close(self(husband), husband);
    // Granted while the closing is held: the lien is asked for before the bank is told to pay.
    expect(await approve(stack, 'huzhou', application)).toMatchObject({ status: 'PENDING' });
    await stack.world.hear();
    const [first] = await loansOf(wife);
    expect(first).toEqual({ status: 'REFUSED', refusedFor: 'CLOSING_IN_PROGRESS', disbursedOn: null });
    expect((await mine(self(husband))).account).toMatchObject({ balance: '0.00', statusCode: '05' });
    await lend(stack, 'huzhou', { memberId: wife, ...lending });
    await stack.world.hear();
    expect((await loansOf(wife))[1]).toEqual({ status: 'REPAYING', refusedFor: null, disbursedOn: '2026-10-05' });
  });

  it('CJ-13 neither closes while a loan of one stands, nor withdraws what is pledged (HZ-04)', async () => {
    expect(unmet(await refusedClosing(huzhou, wife))).toEqual(['LOAN_OUTSTANDING']);
    const withdraw = `mutation ($input: WithdrawInput!) { withdraw(input: $input) { id } }`;
    const asked = { input: { memberId: wife, amount: '100.00', reasonCode: '99', idempotencyKey: newKey() } };
    expect(await huzhou.refused(withdraw, asked)).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'HZ-04' });
  });
});

describe('CJ-13 CJ-10 a part that a unit paid', () => {
  it('stays, sealed, when the flexible part is paid out: 18,000 and 12,000', async () => {
    const memberId = await join(stack, 'changji', person(), plan);
    await contribute(changji, memberId, '2026-10', '12000.00');
    const participate = `mutation ($input: RecordUnitParticipationInput!) { recordUnitParticipation(input: $input) { id } }`;
    const joinUnit = (inUnit: boolean) =>
      changji.ask(participate, { input: { memberId, inUnit, since: stack.clock.today(), idempotencyKey: newKey() } });
    await joinUnit(true);
    await stack.world.hear();
    const book = `mutation ($input: BookUnitContributionInput!) { bookUnitContribution(input: $input) { segment } }`;
    const unit = { memberId, month: '2026-10', amount: '18000.00', base: '30000.00', idempotencyKey: newKey() };
    await changji.ask(book, { input: unit });
    stack.clock.set('2026-10-06');
    await joinUnit(false);
    await stack.world.hear();
    // A day's interest: 12,000 × 1.5 % ÷ 360 = 0.50.
    expect(await preview(memberId)).toMatchObject({
      allowed: true,
      total: '12000.50',
      sealed: '18000.00',
      subsidy: '0.00',
    });
    await close(self(memberId), memberId);
    await stack.world.hear();
    const { account } = await mine(self(memberId));
    expect(account).toMatchObject({ balance: '18000.00', statusCode: '02' });
    expect(account!.segments.filter(({ balance }) => balance !== '0.00')).toEqual([
      { segment: 'UNIT', balance: '18000.00' },
    ]);
  });
});

describe('AG-04 the scope of closing', () => {
  it('is asked of a member and of a clerk alike', async () => {
    const memberId = await join(stack, 'changji', person(), plan);
    const token = await stack.token('member', { member: memberId, scope: 'account:read agreement:manage' });
    const { body } = await stack.ask(token, closing, { variables: { input: { memberId, idempotencyKey: newKey() } } });
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
  });
});
