import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#service/database.ts';
import { application, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { applyToJoin } from './apply-to-join.ts';
import { decideIdentityCorrection } from './decide-identity-correction.ts';
import { decideVerification } from './decide-verification.ts';
import { decideVerifications } from './decide-verifications.ts';
import { expireApplications } from './expire-applications.ts';
import { proposeMerge } from './propose-merge.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

const key = () => randomUUID();
const clerk = (officer: string) => register.as(callerOf('centre', { officer }));
const confirming = (verificationId: string) => ({
  ...{ verificationId, decision: 'CONFIRM' as const, evidenceReference: 'HR-1', validUntil: '2027-09-30' },
});

test('CJ-13 CJ-23 batches of two bureaux about the same couples are both decided: nobody waits in a circle', async () => {
  const there = register.as(callerOf('hr-bureau', { client: 'hr-bureau-huzhou', cities: ['330500'] }));
  const [his, hers]: [string[], string[]] = [[], []];
  for (let couple = 0; couple < 40; couple += 1) {
    const [man, woman] = [identityNumber('1990-01-01'), identityNumber('1991-01-01', 'FEMALE')];
    const one = application({ identityNumber: man, spouseIdentityNumber: woman });
    const other = application({ identityNumber: woman, spouseIdentityNumber: man, city: '330500' });
    his.push((await applyToJoin(register.centre, one)).verificationId!);
    hers.push((await applyToJoin(register.huzhouCentre, { ...other, industryCode: 'OTHER' })).verificationId!);
  }
  const decide = (by: Register['hr'], ids: string[]) =>
    decideVerifications(by, { decisions: ids.map(confirming), idempotencyKey: key() });
  const told = await Promise.all([decide(register.hr, his), decide(there, hers)]);
  expect(told.flat().every(({ decided }) => decided)).toBe(true);
});

test('CJ-23 a verification is not decided after its last day, also before the job has ended the application', async () => {
  const applied = await applyToJoin(register.centre, application());
  const decide = () =>
    decideVerification(register.hr, { ...confirming(applied.verificationId!), idempotencyKey: key() });
  register.clock.set('2026-12-01');
  await expect(decide()).rejects.toMatchObject({ code: 'APPLICATION_DECIDED', detail: { clause: 'CJ-23' } });
  await expireApplications(register.centre);
  await expect(decide()).rejects.toMatchObject({ code: 'VERIFICATION_DECIDED' });
  register.clock.set('2026-10-01');
});

test('CJ-08 of two records each proposed to end in the other only one does, decided one after the other or at once', async () => {
  for (const atOnce of [false, true]) {
    const [one, other] = [
      await applyToJoin(register.centre, application()),
      await applyToJoin(register.centre, application()),
    ];
    const proposed = [];
    for (const [memberId, mergedMemberId] of [
      [one.memberId, other.memberId],
      [other.memberId, one.memberId],
    ] as const) {
      const input = { memberId, mergedMemberId, evidenceReference: '公安-1', idempotencyKey: key() };
      proposed.push(await proposeMerge(clerk('clerk-1'), input));
    }
    const decide = ({ id }: { id: string }) =>
      decideIdentityCorrection(clerk('clerk-2'), { correctionId: id, decision: 'APPLY', idempotencyKey: key() }).then(
        ({ status }) => status,
        ({ code }) => code,
      );
    const [first, second] = [proposed[0]!, proposed[1]!];
    const told = atOnce
      ? await Promise.all([decide(first), decide(second)])
      : [await decide(first), await decide(second)];
    expect(told.sort()).toEqual(['APPLIED', 'NOT_ELIGIBLE']);
    const sql = 'SELECT count(*)::int AS ended FROM member WHERE id = ANY($1) AND merged_into IS NOT NULL';
    const [{ ended }] = (await rows<{ ended: number }>(register.database, sql, [[one.memberId, other.memberId]])) as [
      { ended: number },
    ];
    expect(ended).toBe(1);
  }
});
