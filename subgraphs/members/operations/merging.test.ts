import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#service/database.ts';
import type { DomainEvent } from '#service/event-types.ts';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { applyToJoin } from './apply-to-join.ts';
import { askAgain } from './ask-again.ts';
import { decideIdentityCorrection } from './decide-identity-correction.ts';
import { employmentStandingOf } from './employment-standing.ts';
import { pendingCorrections } from './identity-corrections.ts';
import { proposeMerge } from './propose-merge.ts';
import { takeMergeAnswer } from './take-merge-answer.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

type Answer = Parameters<typeof takeMergeAnswer>[1];
const key = () => randomUUID();
const told: DomainEvent[] = [];
/** A clerk's context, or without an officer that of the register itself, whose events are caught. */
function by(officer?: string) {
  const context = register.as(callerOf('centre', officer ? { officer } : {}));
  const insert = async (_: unknown, events: readonly DomainEvent[]) => void told.push(...events);
  return { ...context, events: { ...context.events, insert } };
}
const propose = (memberId: string, mergedMemberId: string) =>
  proposeMerge(by('clerk-1'), { memberId, mergedMemberId, evidenceReference: '公安-1', idempotencyKey: key() });
const decide = (correctionId: string, decision: 'APPLY' | 'REJECT' = 'APPLY', officer = 'clerk-2') =>
  decideIdentityCorrection(by(officer), { correctionId, decision, idempotencyKey: key() });
const answer = (type: 'account-merge-answered' | 'loan-merge-answered', correctionId: string, memberId: string) =>
  takeMergeAnswer(by(), { id: key(), event: { type, correctionId, memberId, obstacles: [] } } as Answer);
const decidedOf = (correctionId: string) =>
  told.flatMap((event) =>
    event.type === 'merge-decided' && event.correctionId === correctionId ? [event.merged] : [],
  );
const statusOf = async (memberId: string, id: string) =>
  (await register.centre.loaders.corrections.load(memberId)).find((each) => each.id === id)?.status;

test('CJ-08 a merger of approved records waits for both registers, each asked once, and is carried out when both have told', async () => {
  const hers = identityNumber('1991-01-01', 'FEMALE');
  const kept = await approved(register);
  const ended = await approved(register, { spouseIdentityNumber: hers });
  const wife = await approved(register, { identityNumber: hers });
  const { id } = await propose(kept.memberId, ended.memberId);
  expect((await decide(id)).status).toBe('ASKED');
  expect(told.filter((event) => event.type === 'merge-requested')).toMatchObject([
    { correctionId: id, memberId: ended.memberId, keptId: kept.memberId },
  ]);
  await answer('account-merge-answered', id, ended.memberId);
  await answer('account-merge-answered', id, ended.memberId);
  expect(await statusOf(kept.memberId, id)).toBe('ASKED');
  await answer('loan-merge-answered', id, ended.memberId);
  expect(await statusOf(kept.memberId, id)).toBe('APPLIED');
  expect(decidedOf(id)).toEqual([true]);
  const { spouse } = register.centre.loaders;
  const couple = await spouse.loadMany([kept.memberId, wife.memberId]);
  expect(couple).toMatchObject([{ id: wife.memberId }, { id: kept.memberId }]);
  // The bureau's own token of the record that ended opens the one that stays.
  const token = register.keys.personTokens.make('hr-bureau-changji', 1, ended.memberId);
  expect(await employmentStandingOf(register.hr, token)).toMatchObject({ memberId: kept.memberId, state: 'CONFIRMED' });
});

test('CJ-08 one that the registers do not answer is seen and can be given up, and who was asked late holds nothing', async () => {
  const [kept, ended] = [await approved(register), await approved(register)];
  const { id } = await propose(kept.memberId, ended.memberId);
  await decide(id);
  expect((await pendingCorrections(by('clerk-1'), '652300')).map((each) => each.id)).toContain(id);
  await expect(decide(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await decide(id, 'REJECT')).status).toBe('REJECTED');
  await answer('loan-merge-answered', id, ended.memberId);
  expect(decidedOf(id)).toEqual([false, false]);
  expect((await decide((await propose(kept.memberId, ended.memberId)).id)).status).toBe('ASKED');
});

test('CJ-08 CJ-23 is refused with its reason while the record that ends waits to be verified again', async () => {
  const [kept, ended] = [await approved(register), await approved(register)];
  register.clock.set('2027-09-15');
  await askAgain(register.centre);
  const refused = { code: 'NOT_ELIGIBLE', detail: { rule: 'obstacles', reasons: [{ code: 'VERIFICATION_PENDING' }] } };
  await expect(propose(kept.memberId, ended.memberId)).rejects.toMatchObject(refused);
  register.clock.set('2026-10-01');
});

test('CJ-08 who applies by the number of a record that is being merged at that moment applies under neither', async () => {
  const number = identityNumber('1987-01-01');
  const refused = await applyToJoin(register.centre, application({ identityNumber: number, inUnit: true }));
  const kept = await approved(register);
  let applying: Promise<unknown> | undefined;
  await register.database.transaction(async (db) => {
    await db.query('UPDATE member SET merged_into = $2 WHERE id = $1', [refused.memberId, kept.memberId]);
    applying = applyToJoin(register.centre, application({ identityNumber: number })).catch(({ code }) => code);
    await sleep(300);
  });
  expect(await applying).toBe('APPLICATION_EXISTS');
  const sql = 'SELECT FROM application WHERE member_id = $1';
  expect(await rows(register.database, sql, [refused.memberId])).toHaveLength(1);
});
