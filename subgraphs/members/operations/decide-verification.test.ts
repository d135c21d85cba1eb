import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { applyToJoin } from './apply-to-join.ts';
import { type DecideVerification, decideVerification } from './decide-verification.ts';
import { employmentStanding } from './employment-standing.ts';
import { findApplication } from './find-application.ts';
import { countPendingVerifications, pendingVerifications } from './pending-verifications.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

let count = 0;
function decision(verificationId: string, given: Partial<DecideVerification> = {}): DecideVerification {
  count += 1;
  const confirmed = { decision: 'CONFIRM', evidenceReference: 'HR-1', validUntil: '2027-09-30' } as const;
  return { verificationId, ...confirmed, idempotencyKey: `decision-${count}`, ...given };
}
const rejected = { decision: 'REJECT', validUntil: null, rejectionReason: '就业信息不符' } as const;
const told = () =>
  rows<{ name: string; event: Record<string, unknown> }>(
    register.database,
    `SELECT name, data -> 'event' AS event FROM events.job ORDER BY created_on`,
  );

describe('deciding a verification', () => {
  test('CJ-23 a confirmation approves the application and tells the other registers, without personal data', async () => {
    const input = application({
      categories: [{ kind: 'GRADUATE', graduatedOn: '2025-07-01', evidenceReference: '学信网-1' }],
    });
    const applied = await applyToJoin(register.centre, input);
    const decided = await decideVerification(register.hr, decision(applied.verificationId!));
    expect(decided).toMatchObject({ status: 'CONFIRMED', decidedOn: '2026-10-01', validUntil: '2027-09-30' });
    expect(await findApplication(register.centre, applied.id)).toMatchObject({ status: 'APPROVED' });
    const events = (await told()).filter(({ event }) => event['memberId'] === applied.memberId);
    expect(events.map(({ name }) => name).sort()).toEqual([
      'members.application-approved.contributions',
      'members.application-approved.loans',
      'members.application-approved.subsidies',
    ]);
    expect(events[0]!.event).toEqual({
      type: 'application-approved',
      memberId: applied.memberId,
      sequence: 1,
      city: '652300',
      approvedOn: '2026-10-01',
      retirementOn: '2055-08-15',
      repayBy: { on: '2060-08-15', figure: expect.any(String) },
      inUnit: false,
      identitySince: '2026-10-01',
      spouseId: null,
      taxReference: expect.stringMatching(/^[0-9a-f]{64}$/),
      categories: [{ kind: 'GRADUATE', graduatedOn: '2025-07-01', since: '2026-10-01', until: null }],
    });
  });

  test('CJ-23 a rejection refuses the application and the applicant sees why', async () => {
    const applied = await applyToJoin(register.centre, application());
    await decideVerification(register.hr, decision(applied.verificationId!, rejected));
    const seen = await findApplication(register.centre, applied.id);
    expect(seen).toMatchObject({ status: 'REFUSED', refusalReason: '就业信息不符' });
    expect((await told()).filter(({ event }) => event['memberId'] === applied.memberId)).toEqual([]);
  });

  test('CJ-23 is decided once, also when two officers decide at the same moment', async () => {
    const applied = await applyToJoin(register.centre, application());
    const both = await Promise.allSettled([
      decideVerification(register.hr, decision(applied.verificationId!)),
      decideVerification(register.hr, decision(applied.verificationId!, rejected)),
    ]);
    const refusals = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as Refusal] : []));
    expect(refusals.map(({ code }) => code)).toEqual(['VERIFICATION_DECIDED']);
  });

  test('CJ-23 the same key gives the first answer again, and another decision under it is refused', async () => {
    const applied = await applyToJoin(register.centre, application());
    const first = decision(applied.verificationId!);
    const answer = await decideVerification(register.hr, first);
    expect(await decideVerification(register.hr, first)).toEqual(answer);
    const other = decideVerification(register.hr, { ...first, ...rejected });
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  test('AG-02 a bureau decides for its own city only, and another city is not to be told from nothing', async () => {
    const applied = await applyToJoin(register.centre, application());
    const huzhou = register.as(callerOf('hr-bureau', { client: 'hr-bureau-huzhou', cities: ['330500'] }));
    for (const id of [applied.verificationId!, applied.id, 'not an id'])
      await expect(decideVerification(huzhou, decision(id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const centre = decideVerification(register.centre, decision(applied.verificationId!));
    await expect(centre).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each<[string, Partial<DecideVerification>]>([
    ['validUntil', { validUntil: null }],
    ['validUntil', { validUntil: '2026-10-01' }],
    ['rejectionReason', { ...rejected, rejectionReason: null }],
    ['evidenceReference', { evidenceReference: ' ' }],
    ['evidenceReference', { evidenceReference: '见652301199208150013' }],
  ])('CJ-23 asks for a sound %s', async (field, given) => {
    const applied = await applyToJoin(register.centre, application());
    const decided = decideVerification(register.hr, decision(applied.verificationId!, given));
    await expect(decided).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field } });
  });
});

describe('the queue of the HR bureau', () => {
  test('AG-02 pages through what waits in its city, oldest first, without gap or repetition', async () => {
    const total = await countPendingVerifications(register.hr);
    register.clock.set('2026-09-15');
    const older = await applyToJoin(register.centre, application());
    register.clock.set('2026-10-01');
    const elsewhere = application({ city: '330500', industryCode: 'OTHER' });
    const notHere = await applyToJoin(register.huzhouCentre, elsewhere);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof pendingVerifications>> = await pendingVerifications(register.hr, {
        first: 2,
        after,
      });
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(total + 1);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen[0]).toBe(older.verificationId);
    expect(seen).not.toContain(notHere.verificationId);
  });

  test('AG-02 a page has 1 to 100 lines and its cursor is one of ours', async () => {
    for (const first of [0, 101])
      await expect(pendingVerifications(register.hr, { first })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    for (const after of ['x', btoa('["2026-13-01","y"]')])
      await expect(pendingVerifications(register.hr, { first: 1, after })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    const member = register.as(callerOf('member', { member: 'x' }));
    await expect(pendingVerifications(member, { first: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the standing of one person', () => {
  test('AG-02 CJ-23 is pending, confirmed through the last day, and then expired', async () => {
    const number = identityNumber('1990-02-02');
    await applyToJoin(register.centre, application({ identityNumber: number }));
    expect((await employmentStanding(register.hr, number)).state).toBe('PENDING');
    const confirmed = identityNumber('1990-02-03');
    const { memberId } = await approved(register, { identityNumber: confirmed });
    expect(await employmentStanding(register.hr, confirmed)).toMatchObject({
      memberId,
      state: 'CONFIRMED',
      employmentForm: 'NEW_FORM',
      industry: { code: 'LOGISTICS', name: '仓储物流' },
      validUntil: '2027-09-30',
    });
    register.clock.set('2027-10-01');
    expect((await employmentStanding(register.hr, confirmed)).state).toBe('EXPIRED');
    register.clock.set('2026-10-01');
  });

  test('AG-02 a stranger, a person of another city and one refused at once are not known; a wrong number is told', async () => {
    const elsewhere = identityNumber('1990-02-04');
    await applyToJoin(
      register.huzhouCentre,
      application({ city: '330500', industryCode: 'OTHER', identityNumber: elsewhere }),
    );
    const child = identityNumber('2015-02-04');
    await applyToJoin(register.centre, application({ identityNumber: child }));
    for (const number of [elsewhere, child, identityNumber('1990-02-05')])
      expect(await employmentStanding(register.hr, number)).toMatchObject({ state: 'NOT_KNOWN', memberId: null });
    const wrong = employmentStanding(register.hr, '652301199208150012');
    await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
