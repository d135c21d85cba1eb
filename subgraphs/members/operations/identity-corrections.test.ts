import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityCheckDigit, oldResidenceCheckDigit } from '#kernel/identity-card.ts';
import { rows } from '#service/database.ts';
import { blindIndex, sealer } from '#service/sealing.ts';
import { application, approved, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import type { Context } from '../context.ts';
import { applyToJoin } from './apply-to-join.ts';
import { refuseUnfitKeys } from './check-keys.ts';
import { decideIdentityCorrection } from './decide-identity-correction.ts';
import { duplicateMembers } from './duplicate-members.ts';
import { findApplication } from './find-application.ts';
import { findMemberByIdentityNumber } from './find-member.ts';
import { giveConsent } from './give-consent.ts';
import { correctedName, formerMasked, formerName, pendingCorrections } from './identity-corrections.ts';
import { nextMemberFacts } from './member-facts.ts';
import { maskedIdentity, openName, sealedColumns } from './member-sealed.ts';
import { proposeIdentityCorrection } from './propose-identity-correction.ts';
import { proposeMerge } from './propose-merge.ts';
import { proposeNameCorrection } from './propose-name-correction.ts';
import { renewFingerprints } from './renew-fingerprints.ts';
import { rotateKeys } from './rotate-keys.ts';

let register: Register;
let first: Context;
let second: Context;
beforeAll(async () => {
  register = await membersRegister();
  const clerk = (officer: string) => register.as(callerOf('centre', { officer }));
  [first, second] = [clerk('clerk-1'), clerk('clerk-2')];
});
afterAll(() => register.close());

const key = () => randomUUID();
const propose = (memberId: string, number: string, reason: 'TYPING_ERROR' | 'REISSUED', by = first) =>
  proposeIdentityCorrection(by, {
    ...{ memberId, identityNumber: number, reason, evidenceReference: '公安-1', sex: null },
    idempotencyKey: key(),
  });
const decide = (correctionId: string, by = second, decision: 'APPLY' | 'REJECT' = 'APPLY') =>
  decideIdentityCorrection(by, { correctionId, decision, idempotencyKey: key() });
const correct = async (memberId: string, number: string, reason: 'TYPING_ERROR' | 'REISSUED') =>
  decide((await propose(memberId, number, reason)).id);
const found = async (number: string) => (await findMemberByIdentityNumber(register.centre, number))?.id;

describe('a correction of identity', () => {
  test('CJ-03 a number typed wrongly is replaced by two officers, is kept on record, and is free for whose it is', async () => {
    const [wrong, right] = [identityNumber('1990-01-01'), identityNumber('1966-12-31')];
    const { memberId } = await approved(register, { identityNumber: wrong });
    const proposed = await propose(memberId, right, 'TYPING_ERROR');
    expect(proposed).toMatchObject({ status: 'PROPOSED', proposedBy: 'clerk-1', birthDate: '1966-12-31' });
    expect(await found(right)).toBeUndefined();
    await expect(decide(proposed.id, first)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      detail: { rule: 'four-eyes' },
    });
    const applied = await decide(proposed.id);
    expect(applied).toMatchObject({ status: 'APPLIED', decidedBy: 'clerk-2' });
    expect(formerMasked(register.centre, applied)).toBe(`${wrong.slice(0, 6)}********${wrong.slice(-4)}`);
    expect([await found(right), await found(wrong)]).toEqual([memberId, undefined]);
    const member = (await findMemberByIdentityNumber(register.centre, right))!;
    expect(member).toMatchObject({ birth_date: '1966-12-31', document_kind: 'RESIDENT_CARD' });
    expect(maskedIdentity(register.centre, member)).toBe(`${right.slice(0, 6)}********${right.slice(-4)}`);
    const facts = await nextMemberFacts(register.centre, register.database.manager, memberId, '2026-10-01');
    expect(facts).toMatchObject({ retirementOn: '2027-06-30' });
    const owner = await applyToJoin(register.centre, application({ identityNumber: wrong }));
    expect(owner.memberId).not.toBe(memberId);
    await expect(decide(proposed.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('CJ-03 CJ-08 a re-issued number finds the person beside the new one, and nobody joins by it again', async () => {
    const [old, renewed] = [identityNumber('1991-02-02'), identityNumber('1991-02-02')];
    const { memberId } = await approved(register, { identityNumber: old });
    await correct(memberId, renewed, 'REISSUED');
    expect([await found(old), await found(renewed)]).toEqual([memberId, memberId]);
    for (const number of [old, renewed]) {
      const again = applyToJoin(register.centre, application({ identityNumber: number }));
      await expect(again).rejects.toMatchObject({ code: 'APPLICATION_EXISTS' });
    }
  });

  test('CJ-08 the number of somebody else is refused when it is proposed, and when it was taken meanwhile', async () => {
    const [taken, free] = [identityNumber('1992-03-03'), identityNumber('1992-03-04')];
    await approved(register, { identityNumber: taken });
    const { memberId } = await approved(register);
    await expect(propose(memberId, taken, 'TYPING_ERROR')).rejects.toMatchObject({ code: 'APPLICATION_EXISTS' });
    const proposed = await propose(memberId, free, 'TYPING_ERROR');
    await applyToJoin(register.centre, application({ identityNumber: free }));
    await expect(decide(proposed.id)).rejects.toMatchObject({ code: 'APPLICATION_EXISTS' });
    expect((await pendingCorrections(first, '652300')).map(({ id }) => id)).toContain(proposed.id);
    await decide(proposed.id, second, 'REJECT');
    expect((await pendingCorrections(first, '652300')).map(({ id }) => id)).not.toContain(proposed.id);
  });

  test.each(['same', 'wrong', 'without an officer', 'of another city'])(
    'AG-04 CJ-03 one that is %s is refused',
    async (what) => {
      const number = identityNumber('1993-03-03');
      const { memberId } = await approved(register, { identityNumber: number });
      const other = identityNumber('1993-03-04');
      const refused: Record<string, [Promise<unknown>, string]> = {
        same: [propose(memberId, number, 'REISSUED'), 'INVALID_INPUT'],
        wrong: [propose(memberId, '652301199208150012', 'REISSUED'), 'INVALID_INPUT'],
        'without an officer': [propose(memberId, other, 'REISSUED', register.centre), 'FORBIDDEN'],
        'of another city': [
          propose(
            memberId,
            other,
            'REISSUED',
            register.as(callerOf('centre', { cities: ['330500'], officer: 'clerk-1' })),
          ),
          'NOT_FOUND',
        ],
      };
      const all = Object.values(refused).map(([each]) => each.catch((cause: { code: string }) => cause.code));
      expect(await all[Object.keys(refused).indexOf(what)]).toBe(refused[what]![1]);
      await Promise.all(all);
    },
  );
});

describe('a correction of a name', () => {
  const rename = (memberId: string, name: string, by = first) =>
    proposeNameCorrection(by, {
      ...{ memberId, name, reason: 'NAME_TYPING_ERROR', evidenceReference: '公安-2' },
      idempotencyKey: key(),
    });

  test('CJ-03 a name typed wrongly is put right by two officers, and the one that was is kept beside the number', async () => {
    const number = identityNumber('1994-01-01');
    const { memberId } = await approved(register, { identityNumber: number, name: '马小燕' });
    const proposed = await rename(memberId, ' 马晓燕 ');
    expect(proposed).toMatchObject({ status: 'PROPOSED', reason: 'NAME_TYPING_ERROR' });
    await expect(decide(proposed.id, first)).rejects.toMatchObject({ detail: { rule: 'four-eyes' } });
    const member = async () => (await findMemberByIdentityNumber(register.centre, number))!;
    expect(openName(register.centre, await member())).toBe('马小燕');
    const applied = await decide(proposed.id);
    expect(openName(register.centre, await member())).toBe('马晓燕');
    expect([correctedName(register.centre, applied), formerName(register.centre, applied)]).toEqual([
      '马晓燕',
      '马小燕',
    ]);
    expect(await found(number)).toBe(memberId);
    const commands = await rows<{ all: string }>(register.database, 'SELECT operation::text AS all FROM operation');
    expect(commands.map(({ all }) => all).join()).not.toMatch(/马[小晓]燕/);
  });

  test.each([
    ['the same', '王芳', 'INVALID_INPUT'],
    ['no name', '12<34>', 'INVALID_INPUT'],
    ['too long', '王'.repeat(51), 'INVALID_INPUT'],
  ])('CJ-03 one that is %s is refused and names its field', async (_, name, code) => {
    const { memberId } = await approved(register, { name: '王芳' });
    await expect(rename(memberId, name)).rejects.toMatchObject({ code, detail: { field: 'name' } });
    await expect(rename(memberId, '王方', register.centre)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('CJ-03 corrections that wait, or were rejected, are sealed anew by a new key with all others', async () => {
    const { memberId } = await approved(register);
    const proposed = await propose(memberId, identityNumber('1994-02-02'), 'TYPING_ERROR');
    await decide(proposed.id, second, 'REJECT');
    const waiting = await rename(memberId, '张三丰');
    const renewed: Context = { ...register.centre, sealer: sealer(`k2:${'3f'.repeat(32)},k1:${'1f'.repeat(32)}`) };
    await rotateKeys(renewed);
    const only: Context = { ...register.centre, sealer: sealer(`k2:${'3f'.repeat(32)}`) };
    const [kept] = (await only.loaders.corrections.load(memberId)).filter(({ id }) => id === waiting.id);
    expect(correctedName(only, kept!)).toBe('张三丰');
    await rotateKeys({ ...register.centre, sealer: sealer(`k1:${'1f'.repeat(32)},k2:${'3f'.repeat(32)}`) });
  });
});

const first17 = '96584019850307011';
const newCard = first17 + identityCheckDigit(first17);
const oldCard = `USA65238503071${oldResidenceCheckDigit('USA65238503071')}`;

describe('two records of one person', () => {
  test('CJ-03 CJ-08 an old and a new permanent residence card are found, and merged by two officers', async () => {
    const stays = await approved(register, { identityNumber: newCard, name: 'JOHN SMITH' });
    const ends = await applyToJoin(
      register.centre,
      application({ identityNumber: oldCard, name: 'John Smith', sex: 'MALE' }),
    );
    await applyToJoin(register.centre, application({ identityNumber: identityNumber('1985-03-07'), name: '张三' }));
    const pairs = await duplicateMembers(register.centre, '652300');
    expect(pairs.map(({ sign }) => sign)).toEqual(['RESIDENCE_CARD_15_AND_18']);
    expect(pairs.flatMap((pair) => [pair.first, pair.second]).sort()).toEqual([stays.memberId, ends.memberId].sort());
    await expect(duplicateMembers(register.huzhouCentre, '652300')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const consent = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-03-31' } as const;
    await giveConsent(register.centre, { memberId: ends.memberId, ...consent, idempotencyKey: key() });
    const merge = (memberId: string, mergedMemberId: string) =>
      proposeMerge(first, { memberId, mergedMemberId, evidenceReference: '出入境-1', idempotencyKey: key() });
    await expect(merge(ends.memberId, stays.memberId)).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
    await expect(merge(stays.memberId, stays.memberId)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const proposed = await merge(stays.memberId, ends.memberId);
    await expect(decide(proposed.id, first)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await decide(proposed.id);
    expect([await found(oldCard), await found(newCard)]).toEqual([stays.memberId, stays.memberId]);
    expect((await findApplication(register.centre, ends.id))?.status).toBe('WITHDRAWN');
    const [withdrawn] = await register.centre.loaders.consents.load(ends.memberId);
    expect(withdrawn?.withdrawnAt).not.toBeNull();
    expect(await duplicateMembers(register.centre, '652300')).toEqual([]);
    const again = applyToJoin(register.centre, application({ identityNumber: oldCard, sex: 'MALE' }));
    await expect(again).rejects.toMatchObject({ code: 'APPLICATION_EXISTS' });
  });

  test('CJ-03 former numbers are found through a change of the keys, and are sealed anew', async () => {
    const index = blindIndex(`new:${'3d'.repeat(32)},1:${'2e'.repeat(32)}`);
    const renewing: Context = { ...register.centre, index };
    await renewFingerprints(renewing);
    const only: Context = { ...renewing, index: blindIndex(`new:${'3d'.repeat(32)}`) };
    await refuseUnfitKeys(register.database, only);
    await renewFingerprints(only);
    await rotateKeys(only);
    const holder = (await findMemberByIdentityNumber(only, newCard))?.id;
    expect(holder).toBeDefined();
    expect((await findMemberByIdentityNumber(only, oldCard))?.id).toBe(holder);
  });

  test('CJ-03 CJ-08 two records of one person are found beside any number of others born on the same day', async () => {
    // By the table itself: ten thousand pairs of one birth date, of which only the last written are of one name.
    const sealed = (id: string, name: string) => [
      register.keys.sealer.seal('652301198001010013', sealedColumns.identity, id),
      register.keys.sealer.seal(name, sealedColumns.name, id),
      register.keys.sealer.seal('13900000001', sealedColumns.phone, id),
    ];
    const insert = `WITH a AS (INSERT INTO application (id, member_id, city, status, applied_on, employment_form, industry_code,
        industry_name, employed_since, own_income, in_unit, eligibility, refusal_reason)
      VALUES (gen_random_uuid(), $1, '652300', 'REFUSED', '2026-10-01', 'NEW_FORM', 'OTHER', '其他', '2026-01-01', false, false,
        '{}', '-') RETURNING id)
      INSERT INTO member (id, city, identity_sealed, name_sealed, phone_sealed, document_kind, birth_date, sex, application_id)
      SELECT $1, '652300', $2, $3, $4, $5, '1980-01-01', 'MALE', id FROM a`;
    await register.database.transaction(async (db) => {
      await db.query('SET CONSTRAINTS ALL DEFERRED');
      for (let each = 0; each < 100; each += 1) {
        const last = each === 99;
        for (const kind of ['RESIDENT_CARD', 'HONG_KONG_RESIDENCE']) {
          const id = last
            ? `ffffffff-ffff-4fff-8fff-${kind === 'RESIDENT_CARD' ? 'f'.repeat(12) : 'e'.repeat(12)}`
            : key();
          const name = last ? '同名' : `${kind === 'RESIDENT_CARD' ? '甲' : '乙'}${'一二三四五六七八九十'[each % 10]}`;
          await db.query(insert, [id, ...sealed(id, name), kind]);
        }
      }
    });
    const pairs = await duplicateMembers(register.centre, '652300');
    expect(pairs.map(({ second }) => second)).toContain(`ffffffff-ffff-4fff-8fff-${'f'.repeat(12)}`);
  });
});
