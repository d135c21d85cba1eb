import { apply, declaration } from '../agencies.ts';
import { identityNumber } from '../members.ts';
import type { Case, Cases, City } from './case.ts';
import type { Stage } from './stage.ts';

const decision = { decision: 'CONFIRM', evidenceReference: 'HR-1', validUntil: '2028-06-30' };
const correcting = (memberId: string) => ({
  ...{ memberId, identityNumber: identityNumber('1991-01-01'), reason: 'TYPING_ERROR', evidenceReference: '公安-1' },
});

const history = 'said again it is a further line of the history';

const proposed = async (stage: Stage, city: City): Promise<string> =>
  (await stage.done(city, 'proposeIdentityCorrection', correcting(stage.saver(city)))).id;

const ofSaver = (more: () => object, repeats?: string): Case => ({
  prepare: async (stage, city) => ({ input: { memberId: stage.saver(city), ...more() } }),
  ...(repeats ? { repeats } : {}),
});

/** Commands about who somebody is, whether they may take part, and what of them may be told. */
export const memberCases: Cases = {
  // By whoever took an application back: a member speaks for nobody else.
  applyToJoin: {
    prepare: async (stage, city) => {
      const born = { city: city.toUpperCase(), identityNumber: identityNumber('1990-05-05') };
      const categories = [{ kind: 'GRADUATE', graduatedOn: '2025-06-30', evidenceReference: '毕业证-1' }];
      const { id, member } = await apply(stage.clerk(city), born);
      await stage.done(city, 'withdrawApplication', { applicationId: id });
      const { idempotencyKey: _, ...input } = declaration({ ...born, categories });
      return { input, memberId: member.id };
    },
    unbounded: ['until', 'documentValidUntil'],
  },
  withdrawApplication: {
    prepare: async (stage, city) => {
      const { applicationId, memberId } = await stage.applicant(city);
      return { input: { applicationId }, memberId };
    },
  },
  decideVerification: {
    prepare: async (stage, city) => {
      const { verificationId } = await stage.applicant(city);
      return { input: { verificationId, ...decision } };
    },
    unbounded: ['validUntil'],
  },
  decideVerifications: {
    prepare: async (stage, city) => {
      const { verificationId } = await stage.applicant(city);
      return { input: { decisions: [{ verificationId, ...decision }] } };
    },
    unbounded: ['validUntil'],
  },
  resolvePlatformInquiry: {
    prepare: async (stage, city) => ({
      input: { applicationId: stage.left(city), decision: 'ADMIT', evidenceReference: '核查-1' },
    }),
  },
  proposeIdentityCorrection: { prepare: async (stage, city) => ({ input: correcting(stage.saver(city)) }) },
  proposeNameCorrection: ofSaver(() => ({ name: '王小明', reason: 'RENAMED', evidenceReference: '公安-3' })),
  proposeMerge: {
    prepare: async (stage, city) => {
      const mergedMemberId = (await stage.applicant(city)).memberId;
      return { input: { memberId: stage.saver(city), mergedMemberId, evidenceReference: '公安-2' } };
    },
  },
  decideIdentityCorrection: {
    officer: 'clerk-2',
    prepare: async (stage, city) => ({ input: { correctionId: await proposed(stage, city), decision: 'APPLY' } }),
  },
  giveConsent: {
    ...ofSaver(
      () => ({ recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-12-31' }),
      'a second consent stands beside the first',
    ),
    other: { validUntil: '2027-11-30' },
  },
  withdrawConsent: {
    prepare: async (stage, city) => {
      const memberId = stage.saver(city);
      const consent = { memberId, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-12-31' };
      return { input: { consentId: (await stage.done(city, 'giveConsent', consent)).id }, memberId };
    },
    repeats: 'what is withdrawn stays withdrawn',
  },
  recordCreditStanding: ofSaver(
    () => ({ standing: { value: 'ADVERSE', source: '人民银行征信系统', asOf: '2027-07-01' } }),
    history,
  ),
  recordMemberCategory: {
    ...ofSaver(() => ({ kind: 'VETERAN', since: '2027-01-01', evidenceReference: '退役证-1' }), history),
    unbounded: ['until'],
  },
  recordIndustry: {
    ...ofSaver(() => ({ industryCode: 'OTHER', since: '2027-01-01', evidenceReference: '证明-1' }), history),
    unbounded: ['until'],
  },
  recordUnitParticipation: ofSaver(() => ({ inUnit: true, since: '2027-07-01' }), history),
};
