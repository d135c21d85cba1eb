import { createHmac } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addYears } from '#kernel/calendar.ts';
import { policyOn } from '#policy/policy.ts';
import { rows } from '#service/database.ts';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { applyToJoin } from './apply-to-join.ts';
import { decideVerification } from './decide-verification.ts';
import { recordUnitParticipation } from './record-unit-participation.ts';
import { bureauKey } from './tax-reference.ts';
import { tellFacts } from './tell-facts.ts';

let register: Register;

beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

type Told = { name: string; sequence: number; inUnit: boolean; spouseId: string | null };

function told(memberId: string): Promise<Told[]> {
  return rows<Told>(
    register.database,
    `SELECT name, (data->'event'->>'sequence')::int AS sequence, (data->'event'->>'inUnit')::boolean AS "inUnit",
       data->'event'->>'spouseId' AS "spouseId"
     FROM events.job WHERE data->'event'->>'memberId' = $1 ORDER BY sequence, name`,
    [memberId],
  );
}

test('CJ-23 what is told of a member is numbered, each time with a higher number, to all who decide by it', async () => {
  const { memberId } = await approved(register);
  const change = { memberId, inUnit: true, since: '2026-10-01', idempotencyKey: 'unit' };
  await recordUnitParticipation(register.centre, change);
  expect((await told(memberId)).map(({ name, sequence }) => [sequence, name])).toEqual([
    [1, 'members.application-approved.contributions'],
    [1, 'members.application-approved.loans'],
    [1, 'members.application-approved.subsidies'],
    [2, 'members.member-facts-changed.contributions'],
    [2, 'members.member-facts-changed.loans'],
    [2, 'members.member-facts-changed.subsidies'],
  ]);
});

test('CJ-04 of changes made at the same moment the highest number knows what the register knows', async () => {
  const { memberId } = await approved(register);
  const changes = Array.from({ length: 8 }, (_, n) =>
    recordUnitParticipation(register.centre, {
      memberId,
      inUnit: n % 2 === 0,
      since: '2026-10-01',
      idempotencyKey: `unit ${memberId} ${n}`,
    }),
  );
  await Promise.all(changes);
  const heard = (await told(memberId)).filter(({ name }) => name.endsWith('changed.contributions'));
  expect(heard.map(({ sequence }) => sequence)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  const [last] = await rows<{ inUnit: boolean }>(
    register.database,
    'SELECT in_unit AS "inUnit" FROM unit_participation WHERE member_id = $1 ORDER BY since DESC, id DESC LIMIT 1',
    [memberId],
  );
  expect(heard.at(-1)!.inUnit).toBe(last!.inUnit);
});

test('CJ-10 HZ-03 since when a member contributes as they do is told with it: since approval, then since the unit', async () => {
  const { memberId } = await approved(register);
  await recordUnitParticipation(register.centre, {
    ...{ memberId, inUnit: true, since: '2026-09-28' },
    idempotencyKey: `since ${memberId}`,
  });
  const heard = await rows<{ since: string }>(
    register.database,
    `SELECT data->'event'->>'identitySince' AS since FROM events.job
     WHERE data->'event'->>'memberId' = $1 AND name LIKE '%.contributions' ORDER BY (data->'event'->>'sequence')::int`,
    [memberId],
  );
  const [application] = await rows<{ on: string }>(
    register.database,
    'SELECT a.approved_on AS "on" FROM application a JOIN member m ON m.application_id = a.id WHERE m.id = $1',
    [memberId],
  );
  expect(heard.map(({ since }) => since)).toEqual([application!.on, '2026-09-28']);
});

test('CJ-23 nothing is told, nor numbered, of somebody who is not approved', async () => {
  const { memberId } = await applyToJoin(register.centre, application());
  await recordUnitParticipation(register.centre, { memberId, inUnit: true, since: '2026-10-01', idempotencyKey: 'no' });
  expect(await told(memberId)).toEqual([]);
  const kept = await rows(register.database, 'SELECT facts_sequence AS n FROM member WHERE id = $1', [memberId]);
  expect(kept).toEqual([{ n: 0 }]);
});

test('AG-01 the reference told of a person is the one that the bureau of their city reckons from the number', async () => {
  const number = identityNumber('1990-03-04');
  const { memberId } = await approved(register, { identityNumber: number.toLowerCase() });
  const references = await rows<{ reference: string }>(
    register.database,
    "SELECT DISTINCT data->'event'->>'taxReference' AS reference FROM events.job WHERE data->'event'->>'memberId' = $1",
    [memberId],
  );
  const reckoned = (city: '652300' | '330500') =>
    createHmac('sha256', bureauKey('2e'.repeat(32), city))
      .update(number)
      .digest('hex');
  expect(references).toEqual([{ reference: reckoned('652300') }]);
  // Another bureau knows the same person by another reference.
  expect(reckoned('330500')).not.toBe(reckoned('652300'));
});

const toContributions = async (memberId: string) =>
  (await told(memberId))
    .filter(({ name }) => name.endsWith('.contributions'))
    .map(({ name, sequence, spouseId }) => [name.split('.')[1], sequence, spouseId]);

test('CJ-13 a spouse who is known already is told with the approval, and hears nothing new of it', async () => {
  const number = identityNumber('1991-04-04', 'FEMALE');
  const wife = await approved(register, { identityNumber: number });
  const husband = await approved(register, { spouseIdentityNumber: number });
  expect(await toContributions(husband.memberId)).toEqual([['application-approved', 1, wife.memberId]]);
  expect(await toContributions(wife.memberId)).toEqual([['application-approved', 1, null]]);
});

test('CJ-13 whoever was declared before being known is told of to the declarer once approved, in whichever city', async () => {
  const number = identityNumber('1991-04-05', 'FEMALE');
  const husband = await approved(register, { spouseIdentityNumber: number });
  const elsewhere = application({ city: '330500', industryCode: 'OTHER', identityNumber: number });
  const wife = await applyToJoin(register.huzhouCentre, elsewhere);
  expect(await toContributions(husband.memberId)).toEqual([['application-approved', 1, null]]);
  await decideVerification(register.as(callerOf('hr-bureau', { cities: ['330500'] })), {
    verificationId: wife.verificationId!,
    decision: 'CONFIRM',
    evidenceReference: 'HR-2026-2',
    validUntil: '2027-09-30',
    idempotencyKey: `confirm-${wife.id}`,
  });
  expect(await toContributions(husband.memberId)).toEqual([
    ['application-approved', 1, null],
    ['member-facts-changed', 2, wife.memberId],
  ]);
  expect(await toContributions(wife.memberId)).toEqual([['application-approved', 1, null]]);
});

test('CJ-13 a couple who declare each other and are approved at the same moment are both told of', async () => {
  for (let round = 0; round < 5; round += 1) {
    const numbers = [identityNumber('1990-05-01'), identityNumber('1991-05-02', 'FEMALE')] as const;
    const both = [
      await applyToJoin(register.centre, application({ identityNumber: numbers[0], spouseIdentityNumber: numbers[1] })),
      await applyToJoin(register.centre, application({ identityNumber: numbers[1], spouseIdentityNumber: numbers[0] })),
    ] as const;
    await Promise.all(
      both.map((applied) =>
        decideVerification(register.hr, {
          verificationId: applied.verificationId!,
          decision: 'CONFIRM',
          evidenceReference: 'HR-2026-3',
          validUntil: '2027-09-30',
          idempotencyKey: `confirm-${applied.id}`,
        }),
      ),
    );
    for (const [one, other] of [both, both.toReversed()] as (typeof both)[]) {
      expect((await toContributions(one.memberId)).at(-1)!.at(-1)).toBe(other.memberId);
    }
  }
});

test('AG-01 whoever was told of before the reference was told is told of anew, once', async () => {
  const { memberId } = await approved(register);
  const waiting = await applyToJoin(register.centre, application());
  const owner = new pg.Client({ connectionString: register.fresh.ownerUrl });
  await owner.connect();
  await owner.query('UPDATE members.member SET facts_version = 1 WHERE id = ANY($1)', [[memberId, waiting.memberId]]);
  await owner.end();
  await tellFacts(register.centre);
  await tellFacts(register.centre);
  const heard = (await told(memberId)).filter(({ name }) => name.endsWith('changed.contributions'));
  expect(heard.map(({ sequence }) => sequence)).toEqual([2]);
  expect(await told(waiting.memberId)).toEqual([]);
});

test('a loan’s last day by age is told in place of the birth and the sex, by the figure of the city and which it was', async () => {
  const { memberId } = await approved(register);
  const sql = `SELECT m.birth_date AS birth, m.sex, j.data->'event' AS event FROM member m
    JOIN events.job j ON j.data->'event'->>'memberId' = m.id::text AND j.name = 'members.application-approved.loans'
    WHERE m.id = $1`;
  type Row = { birth: string; sex: 'MALE' | 'FEMALE'; event: { city: '330500' | '652300'; repayBy: object } };
  const [told] = await rows<Row>(register.database, sql, [memberId]);
  const { maximumAge } = policyOn(told!.event.city, '2026-10-01').loan;
  const years = told!.sex === 'MALE' ? maximumAge.value.male : maximumAge.value.female;
  expect(told!.event.repayBy).toEqual({ on: addYears(told!.birth, years), figure: maximumAge.text });
  expect(JSON.stringify(told!.event)).not.toContain(told!.birth);
});
