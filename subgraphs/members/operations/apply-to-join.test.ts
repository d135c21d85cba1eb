import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#service/database.ts';
import { application, callerOf, identityNumber, membersRegister, type Register } from '#test/members.ts';
import { applyToJoin } from './apply-to-join.ts';
import { decideVerification } from './decide-verification.ts';
import { heldOfMember } from './held-of-member.ts';
import { recordCreditStanding } from './record-credit-standing.ts';
import { recordUnitParticipation } from './record-unit-participation.ts';

let register: Register;
beforeAll(async () => {
  register = await membersRegister();
});
afterAll(() => register.close());

const unmet = (decision: { conditions: { clause: string; met: boolean }[] }) =>
  decision.conditions.filter((condition) => !condition.met).map((condition) => condition.clause);

const reject = (verificationId: string) =>
  decideVerification(register.hr, {
    verificationId,
    decision: 'REJECT',
    evidenceReference: 'HR-9',
    rejectionReason: '材料不足',
    idempotencyKey: `reject-${verificationId}`,
  });

describe('applying to join', () => {
  test('CJ-01 CJ-02 CJ-03 CJ-04 who meets every condition waits for verification', async () => {
    const applied = await applyToJoin(register.centre, application());
    expect(applied.status).toBe('AWAITING_VERIFICATION');
    expect(applied.verificationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(applied.eligibility.conditions.map(({ clause }) => clause)).toEqual([
      'CJ-01',
      'CJ-01',
      'CJ-02',
      'CJ-03',
      'CJ-03',
      'CJ-04',
      'CJ-04',
    ]);
    // Born 1992-08-15, a man: 60 years and the whole delay of 36 months.
    expect(applied.eligibility.retirementOn).toBe('2055-08-15');
  });

  test('CJ-01 a day short of sixteen is refused at once with the clause, and may apply again on the birthday', async () => {
    const young = application({ identityNumber: identityNumber('2010-10-02'), ownIncome: true });
    const refused = await applyToJoin(register.centre, young);
    expect(refused).toMatchObject({ status: 'REFUSED', verificationId: null });
    expect(unmet(refused.eligibility)).toEqual(['CJ-01', 'CJ-02']);
    expect(refused.refusalReason).toContain('CJ-01');
    register.clock.set('2026-10-02');
    const again = await applyToJoin(register.centre, { ...young, idempotencyKey: 'on the birthday' });
    register.clock.set('2026-10-01');
    expect(again).toMatchObject({ status: 'AWAITING_VERIFICATION', memberId: refused.memberId });
  });

  test('CJ-02 at sixteen one needs own labour income', async () => {
    const given = { identityNumber: identityNumber('2009-05-01') };
    const refused = await applyToJoin(register.centre, application(given));
    expect(unmet(refused.eligibility)).toEqual(['CJ-02']);
    const accepted = await applyToJoin(register.centre, application({ ...given, ownIncome: true }));
    expect(accepted.status).toBe('AWAITING_VERIFICATION');
  });

  test('CJ-03 every kind of identity document may join', async () => {
    for (const number of ['810000199205110011', '820000198512310037', '830000199001010020', '965840198503070115']) {
      const applied = await applyToJoin(register.centre, application({ identityNumber: number }));
      expect(applied.status).toBe('AWAITING_VERIFICATION');
    }
    const old = application({ identityNumber: 'DEU330588122500' });
    await expect(applyToJoin(register.centre, old)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      detail: { field: 'sex' },
    });
    expect((await applyToJoin(register.centre, { ...old, sex: 'FEMALE' })).status).toBe('AWAITING_VERIFICATION');
  });

  test('CJ-03 HZ-01 a document is good through its last day, and its expiry is a condition with the fact', async () => {
    const good = await applyToJoin(register.centre, application({ documentValidUntil: '2026-10-01' }));
    expect(good.status).toBe('AWAITING_VERIFICATION');
    const expired = await applyToJoin(register.centre, application({ documentValidUntil: '2026-09-30' }));
    expect(expired.status).toBe('REFUSED');
    expect(expired.eligibility.conditions.filter(({ met }) => !met)).toMatchObject([
      { clause: 'CJ-03', fact: '证件有效期至2026-09-30', source: '身份证件' },
    ]);
    const own = register.as(callerOf('member', { member: expired.memberId }));
    const { declarations } = await heldOfMember(own, (await own.loaders.member.load(expired.memberId))!);
    expect(declarations).toMatchObject([{ documentValidUntil: '2026-09-30' }]);
  });

  test('CJ-04 adverse credit and a place in a unit are refused, also when only the register knows of them', async () => {
    const adverse = { value: 'ADVERSE', source: '人民银行征信系统', asOf: '2026-09-01' } as const;
    const number = identityNumber('1990-01-01');
    const refused = await applyToJoin(
      register.centre,
      application({ identityNumber: number, inUnit: true, creditStanding: adverse }),
    );
    expect(unmet(refused.eligibility)).toEqual(['CJ-04', 'CJ-04']);
    const { memberId } = refused;
    await recordUnitParticipation(register.centre, {
      memberId,
      inUnit: true,
      since: '2026-01-01',
      idempotencyKey: 'u1',
    });
    const silent = await applyToJoin(register.centre, application({ identityNumber: number }));
    expect(unmet(silent.eligibility)).toEqual(['CJ-04', 'CJ-04']);
    await recordUnitParticipation(register.centre, {
      memberId,
      inUnit: false,
      since: '2026-09-30',
      idempotencyKey: 'u2',
    });
    const standing = { value: 'GOOD', source: '人民银行征信系统', asOf: '2026-09-30' } as const;
    await recordCreditStanding(register.centre, { memberId, standing, idempotencyKey: 'c1' });
    const accepted = await applyToJoin(register.centre, application({ identityNumber: number }));
    expect(accepted.status).toBe('AWAITING_VERIFICATION');
  });

  test('HZ-01 HZ-03 Huzhou asks by its own clauses and not for credit standing', async () => {
    const credit = { value: 'NOT_CHECKED', source: '未查询', asOf: '2026-10-01' } as const;
    const given = { city: '330500', industryCode: 'OTHER', creditStanding: credit } as const;
    const applied = await applyToJoin(register.huzhouCentre, application(given));
    expect(applied.status).toBe('AWAITING_VERIFICATION');
    expect([...new Set(applied.eligibility.conditions.map(({ clause }) => clause))]).toEqual(['HZ-01', 'HZ-03']);
  });

  test('CJ-08 one person has one live application in both cities together, and another only after a refusal', async () => {
    const input = application();
    const first = await applyToJoin(register.centre, input);
    const elsewhere = application({ city: '330500', industryCode: 'OTHER', identityNumber: input.identityNumber });
    await expect(applyToJoin(register.huzhouCentre, elsewhere)).rejects.toMatchObject({ code: 'APPLICATION_EXISTS' });
    await reject(first.verificationId!);
    const second = await applyToJoin(register.huzhouCentre, elsewhere);
    expect(second).toMatchObject({ memberId: first.memberId, city: '330500', status: 'AWAITING_VERIFICATION' });
  });

  test('CJ-08 of two applications of one person at the same moment only one lives', async () => {
    const number = identityNumber('1985-03-03');
    const both = await Promise.allSettled(
      [1, 2].map(() => applyToJoin(register.centre, application({ identityNumber: number }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('the same key and input give the first answer again, another input is refused', async () => {
    const input = application();
    const first = await applyToJoin(register.centre, input);
    expect(await applyToJoin(register.centre, input)).toEqual(first);
    await expect(applyToJoin(register.centre, { ...input, phone: '13900000002' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  test('a centre takes applications for its own city only, and other audiences none', async () => {
    await expect(applyToJoin(register.huzhouCentre, application())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const audience of ['bank', 'tax-bureau', 'hr-bureau', 'regulator'] as const) {
      const other = register.as(callerOf(audience));
      await expect(applyToJoin(other, application())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('AG-06 a member applies with their own number only', async () => {
    const known = application();
    const first = await applyToJoin(register.centre, known);
    await reject(first.verificationId!);
    const again = { ...known, idempotencyKey: 'again by token' };
    const unbound = register.as(callerOf('member', { client: 'm1' }));
    await expect(applyToJoin(unbound, again)).rejects.toMatchObject({ code: 'APPLICATION_EXISTS' });
    const own = register.as(callerOf('member', { client: 'm1', member: first.memberId }));
    expect((await applyToJoin(own, again)).memberId).toBe(first.memberId);
    const newcomer = await applyToJoin(unbound, application());
    expect(newcomer.status).toBe('AWAITING_VERIFICATION');
  });

  test('AG-06 a token of one member applies for nobody else and learns nothing of them, not even by their own key', async () => {
    const { memberId } = await applyToJoin(register.centre, application());
    const bound = register.as(callerOf('member', { client: 'm2', member: memberId }));
    const live = application();
    await applyToJoin(register.as(callerOf('member', { client: 'm2' })), live);
    const refused = application();
    await reject((await applyToJoin(register.centre, refused)).verificationId!);
    const answers = [];
    for (const input of [live, refused, application()]) {
      const { code, message, detail } = await applyToJoin(bound, input).catch((cause) => cause);
      answers.push(JSON.stringify({ code, message, detail }));
    }
    expect(JSON.parse(answers[0]!)).toMatchObject({ code: 'FORBIDDEN', detail: { field: 'identityNumber' } });
    expect(new Set(answers).size).toBe(1);
  });

  test('CJ-04 what a member declares of their own credit is told as not checked, and the record of a centre counts before it', async () => {
    const member = register.as(callerOf('member', { client: 'm3' }));
    const input = application();
    const applied = await applyToJoin(member, input);
    expect(applied.status).toBe('AWAITING_VERIFICATION');
    const credit = ({ eligibility }: typeof applied) =>
      eligibility.conditions.filter(({ clause }) => clause === 'CJ-04');
    expect(credit(applied)[0]).toMatchObject({
      clause: 'CJ-04',
      met: true,
      description: '信用良好：2024-01-01记录为良好（本人承诺，未核验）',
    });
    expect(await register.centre.loaders.credit.load(applied.memberId)).toMatchObject({
      value: 'GOOD',
      source: '本人承诺（未核验）：人民银行征信系统',
    });
    const { memberId } = applied;
    const standing = { value: 'ADVERSE', source: '人民银行征信系统', asOf: '2023-06-30' } as const;
    await recordCreditStanding(register.centre, { memberId, standing, idempotencyKey: 'checked' });
    expect(await register.centre.loaders.credit.load(memberId)).toMatchObject(standing);
    await reject(applied.verificationId!);
    const own = register.as(callerOf('member', { client: 'm3', member: memberId }));
    const again = await applyToJoin(own, { ...input, idempotencyKey: 'promised again' });
    expect(again.status).toBe('REFUSED');
    expect(credit(again)[0]).toMatchObject({ met: false, description: '信用良好：2023-06-30记录为不良' });
  });

  test('a number, name or phone stands nowhere in clear, and a field at fault is named without its content', async () => {
    const spouseIdentityNumber = identityNumber('1993-09-09', 'FEMALE');
    const input = application({ name: '阿依古丽·买买提', phone: '13912345678', spouseIdentityNumber });
    await applyToJoin(register.centre, input);
    const tables = ['member', 'application', 'verification', 'operation', 'category', 'credit_standing'];
    for (const table of tables) {
      const all = await rows<{ text: string }>(register.database, `SELECT t::text AS text FROM ${table} t`);
      const text = all.map((row) => row.text).join('\n');
      for (const personal of [input.identityNumber, spouseIdentityNumber, input.name, input.phone])
        expect(text).not.toContain(personal);
    }
    const wrong = application({ identityNumber: '652301199208150012' });
    const refusal = await applyToJoin(register.centre, wrong).catch((cause) => cause);
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', detail: { field: 'identityNumber' } });
    expect(JSON.stringify([refusal.message, refusal.detail])).not.toContain('652301');
    for (const spouseIdentityNumber of ['652301199208150012', input.identityNumber.toLowerCase()]) {
      await expect(applyToJoin(register.centre, { ...input, spouseIdentityNumber })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        detail: { field: 'spouseIdentityNumber' },
      });
    }
  });
});
