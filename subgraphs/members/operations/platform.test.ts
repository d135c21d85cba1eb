import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { application, membersRegister, type Register } from '#test/members.ts';
import type { AccountAnswer } from '../adaptors/national-platform.ts';
import type { Context } from '../context.ts';
import { applyToJoin } from './apply-to-join.ts';
import { askPlatform } from './ask-platform.ts';
import { decideVerification } from './decide-verification.ts';
import { findApplication } from './find-application.ts';
import { platformInquiries } from './platform-inquiries.ts';
import { resolvePlatformInquiry } from './resolve-platform-inquiry.ts';
import { takePlatformAnswer } from './take-platform-answer.ts';

const urumqi = '650100000000000';
const ownCentre = '652300000000000';
let register: Register;
/** What the platform says by the id of the application; nothing where it is not told. */
const says = new Map<string, AccountAnswer[] | 'silent' | 'broken'>();
const as = (context: Context): Context => ({
  ...context,
  platform: {
    normalAccounts: async (asked) => {
      if (asked.some(({ inquiry }) => says.get(inquiry) === 'broken')) throw new Error('connection reset');
      if (asked.some(({ inquiry }) => says.get(inquiry) === 'silent')) return new Promise(() => {});
      return asked.flatMap(({ inquiry }) => (says.get(inquiry) as AccountAnswer[] | undefined) ?? []);
    },
  },
});
let centre: Context;
let hr: Context;

beforeAll(async () => {
  register = await membersRegister();
  [centre, hr] = [as(register.centre), as(register.hr)];
});
afterAll(() => register.close());

let sequence = 0;
const key = () => {
  sequence += 1;
  return `platform-${sequence}`;
};
const answer = (inquiry: string, at: string | null, asOf = '2026-10-01'): AccountAnswer => {
  return { id: key(), inquiry, centre: at, asOf };
};
const confirm = (verificationId: string | null) =>
  decideVerification(hr, {
    ...{ verificationId: verificationId!, decision: 'CONFIRM', evidenceReference: 'HR-1', validUntil: '2027-09-30' },
    idempotencyKey: key(),
  });
const statusOf = async (id: string) => (await findApplication(centre, id))?.status;
const listed = async () =>
  (await platformInquiries(centre, '652300')).map(({ applicationId, status }) => [applicationId, status]);
const resolve = (applicationId: string, decision: 'ADMIT' | 'REFUSE') =>
  resolvePlatformInquiry(centre, { applicationId, decision, evidenceReference: '核查-1', idempotencyKey: key() });

describe('one normal account nationwide', () => {
  test('CJ-08 somebody with an account elsewhere is refused, and told which centre said so and when', async () => {
    const { id } = await applyToJoin(centre, application());
    says.set(id, [answer(id, urumqi)]);
    await askPlatform(centre);
    expect(await findApplication(centre, id)).toMatchObject({
      status: 'REFUSED',
      refusalReason: `全国住房公积金公共服务平台2026-10-01答复：在其他中心（${urumqi}）已有正常账户`,
    });
  });

  test('CJ-08 the account in the very centre is none elsewhere, and its answer is heard before the approval', async () => {
    const { id, verificationId } = await applyToJoin(centre, application());
    says.set(id, [answer(id, ownCentre)]);
    await confirm(verificationId);
    expect(await statusOf(id)).toBe('APPROVED');
  });

  test.each(['silent', 'broken'] as const)(
    'CJ-08 a platform that is %s holds the approval up, and a late answer lets it go on',
    async (fault) => {
      const { id, verificationId } = await applyToJoin(centre, application());
      says.set(id, fault);
      await confirm(verificationId);
      expect(await statusOf(id)).toBe('AWAITING_PLATFORM');
      says.set(id, []);
      register.clock.set('2026-10-07');
      await askPlatform(centre);
      expect(await listed()).toContainEqual([id, 'UNANSWERED']);
      const late = answer(id, null);
      says.set(id, [late, late]);
      await askPlatform(centre);
      expect(await statusOf(id)).toBe('APPROVED');
      expect(await listed()).not.toContainEqual([id, expect.anything()]);
      register.clock.set('2026-10-01');
    },
    15_000,
  );

  test('CJ-08 nobody waits for ever: past the days of policy staff decide, once, by evidence', async () => {
    const [admitted, refused] = [await applyToJoin(centre, application()), await applyToJoin(centre, application())];
    for (const { verificationId } of [admitted, refused]) await confirm(verificationId);
    await expect(resolve(admitted.id, 'ADMIT')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    register.clock.set('2026-10-06');
    await askPlatform(centre);
    expect(await statusOf(admitted.id)).toBe('AWAITING_PLATFORM');
    register.clock.set('2026-10-07');
    await askPlatform(centre);
    await resolve(admitted.id, 'ADMIT');
    await resolve(refused.id, 'REFUSE');
    expect([await statusOf(admitted.id), await statusOf(refused.id)]).toEqual(['APPROVED', 'REFUSED']);
    await expect(resolve(admitted.id, 'REFUSE')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(platformInquiries(register.huzhouCentre, '652300')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    register.clock.set('2026-10-01');
  });

  test('CJ-08 answers that disagree hold the approval up for the staff, in whichever order they came', async () => {
    for (const order of [
      [null, urumqi],
      [urumqi, null],
    ]) {
      const { id, verificationId } = await applyToJoin(centre, application());
      says.set(id, order.map((at) => answer(id, at)).slice(0, 2));
      // The first that names another account refuses; what says otherwise afterwards does not undo it.
      await confirm(verificationId).catch(() => {});
      expect(['AWAITING_PLATFORM', 'REFUSED']).toContain(await statusOf(id));
      if ((await statusOf(id)) === 'AWAITING_PLATFORM') expect(await listed()).toContainEqual([id, 'CONTRADICTED']);
    }
  });

  test('CJ-08 an answer after the approval that names another account is for the staff, and undoes nothing', async () => {
    const { id, verificationId } = await applyToJoin(centre, application());
    says.set(id, [answer(id, null)]);
    await confirm(verificationId);
    await takePlatformAnswer(centre, answer(id, urumqi));
    expect(await statusOf(id)).toBe('APPROVED');
    expect(await listed()).toContainEqual([id, 'CONTRADICTED']);
    await resolve(id, 'ADMIT');
    expect(await listed()).not.toContainEqual([id, expect.anything()]);
  });

  test.each([
    ['an inquiry that nobody made', { inquiry: '00000000-0000-4000-8000-00000000000f' }],
    ['no id', { id: '' }],
    ['a centre that cannot be one', { centre: '12' }],
  ])('CJ-08 an answer about %s is not taken', async (_, given) => {
    const { id } = await applyToJoin(centre, application());
    const taken = takePlatformAnswer(centre, { ...answer(id, urumqi), ...given });
    await expect(taken).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await statusOf(id)).toBe('AWAITING_VERIFICATION');
  });
});
