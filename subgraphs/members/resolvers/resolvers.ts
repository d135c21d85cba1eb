import type { Persons } from '#service/persons.ts';
import type { SpouseCheck } from '../operations/check-spouse.ts';
import type { ConsentedMember } from '../operations/consented-member.ts';
import type { RowDecided } from '../operations/decide-verifications.ts';
import type { EmploymentStanding } from '../operations/employment-standing.ts';
import type { Taxpayer } from '../operations/find-taxpayers.ts';
import type { PlatformInquiry } from '../operations/platform-inquiries.ts';
import type { ApplicationRow, StepRow } from '../tables/application.ts';
import type { ConsentRow } from '../tables/consent.ts';
import type { IdentityCorrectionRow } from '../tables/identity-correction.ts';
import type { MemberRow } from '../tables/member.ts';
import type { VerificationRow } from '../tables/verification.ts';
import { commands } from './commands.ts';
import { member } from './member.ts';
import { queries } from './queries.ts';
import { verification } from './verification.ts';

/** Everything this subgraph answers. */
export const resolvers = { ...queries, ...commands, ...member, ...verification };

/** The types whose values are about one person, and which member that is. */
export const persons: Persons = {
  Member: (value: MemberRow | ConsentedMember) =>
    'consent' in value ? { subject: value.id, basis: `consent ${value.consent}` } : value.id,
  Application: (value: ApplicationRow) => value.memberId,
  Verification: (value: VerificationRow) => value.memberId,
  // A cursor holds the day and the id of the verification it stands at.
  VerificationEdge: ({ node }: { node: VerificationRow }) => node.memberId,
  PageInfo: ({ endNode }: { endNode?: VerificationRow }) => endNode?.memberId,
  ApplicationStep: (value: StepRow) => value.memberId,
  PlatformInquiry: (value: PlatformInquiry) => value.memberId,
  VerificationRow: (value: RowDecided) => value.memberId,
  IdentityCorrection: (value: IdentityCorrectionRow) => value.memberId,
  SpouseCheck: ({ memberId, asked }: SpouseCheck) => [memberId, ...asked],
  HeldOfMember: (value: { memberId: string }) => value.memberId,
  Consent: (value: ConsentRow) => value.memberId,
  Taxpayer: (value: Taxpayer) => value.memberId,
  EmploymentStanding: (value: EmploymentStanding) => value.memberId,
};
