import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduledRuns } from '#members/jobs/scheduled.ts';
import { type Agency, agency, apply, join, newKey, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// What becomes of an application, as the applicant, the centre and the HR bureau see it.

let stack: TestStack;
let centre: Agency;
let hr: Agency;
beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  centre = agency(stack, 'centre-changji');
  hr = agency(stack, 'hr-bureau-changji');
});
afterAll(() => stack?.stop());

const run = (job: 'applications' | 'ask-platform') => scheduledRuns(stack.world.runs.members)[job]!();
const stateOf = async (id: string) => {
  const document = `query ($id: ID!) { application(id: $id) { status expiresOn agreedOn
    steps { status on clause reason figures { name from status value reference } } } }`;
  return (await centre.ask<{ application: Record<string, unknown> }>(document, { id })).application;
};
const withdraw = 'mutation ($input: WithdrawApplicationInput!) { withdrawApplication(input: $input) { status } }';
const batch = `mutation ($input: DecideVerificationsInput!) { decideVerifications(input: $input) {
  position decided code field verification { id status validUntil } } }`;
const queue = '{ pendingVerifications(first: 100) { edges { node { id renewal dueOn } } } }';
type Queue = { pendingVerifications: { edges: { node: { id: string; renewal: boolean; dueOn: string } }[] } };

describe.each(['changji', 'huzhou'] as const)('an application in %s', (city) => {
  it('CJ-01 HZ-01 CJ-23 CJ-07 is told step by step, from the first to the agreement, with the figures of its day', async () => {
    const plan = { base: '7180.00', ratio: '10%', firstContribution: city === 'huzhou' ? '718.00' : null };
    const memberId = await join(stack, city, { identityNumber: identityNumber('1990-01-01') }, plan);
    const self = agency(stack, 'member-demo', memberId);
    const { me } = await self.ask<{ me: { application: { steps: Record<string, unknown>[] } } }>(`{ me { application {
      status agreedOn eligibility { conditions { clause met fact factOn source } policy { name from status value reference } }
      steps { status on clause figures { name from status reference } } } } }`);
    const clause = city === 'changji' ? 'CJ-01' : 'HZ-01';
    expect(me.application).toMatchObject({
      status: 'APPROVED',
      agreedOn: '2026-08-03',
      steps: [
        { status: 'AWAITING_VERIFICATION', clause },
        { status: 'APPROVED', clause: 'CJ-23' },
        { status: 'AGREED', clause: 'CJ-07' },
      ],
    });
    expect(JSON.stringify(me)).toContain('"name":"eligibility.minimumAge","from"');
  });

  it('CJ-01 HZ-01 is withdrawn by the applicant while it waits, and by nobody else', async () => {
    const applied = await apply(agency(stack, `centre-${city}`), {
      city: city.toUpperCase(),
      identityNumber: identityNumber('1990-02-02'),
    });
    const input = { applicationId: applied.id, idempotencyKey: newKey() };
    const other = agency(stack, 'member-demo', newKey());
    expect(await other.refused(withdraw, { input })).toMatchObject({ code: 'NOT_FOUND', field: 'applicationId' });
    const self = agency(stack, 'member-demo', applied.member.id);
    expect(await self.ask(withdraw, { input })).toEqual({ withdrawApplication: { status: 'WITHDRAWN' } });
    const again = { applicationId: applied.id, idempotencyKey: newKey() };
    expect(await self.refused(withdraw, { input: again })).toMatchObject({ code: 'APPLICATION_DECIDED' });
  });
});

describe('the HR bureau', () => {
  it('AG-02 CJ-23 decides a batch row by row, and the same batch again is the first answer', async () => {
    const people = await Promise.all(
      [1, 2].map((day) => apply(centre, { city: 'CHANGJI', identityNumber: identityNumber(`1991-03-0${day}`) })),
    );
    const row = { decision: 'CONFIRM', evidenceReference: 'HR-1', validUntil: '2027-08-02' };
    const decisions = [
      { ...row, verificationId: people[0]!.verificationId },
      { ...row, verificationId: people[1]!.verificationId, evidenceReference: '见652301199208150013' },
      { ...row, verificationId: newKey() },
    ];
    const input = { decisions, idempotencyKey: newKey() };
    const told = await hr.ask(batch, { input });
    expect(told).toMatchObject({
      decideVerifications: [
        { position: 0, decided: true, code: null, verification: { status: 'CONFIRMED' } },
        { position: 1, decided: false, code: 'INVALID_INPUT', field: 'evidenceReference', verification: null },
        { position: 2, decided: false, code: 'NOT_FOUND', verification: null },
      ],
    });
    expect(await hr.ask(batch, { input })).toEqual(told);
    expect(await stateOf(people[1]!.id)).toMatchObject({ status: 'AWAITING_VERIFICATION', expiresOn: '2026-10-02' });
    expect(await hr.refused(batch, { input: { decisions: [], idempotencyKey: newKey() } })).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'decisions',
    });
  });

  it('AG-02 CJ-23 decides 500 at once within the time that a request has', async () => {
    const row = { decision: 'CONFIRM', evidenceReference: 'HR-1', validUntil: '2027-08-02' };
    const decisions = Array.from({ length: 500 }, () => ({ ...row, verificationId: newKey() }));
    const { decideVerifications } = await hr.ask<{ decideVerifications: { code: string }[] }>(batch, {
      input: { decisions, idempotencyKey: newKey() },
    });
    expect(new Set(decideVerifications.map(({ code }) => code))).toEqual(new Set(['NOT_FOUND']));
    expect(decideVerifications).toHaveLength(500);
  });

  it('CJ-23 is asked again before a confirmation ends, and an application that it leaves ends by itself', async () => {
    const left = await apply(centre, { city: 'CHANGJI', identityNumber: identityNumber('1992-04-04') });
    stack.clock.set('2026-10-03');
    await run('applications');
    expect(await stateOf(left.id)).toMatchObject({
      status: 'EXPIRED',
      steps: [{}, { status: 'EXPIRED', on: '2026-10-03', clause: 'CJ-23', figures: [{ status: 'unknown' }] }],
    });
    stack.clock.set('2027-07-03');
    await run('applications');
    const { edges } = (await hr.ask<Queue>(queue)).pendingVerifications;
    const again = edges.filter(({ node }) => node.renewal);
    expect(again.map(({ node }) => node.dueOn)).toEqual(['2027-08-02']);
    const decisions = again.map(({ node }) => ({
      ...{ verificationId: node.id, decision: 'CONFIRM', evidenceReference: 'HR-2', validUntil: '2028-07-03' },
    }));
    expect(await hr.ask(batch, { input: { decisions, idempotencyKey: newKey() } })).toMatchObject({
      decideVerifications: [{ decided: true, verification: { validUntil: '2028-07-03' } }],
    });
  });
});

describe('the national platform', () => {
  it('CJ-08 AG-04 is on the list of its own centre alone, where it left somebody to the staff', async () => {
    const list = '{ platformInquiries(city: CHANGJI) { status } }';
    expect(await centre.ask(list)).toEqual({ platformInquiries: [] });
    expect(await agency(stack, 'centre-huzhou').refused(list)).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    const { member } = await apply(centre, { city: 'CHANGJI', identityNumber: identityNumber('1993-05-05') });
    await run('ask-platform');
    const { me } = await agency(stack, 'member-demo', member.id).ask<{ me: object }>(
      '{ me { held { platformInquiries { status answers { centre } } } } }',
    );
    expect(me).toEqual({ held: { platformInquiries: [{ status: 'CLEAR', answers: [{ centre: null }] }] } });
    expect(trusted('member/my-data')).toContain('platformInquiries');
  });
});
