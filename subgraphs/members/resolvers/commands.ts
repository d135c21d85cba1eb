import { type CityName, cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { type ApplyToJoin, applyToJoin } from '../operations/apply-to-join.ts';
import { type DecideIdentityCorrection, decideIdentityCorrection } from '../operations/decide-identity-correction.ts';
import { type DecideVerification, decideVerification } from '../operations/decide-verification.ts';
import { type DecideVerifications, decideVerifications } from '../operations/decide-verifications.ts';
import { type GiveConsent, giveConsent } from '../operations/give-consent.ts';
import {
  type ProposeIdentityCorrection,
  proposeIdentityCorrection,
} from '../operations/propose-identity-correction.ts';
import { type ProposeMerge, proposeMerge } from '../operations/propose-merge.ts';
import { type ProposeNameCorrection, proposeNameCorrection } from '../operations/propose-name-correction.ts';
import { type RecordCreditStanding, recordCreditStanding } from '../operations/record-credit-standing.ts';
import { type RecordIndustry, recordIndustry } from '../operations/record-industry.ts';
import { type RecordMemberCategory, recordMemberCategory } from '../operations/record-member-category.ts';
import { type RecordUnitParticipation, recordUnitParticipation } from '../operations/record-unit-participation.ts';
import { type ResolvePlatformInquiry, resolvePlatformInquiry } from '../operations/resolve-platform-inquiry.ts';
import { type WithdrawApplication, withdrawApplication } from '../operations/withdraw-application.ts';
import { type WithdrawConsent, withdrawConsent } from '../operations/withdraw-consent.ts';

type Input<T> = { input: T };
type ApplyInput = Omit<ApplyToJoin, 'city'> & { city: CityName };

/** The commands. */
export const commands = {
  Mutation: {
    applyToJoin: (_: unknown, { input }: Input<ApplyInput>, context: Context) =>
      applyToJoin(context, { ...input, city: cityCode(input.city) }),
    decideVerification: (_: unknown, { input }: Input<DecideVerification>, context: Context) =>
      decideVerification(context, input),
    decideVerifications: (_: unknown, { input }: Input<DecideVerifications>, context: Context) =>
      decideVerifications(context, input),
    withdrawApplication: async (_: unknown, { input }: Input<WithdrawApplication>, context: Context) =>
      context.loaders.application.load((await withdrawApplication(context, input)).id),
    resolvePlatformInquiry: async (_: unknown, { input }: Input<ResolvePlatformInquiry>, context: Context) =>
      context.loaders.application.load((await resolvePlatformInquiry(context, input)).id),
    proposeIdentityCorrection: (_: unknown, { input }: Input<ProposeIdentityCorrection>, context: Context) =>
      proposeIdentityCorrection(context, input),
    proposeNameCorrection: (_: unknown, { input }: Input<ProposeNameCorrection>, context: Context) =>
      proposeNameCorrection(context, input),
    proposeMerge: (_: unknown, { input }: Input<ProposeMerge>, context: Context) => proposeMerge(context, input),
    decideIdentityCorrection: (_: unknown, { input }: Input<DecideIdentityCorrection>, context: Context) =>
      decideIdentityCorrection(context, input),
    giveConsent: (_: unknown, { input }: Input<GiveConsent>, context: Context) => giveConsent(context, input),
    withdrawConsent: (_: unknown, { input }: Input<WithdrawConsent>, context: Context) =>
      withdrawConsent(context, input),
    recordCreditStanding: async (_: unknown, { input }: Input<RecordCreditStanding>, context: Context) =>
      context.loaders.member.load((await recordCreditStanding(context, input)).id),
    recordMemberCategory: async (_: unknown, { input }: Input<RecordMemberCategory>, context: Context) =>
      context.loaders.member.load((await recordMemberCategory(context, input)).id),
    recordIndustry: async (_: unknown, { input }: Input<RecordIndustry>, context: Context) =>
      context.loaders.member.load((await recordIndustry(context, input)).id),
    recordUnitParticipation: async (_: unknown, { input }: Input<RecordUnitParticipation>, context: Context) =>
      context.loaders.member.load((await recordUnitParticipation(context, input)).id),
  },
};
