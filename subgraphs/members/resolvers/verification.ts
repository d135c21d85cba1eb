import { cityName } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { openIdentity, openName } from '../operations/member-sealed.ts';
import { tokenOf } from '../operations/person-token.ts';
import type { PlatformInquiry } from '../operations/platform-inquiries.ts';
import type { ApplicationRow } from '../tables/application.ts';
import type { MemberRow } from '../tables/member.ts';
import type { VerificationRow } from '../tables/verification.ts';

type Nothing = Record<string, never>;

async function applicant(row: VerificationRow, { loaders }: Context): Promise<MemberRow> {
  const member = await loaders.member.load(row.memberId);
  if (!member) throw new Error('The applicant of a verification is out of the reach of its own city');
  return member;
}

/** Applications and the verifications they wait for. */
export const verification = {
  Application: {
    member: (row: ApplicationRow, _: Nothing, { loaders }: Context) => loaders.member.load(row.memberId),
    steps: (row: ApplicationRow, _: Nothing, { loaders }: Context) => loaders.steps.load(row.id),
  },
  PlatformInquiry: {
    application: (row: PlatformInquiry, _: Nothing, { loaders }: Context) =>
      loaders.application.load(row.applicationId),
  },
  Verification: {
    renewal: (row: VerificationRow) => row.round > 1,
    city: (row: VerificationRow) => cityName(row.city),
    applicantName: async (row: VerificationRow, _: Nothing, context: Context) =>
      openName(context, await applicant(row, context)),
    identityNumber: async (row: VerificationRow, _: Nothing, context: Context) =>
      openIdentity(context, await applicant(row, context)),
    identityDocumentKind: async (row: VerificationRow, _: Nothing, context: Context) =>
      (await applicant(row, context)).document_kind,
    person: (row: VerificationRow, _: Nothing, context: Context) => tokenOf(context, row.memberId),
    industry: (row: VerificationRow) => ({ code: row.industryCode, name: row.industryName }),
  },
};
