import { type CityName, cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { type ApplyToJoin, applyToJoin } from '../operations/apply-to-join.ts';
import { type DecideVerification, decideVerification } from '../operations/decide-verification.ts';
import { type GiveConsent, giveConsent } from '../operations/give-consent.ts';
import { type RecordCreditStanding, recordCreditStanding } from '../operations/record-credit-standing.ts';
import { type RecordUnitParticipation, recordUnitParticipation } from '../operations/record-unit-participation.ts';
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
    giveConsent: (_: unknown, { input }: Input<GiveConsent>, context: Context) => giveConsent(context, input),
    withdrawConsent: (_: unknown, { input }: Input<WithdrawConsent>, context: Context) =>
      withdrawConsent(context, input),
    recordCreditStanding: async (_: unknown, { input }: Input<RecordCreditStanding>, context: Context) =>
      context.loaders.member.load((await recordCreditStanding(context, input)).id),
    recordUnitParticipation: async (_: unknown, { input }: Input<RecordUnitParticipation>, context: Context) =>
      context.loaders.member.load((await recordUnitParticipation(context, input)).id),
  },
};
