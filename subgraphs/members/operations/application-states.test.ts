import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { applyToJoin } from './apply-to-join.ts';
import { askAgain } from './ask-again.ts';
import { type DecideVerification, decideVerification } from './decide-verification.ts';
import { decideVerifications } from './decide-verifications.ts';
import { employmentStanding } from './employment-standing.ts';
import { expireApplications } from './expire-applications.ts';
import { findApplication } from './find-application.ts';
import { pendingVerifications } from './pending-verifications.ts';
import { withdrawApplication } from './withdraw-application.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

const key = () => randomUUID();
const confirmation = (verificationId: string | null, given: Partial<DecideVerification> = {}): DecideVerification => ({
  verificationId: verificationId!,
  decision: 'CONFIRM',
  evidenceReference: 'HR-1',
  validUntil: '2027-09-30',
  idempotencyKey: key(),
  ...given,
});
const stepsOf = async (id: string) =>
  (await register.centre.loaders.steps.load(id)).map(({ status, clause, on }) => `${on} ${clause} ${status}`);
const statusOf = async (id: string) => (await findApplication(register.centre, id))?.status;

describe('an application', () => {
  test('CJ-01 CJ-23 goes from submitted to approved step by step, each with its clause, day and figures', async () => {
    const applied = await applyToJoin(register.centre, application());
    expect(await findApplication(register.centre, applied.id)).toEqual(applied);
    expect(applied).toMatchObject({ status: 'AWAITING_VERIFICATION', expiresOn: '2026-11-30' });
    await decideVerification(register.hr, confirmation(applied.verificationId));
    expect(await stepsOf(applied.id)).toEqual(['2026-10-01 CJ-01 AWAITING_VERIFICATION', '2026-10-01 CJ-23 APPROVED']);
    const [first] = await register.centre.loaders.steps.load(applied.id);
    expect(first).toMatchObject({ by: 'centre-changji' });
    expect(first!.figures).toContainEqual(
      expect.objectContaining({ name: 'eligibility.minimumAge', value: '16', from: '2024-01-01', status: 'draft' }),
    );
    expect(first!.figures.map(({ name }) => name)).toContain('national.enrolment.verificationDays');
  });

  test('CJ-01…04 tells of every condition the fact, its day and where it comes from', async () => {
    const { eligibility } = await applyToJoin(register.centre, application());
    for (const { fact, factOn, source } of eligibility.conditions) {
      expect([fact, source].every((text) => text.length > 0)).toBe(true);
      expect(factOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(eligibility.conditions.find(({ clause }) => clause === 'CJ-04')).toMatchObject({
      fact: '良好',
      factOn: '2024-01-01',
      source: '人民银行征信系统',
    });
  });

  test('CJ-01 is withdrawn while it waits, leaves the queue, and frees the person to apply again', async () => {
    const number = identityNumber('1990-05-05');
    const applied = await applyToJoin(register.centre, application({ identityNumber: number }));
    const stranger = register.as(callerOf('member', { member: applied.id }));
    const withdrawal = { applicationId: applied.id, idempotencyKey: key() };
    for (const other of [stranger, register.huzhouCentre])
      await expect(withdrawApplication(other, withdrawal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const own = register.as(callerOf('member', { member: applied.memberId }));
    await withdrawApplication(own, withdrawal);
    expect(await withdrawApplication(own, withdrawal)).toEqual({ id: applied.id });
    expect(await findApplication(register.centre, applied.id)).toMatchObject({ status: 'WITHDRAWN', expiresOn: null });
    const queue = await pendingVerifications(register.hr, { first: 100 });
    expect(queue.edges.map(({ node }) => node.id)).not.toContain(applied.verificationId);
    const late = decideVerification(register.hr, confirmation(applied.verificationId));
    await expect(late).rejects.toMatchObject({ code: 'VERIFICATION_DECIDED' });
    expect((await employmentStanding(register.hr, number)).state).toBe('NOT_KNOWN');
    const again = await applyToJoin(register.centre, application({ identityNumber: number }));
    expect(again).toMatchObject({ status: 'AWAITING_VERIFICATION', memberId: applied.memberId });
  });

  test('CJ-01 what is decided is not withdrawn', async () => {
    const { id } = await approved(register);
    const late = withdrawApplication(register.centre, { applicationId: id, idempotencyKey: key() });
    await expect(late).rejects.toMatchObject({ code: 'APPLICATION_DECIDED' });
    expect(await statusOf(id)).toBe('APPROVED');
  });

  test('CJ-23 ends by itself on the day after its last, once, and not before', async () => {
    const applied = await applyToJoin(register.centre, application());
    register.clock.set(applied.expiresOn!);
    await expireApplications(register.centre);
    expect(await statusOf(applied.id)).toBe('AWAITING_VERIFICATION');
    register.clock.set('2026-12-01');
    await expireApplications(register.centre);
    await expireApplications(register.centre);
    expect(await stepsOf(applied.id)).toEqual(['2026-10-01 CJ-01 AWAITING_VERIFICATION', '2026-12-01 CJ-23 EXPIRED']);
    register.clock.set('2026-10-01');
  });

  test('CJ-23 verified and ended at the same moment it is either, wholly', async () => {
    for (let round = 0; round < 8; round += 1) {
      const applied = await applyToJoin(register.centre, application());
      register.clock.set('2026-12-01');
      const [, decided] = await Promise.allSettled([
        expireApplications(register.centre),
        decideVerification(register.hr, confirmation(applied.verificationId)),
        withdrawApplication(register.centre, { applicationId: applied.id, idempotencyKey: key() }),
      ]);
      const status = await statusOf(applied.id);
      expect(await stepsOf(applied.id)).toHaveLength(2);
      const [verification] = await rows<{ status: string }>(
        register.database,
        'SELECT status FROM verification WHERE application_id = $1',
        [applied.id],
      );
      expect(verification!.status).toBe(status === 'APPROVED' ? 'CONFIRMED' : 'LAPSED');
      expect(decided.status).toBe(status === 'APPROVED' ? 'fulfilled' : 'rejected');
      if (decided.status === 'rejected') expect((decided.reason as Refusal).code).toBe('VERIFICATION_DECIDED');
      register.clock.set('2026-10-01');
    }
  });
});

describe('a confirmation', () => {
  test('CJ-23 is asked for again before it ends, and holds until it is decided anew', async () => {
    const number = identityNumber('1991-03-03');
    const { id } = await approved(register, { identityNumber: number });
    register.clock.set('2027-08-30');
    await askAgain(register.centre);
    expect(await rows(register.database, 'SELECT FROM verification WHERE application_id = $1', [id])).toHaveLength(1);
    register.clock.set('2027-08-31');
    await askAgain(register.centre);
    await askAgain(register.centre);
    const queue = await pendingVerifications(register.hr, { first: 100 });
    const asked = queue.edges.map(({ node }) => node).filter(({ round }) => round === 2);
    expect(asked.length).toBeGreaterThan(0);
    expect((await employmentStanding(register.hr, number)).state).toBe('CONFIRMED');
    const renewal = (await findApplication(register.centre, id))!.verificationId;
    expect(asked.find((each) => each.id === renewal)).toMatchObject({ dueOn: '2027-09-30' });
    await decideVerification(register.hr, confirmation(renewal, { validUntil: '2028-08-31' }));
    expect(await employmentStanding(register.hr, number)).toMatchObject({
      state: 'CONFIRMED',
      validUntil: '2028-08-31',
    });
    expect(await stepsOf(id)).toHaveLength(2);
    register.clock.set('2026-10-01');
  });
});

describe('a batch of decisions', () => {
  test('CJ-23 is decided row by row, the same key and rows have the first answer, and other rows are refused', async () => {
    const [first, second, third] = await Promise.all([0, 1, 2].map(() => applyToJoin(register.centre, application())));
    const ended = await approved(register);
    const { idempotencyKey: _, ...row } = confirmation(first!.verificationId);
    const rejected = { decision: 'REJECT', validUntil: null, rejectionReason: '就业信息不符' } as const;
    const decisions = [
      row,
      { ...row, verificationId: ended.verificationId! },
      { ...row, verificationId: second!.verificationId!, ...rejected },
      { ...row, verificationId: third!.verificationId!, validUntil: null },
      { ...row, verificationId: 'x' },
      row,
    ];
    const input = { decisions, idempotencyKey: key() };
    const told = await decideVerifications(register.hr, input);
    expect(told.map(({ decided, code, field }) => code ?? `${decided}${field ?? ''}`)).toEqual([
      'true',
      'VERIFICATION_DECIDED',
      'true',
      'INVALID_INPUT',
      'NOT_FOUND',
      'INVALID_INPUT',
    ]);
    expect(told[1]).toMatchObject({ position: 1, memberId: ended.memberId, verification: null });
    expect([await statusOf(first!.id), await statusOf(second!.id), await statusOf(third!.id)]).toEqual([
      'APPROVED',
      'REFUSED',
      'AWAITING_VERIFICATION',
    ]);
    expect(await decideVerifications(register.hr, input)).toEqual(told);
    const other = decideVerifications(register.hr, { ...input, decisions: decisions.slice(1) });
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  test('CJ-23 has 1 to 500 rows, and AG-02 none of another city', async () => {
    const row = confirmation('x');
    for (const [decisions, code] of [
      [[], 'INVALID_INPUT'],
      [Array.from({ length: 501 }, () => row), 'TOO_MANY'],
    ] as const) {
      const sent = decideVerifications(register.hr, { decisions: [...decisions], idempotencyKey: key() });
      await expect(sent).rejects.toMatchObject({ code });
    }
    const applied = await applyToJoin(register.centre, application());
    const huzhou = register.as(callerOf('hr-bureau', { client: 'hr-bureau-huzhou', cities: ['330500'] }));
    const decisions = [confirmation(applied.verificationId)];
    const [told] = await decideVerifications(huzhou, { decisions, idempotencyKey: key() });
    expect(told).toMatchObject({ decided: false, code: 'NOT_FOUND', memberId: null });
  });
});
