import { type CityName, cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { checkSpouse, type SpouseCheckBasis } from '../operations/check-spouse.ts';
import { consentText } from '../operations/consent-text.ts';
import { consentedMember } from '../operations/consented-member.ts';
import { duplicateMembers } from '../operations/duplicate-members.ts';
import {
  type EmploymentStanding,
  employmentStanding,
  employmentStandingOf,
} from '../operations/employment-standing.ts';
import { findApplication } from '../operations/find-application.ts';
import { findMember, findMemberByIdentityNumber, ownMember } from '../operations/find-member.ts';
import { findTaxpayers, type Taxpayer, type TaxpayerInquiry } from '../operations/find-taxpayers.ts';
import { pendingCorrections } from '../operations/identity-corrections.ts';
import { countPendingVerifications, pendingVerifications } from '../operations/pending-verifications.ts';
import { tokenOf } from '../operations/person-token.ts';
import { platformInquiries } from '../operations/platform-inquiries.ts';
import type { ConsentPurpose } from '../rules/consent.ts';

type Page = { first: number; after?: string | null };
type ByNumber = { identityNumber: string };
type SpouseAsked = { memberId: string; legalBasis?: SpouseCheckBasis | null } & ByNumber;

/** The root questions. */
export const queries = {
  Query: {
    taxpayers: (_: unknown, { inquiries }: { inquiries: TaxpayerInquiry[] }, context: Context) =>
      findTaxpayers(context, inquiries),
    pendingVerifications: (_: unknown, page: Page, context: Context) => pendingVerifications(context, page),
    employmentStanding: (_: unknown, asked: ByNumber, context: Context) =>
      employmentStanding(context, asked.identityNumber),
    employmentStandingOf: (_: unknown, { person }: { person: string }, context: Context) =>
      employmentStandingOf(context, person),
    consentedMember: (_: unknown, { consent }: { consent: string }, context: Context) =>
      consentedMember(context, consent),
    member: (_: unknown, { id }: { id: string }, context: Context) => findMember(context, id),
    memberByIdentityNumber: (_: unknown, asked: ByNumber, context: Context) =>
      findMemberByIdentityNumber(context, asked.identityNumber),
    application: (_: unknown, { id }: { id: string }, context: Context) => findApplication(context, id),
    pendingIdentityCorrections: (_: unknown, { city }: { city: CityName }, context: Context) =>
      pendingCorrections(context, cityCode(city)),
    duplicateMembers: (_: unknown, { city }: { city: CityName }, context: Context) =>
      duplicateMembers(context, cityCode(city)),
    spouseCheck: (_: unknown, asked: SpouseAsked, context: Context) => checkSpouse(context, asked),
    platformInquiries: (_: unknown, { city }: { city: CityName }, context: Context) =>
      platformInquiries(context, cityCode(city)),
    consentText: (_: unknown, { purpose }: { purpose: ConsentPurpose }) => consentText(purpose),
    me: (_: unknown, __: unknown, context: Context) => ownMember(context),
  },
  Taxpayer: {
    person: ({ memberId }: Taxpayer, _: unknown, context: Context) => tokenOf(context, memberId),
  },
  EmploymentStanding: {
    person: ({ memberId }: EmploymentStanding, _: unknown, context: Context) => tokenOf(context, memberId),
  },
  VerificationConnection: {
    totalCount: (_: unknown, __: unknown, context: Context) => countPendingVerifications(context),
  },
};
