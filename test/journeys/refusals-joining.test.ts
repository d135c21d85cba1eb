import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agency, agency, apply, confirm, declaration, newKey, sign, trusted } from '#test/agencies.ts';
import { identityNumber } from '#test/members.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Who may not join, told condition by condition; and what an application must be before it is looked at.

let stack: TestStack;
let changji: Agency;
let huzhou: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-08-30');
  changji = agency(stack, 'centre-changji');
  huzhou = agency(stack, 'centre-huzhou');
});
afterAll(() => stack?.stop());

const plan = { base: '6000.00', ratio: '20%', mode: 'MONTHLY', debitAccount: '622200001234567890' };

/** The clauses of the conditions that were not met, after seeing that they are also why the application was refused. */
async function unmet(given: Record<string, unknown>, by = changji, city = 'CHANGJI'): Promise<string[]> {
  const { status, verificationId, refusalReason, eligibility } = await apply(by, { city, ...given });
  const clauses = eligibility.conditions.filter(({ met }) => !met).map(({ clause }) => clause);
  const accepted = clauses.length === 0;
  expect(eligibility.eligible).toBe(accepted);
  expect(status).toBe(accepted ? 'AWAITING_VERIFICATION' : 'REFUSED');
  expect(verificationId === null).toBe(!accepted);
  for (const clause of clauses) expect(refusalReason).toContain(clause);
  return clauses;
}

describe('age', () => {
  it('CJ-01 nobody joins the day before their sixteenth birthday, and who earns a living joins on it', async () => {
    // On the day before, capacity is missing as well: nobody under 16 is deemed to have it.
    const young = { ownIncome: true, identityNumber: identityNumber('2010-08-31') };
    expect(await unmet(young)).toEqual(['CJ-01', 'CJ-02']);
    expect(await unmet({ ownIncome: true, identityNumber: identityNumber('2010-08-30') })).toEqual([]);
  });

  it('CJ-01 a man joins on the last day before retirement and not on the day', async () => {
    // Born on 30 April 1966: sixteen months into the delay, which makes it 60 years and 4 months, 30 August 2026.
    expect(await unmet({ identityNumber: identityNumber('1966-04-30') })).toEqual(['CJ-01']);
    stack.clock.set('2026-08-29');
    expect(await unmet({ identityNumber: identityNumber('1966-04-30') })).toEqual([]);
    stack.clock.set('2026-08-30');
  });

  it('CJ-01 a woman of 55 is past it where a man of her age is not', async () => {
    // Born on 15 January 1971: 55 years and 4 months, 15 May 2026.
    expect(await unmet({ identityNumber: identityNumber('1971-01-15', 'FEMALE') })).toEqual(['CJ-01']);
    expect(await unmet({ identityNumber: identityNumber('1971-01-15') })).toEqual([]);
  });

  it('HZ-01 Huzhou refuses the same ages by its own clause', async () => {
    const tooYoung = { ownIncome: true, identityNumber: identityNumber('2010-08-31') };
    expect(await unmet(tooYoung, huzhou, 'HUZHOU')).toEqual(['HZ-01', 'HZ-01']);
    expect(await unmet({ identityNumber: identityNumber('1966-04-30') }, huzhou, 'HUZHOU')).toEqual(['HZ-01']);
  });
});

describe('capacity and standing', () => {
  it('CJ-02 at 16 and 17 only who lives on their own income joins', async () => {
    const number = identityNumber('2008-08-31');
    expect(await unmet({ identityNumber: number })).toEqual(['CJ-02']);
    expect(await unmet({ identityNumber: number, ownIncome: true })).toEqual([]);
    expect(await unmet({ identityNumber: identityNumber('2008-08-30') })).toEqual([]);
  });

  it('CJ-04 nobody joins who contributes through a unit, or whose credit is adverse or was never checked', async () => {
    const standing = (value: string) => ({ value, source: '人民银行征信系统', asOf: '2026-08-01' });
    const person = () => ({ identityNumber: identityNumber('1990-06-06') });
    expect(await unmet({ ...person(), inUnit: true })).toEqual(['CJ-04']);
    expect(await unmet({ ...person(), creditStanding: standing('ADVERSE') })).toEqual(['CJ-04']);
    expect(await unmet({ ...person(), creditStanding: standing('NOT_CHECKED') })).toEqual(['CJ-04']);
    expect(await unmet({ ...person(), inUnit: true, creditStanding: standing('ADVERSE') })).toEqual(['CJ-04', 'CJ-04']);
  });

  it('CJ-01 CJ-02 CJ-04 all that is missing is told at once', async () => {
    const credit = { value: 'ADVERSE', source: '人民银行征信系统', asOf: '2026-08-01' };
    const child = { identityNumber: identityNumber('2012-02-29'), inUnit: true, creditStanding: credit };
    expect(await unmet(child)).toEqual(['CJ-01', 'CJ-02', 'CJ-04', 'CJ-04']);
  });

  it('CJ-04 who has joined a unit since the approval does not sign', async () => {
    const { member, verificationId } = await apply(changji, {
      city: 'CHANGJI',
      identityNumber: identityNumber('1987-07-07'),
    });
    await confirm(stack, agency(stack, 'hr-bureau-changji'), verificationId);
    const record = `mutation ($input: RecordUnitParticipationInput!) {
      recordUnitParticipation(input: $input) { inUnit } }`;
    const of = { memberId: member.id, idempotencyKey: newKey() };
    await changji.ask(record, { input: { ...of, inUnit: true, since: '2026-08-30' } });
    await stack.world.hear();
    const signing = { memberId: member.id, ...plan };
    const refused = await changji.refused(trusted('centre/sign-agreement'), {
      input: { ...signing, idempotencyKey: newKey() },
    });
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE', clause: 'CJ-04' });
    await changji.ask(record, { input: { ...of, idempotencyKey: newKey(), inUnit: false, since: '2026-08-30' } });
    await stack.world.hear();
    expect(await sign(changji, signing)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('what an application must be', () => {
  const refusal = (given: Record<string, unknown>) =>
    changji.refused(trusted('centre/apply-to-join'), { input: declaration({ city: 'CHANGJI', ...given }) });

  it('CJ-03 each of the five identity documents is taken', async () => {
    const numbers = ['810000199205110011', '820000198512310037', '830000199001010020', '965840198503070115'];
    for (const number of numbers) expect(await unmet({ identityNumber: number })).toEqual([]);
    // The old card does not tell the sex.
    const old = { identityNumber: 'USA652385030714' };
    expect(await refusal(old)).toMatchObject({ code: 'INVALID_INPUT', field: 'sex' });
    expect(await unmet({ ...old, sex: 'FEMALE' })).toEqual([]);
  });

  it.each([
    ['a wrong check digit', '652301199208150012', 'check-digit'],
    ['a day that does not exist, though the check digit is right', '330501198902290024', 'birth-date'],
    ['a day that is still to come', identityNumber('2026-08-31'), 'birth-date-in-future'],
    ['fifteen digits of the card that lapsed', '110105491231002', 'shape'],
    ['letters', 'not a number', 'shape'],
  ])('CJ-03 %s is refused with its field and rule, and the number is not repeated', async (_, number, rule) => {
    const refused = await refusal({ identityNumber: number });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: 'identityNumber', rule });
    expect(JSON.stringify(refused)).not.toContain(number);
  });

  it.each([
    ['phone', { phone: '1390000000' }],
    ['name', { name: '晓'.repeat(51) }],
    ['employedSince', { employedSince: '2026-08-31' }],
    ['industryCode', { industryCode: 'FISHING' }],
    ['sex', { sex: 'FEMALE' }],
    ['creditStanding.asOf', { creditStanding: { value: 'GOOD', source: '征信', asOf: '2026-08-31' } }],
    ['categories.0.graduatedOn', { categories: [{ kind: 'GRADUATE', evidenceReference: 'BY-1' }] }],
    ['categories', { categories: ['V-1', 'V-2'].map((each) => ({ kind: 'VETERAN', evidenceReference: each })) }],
    ['spouseIdentityNumber', { spouseIdentityNumber: '652301199208150012' }],
  ])('CJ-03 what does not fit in %s is refused by that name', async (field, given) => {
    const refused = await refusal({ identityNumber: identityNumber('1991-01-01'), ...given });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});

describe('verification', () => {
  it('CJ-23 AG-02 who was rejected sees why, does not sign, is not decided twice, and may apply again', async () => {
    const hr = agency(stack, 'hr-bureau-changji');
    const number = identityNumber('1985-05-05');
    const { id, member, verificationId } = await apply(changji, { city: 'CHANGJI', identityNumber: number });
    const decide = trusted('hr-bureau/decide-verification');
    const reject = { verificationId, decision: 'REJECT', evidenceReference: 'HR-77' };
    const mute = await hr.refused(decide, { input: { ...reject, idempotencyKey: newKey() } });
    expect(mute).toMatchObject({ code: 'INVALID_INPUT', field: 'rejectionReason' });
    const rejectionReason = '未查到申报的灵活就业记录';
    await hr.ask(decide, { input: { ...reject, rejectionReason, idempotencyKey: newKey() } });
    const application = 'query ($id: ID!) { application(id: $id) { status refusalReason } }';
    expect(await changji.ask(application, { id })).toEqual({
      application: { status: 'REFUSED', refusalReason: rejectionReason },
    });
    const signing = { memberId: member.id, ...plan, idempotencyKey: newKey() };
    const unsigned = await changji.refused(trusted('centre/sign-agreement'), { input: signing });
    expect(unsigned).toMatchObject({ code: 'NOT_APPROVED', clause: 'CJ-23' });
    const confirming = { verificationId, decision: 'CONFIRM', evidenceReference: 'HR-78', validUntil: '2027-12-31' };
    const twice = await hr.refused(decide, { input: { ...confirming, idempotencyKey: newKey() } });
    expect(twice).toMatchObject({ code: 'VERIFICATION_DECIDED', clause: 'CJ-23' });
    expect(await unmet({ identityNumber: number })).toEqual([]);
  });
});
