import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Agency, agency, apply, join, newKey, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What is wrong about who somebody is, is put right by two officers of their own centre, and stays to be seen.

let stack: TestStack;
let first: Agency;
let second: Agency;
let there: Agency;
const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY' };
const nobody = '00000000-0000-4000-8000-00000000000f';
const [wrong, right] = [identityNumber('1990-04-01'), identityNumber('1990-04-10')];

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  first = agency(stack, 'centre-changji', undefined, 'clerk-1');
  second = agency(stack, 'centre-changji', undefined, 'clerk-2');
  there = agency(stack, 'centre-huzhou', undefined, 'clerk-1');
});
afterAll(() => stack?.stop());

const told = 'id status reason numberMasked formerMasked proposedBy decidedBy';
const proposing = `mutation ($input: ProposeIdentityCorrectionInput!) { proposeIdentityCorrection(input: $input) { ${told} } }`;
const merging = `mutation ($input: ProposeMergeInput!) { proposeMerge(input: $input) { ${told} } }`;
const deciding = `mutation ($input: DecideIdentityCorrectionInput!) { decideIdentityCorrection(input: $input) { ${told} } }`;
const masked = (number: string) => `${number.slice(0, 6)}********${number.slice(-4)}`;
const correction = (memberId: string, number = right) => ({
  input: {
    ...{ memberId, identityNumber: number, reason: 'TYPING_ERROR', evidenceReference: '公安-1' },
    idempotencyKey: newKey(),
  },
});
const decision = (correctionId: string) => ({ input: { correctionId, decision: 'APPLY', idempotencyKey: newKey() } });

describe('a correction of identity', () => {
  it('CJ-03 AG-04 two officers of the centre put a number right; the member sees it, and the tax bureau finds them by it', async () => {
    const memberId = await join(stack, 'changji', { identityNumber: wrong }, plan);
    const { proposeIdentityCorrection: proposed } = await first.ask<Record<string, { id: string }>>(
      proposing,
      correction(memberId),
    );
    const waiting = '{ pendingIdentityCorrections(city: CHANGJI) { id numberMasked proposedBy } }';
    expect(await second.ask(waiting)).toEqual({
      pendingIdentityCorrections: [{ id: proposed!.id, numberMasked: masked(right), proposedBy: 'clerk-1' }],
    });
    expect(await first.refused(deciding, decision(proposed!.id))).toMatchObject({
      code: 'FORBIDDEN',
      rule: 'four-eyes',
    });
    expect(await there.refused(deciding, decision(proposed!.id))).toEqual(
      await there.refused(deciding, decision(nobody)),
    );
    expect(await second.ask(deciding, decision(proposed!.id))).toMatchObject({
      decideIdentityCorrection: { status: 'APPLIED', formerMasked: masked(wrong), decidedBy: 'clerk-2' },
    });
    await stack.world.hear();
    const self = agency(stack, 'member-demo', memberId);
    expect(
      await self.ask('{ me { identityNumberMasked identityCorrections { reason status formerMasked } } }'),
    ).toEqual({
      me: {
        identityNumberMasked: masked(right),
        identityCorrections: [{ reason: 'TYPING_ERROR', status: 'APPLIED', formerMasked: masked(wrong) }],
      },
    });
    const bureau = agency(stack, 'tax-bureau-changji');
    const ask = 'query ($n: IdentityNumber!) { taxpayers(inquiries: [{ identityNumber: $n }]) { found } }';
    expect(await bureau.ask(ask, { n: right })).toEqual({ taxpayers: [{ found: true }] });
    expect(await bureau.ask(ask, { n: wrong })).toEqual({ taxpayers: [{ found: false }] });
  });

  it('CJ-03 AG-06 two officers put a name right, which the member sees with the name that was, and no log has', async () => {
    const memberId = await join(
      stack,
      'changji',
      { identityNumber: identityNumber('1990-05-05'), name: '欧阳小燕' },
      plan,
    );
    const input = { memberId, name: '欧阳晓燕', reason: 'NAME_TYPING_ERROR', evidenceReference: '公安-2' };
    const { proposeNameCorrection: proposed } = await first.ask<Record<string, { id: string }>>(
      trusted('centre/propose-name-correction'),
      { input: { ...input, idempotencyKey: newKey() } },
    );
    const printed = vi.spyOn(process.stdout, 'write');
    expect(await second.ask(trusted('centre/decide-identity-correction'), decision(proposed!.id))).toMatchObject({
      decideIdentityCorrection: { status: 'APPLIED', name: '欧阳晓燕', formerName: '欧阳小燕' },
    });
    expect(printed.mock.calls.flat().join('')).not.toMatch(/欧阳/);
    printed.mockRestore();
    const self = agency(stack, 'member-demo', memberId);
    expect(await self.ask('{ me { name identityCorrections { reason name formerName } } }')).toEqual({
      me: {
        name: '欧阳晓燕',
        identityCorrections: [{ reason: 'NAME_TYPING_ERROR', name: '欧阳晓燕', formerName: '欧阳小燕' }],
      },
    });
  });

  it('AG-04 CJ-08 a centre elsewhere is refused a correction and a merger by ids that are right, in the words for wrong ones', async () => {
    const memberId = await join(stack, 'changji', { identityNumber: identityNumber('1980-01-01') }, plan);
    const other = identityNumber('1980-01-02');
    const alike = await there.refused(proposing, correction(memberId, other));
    expect(alike).toEqual(await there.refused(proposing, correction(nobody, other)));
    expect(alike.code).toBe('NOT_FOUND');
    const own = (await apply(there, { city: 'HUZHOU', identityNumber: identityNumber('1980-01-03') })).member.id;
    const merge = (kept: string, mergedMemberId: string) =>
      there.refused(merging, {
        input: { memberId: kept, mergedMemberId, evidenceReference: '1号', idempotencyKey: newKey() },
      });
    expect(await merge(own, memberId)).toEqual(await merge(own, nobody));
    expect(await merge(memberId, own)).toEqual(await merge(nobody, own));
  });

  it('CJ-08 an account stays whole in a merger: the record that has one is not the one that ends', async () => {
    const kept = await join(stack, 'changji', { identityNumber: identityNumber('1981-01-01') }, plan);
    const applied = await apply(first, { city: 'CHANGJI', identityNumber: identityNumber('1981-01-01') });
    const merge = (memberId: string, mergedMemberId: string) => ({
      input: { memberId, mergedMemberId, evidenceReference: '1号', idempotencyKey: newKey() },
    });
    const refused = await first.refused(merging, merge(applied.member.id, kept));
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-08', field: 'mergedMemberId' });
    const { proposeMerge } = await first.ask<{ proposeMerge: { id: string } }>(merging, merge(kept, applied.member.id));
    await second.ask(deciding, decision(proposeMerge.id));
    await stack.world.hear();
    const ended = await first.ask('query ($id: ID!) { application(id: $id) { status steps { status clause } } }', {
      id: applied.id,
    });
    expect(ended).toMatchObject({ application: { status: 'WITHDRAWN', steps: [{}, { clause: 'CJ-08' }] } });
    const { me } = await agency(stack, 'member-demo', kept).ask<{ me: { account: object } }>(
      trusted('member/my-account'),
      {
        movements: 5,
      },
    );
    expect(me.account).toMatchObject({ agreement: { status: 'ACTIVE' } });
  });
});

describe('a check of the spouse', () => {
  it('CJ-13 PIPL 29 AG-06 without a law goes by the spouse’s own consent, who sees who looked and by it, and takes it back', async () => {
    const hers = identityNumber('1991-06-06', 'FEMALE');
    const his = { identityNumber: identityNumber('1990-06-06'), spouseIdentityNumber: hers };
    const memberId = await join(stack, 'changji', his, plan);
    const wife = await join(stack, 'changji', { identityNumber: hers, name: '李四' }, plan);
    const herself = agency(stack, 'member-demo', wife);
    const check = trusted('centre/spouse-check');
    const asked = { memberId, identityNumber: hers };
    expect(await first.refused(check, asked)).toMatchObject({ code: 'CONSENT_NOT_VALID', clause: 'CJ-13' });
    const terms = { recipient: 'centre-changji', purpose: 'SPOUSE_CHECK', validUntil: '2027-01-31' };
    const input = { memberId: wife, ...terms, idempotencyKey: newKey() };
    expect(await first.refused(trusted('centre/give-consent'), { input })).toMatchObject({ code: 'FORBIDDEN' });
    const given = await herself.ask<{ giveConsent: { id: string } }>(trusted('member/give-consent'), { input });
    expect(await first.ask(check, asked)).toMatchObject({
      spouseCheck: { declared: true, basis: expect.stringContaining('同意') },
    });
    const looks = '{ me { disclosures(first: 10) { edges { node { basis fields { name } } } } } }';
    expect(JSON.stringify(await herself.ask(looks))).toContain(given.giveConsent.id);
    await herself.ask(trusted('member/withdraw-consent'), {
      input: { consentId: given.giveConsent.id, idempotencyKey: newKey() },
    });
    expect(await first.refused(check, asked)).toMatchObject({ code: 'CONSENT_NOT_VALID' });
    expect(await first.ask(check, { ...asked, legalBasis: 'CLOSING' })).toMatchObject({
      spouseCheck: { declared: true },
    });
  });
});
