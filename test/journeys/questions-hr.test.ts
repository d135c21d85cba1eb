import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDisclosures, disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { trusted } from '#test/documents.ts';
import type { Answer } from '#test/gateway.ts';
import { identityNumber } from '#test/members.ts';
import { applicant, confirmed, debitAccountOf, type Participant } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Five people of Changji and one of Huzhou wait for the bureau; one was confirmed before.

const headers = { purpose: 'employment-verification' };
const names = ['马晓燕', '王福康', '李庆丰', '赵宁', '周文慧'];

let stack: TestStack;
let owner: pg.Client;
let bureau: string;
let otherBureau: string;
let centre: string;
let waiting: Participant[];
let huzhou: Participant;
let before: Participant;

type Page = {
  totalCount: number;
  edges: { cursor: string; node: { id: string; applicantName: string; identityNumber: string; appliedOn: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};
type Decision = { decision: 'CONFIRM' | 'REJECT' } & Partial<Record<'validUntil' | 'rejectionReason', string>>;

const codes = (answer: Answer) => answer.body.errors?.map(({ extensions }) => extensions['code']);
const documents = {
  pending: trusted('hr-bureau/pending-verifications'),
  decide: trusted('hr-bureau/decide-verification'),
  standing: trusted('hr-bureau/employment-standing'),
};

async function pageAfter(first: number, after: string | null = null, token = bureau): Promise<Page> {
  const answer = await stack.ask(token, documents.pending, { variables: { first, after }, headers });
  expect(answer.body.errors).toBeUndefined();
  return (answer.body.data as { pendingVerifications: Page }).pendingVerifications;
}

const decide = (of: Participant, decision: Decision, key: string, token = bureau) =>
  stack.ask(token, documents.decide, {
    variables: {
      input: {
        verificationId: of.verificationId,
        evidenceReference: `HR-2026-${key}`,
        idempotencyKey: key,
        ...decision,
      },
    },
    headers,
  });
const confirm: Decision = { decision: 'CONFIRM', validUntil: '2027-10-01' };
const reject: Decision = { decision: 'REJECT', rejectionReason: '未查到申报的灵活就业记录' };

async function standing(number: string, token = bureau) {
  const answer = await stack.ask(token, documents.standing, { variables: { identityNumber: number }, headers });
  return (answer.body.data as { employmentStanding: Record<string, unknown> }).employmentStanding;
}

const signing = (of: Participant, key: string) =>
  stack.ask(centre, trusted('centre/sign-agreement'), {
    variables: {
      input: {
        memberId: of.memberId,
        base: '6000.00',
        ratio: '20%',
        mode: 'MONTHLY',
        debitAccount: debitAccountOf(of.identityNumber),
        idempotencyKey: key,
      },
    },
    headers: { purpose: 'service' },
  });

beforeAll(async () => {
  stack = await startTestStack('2026-09-01');
  owner = await ownerOf(stack.database.ownerUrl);
  before = await confirmed(stack.world);
  waiting = [];
  for (const [at, name] of names.entries()) {
    stack.clock.set(`2026-09-0${at + 2}`);
    waiting.push(await applicant(stack.world, { name, employmentForm: 'SELF_EMPLOYED', industryCode: 'RETAIL' }));
  }
  huzhou = await applicant(stack.world, { name: '沈月荷', city: '330500', industryCode: 'OTHER' });
  stack.clock.set('2026-10-01');
  const scope = 'verification:decide';
  bureau = await stack.token('hr-bureau', { client_id: 'hr-bureau-changji', scope });
  otherBureau = await stack.token('hr-bureau', { client_id: 'hr-bureau-huzhou', cities: ['330500'], scope });
  centre = await stack.token('centre', {
    client_id: 'centre-changji',
    scope: 'agreement:manage account:read member:read',
  });
});

afterAll(async () => {
  await owner.end();
  await stack.stop();
});

describe('AG-02 CJ-23 what waits for the bureau', () => {
  it('is paged through oldest first, each application once, with all that was declared', async () => {
    const pages = [await pageAfter(2)];
    while (pages.at(-1)!.pageInfo.hasNextPage) pages.push(await pageAfter(2, pages.at(-1)!.pageInfo.endCursor));
    expect(pages.map(({ edges }) => edges.length)).toEqual([2, 2, 1]);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([5, 5, 5]);
    const nodes = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
    expect(nodes.map(({ applicantName }) => applicantName)).toEqual(names);
    expect(nodes.map(({ identityNumber: number }) => number)).toEqual(waiting.map((one) => one.identityNumber));
    expect(nodes[0]).toEqual({
      ...{ renewal: false, dueOn: '2026-11-01' },
      id: waiting[0]!.verificationId,
      person: expect.stringMatching(/^1\.[\w-]{40,}$/),
      city: 'CHANGJI',
      appliedOn: '2026-09-02',
      applicantName: '马晓燕',
      identityNumber: waiting[0]!.identityNumber,
      identityDocumentKind: 'RESIDENT_CARD',
      employmentForm: 'SELF_EMPLOYED',
      industry: { code: 'RETAIL', name: '商贸零售' },
      employedSince: '2024-03-01',
    });
  });

  it('is another list for another city', async () => {
    const page = await pageAfter(10, null, otherBureau);
    expect(page.edges.map(({ node }) => node.id)).toEqual([huzhou.verificationId]);
  });

  it('writes down each person looked at, and no one of the next page', async () => {
    const answer = await stack.ask(bureau, documents.pending, { variables: { first: 2 }, headers });
    const rows = await disclosuresOf(owner, answer);
    expect(rows.map(({ subject }) => subject).sort()).toEqual([waiting[0]!.memberId, waiting[1]!.memberId].sort());
    expect(rows[0]).toMatchObject({ purpose: 'employment-verification', basis: expect.stringContaining('四（五）') });
    expect(rows[0]!.fields).toContain('Verification.identityNumber');
  });

  it('does not take a cursor that it has not given, nor a page of more than a hundred', async () => {
    for (const variables of [{ first: 2, after: 'bm90IG91cnM' }, { first: 101 }, { first: 0 }]) {
      const answer = await stack.ask(bureau, documents.pending, { variables, headers });
      expect([codes(answer), answer.body.data]).toEqual([['INVALID_INPUT'], null]);
    }
  });

  it('holds no amount of money: the bureau’s contract has no such type', async () => {
    const { body } = await stack.ask(bureau, '{ __schema { types { name } } }');
    const types = (body.data as { __schema: { types: { name: string }[] } }).__schema.types.map(({ name }) => name);
    expect(types).toContain('Verification');
    for (const absent of ['Money', 'Account', 'Loan', 'Deduction', 'SubsidyAward', 'Member']) {
      expect(types).not.toContain(absent);
    }
  });
});

describe('AG-02 CJ-23 a decision', () => {
  it('that confirms lets the applicant sign the agreement, who could not before', async () => {
    const [person] = waiting as [Participant];
    expect(codes(await signing(person, 'sign-early'))).toEqual(['NOT_APPROVED']);
    const decided = await decide(person, confirm, 'confirm-1');
    expect(decided.body.data).toEqual({
      decideVerification: {
        id: person.verificationId,
        status: 'CONFIRMED',
        decidedOn: '2026-10-01',
        evidenceReference: 'HR-2026-confirm-1',
        validUntil: '2027-10-01',
        rejectionReason: null,
      },
    });
    await stack.world.hear();
    const signed = await signing(person, 'sign-1');
    expect(signed.body).toMatchObject({
      data: { signAgreement: { status: 'ACTIVE', firstMonth: '2026-10', monthlyAmount: '1200.00' } },
    });
    expect((await pageAfter(10)).totalCount).toBe(4);
  });

  it('that rejects tells the applicant why, and leaves nothing to sign', async () => {
    const person = waiting[1]!;
    const decided = await decide(person, reject, 'reject-1');
    expect(decided.body.data).toMatchObject({
      decideVerification: { status: 'REJECTED', rejectionReason: '未查到申报的灵活就业记录', validUntil: null },
    });
    await stack.world.hear();
    const self = await stack.token('member', { member: person.memberId });
    const seen = await stack.ask(self, '{ me { application { status refusalReason } } }');
    expect(seen.body.data).toEqual({
      me: { application: { status: 'REFUSED', refusalReason: '未查到申报的灵活就业记录' } },
    });
    expect(codes(await signing(person, 'sign-2'))).toEqual(['NOT_APPROVED']);
  });

  it('is made once: a second one, and the opposite one, are refused', async () => {
    expect(codes(await decide(waiting[0]!, confirm, 'confirm-again'))).toEqual(['VERIFICATION_DECIDED']);
    expect(codes(await decide(waiting[0]!, reject, 'reject-after'))).toEqual(['VERIFICATION_DECIDED']);
    expect(codes(await decide(waiting[1]!, confirm, 'confirm-after'))).toEqual(['VERIFICATION_DECIDED']);
  });

  it('made twice at the same moment is made once', async () => {
    const both = await Promise.all([
      decide(waiting[2]!, confirm, 'race-confirm'),
      decide(waiting[2]!, reject, 'race-reject'),
    ]);
    expect(both.map(codes).sort()).toEqual([['VERIFICATION_DECIDED'], undefined]);
  });

  it('asked again with its key gives the first answer; the key does not do for another decision', async () => {
    const first = await decide(waiting[3]!, confirm, 'confirm-4');
    stack.clock.set('2026-10-02');
    expect((await decide(waiting[3]!, confirm, 'confirm-4')).body).toEqual(first.body);
    expect(codes(await decide(waiting[4]!, confirm, 'confirm-4'))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    stack.clock.set('2026-10-01');
  });

  it('needs a later day to confirm and a reason to reject', async () => {
    const person = waiting[4]!;
    const answer = await decide(person, { decision: 'CONFIRM', validUntil: '2026-10-01' }, 'too-short');
    expect([codes(answer), answer.body.errors![0]!.extensions['field']]).toEqual([['INVALID_INPUT'], 'validUntil']);
    expect(codes(await decide(person, { decision: 'REJECT' }, 'no-reason'))).toEqual(['INVALID_INPUT']);
    expect((await standing(person.identityNumber))['state']).toBe('PENDING');
  });

  it('about somebody of another city finds nothing to decide', async () => {
    const other = await decide(huzhou, confirm, 'other-city');
    const none = await decide({ ...huzhou, verificationId: waiting[0]!.memberId }, confirm, 'nothing');
    expect(codes(other)).toEqual(['NOT_FOUND']);
    const told = ({ body }: Answer) => [body.data, body.errors!.map(({ message }) => message)];
    expect(told(other)).toEqual(told(none));
    expect((await decide(huzhou, confirm, 'own-city', otherBureau)).body.errors).toBeUndefined();
  });

  it('needs its scope', async () => {
    const reader = await stack.token('hr-bureau', { client_id: 'hr-bureau-changji' });
    const answer = await decide(waiting[4]!, confirm, 'no-scope', reader);
    expect([answer.status, codes(answer)]).toEqual([403, ['FORBIDDEN']]);
  });
});

describe('AG-02 a person’s standing by identity number', () => {
  it('is told for whoever was verified, is waiting, was rejected or is unknown', async () => {
    expect(await standing(waiting[0]!.identityNumber)).toMatchObject({
      state: 'CONFIRMED',
      employmentForm: 'SELF_EMPLOYED',
      industry: { code: 'RETAIL', name: '商贸零售' },
      verifiedOn: '2026-10-01',
      validUntil: '2027-10-01',
      asOf: '2026-10-01T02:00:00.000Z',
    });
    expect(await standing(waiting[1]!.identityNumber)).toMatchObject({ state: 'REJECTED', validUntil: null });
    expect(await standing(waiting[4]!.identityNumber)).toMatchObject({ state: 'PENDING', verifiedOn: null });
    expect(await standing(identityNumber('1990-01-01'))).toMatchObject({ state: 'NOT_KNOWN', employmentForm: null });
  });

  it('of somebody of another city is not known, and leaves no trace of having been told', async () => {
    const count = await countDisclosures(owner);
    const unknown = await standing(identityNumber('1991-02-03'));
    expect(await standing(huzhou.identityNumber)).toEqual(unknown);
    expect(await countDisclosures(owner)).toBe(count);
  });

  it('expires on the day after its last', async () => {
    expect(await standing(before.identityNumber)).toMatchObject({ state: 'CONFIRMED', validUntil: '2029-09-30' });
    stack.clock.set('2027-10-02');
    expect(await standing(waiting[0]!.identityNumber)).toMatchObject({ state: 'EXPIRED' });
    expect(await standing(before.identityNumber)).toMatchObject({ state: 'CONFIRMED' });
    stack.clock.set('2026-10-01');
  });
});
