import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, join, mine, newKey, trusted } from '#test/agencies.ts';
import { applyForOne, lend } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Two approved records of one person become one: when nothing is left of the one that ends, and all registers follow.

let stack: TestStack;
let first: Agency;
let second: Agency;
let kept: string;
let ended: string;
let wife: string;
const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
const [number, other] = [identityNumber('1990-04-01'), identityNumber('1990-04-01')];
const herNumber = identityNumber('1991-04-04', 'FEMALE');

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  first = agency(stack, 'centre-changji', undefined, 'clerk-1');
  second = agency(stack, 'centre-changji', undefined, 'clerk-2');
  kept = await join(stack, 'changji', { identityNumber: number }, plan);
  ended = await join(stack, 'changji', { identityNumber: other, spouseIdentityNumber: herNumber }, plan);
  wife = await join(stack, 'changji', { identityNumber: herNumber, name: '李四' }, plan);
});
afterAll(() => stack?.stop());

const contribute = (memberId: string) =>
  first.ask('mutation ($input: ContributeInput!) { contribute(input: $input) { balance } }', {
    input: { memberId, month: '2026-08', amount: '1200.00', idempotencyKey: newKey() },
  });
const closing = trusted('member/close-account');
const inputOf = (memberId: string) => ({ input: { memberId, idempotencyKey: newKey() } });

/** Proposed by one officer and decided by another, and what it had come to when every register had heard. */
async function merge(memberId: string, mergedMemberId: string) {
  const input = { memberId, mergedMemberId, evidenceReference: '公安-1', idempotencyKey: newKey() };
  const { proposeMerge } = await first.ask<{ proposeMerge: { id: string } }>(trusted('centre/propose-merge'), {
    input,
  });
  const decided = await second.ask<{ decideIdentityCorrection: { status: string } }>(
    trusted('centre/decide-identity-correction'),
    { input: { correctionId: proposeMerge.id, decision: 'APPLY', idempotencyKey: newKey() } },
  );
  expect(decided.decideIdentityCorrection.status).toBe('ASKED');
  await stack.world.hear();
  const query = 'query ($id: ID!) { member(id: $id) { identityCorrections { id status mergedId obstacles } } }';
  const told = await first.ask<{ member: { identityCorrections: { id: string }[] } }>(query, { id: memberId });
  return told.member.identityCorrections.find(({ id }) => id === proposeMerge.id);
}

const self = () => agency(stack, 'member-demo', kept);
const deduction = async () => {
  const bureau = agency(stack, 'tax-bureau-changji');
  const query = `query ($n: IdentityNumber!) {
    taxpayers(inquiries: [{ identityNumber: $n }]) { deduction(taxYear: 2026) { contributed } } }`;
  const told = await bureau.ask<{ taxpayers: { deduction: { contributed: string } }[] }>(query, { n: number });
  return told.taxpayers[0]!.deduction.contributed;
};

describe('two approved records of one person', () => {
  it('CJ-08 are not merged while the one that ends has an account or asks for a loan; each is named', async () => {
    await contribute(ended);
    const loan = await applyForOne(stack, 'changji', { memberId: ended, principal: '1000.00', months: 12 });
    const obstacles = ['ACCOUNT_OPEN', 'LOAN_APPLICATION_OPEN'];
    expect(await merge(kept, ended)).toMatchObject({ status: 'HINDERED', mergedId: ended, obstacles });
    const withdraw = `mutation ($input: WithdrawLoanApplicationInput!) { withdrawLoanApplication(input: $input) { status } }`;
    await first.ask(withdraw, { input: { applicationId: loan.id, idempotencyKey: newKey() } });
    expect(await merge(kept, ended)).toMatchObject({ status: 'HINDERED', obstacles: ['ACCOUNT_OPEN'] });
    expect((await mine(agency(stack, 'member-demo', ended))).account?.agreement).toMatchObject({ status: 'ACTIVE' });
    // Hindered, it goes on by itself: nothing is barred.
    expect(await applyForOne(stack, 'changji', { memberId: ended, principal: '1000.00', months: 12 })).toMatchObject({
      status: 'SUBMITTED',
    });
  });

  it('CJ-08 are merged when all of that has come to its end; every number finds the one that stays', async () => {
    const query = '{ me { loanApplications { id status } } }';
    type Mine = { me: { loanApplications: { id: string; status: string }[] } };
    const { me } = await agency(stack, 'member-demo', ended).ask<Mine>(query);
    const open = me.loanApplications.find(({ status }) => status === 'SUBMITTED')!;
    await first.ask(
      `mutation ($input: WithdrawLoanApplicationInput!) { withdrawLoanApplication(input: $input) { status } }`,
      { input: { applicationId: open.id, idempotencyKey: newKey() } },
    );
    await first.ask(closing, inputOf(ended));
    // The bank has not answered yet: the money is on its way.
    expect(await merge(kept, ended)).toMatchObject({
      status: 'HINDERED',
      obstacles: ['ACCOUNT_OPEN', 'PAYOUT_PENDING'],
    });
    expect(await merge(kept, ended)).toMatchObject({ status: 'APPLIED', mergedId: ended, obstacles: [] });
    for (const each of [number, other]) {
      const found = await first.ask(
        'query ($n: IdentityNumber!) { memberByIdentityNumber(identityNumber: $n) { id } }',
        { n: each },
      );
      expect(found).toEqual({ memberByIdentityNumber: { id: kept } });
    }
    // What the other was is read under its own id, and tells where it went.
    const history = `query ($id: ID!) { member(id: $id) { application { status } account { statusCode movements(first: 5) {
      edges { node { code } } } } identityCorrections { status memberId } } }`;
    expect(await first.ask(history, { id: ended })).toMatchObject({
      member: {
        application: { status: 'APPROVED' },
        account: { statusCode: '05' },
        identityCorrections: [{ status: 'APPLIED', memberId: kept }],
      },
    });
  });

  it('AG-06 AG-01 the member has what hung on both, and the tax bureau is told of what both paid', async () => {
    const mine = '{ me { mergedRecords { id account { statusCode agreements { status } } } } }';
    expect(await self().ask(mine)).toEqual({
      me: { mergedRecords: [{ id: ended, account: { statusCode: '05', agreements: [{ status: 'TERMINATED' }] } }] },
    });
    type Merged = { me: { mergedRecords: { account: { movements: { edges: unknown[] } }; held: object }[] } };
    const { me } = await self().ask<Merged>(trusted('member/my-merged-records'));
    expect(me.mergedRecords[0]!.account.movements.edges.length).toBeGreaterThan(1);
    expect(me.mergedRecords[0]!.held).toMatchObject({ identityNumber: other, applications: [{ status: 'APPROVED' }] });
    expect(await deduction()).toBe('1200.00');
  });

  it('CJ-08 nothing begins under the record that ended', async () => {
    const signing = { memberId: ended, ...plan, debitAccount: '622200001234567890', idempotencyKey: newKey() };
    expect(await first.refused(trusted('centre/sign-agreement'), { input: signing })).toMatchObject({
      code: 'NOT_APPROVED',
    });
    const asking = { memberId: ended, principal: '1000.00', months: 12, method: 'EQUAL_PRINCIPAL', firstHome: true };
    const applying = `mutation ($input: ApplyForLoanInput!) { applyForLoan(input: $input) { id } }`;
    const applied = { input: { ...asking, housePrice: '2000.00', idempotencyKey: newKey() } };
    expect((await first.refused(applying, applied)).code).toBe('NOT_APPROVED');
    const consent = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2026-12-31' };
    const given = await first.refused(trusted('centre/give-consent'), {
      input: { memberId: ended, ...consent, idempotencyKey: newKey() },
    });
    expect(given).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-08', rule: 'merged' });
  });

  it('CJ-08 CJ-13 the spouse whom only the ended record declared bars the closing of the one that stays', async () => {
    await contribute(kept);
    await contribute(wife);
    await lend(stack, 'changji', { memberId: wife, principal: '1000.00', months: 12 });
    await stack.world.hear();
    const refused = await first.refused(closing, inputOf(kept));
    const { reasons } = refused as unknown as { reasons: { code: string; met: boolean }[] };
    expect(reasons.filter(({ met }) => !met).map(({ code }) => code)).toEqual(['SPOUSE_LOAN']);
    const asked = { memberId: kept, identityNumber: herNumber, legalBasis: 'CLOSING' };
    expect(await first.ask(trusted('centre/spouse-check'), asked)).toMatchObject({ spouseCheck: { declared: true } });
  });
});
