// Written by: npm run generate
import type { Fen } from '#kernel/money.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Yuan as a decimal text with two places, for example "8640.00" (元). */
  Money: { input: Fen; output: Fen; }
  /** A civil date in Asia/Shanghai, for example "2026-07-01". */
  CivilDate: { input: string; output: string; }
  /** A civil month, for example "2026-07". */
  CivilMonth: { input: string; output: string; }
  /** A point in time, ISO 8601 in UTC. */
  Instant: { input: string; output: string; }
  /** A number of one of the five identity documents (证件号码); it goes in, and comes out only to those whose duty needs it. */
  IdentityNumber: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A city of the pilot (试点城市). */
export type City =
  /** 昌吉州 */
  | 'CHANGJI'
  /** 湖州市 */
  | 'HUZHOU';

/** The kind of identity document (证件类型). */
export type IdentityDocumentKind =
  /** 居民身份证 */
  | 'RESIDENT_CARD'
  /** 港澳台居民居住证（香港 81） */
  | 'HONG_KONG_RESIDENCE'
  /** 港澳台居民居住证（澳门 82） */
  | 'MACAO_RESIDENCE'
  /** 港澳台居民居住证（台湾 83） */
  | 'TAIWAN_RESIDENCE'
  /** 外国人永久居留身份证 */
  | 'PERMANENT_RESIDENCE';

/** The form of flexible employment (就业形式). */
export type EmploymentForm =
  /** 非全日制 */
  | 'NON_FULL_TIME'
  /** 个体经营 */
  | 'SELF_EMPLOYED'
  /** 新就业形态 */
  | 'NEW_FORM';

/** A category that one-off subsidies look at (CJ-16). */
export type MemberCategoryKind =
  /** 在校大学生 */
  | 'STUDENT'
  /** 高校毕业生 */
  | 'GRADUATE'
  /** 退役军人 */
  | 'VETERAN'
  /** 护边员 */
  | 'BORDER_GUARD';

/** Credit standing (信用状况) as recorded. */
export type CreditStandingValue =
  /** 良好 */
  | 'GOOD'
  /** 不良 */
  | 'ADVERSE'
  /** 未查询 */
  | 'NOT_CHECKED';

/** State of an application (申请状态). */
export type ApplicationStatus =
  /** 待核实 */
  | 'AWAITING_VERIFICATION'
  /** 已核实，等候全国平台答复（CJ-08） */
  | 'AWAITING_PLATFORM'
  /** 已通过 */
  | 'APPROVED'
  /** 未通过 */
  | 'REFUSED'
  /** 已撤回 */
  | 'WITHDRAWN'
  /** 逾期未核实，已失效 */
  | 'EXPIRED';

/** A step of an application (申请进度): a state that it came to, or the agreement that was signed. */
export type ApplicationStepKind =
  | 'AWAITING_VERIFICATION'
  | 'AWAITING_PLATFORM'
  | 'APPROVED'
  | 'REFUSED'
  | 'WITHDRAWN'
  | 'EXPIRED'
  /** 已签约开户 */
  | 'AGREED';

/** What the national platform said of another normal account (全国范围内一个正常账户, CJ-08). */
export type PlatformInquiryStatus =
  /** 等候答复 */
  | 'OPEN'
  /** 没有其他正常账户 */
  | 'CLEAR'
  /** 其他中心已有正常账户 */
  | 'OTHER_ACCOUNT'
  /** 前后答复不一致 */
  | 'CONTRADICTED'
  /** 逾期未答复 */
  | 'UNANSWERED';

export type PlatformDecision =
  /** 人工核准 */
  | 'ADMIT'
  /** 人工不予核准 */
  | 'REFUSE';

/** Outcome of a verification of identity and employment (核实结果, CJ-23). */
export type VerificationStatus =
  /** 待核实 */
  | 'PENDING'
  /** 属实 */
  | 'CONFIRMED'
  /** 不属实 */
  | 'REJECTED'
  /** 申请已撤回或失效，不再核实 */
  | 'LAPSED';

export type StandingState =
  /** 查无待核实或已核实记录 */
  | 'NOT_KNOWN'
  /** 待核实 */
  | 'PENDING'
  /** 属实且在有效期内 */
  | 'CONFIRMED'
  /** 属实但已过有效期 */
  | 'EXPIRED'
  /** 不属实 */
  | 'REJECTED';

export type ConsentStatus =
  /** 有效 */
  | 'ACTIVE'
  /** 已撤回 */
  | 'WITHDRAWN'
  /** 已到期 */
  | 'EXPIRED';

export type Query = {
  __typename?: 'Query';
  /** Finds 1 to 1,000 taxpayers by identity number, in the order asked (AG-01). */
  taxpayers: Array<Taxpayer>;
  /** Verifications of identity and employment that wait for the HR bureau, oldest first (AG-02, CJ-23). */
  pendingVerifications: VerificationConnection;
  /** One person's current standing as to verified flexible employment (AG-02). */
  employmentStanding: EmploymentStanding;
  /** The same by the bureau's own token of the person; any other token is answered like somebody unknown (AG-02). */
  employmentStandingOf: EmploymentStanding;
  /** The member who gave this consent to the bank that asks (AG-03). Refused alike whether the consent, or the person, exists or not. */
  consentedMember: Member;
  /** A member by id (AG-04). */
  member?: Maybe<Member>;
  /** A member by identity number (AG-04). */
  memberByIdentityNumber?: Maybe<Member>;
  /** An application by id (AG-04). */
  application?: Maybe<Application>;
  /** Applicants of a city whom the national platform left to the staff, oldest first, at most 200 (CJ-08). */
  platformInquiries: Array<PlatformInquiry>;
  /** Corrections of identity in a city that wait for a second officer, or for the registers, oldest first, at most 200. */
  pendingIdentityCorrections: Array<IdentityCorrection>;
  /** Records of a city that may be of one person, at most 200 (CJ-03, CJ-08). */
  duplicateMembers: Array<MemberPair>;
  /**
   * Whether a number is that of a member's declared spouse: yes or no, and nothing of the spouse, by law (CJ-13) or by the
   * consent of whoever holds the number. Without either it is refused alike whether there is a spouse or not.
   */
  spouseCheck: SpouseCheck;
  /** The wording of a consent as it is now in use (单独同意告知文本, PIPL 23). */
  consentText: ConsentText;
  /** The member whose token this is (AG-06). */
  me: Member;
};


export type QueryTaxpayersArgs = {
  inquiries: Array<TaxpayerInquiry>;
};


export type QueryPendingVerificationsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryEmploymentStandingArgs = {
  identityNumber: Scalars['IdentityNumber']['input'];
};


export type QueryEmploymentStandingOfArgs = {
  person: Scalars['ID']['input'];
};


export type QueryConsentedMemberArgs = {
  consent: Scalars['ID']['input'];
};


export type QueryMemberArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMemberByIdentityNumberArgs = {
  identityNumber: Scalars['IdentityNumber']['input'];
};


export type QueryApplicationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPlatformInquiriesArgs = {
  city: City;
};


export type QueryPendingIdentityCorrectionsArgs = {
  city: City;
};


export type QueryDuplicateMembersArgs = {
  city: City;
};


export type QuerySpouseCheckArgs = {
  memberId: Scalars['ID']['input'];
  identityNumber: Scalars['IdentityNumber']['input'];
  legalBasis?: InputMaybe<SpouseCheckBasis>;
};


export type QueryConsentTextArgs = {
  purpose: ConsentPurpose;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Applies to join; the answer tells every condition of eligibility, met or not (CJ-01…04, HZ-01). */
  applyToJoin: Application;
  /** Confirms or rejects identity and employment of an applicant (CJ-23). */
  decideVerification: Verification;
  /** Decides 1 to 500 verifications, row by row; the same key and rows have the first answer again (CJ-23). */
  decideVerifications: Array<VerificationRow>;
  /** Withdraws an application that still waits (CJ-01). */
  withdrawApplication: Application;
  /** Decides on an applicant of whom the national platform did not answer in time, or answered two things (CJ-08). */
  resolvePlatformInquiry: Application;
  /** Proposes another identity number for a member; another officer decides (CJ-03). */
  proposeIdentityCorrection: IdentityCorrection;
  /** Proposes another name for a member, typed wrongly or changed since; another officer decides (CJ-03). */
  proposeNameCorrection: IdentityCorrection;
  /**
   * Proposes that two records are of one person; another officer decides. One that was approved ends only in an approved
   * one, and when the registers have told that nothing of it is left (CJ-08).
   */
  proposeMerge: IdentityCorrection;
  /** Applies or rejects a proposed correction or merger, by another officer (CJ-03, CJ-08). */
  decideIdentityCorrection: IdentityCorrection;
  /** Gives one bank consent for one purpose and a list of fields (PIPL 23; CJ-18). */
  giveConsent: Consent;
  /** Withdraws a consent; effective on the next request. */
  withdrawConsent: Consent;
  /** Records credit standing with its source and date (CJ-04). */
  recordCreditStanding: Member;
  /** Records from when to when a member belongs to a group that subsidies look at, with the evidence (CJ-16). */
  recordMemberCategory: Member;
  /** Records from when to when a member works in an industry of the city's list, with the evidence (CJ-17). */
  recordIndustry: Member;
  /** Records that a member takes part, or no longer takes part, through a unit (CJ-04, CJ-10). */
  recordUnitParticipation: Member;
};


export type MutationApplyToJoinArgs = {
  input: ApplyToJoinInput;
};


export type MutationDecideVerificationArgs = {
  input: DecideVerificationInput;
};


export type MutationDecideVerificationsArgs = {
  input: DecideVerificationsInput;
};


export type MutationWithdrawApplicationArgs = {
  input: WithdrawApplicationInput;
};


export type MutationResolvePlatformInquiryArgs = {
  input: ResolvePlatformInquiryInput;
};


export type MutationProposeIdentityCorrectionArgs = {
  input: ProposeIdentityCorrectionInput;
};


export type MutationProposeNameCorrectionArgs = {
  input: ProposeNameCorrectionInput;
};


export type MutationProposeMergeArgs = {
  input: ProposeMergeInput;
};


export type MutationDecideIdentityCorrectionArgs = {
  input: DecideIdentityCorrectionInput;
};


export type MutationGiveConsentArgs = {
  input: GiveConsentInput;
};


export type MutationWithdrawConsentArgs = {
  input: WithdrawConsentInput;
};


export type MutationRecordCreditStandingArgs = {
  input: RecordCreditStandingInput;
};


export type MutationRecordMemberCategoryArgs = {
  input: RecordMemberCategoryInput;
};


export type MutationRecordIndustryArgs = {
  input: RecordIndustryInput;
};


export type MutationRecordUnitParticipationArgs = {
  input: RecordUnitParticipationInput;
};

export type TaxpayerInquiry = {
  identityNumber: Scalars['IdentityNumber']['input'];
  /** The person's prior-year average monthly income as the bureau knows it; it then replaces the contribution base in the cap. */
  priorYearAverageMonthlyIncome?: InputMaybe<Scalars['Money']['input']>;
};

/** One line of the tax bureau's inquiry, found or not. */
export type Taxpayer = {
  __typename?: 'Taxpayer';
  memberId?: Maybe<Scalars['ID']['output']>;
  priorYearAverageMonthlyIncome?: Maybe<Scalars['Money']['output']>;
  /** Place in the inquiry, from 0. */
  position: Scalars['Int']['output'];
  /** Whether a member of this bureau's city holds this identity number. */
  found: Scalars['Boolean']['output'];
  /** Name (姓名); null when not found. */
  name?: Maybe<Scalars['String']['output']>;
  /** By which this bureau knows the person, and nobody else does (查询机构专用标识); null when not found. */
  person?: Maybe<Scalars['ID']['output']>;
  /** The identity number as asked, masked. */
  identityNumberMasked: Scalars['String']['output'];
};

export type VerificationConnection = {
  __typename?: 'VerificationConnection';
  edges: Array<VerificationEdge>;
  pageInfo: PageInfo;
  /** How many wait in all. */
  totalCount: Scalars['Int']['output'];
};

export type VerificationEdge = {
  __typename?: 'VerificationEdge';
  cursor: Scalars['String']['output'];
  node: Verification;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** A verification of identity and employment (身份及就业状况核实, CJ-23). */
export type Verification = {
  __typename?: 'Verification';
  /** The number of the case, which the centre and the bureau of its city share. */
  id: Scalars['ID']['output'];
  /** By which this bureau knows the applicant, and nobody else does (查询机构专用标识). */
  person: Scalars['ID']['output'];
  status: VerificationStatus;
  city: City;
  appliedOn: Scalars['CivilDate']['output'];
  applicantName: Scalars['String']['output'];
  /** 证件号码: the HR bureau's duty to verify identity needs the whole number. */
  identityNumber: Scalars['IdentityNumber']['output'];
  identityDocumentKind: IdentityDocumentKind;
  /** Form of employment as declared. */
  employmentForm: EmploymentForm;
  /** Industry code and name as declared. */
  industry: Industry;
  /** Since when, as declared. */
  employedSince: Scalars['CivilDate']['output'];
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** Reference of the evidence that the decision rests on. */
  evidenceReference?: Maybe<Scalars['String']['output']>;
  validUntil?: Maybe<Scalars['CivilDate']['output']>;
  rejectionReason?: Maybe<Scalars['String']['output']>;
  /** Asked again before, or after, an earlier confirmation ended (复核). */
  renewal: Scalars['Boolean']['output'];
  /** The last day for it: the application ends after it, or the earlier confirmation; null of old ones. */
  dueOn?: Maybe<Scalars['CivilDate']['output']>;
};

/** What became of one row of a batch. */
export type VerificationRow = {
  __typename?: 'VerificationRow';
  /** Place in the batch, from 0. */
  position: Scalars['Int']['output'];
  decided: Scalars['Boolean']['output'];
  /** As decided; null where it was not. */
  verification?: Maybe<Verification>;
  /** Why it was not: the code of the refusal, its field and its words. */
  code?: Maybe<Scalars['String']['output']>;
  field?: Maybe<Scalars['String']['output']>;
  message?: Maybe<Scalars['String']['output']>;
};

export type EmploymentStanding = {
  __typename?: 'EmploymentStanding';
  /** By which this bureau knows the person, and nobody else does (查询机构专用标识); null of somebody unknown. */
  person?: Maybe<Scalars['ID']['output']>;
  state: StandingState;
  employmentForm?: Maybe<EmploymentForm>;
  industry?: Maybe<Industry>;
  verifiedOn?: Maybe<Scalars['CivilDate']['output']>;
  validUntil?: Maybe<Scalars['CivilDate']['output']>;
  asOf: Scalars['Instant']['output'];
};

export type Industry = {
  __typename?: 'Industry';
  code: Scalars['String']['output'];
  name: Scalars['String']['output'];
};

export type DecideVerificationsInput = {
  /** 1 to 500. */
  decisions: Array<VerificationDecisionInput>;
  idempotencyKey: Scalars['String']['input'];
};

export type VerificationDecisionInput = {
  verificationId: Scalars['ID']['input'];
  decision: VerificationDecision;
  /** Reference of the evidence (材料编号), 1–100 characters, no personal data. */
  evidenceReference: Scalars['String']['input'];
  /** Until when a confirmation holds; required to confirm. */
  validUntil?: InputMaybe<Scalars['CivilDate']['input']>;
  /** Why it is rejected; required to reject; told to the applicant. */
  rejectionReason?: InputMaybe<Scalars['String']['input']>;
};

export type DecideVerificationInput = {
  verificationId: Scalars['ID']['input'];
  decision: VerificationDecision;
  /** Reference of the evidence (材料编号), 1–100 characters, no personal data. */
  evidenceReference: Scalars['String']['input'];
  /** Until when a confirmation holds; required to confirm. */
  validUntil?: InputMaybe<Scalars['CivilDate']['input']>;
  /** Why it is rejected; required to reject; told to the applicant. */
  rejectionReason?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type VerificationDecision =
  /** 核实属实 */
  | 'CONFIRM'
  /** 核实不属实 */
  | 'REJECT';

/** A condition of eligibility, with the fact that it was judged by. */
export type EligibilityCondition = {
  __typename?: 'EligibilityCondition';
  clause: Scalars['String']['output'];
  description: Scalars['String']['output'];
  met: Scalars['Boolean']['output'];
  /** The fact (事实), the day as of which it stood and where it comes from; null of decisions that were kept before. */
  fact?: Maybe<Scalars['String']['output']>;
  factOn?: Maybe<Scalars['CivilDate']['output']>;
  source?: Maybe<Scalars['String']['output']>;
};

/** A figure of policy that a decision used, as it stood that day. */
export type EnrolmentFigure = {
  __typename?: 'EnrolmentFigure';
  name: Scalars['String']['output'];
  from: Scalars['CivilDate']['output'];
  /** in force, draft or unknown (演示值). */
  status: Scalars['String']['output'];
  value?: Maybe<Scalars['String']['output']>;
  reference?: Maybe<Scalars['String']['output']>;
};

/** Eligibility to join, condition by condition (CJ-01…04, HZ-01). */
export type Eligibility = {
  __typename?: 'Eligibility';
  eligible: Scalars['Boolean']['output'];
  decidedOn: Scalars['CivilDate']['output'];
  conditions: Array<EligibilityCondition>;
  /** The day on which statutory retirement age is reached (法定退休日). */
  retirementOn: Scalars['CivilDate']['output'];
  /** Names of figures that no published document gives; their demonstration values were used (演示值). */
  demonstrationFigures: Array<Scalars['String']['output']>;
  /** The figures of policy that decided, in the versions of that day. */
  policy: Array<EnrolmentFigure>;
};

/** An application to join (参加申请). */
export type Application = {
  __typename?: 'Application';
  id: Scalars['ID']['output'];
  member: Member;
  status: ApplicationStatus;
  appliedOn: Scalars['CivilDate']['output'];
  eligibility: Eligibility;
  /** The verification it waits for; null when it was refused at once. */
  verificationId?: Maybe<Scalars['ID']['output']>;
  /** Why it was refused (未通过原因). */
  refusalReason?: Maybe<Scalars['String']['output']>;
  /** The last day on which it may be verified; null unless it waits for that. */
  expiresOn?: Maybe<Scalars['CivilDate']['output']>;
  /** The day on which the account was opened under an agreement. */
  agreedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** What became of it, step by step, from the first. */
  steps: Array<ApplicationStep>;
};

export type ApplicationStep = {
  __typename?: 'ApplicationStep';
  status: ApplicationStepKind;
  on: Scalars['CivilDate']['output'];
  clause: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  /** The office or officer that did it. */
  by: Scalars['String']['output'];
  figures: Array<EnrolmentFigure>;
};

/** What the national platform was asked of an applicant, and answered (CJ-08). */
export type PlatformInquiry = {
  __typename?: 'PlatformInquiry';
  application: Application;
  status: PlatformInquiryStatus;
  openedOn: Scalars['CivilDate']['output'];
  waitUntil: Scalars['CivilDate']['output'];
  answers: Array<PlatformAnswer>;
};

export type PlatformAnswer = {
  __typename?: 'PlatformAnswer';
  /** The other centre's code; null where there is no other account. */
  centre?: Maybe<Scalars['String']['output']>;
  asOf: Scalars['CivilDate']['output'];
};

export type WithdrawApplicationInput = {
  applicationId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ResolvePlatformInquiryInput = {
  applicationId: Scalars['ID']['input'];
  decision: PlatformDecision;
  /** What the decision rests on (材料编号), 1–100 characters, no personal data. */
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ApplyToJoinInput = {
  city: City;
  name: Scalars['String']['input'];
  identityNumber: Scalars['IdentityNumber']['input'];
  /** The spouse's identity number (配偶证件号码), for the closing check (CJ-13); kept only as a keyed fingerprint. */
  spouseIdentityNumber?: InputMaybe<Scalars['IdentityNumber']['input']>;
  /** 11 digits. */
  phone: Scalars['String']['input'];
  /** Needed where the document does not tell it (old permanent residence cards). */
  sex?: InputMaybe<Sex>;
  /** The last day of the identity document (证件有效期至); left out of one that is for life (长期). */
  documentValidUntil?: InputMaybe<Scalars['CivilDate']['input']>;
  employmentForm: EmploymentForm;
  /** Industry code of the city's list, or OTHER. */
  industryCode: Scalars['String']['input'];
  employedSince: Scalars['CivilDate']['input'];
  /** 16 to 17 only: lives mainly on own labour income (CJ-02). */
  ownIncome?: Scalars['Boolean']['input'];
  /** Contributes through a unit at present (CJ-04). */
  inUnit?: Scalars['Boolean']['input'];
  /**
   * Declared with a member's own token it is kept as their unchecked word (本人承诺，未核验) and said to be one; a record of
   * the centre counts before it (CJ-04).
   */
  creditStanding: CreditStandingInput;
  categories?: Array<MemberCategoryInput>;
  idempotencyKey: Scalars['String']['input'];
};

export type Sex =
  | 'MALE'
  | 'FEMALE';

export type CreditStandingInput = {
  value: CreditStandingValue;
  /** Where it comes from, for example 人民银行征信系统. */
  source: Scalars['String']['input'];
  asOf: Scalars['CivilDate']['input'];
};

export type MemberCategoryInput = {
  kind: MemberCategoryKind;
  /** Day of graduation; required for GRADUATE. */
  graduatedOn?: InputMaybe<Scalars['CivilDate']['input']>;
  /** From which day on; the day of application where it is not given. */
  since?: InputMaybe<Scalars['CivilDate']['input']>;
  /** The last day, where it is known. */
  until?: InputMaybe<Scalars['CivilDate']['input']>;
  evidenceReference: Scalars['String']['input'];
};

/** A person known to the fund (缴存人). The id says nothing about the person. */
export type Member = {
  __typename?: 'Member';
  id: Scalars['ID']['output'];
  city: City;
  name: Scalars['String']['output'];
  identityNumberMasked: Scalars['String']['output'];
  identityDocumentKind: IdentityDocumentKind;
  phoneMasked: Scalars['String']['output'];
  birthDate: Scalars['CivilDate']['output'];
  employmentForm: EmploymentForm;
  /** The industry that the member works in today, as declared on joining or recorded since. */
  industry: Industry;
  /** Works in one of the city's key industries (重点产业, CJ-17) on the day asked. */
  keyIndustry: Scalars['Boolean']['output'];
  creditStanding: CreditStanding;
  /** Takes part through a unit at present (CJ-04). */
  inUnit: Scalars['Boolean']['output'];
  /** The groups that the member belongs to today (CJ-16). */
  categories: Array<MemberCategory>;
  /** Every line that was recorded of groups, with its evidence; of one kind the one that begins last counts. */
  categoryHistory: Array<MemberCategory>;
  /** Every line that was recorded of industries since joining, with its evidence; the one that begins last counts (CJ-17). */
  industryHistory: Array<IndustryPeriod>;
  application: Application;
  consents: Array<Consent>;
  /** How the member's identity was corrected, the first first (更正记录). */
  identityCorrections: Array<IdentityCorrection>;
  /** Other records of the same person that ended in this one, with all that hung on them (CJ-08). */
  mergedRecords: Array<Member>;
  /** What this register holds of the member beside what is in force today, for the member alone (AG-06, PIPL 45). */
  held: HeldOfMember;
  /**
   * The spouse (配偶), where either of the two declared the other and both are members of the caller's cities (CJ-13); null
   * alike for a spouse in another city and for none.
   */
  spouse?: Maybe<Member>;
};

/** 为何更正姓名。 */
export type NameCorrectionReason =
  /** 姓名登记错误 */
  | 'NAME_TYPING_ERROR'
  /** 本人更名 */
  | 'RENAMED';

/** What an approved record that is to end in another still has (CJ-08). */
export type MergeObstacle =
  /** 账户未销户或仍有余额 */
  | 'ACCOUNT_OPEN'
  /** 提取或销户付款未办结 */
  | 'PAYOUT_PENDING'
  /** 转移接续未办结 */
  | 'TRANSFER_PENDING'
  /** 贷款或贴息贷款未结清 */
  | 'LOAN_OUTSTANDING'
  /** 贷款申请未办结 */
  | 'LOAN_APPLICATION_OPEN'
  /** 身份及就业状况待核实 */
  | 'VERIFICATION_PENDING'
  /** 两条登记之一已并入其他登记 */
  | 'RECORD_ENDED';

export type IdentityCorrectionReason =
  /** 登记错误 */
  | 'TYPING_ERROR'
  /** 证件换发，号码变更 */
  | 'REISSUED'
  /** 同一人的两条登记合并 */
  | 'MERGED'
  /** 姓名登记错误 */
  | 'NAME_TYPING_ERROR'
  /** 本人更名 */
  | 'RENAMED';

export type ProposedCorrectionReason =
  /** 登记错误 */
  | 'TYPING_ERROR'
  /** 证件换发，号码变更 */
  | 'REISSUED';

export type IdentityCorrectionStatus =
  | 'PROPOSED'
  /** 已核准合并，等候各登记簿答复 */
  | 'ASKED'
  | 'APPLIED'
  | 'REJECTED'
  /** 被合并的登记仍有未了事项，未合并 */
  | 'HINDERED';

export type IdentityCorrectionDecision =
  | 'APPLY'
  | 'REJECT';

/** A correction of a member's identity, by two officers. */
export type IdentityCorrection = {
  __typename?: 'IdentityCorrection';
  id: Scalars['ID']['output'];
  reason: IdentityCorrectionReason;
  status: IdentityCorrectionStatus;
  /** The member whom it is of; of a merger the record that stays. */
  memberId: Scalars['ID']['output'];
  /** The record that ends, of a merger. */
  mergedId?: Maybe<Scalars['ID']['output']>;
  /** What the record that ends still has, as the registers told; empty where nothing hinders. */
  obstacles: Array<MergeObstacle>;
  /** The name that it brings; null where it is not the name that is corrected. */
  name?: Maybe<Scalars['String']['output']>;
  /** The name that was; null until it is applied. */
  formerName?: Maybe<Scalars['String']['output']>;
  /** The number that it brings, masked; of a merger that of the record that ends, of a name the one that stays. */
  numberMasked: Scalars['String']['output'];
  /** The number that was; null until it is applied. */
  formerMasked?: Maybe<Scalars['String']['output']>;
  evidenceReference: Scalars['String']['output'];
  proposedOn: Scalars['CivilDate']['output'];
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
  proposedBy: Scalars['String']['output'];
  decidedBy?: Maybe<Scalars['String']['output']>;
};

/** By which law a centre asks without the spouse's own consent. */
export type SpouseCheckBasis =
  /** 销户：本人及配偶均无未结清贷款（CJ-13） */
  | 'CLOSING';

/** Whether somebody is a member's declared spouse (配偶关系核查). */
export type SpouseCheck = {
  __typename?: 'SpouseCheck';
  declared: Scalars['Boolean']['output'];
  clause: Scalars['String']['output'];
  /** The law, or the spouse's own consent, by which the centre may ask. */
  basis: Scalars['String']['output'];
};

export type SamePersonSign =
  /** 新旧两版外国人永久居留身份证 */
  | 'RESIDENCE_CARD_15_AND_18'
  /** 同名同生日，证件种类不同 */
  | 'OTHER_DOCUMENT';

/** Two records that may be of one person. */
export type MemberPair = {
  __typename?: 'MemberPair';
  first: Member;
  second: Member;
  sign: SamePersonSign;
};

export type ProposeIdentityCorrectionInput = {
  memberId: Scalars['ID']['input'];
  identityNumber: Scalars['IdentityNumber']['input'];
  /** Needed where the document does not tell it (old permanent residence cards). */
  sex?: InputMaybe<Sex>;
  reason: ProposedCorrectionReason;
  /** 1–100 characters, no personal data. */
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ProposeNameCorrectionInput = {
  memberId: Scalars['ID']['input'];
  /** 1 to 50 letters of any script. */
  name: Scalars['String']['input'];
  reason: NameCorrectionReason;
  /** 1–100 characters, no personal data. */
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ProposeMergeInput = {
  /** The record that stays. */
  memberId: Scalars['ID']['input'];
  /** The record that ends. */
  mergedMemberId: Scalars['ID']['input'];
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type DecideIdentityCorrectionInput = {
  correctionId: Scalars['ID']['input'];
  decision: IdentityCorrectionDecision;
  idempotencyKey: Scalars['String']['input'];
};

export type HeldOfMember = {
  __typename?: 'HeldOfMember';
  /** The member's own identity number, whole. */
  identityNumber: Scalars['IdentityNumber']['output'];
  /** The member's own phone, whole. */
  phone: Scalars['String']['output'];
  sex: Sex;
  /** Every application, the first first. */
  applications: Array<Application>;
  declarations: Array<HeldDeclaration>;
  verifications: Array<HeldVerification>;
  /** Credit standing as it was ever recorded. */
  creditStandings: Array<HeldCreditStanding>;
  unitParticipations: Array<HeldUnitParticipation>;
  /** What the national platform was asked and answered (CJ-08). */
  platformInquiries: Array<HeldPlatformInquiry>;
};

/** What was declared in an application. */
export type HeldDeclaration = {
  __typename?: 'HeldDeclaration';
  applicationId: Scalars['ID']['output'];
  employmentForm: EmploymentForm;
  industry: Industry;
  employedSince: Scalars['CivilDate']['output'];
  ownIncome: Scalars['Boolean']['output'];
  inUnit: Scalars['Boolean']['output'];
  /** The last day of the identity document; null of one that is for life. */
  documentValidUntil?: Maybe<Scalars['CivilDate']['output']>;
  /** Whether a spouse was declared; whose number that is, is the other's to know. */
  spouseDeclared: Scalars['Boolean']['output'];
};

export type HeldVerification = {
  __typename?: 'HeldVerification';
  applicationId: Scalars['ID']['output'];
  status: VerificationStatus;
  askedOn: Scalars['CivilDate']['output'];
  dueOn?: Maybe<Scalars['CivilDate']['output']>;
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
  evidenceReference?: Maybe<Scalars['String']['output']>;
  validUntil?: Maybe<Scalars['CivilDate']['output']>;
  rejectionReason?: Maybe<Scalars['String']['output']>;
};

export type HeldCreditStanding = {
  __typename?: 'HeldCreditStanding';
  value: CreditStandingValue;
  source: Scalars['String']['output'];
  asOf: Scalars['CivilDate']['output'];
  /** Nobody but the member vouched for it. */
  selfDeclared: Scalars['Boolean']['output'];
  recordedAt: Scalars['Instant']['output'];
};

export type HeldUnitParticipation = {
  __typename?: 'HeldUnitParticipation';
  inUnit: Scalars['Boolean']['output'];
  since: Scalars['CivilDate']['output'];
  recordedAt: Scalars['Instant']['output'];
};

export type HeldPlatformInquiry = {
  __typename?: 'HeldPlatformInquiry';
  applicationId: Scalars['ID']['output'];
  status: PlatformInquiryStatus;
  openedOn: Scalars['CivilDate']['output'];
  waitUntil: Scalars['CivilDate']['output'];
  /** How staff decided without the platform; null where they did not. */
  resolution?: Maybe<PlatformDecision>;
  resolvedOn?: Maybe<Scalars['CivilDate']['output']>;
  evidenceReference?: Maybe<Scalars['String']['output']>;
  answers: Array<HeldPlatformAnswer>;
};

export type HeldPlatformAnswer = {
  __typename?: 'HeldPlatformAnswer';
  centre?: Maybe<Scalars['String']['output']>;
  asOf: Scalars['CivilDate']['output'];
};

export type CreditStanding = {
  __typename?: 'CreditStanding';
  value: CreditStandingValue;
  source: Scalars['String']['output'];
  asOf: Scalars['CivilDate']['output'];
};

export type MemberCategory = {
  __typename?: 'MemberCategory';
  kind: MemberCategoryKind;
  graduatedOn?: Maybe<Scalars['CivilDate']['output']>;
  since: Scalars['CivilDate']['output'];
  /** The last day; null while no end is known. */
  until?: Maybe<Scalars['CivilDate']['output']>;
  evidenceReference: Scalars['String']['output'];
  recordedAt: Scalars['Instant']['output'];
};

/** From when to when a member works in an industry. */
export type IndustryPeriod = {
  __typename?: 'IndustryPeriod';
  industry: Industry;
  since: Scalars['CivilDate']['output'];
  /** The last day; null while no end is known. */
  until?: Maybe<Scalars['CivilDate']['output']>;
  evidenceReference: Scalars['String']['output'];
  recordedAt: Scalars['Instant']['output'];
};

/** A consent of a member to one recipient for one purpose (单独同意). */
export type Consent = {
  __typename?: 'Consent';
  id: Scalars['ID']['output'];
  recipient: Scalars['String']['output'];
  purpose: Scalars['String']['output'];
  /** The fields that the recipient may learn. */
  fields: Array<Scalars['String']['output']>;
  textVersion: Scalars['String']['output'];
  status: ConsentStatus;
  givenOn: Scalars['CivilDate']['output'];
  validUntil: Scalars['CivilDate']['output'];
  withdrawnAt?: Maybe<Scalars['Instant']['output']>;
};

/** What a member is told when consenting: which fields the recipient may learn, in the words of the wording. */
export type ConsentText = {
  __typename?: 'ConsentText';
  purpose: ConsentPurpose;
  textVersion: Scalars['String']['output'];
  fields: Array<ConsentTextField>;
};

export type ConsentTextField = {
  __typename?: 'ConsentTextField';
  name: Scalars['String']['output'];
  meaning: Scalars['String']['output'];
};

export type GiveConsentInput = {
  memberId: Scalars['ID']['input'];
  /** The client name of the bank, or of the centre, for example "bank-a". */
  recipient: Scalars['String']['input'];
  /** SPOUSE_CHECK is given to a centre, and by the member's own token only. */
  purpose: ConsentPurpose;
  validUntil: Scalars['CivilDate']['input'];
  /** The version of the wording that the member was shown; refused where another is in use by now. */
  textVersion?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type ConsentPurpose =
  /** 绿色通道资格查询 */
  | 'GREEN_CHANNEL'
  /** 配偶关系核查：由配偶本人同意 */
  | 'SPOUSE_CHECK';

export type WithdrawConsentInput = {
  consentId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RecordCreditStandingInput = {
  memberId: Scalars['ID']['input'];
  standing: CreditStandingInput;
  idempotencyKey: Scalars['String']['input'];
};

export type RecordMemberCategoryInput = {
  memberId: Scalars['ID']['input'];
  kind: MemberCategoryKind;
  /** Day of graduation; required for GRADUATE. */
  graduatedOn?: InputMaybe<Scalars['CivilDate']['input']>;
  /** From which day on; what was recorded of the same kind and day before is replaced, and stays to be seen. */
  since: Scalars['CivilDate']['input'];
  /** The last day; it counts no longer on the next. The day before "since" says that it never held. */
  until?: InputMaybe<Scalars['CivilDate']['input']>;
  /** 1–100 characters, no personal data. */
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RecordIndustryInput = {
  memberId: Scalars['ID']['input'];
  /** Industry code of the city's list, or OTHER. */
  industryCode: Scalars['String']['input'];
  since: Scalars['CivilDate']['input'];
  /** The last day; it counts no longer on the next. The day before "since" says that it never held. */
  until?: InputMaybe<Scalars['CivilDate']['input']>;
  /** 1–100 characters, no personal data. */
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RecordUnitParticipationInput = {
  memberId: Scalars['ID']['input'];
  inUnit: Scalars['Boolean']['input'];
  since: Scalars['CivilDate']['input'];
  idempotencyKey: Scalars['String']['input'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Taxpayer: Taxpayer;
  Member: Member;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Taxpayer:
    ( { __typename: 'Taxpayer' }
    & GraphQLRecursivePick<FederationTypes['Taxpayer'], {"memberId":true,"priorYearAverageMonthlyIncome":true}> );
  Member:
    ( { __typename: 'Member' }
    & GraphQLRecursivePick<FederationTypes['Member'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Money: ResolverTypeWrapper<Partial<Scalars['Money']['output']>>;
  CivilDate: ResolverTypeWrapper<Partial<Scalars['CivilDate']['output']>>;
  CivilMonth: ResolverTypeWrapper<Partial<Scalars['CivilMonth']['output']>>;
  Instant: ResolverTypeWrapper<Partial<Scalars['Instant']['output']>>;
  IdentityNumber: ResolverTypeWrapper<Partial<Scalars['IdentityNumber']['output']>>;
  City: ResolverTypeWrapper<Partial<City>>;
  IdentityDocumentKind: ResolverTypeWrapper<Partial<IdentityDocumentKind>>;
  EmploymentForm: ResolverTypeWrapper<Partial<EmploymentForm>>;
  MemberCategoryKind: ResolverTypeWrapper<Partial<MemberCategoryKind>>;
  CreditStandingValue: ResolverTypeWrapper<Partial<CreditStandingValue>>;
  ApplicationStatus: ResolverTypeWrapper<Partial<ApplicationStatus>>;
  ApplicationStepKind: ResolverTypeWrapper<Partial<ApplicationStepKind>>;
  PlatformInquiryStatus: ResolverTypeWrapper<Partial<PlatformInquiryStatus>>;
  PlatformDecision: ResolverTypeWrapper<Partial<PlatformDecision>>;
  VerificationStatus: ResolverTypeWrapper<Partial<VerificationStatus>>;
  StandingState: ResolverTypeWrapper<Partial<StandingState>>;
  ConsentStatus: ResolverTypeWrapper<Partial<ConsentStatus>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TaxpayerInquiry: ResolverTypeWrapper<Partial<TaxpayerInquiry>>;
  Taxpayer: ResolverTypeWrapper<Partial<Taxpayer>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  VerificationConnection: ResolverTypeWrapper<Partial<VerificationConnection>>;
  VerificationEdge: ResolverTypeWrapper<Partial<VerificationEdge>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Verification: ResolverTypeWrapper<Partial<Verification>>;
  VerificationRow: ResolverTypeWrapper<Partial<VerificationRow>>;
  EmploymentStanding: ResolverTypeWrapper<Partial<EmploymentStanding>>;
  Industry: ResolverTypeWrapper<Partial<Industry>>;
  DecideVerificationsInput: ResolverTypeWrapper<Partial<DecideVerificationsInput>>;
  VerificationDecisionInput: ResolverTypeWrapper<Partial<VerificationDecisionInput>>;
  DecideVerificationInput: ResolverTypeWrapper<Partial<DecideVerificationInput>>;
  VerificationDecision: ResolverTypeWrapper<Partial<VerificationDecision>>;
  EligibilityCondition: ResolverTypeWrapper<Partial<EligibilityCondition>>;
  EnrolmentFigure: ResolverTypeWrapper<Partial<EnrolmentFigure>>;
  Eligibility: ResolverTypeWrapper<Partial<Eligibility>>;
  Application: ResolverTypeWrapper<Partial<Application>>;
  ApplicationStep: ResolverTypeWrapper<Partial<ApplicationStep>>;
  PlatformInquiry: ResolverTypeWrapper<Partial<PlatformInquiry>>;
  PlatformAnswer: ResolverTypeWrapper<Partial<PlatformAnswer>>;
  WithdrawApplicationInput: ResolverTypeWrapper<Partial<WithdrawApplicationInput>>;
  ResolvePlatformInquiryInput: ResolverTypeWrapper<Partial<ResolvePlatformInquiryInput>>;
  ApplyToJoinInput: ResolverTypeWrapper<Partial<ApplyToJoinInput>>;
  Sex: ResolverTypeWrapper<Partial<Sex>>;
  CreditStandingInput: ResolverTypeWrapper<Partial<CreditStandingInput>>;
  MemberCategoryInput: ResolverTypeWrapper<Partial<MemberCategoryInput>>;
  Member: ResolverTypeWrapper<Partial<Member>>;
  NameCorrectionReason: ResolverTypeWrapper<Partial<NameCorrectionReason>>;
  MergeObstacle: ResolverTypeWrapper<Partial<MergeObstacle>>;
  IdentityCorrectionReason: ResolverTypeWrapper<Partial<IdentityCorrectionReason>>;
  ProposedCorrectionReason: ResolverTypeWrapper<Partial<ProposedCorrectionReason>>;
  IdentityCorrectionStatus: ResolverTypeWrapper<Partial<IdentityCorrectionStatus>>;
  IdentityCorrectionDecision: ResolverTypeWrapper<Partial<IdentityCorrectionDecision>>;
  IdentityCorrection: ResolverTypeWrapper<Partial<IdentityCorrection>>;
  SpouseCheckBasis: ResolverTypeWrapper<Partial<SpouseCheckBasis>>;
  SpouseCheck: ResolverTypeWrapper<Partial<SpouseCheck>>;
  SamePersonSign: ResolverTypeWrapper<Partial<SamePersonSign>>;
  MemberPair: ResolverTypeWrapper<Partial<MemberPair>>;
  ProposeIdentityCorrectionInput: ResolverTypeWrapper<Partial<ProposeIdentityCorrectionInput>>;
  ProposeNameCorrectionInput: ResolverTypeWrapper<Partial<ProposeNameCorrectionInput>>;
  ProposeMergeInput: ResolverTypeWrapper<Partial<ProposeMergeInput>>;
  DecideIdentityCorrectionInput: ResolverTypeWrapper<Partial<DecideIdentityCorrectionInput>>;
  HeldOfMember: ResolverTypeWrapper<Partial<HeldOfMember>>;
  HeldDeclaration: ResolverTypeWrapper<Partial<HeldDeclaration>>;
  HeldVerification: ResolverTypeWrapper<Partial<HeldVerification>>;
  HeldCreditStanding: ResolverTypeWrapper<Partial<HeldCreditStanding>>;
  HeldUnitParticipation: ResolverTypeWrapper<Partial<HeldUnitParticipation>>;
  HeldPlatformInquiry: ResolverTypeWrapper<Partial<HeldPlatformInquiry>>;
  HeldPlatformAnswer: ResolverTypeWrapper<Partial<HeldPlatformAnswer>>;
  CreditStanding: ResolverTypeWrapper<Partial<CreditStanding>>;
  MemberCategory: ResolverTypeWrapper<Partial<MemberCategory>>;
  IndustryPeriod: ResolverTypeWrapper<Partial<IndustryPeriod>>;
  Consent: ResolverTypeWrapper<Partial<Consent>>;
  ConsentText: ResolverTypeWrapper<Partial<ConsentText>>;
  ConsentTextField: ResolverTypeWrapper<Partial<ConsentTextField>>;
  GiveConsentInput: ResolverTypeWrapper<Partial<GiveConsentInput>>;
  ConsentPurpose: ResolverTypeWrapper<Partial<ConsentPurpose>>;
  WithdrawConsentInput: ResolverTypeWrapper<Partial<WithdrawConsentInput>>;
  RecordCreditStandingInput: ResolverTypeWrapper<Partial<RecordCreditStandingInput>>;
  RecordMemberCategoryInput: ResolverTypeWrapper<Partial<RecordMemberCategoryInput>>;
  RecordIndustryInput: ResolverTypeWrapper<Partial<RecordIndustryInput>>;
  RecordUnitParticipationInput: ResolverTypeWrapper<Partial<RecordUnitParticipationInput>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Money: Partial<Scalars['Money']['output']>;
  CivilDate: Partial<Scalars['CivilDate']['output']>;
  CivilMonth: Partial<Scalars['CivilMonth']['output']>;
  Instant: Partial<Scalars['Instant']['output']>;
  IdentityNumber: Partial<Scalars['IdentityNumber']['output']>;
  Query: Record<PropertyKey, never>;
  Int: Partial<Scalars['Int']['output']>;
  String: Partial<Scalars['String']['output']>;
  ID: Partial<Scalars['ID']['output']>;
  Mutation: Record<PropertyKey, never>;
  TaxpayerInquiry: Partial<TaxpayerInquiry>;
  Taxpayer: Partial<Taxpayer | FederationReferenceTypes['Taxpayer']>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  VerificationConnection: Partial<VerificationConnection>;
  VerificationEdge: Partial<VerificationEdge>;
  PageInfo: Partial<PageInfo>;
  Verification: Partial<Verification>;
  VerificationRow: Partial<VerificationRow>;
  EmploymentStanding: Partial<EmploymentStanding>;
  Industry: Partial<Industry>;
  DecideVerificationsInput: Partial<DecideVerificationsInput>;
  VerificationDecisionInput: Partial<VerificationDecisionInput>;
  DecideVerificationInput: Partial<DecideVerificationInput>;
  EligibilityCondition: Partial<EligibilityCondition>;
  EnrolmentFigure: Partial<EnrolmentFigure>;
  Eligibility: Partial<Eligibility>;
  Application: Partial<Application>;
  ApplicationStep: Partial<ApplicationStep>;
  PlatformInquiry: Partial<PlatformInquiry>;
  PlatformAnswer: Partial<PlatformAnswer>;
  WithdrawApplicationInput: Partial<WithdrawApplicationInput>;
  ResolvePlatformInquiryInput: Partial<ResolvePlatformInquiryInput>;
  ApplyToJoinInput: Partial<ApplyToJoinInput>;
  CreditStandingInput: Partial<CreditStandingInput>;
  MemberCategoryInput: Partial<MemberCategoryInput>;
  Member: Partial<Member | FederationReferenceTypes['Member']>;
  IdentityCorrection: Partial<IdentityCorrection>;
  SpouseCheck: Partial<SpouseCheck>;
  MemberPair: Partial<MemberPair>;
  ProposeIdentityCorrectionInput: Partial<ProposeIdentityCorrectionInput>;
  ProposeNameCorrectionInput: Partial<ProposeNameCorrectionInput>;
  ProposeMergeInput: Partial<ProposeMergeInput>;
  DecideIdentityCorrectionInput: Partial<DecideIdentityCorrectionInput>;
  HeldOfMember: Partial<HeldOfMember>;
  HeldDeclaration: Partial<HeldDeclaration>;
  HeldVerification: Partial<HeldVerification>;
  HeldCreditStanding: Partial<HeldCreditStanding>;
  HeldUnitParticipation: Partial<HeldUnitParticipation>;
  HeldPlatformInquiry: Partial<HeldPlatformInquiry>;
  HeldPlatformAnswer: Partial<HeldPlatformAnswer>;
  CreditStanding: Partial<CreditStanding>;
  MemberCategory: Partial<MemberCategory>;
  IndustryPeriod: Partial<IndustryPeriod>;
  Consent: Partial<Consent>;
  ConsentText: Partial<ConsentText>;
  ConsentTextField: Partial<ConsentTextField>;
  GiveConsentInput: Partial<GiveConsentInput>;
  WithdrawConsentInput: Partial<WithdrawConsentInput>;
  RecordCreditStandingInput: Partial<RecordCreditStandingInput>;
  RecordMemberCategoryInput: Partial<RecordMemberCategoryInput>;
  RecordIndustryInput: Partial<RecordIndustryInput>;
  RecordUnitParticipationInput: Partial<RecordUnitParticipationInput>;
};

export interface MoneyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Money'], any> {
  name: 'Money';
}

export interface CivilDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CivilDate'], any> {
  name: 'CivilDate';
}

export interface CivilMonthScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CivilMonth'], any> {
  name: 'CivilMonth';
}

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], any> {
  name: 'Instant';
}

export interface IdentityNumberScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['IdentityNumber'], any> {
  name: 'IdentityNumber';
}

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  taxpayers?: Resolver<Array<ResolversTypes['Taxpayer']>, ParentType, ContextType, RequireFields<QueryTaxpayersArgs, 'inquiries'>>;
  pendingVerifications?: Resolver<ResolversTypes['VerificationConnection'], ParentType, ContextType, RequireFields<QueryPendingVerificationsArgs, 'first'>>;
  employmentStanding?: Resolver<ResolversTypes['EmploymentStanding'], ParentType, ContextType, RequireFields<QueryEmploymentStandingArgs, 'identityNumber'>>;
  employmentStandingOf?: Resolver<ResolversTypes['EmploymentStanding'], ParentType, ContextType, RequireFields<QueryEmploymentStandingOfArgs, 'person'>>;
  consentedMember?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<QueryConsentedMemberArgs, 'consent'>>;
  member?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType, RequireFields<QueryMemberArgs, 'id'>>;
  memberByIdentityNumber?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType, RequireFields<QueryMemberByIdentityNumberArgs, 'identityNumber'>>;
  application?: Resolver<Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<QueryApplicationArgs, 'id'>>;
  platformInquiries?: Resolver<Array<ResolversTypes['PlatformInquiry']>, ParentType, ContextType, RequireFields<QueryPlatformInquiriesArgs, 'city'>>;
  pendingIdentityCorrections?: Resolver<Array<ResolversTypes['IdentityCorrection']>, ParentType, ContextType, RequireFields<QueryPendingIdentityCorrectionsArgs, 'city'>>;
  duplicateMembers?: Resolver<Array<ResolversTypes['MemberPair']>, ParentType, ContextType, RequireFields<QueryDuplicateMembersArgs, 'city'>>;
  spouseCheck?: Resolver<ResolversTypes['SpouseCheck'], ParentType, ContextType, RequireFields<QuerySpouseCheckArgs, 'memberId' | 'identityNumber'>>;
  consentText?: Resolver<ResolversTypes['ConsentText'], ParentType, ContextType, RequireFields<QueryConsentTextArgs, 'purpose'>>;
  me?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  applyToJoin?: Resolver<ResolversTypes['Application'], ParentType, ContextType, RequireFields<MutationApplyToJoinArgs, 'input'>>;
  decideVerification?: Resolver<ResolversTypes['Verification'], ParentType, ContextType, RequireFields<MutationDecideVerificationArgs, 'input'>>;
  decideVerifications?: Resolver<Array<ResolversTypes['VerificationRow']>, ParentType, ContextType, RequireFields<MutationDecideVerificationsArgs, 'input'>>;
  withdrawApplication?: Resolver<ResolversTypes['Application'], ParentType, ContextType, RequireFields<MutationWithdrawApplicationArgs, 'input'>>;
  resolvePlatformInquiry?: Resolver<ResolversTypes['Application'], ParentType, ContextType, RequireFields<MutationResolvePlatformInquiryArgs, 'input'>>;
  proposeIdentityCorrection?: Resolver<ResolversTypes['IdentityCorrection'], ParentType, ContextType, RequireFields<MutationProposeIdentityCorrectionArgs, 'input'>>;
  proposeNameCorrection?: Resolver<ResolversTypes['IdentityCorrection'], ParentType, ContextType, RequireFields<MutationProposeNameCorrectionArgs, 'input'>>;
  proposeMerge?: Resolver<ResolversTypes['IdentityCorrection'], ParentType, ContextType, RequireFields<MutationProposeMergeArgs, 'input'>>;
  decideIdentityCorrection?: Resolver<ResolversTypes['IdentityCorrection'], ParentType, ContextType, RequireFields<MutationDecideIdentityCorrectionArgs, 'input'>>;
  giveConsent?: Resolver<ResolversTypes['Consent'], ParentType, ContextType, RequireFields<MutationGiveConsentArgs, 'input'>>;
  withdrawConsent?: Resolver<ResolversTypes['Consent'], ParentType, ContextType, RequireFields<MutationWithdrawConsentArgs, 'input'>>;
  recordCreditStanding?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationRecordCreditStandingArgs, 'input'>>;
  recordMemberCategory?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationRecordMemberCategoryArgs, 'input'>>;
  recordIndustry?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationRecordIndustryArgs, 'input'>>;
  recordUnitParticipation?: Resolver<ResolversTypes['Member'], ParentType, ContextType, RequireFields<MutationRecordUnitParticipationArgs, 'input'>>;
};

export type TaxpayerResolvers<ContextType = any, ParentType extends ResolversParentTypes['Taxpayer'] = ResolversParentTypes['Taxpayer'], FederationReferenceType extends FederationReferenceTypes['Taxpayer'] = FederationReferenceTypes['Taxpayer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Taxpayer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  memberId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  priorYearAverageMonthlyIncome?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  identityNumberMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VerificationConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['VerificationConnection'] = ResolversParentTypes['VerificationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['VerificationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VerificationEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['VerificationEdge'] = ResolversParentTypes['VerificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Verification'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = any, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VerificationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Verification'] = ResolversParentTypes['Verification']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VerificationStatus'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  appliedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  applicantName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  identityNumber?: Resolver<ResolversTypes['IdentityNumber'], ParentType, ContextType>;
  identityDocumentKind?: Resolver<ResolversTypes['IdentityDocumentKind'], ParentType, ContextType>;
  employmentForm?: Resolver<ResolversTypes['EmploymentForm'], ParentType, ContextType>;
  industry?: Resolver<ResolversTypes['Industry'], ParentType, ContextType>;
  employedSince?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  evidenceReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  rejectionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  renewal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
};

export type VerificationRowResolvers<ContextType = any, ParentType extends ResolversParentTypes['VerificationRow'] = ResolversParentTypes['VerificationRow']> = {
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  decided?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['Verification']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EmploymentStandingResolvers<ContextType = any, ParentType extends ResolversParentTypes['EmploymentStanding'] = ResolversParentTypes['EmploymentStanding']> = {
  person?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StandingState'], ParentType, ContextType>;
  employmentForm?: Resolver<Maybe<ResolversTypes['EmploymentForm']>, ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['Industry']>, ParentType, ContextType>;
  verifiedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type IndustryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Industry'] = ResolversParentTypes['Industry']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EligibilityConditionResolvers<ContextType = any, ParentType extends ResolversParentTypes['EligibilityCondition'] = ResolversParentTypes['EligibilityCondition']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  met?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  fact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  factOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EnrolmentFigureResolvers<ContextType = any, ParentType extends ResolversParentTypes['EnrolmentFigure'] = ResolversParentTypes['EnrolmentFigure']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EligibilityResolvers<ContextType = any, ParentType extends ResolversParentTypes['Eligibility'] = ResolversParentTypes['Eligibility']> = {
  eligible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  decidedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  conditions?: Resolver<Array<ResolversTypes['EligibilityCondition']>, ParentType, ContextType>;
  retirementOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  policy?: Resolver<Array<ResolversTypes['EnrolmentFigure']>, ParentType, ContextType>;
};

export type ApplicationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Application'] = ResolversParentTypes['Application']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  member?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ApplicationStatus'], ParentType, ContextType>;
  appliedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  eligibility?: Resolver<ResolversTypes['Eligibility'], ParentType, ContextType>;
  verificationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  refusalReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  agreedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['ApplicationStep']>, ParentType, ContextType>;
};

export type ApplicationStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['ApplicationStep'] = ResolversParentTypes['ApplicationStep']> = {
  status?: Resolver<ResolversTypes['ApplicationStepKind'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  figures?: Resolver<Array<ResolversTypes['EnrolmentFigure']>, ParentType, ContextType>;
};

export type PlatformInquiryResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlatformInquiry'] = ResolversParentTypes['PlatformInquiry']> = {
  application?: Resolver<ResolversTypes['Application'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PlatformInquiryStatus'], ParentType, ContextType>;
  openedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  waitUntil?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  answers?: Resolver<Array<ResolversTypes['PlatformAnswer']>, ParentType, ContextType>;
};

export type PlatformAnswerResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlatformAnswer'] = ResolversParentTypes['PlatformAnswer']> = {
  centre?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = any, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member'], FederationReferenceType extends FederationReferenceTypes['Member'] = FederationReferenceTypes['Member']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Member']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  identityNumberMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  identityDocumentKind?: Resolver<ResolversTypes['IdentityDocumentKind'], ParentType, ContextType>;
  phoneMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  birthDate?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  employmentForm?: Resolver<ResolversTypes['EmploymentForm'], ParentType, ContextType>;
  industry?: Resolver<ResolversTypes['Industry'], ParentType, ContextType>;
  keyIndustry?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  creditStanding?: Resolver<ResolversTypes['CreditStanding'], ParentType, ContextType>;
  inUnit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  categories?: Resolver<Array<ResolversTypes['MemberCategory']>, ParentType, ContextType>;
  categoryHistory?: Resolver<Array<ResolversTypes['MemberCategory']>, ParentType, ContextType>;
  industryHistory?: Resolver<Array<ResolversTypes['IndustryPeriod']>, ParentType, ContextType>;
  application?: Resolver<ResolversTypes['Application'], ParentType, ContextType>;
  consents?: Resolver<Array<ResolversTypes['Consent']>, ParentType, ContextType>;
  identityCorrections?: Resolver<Array<ResolversTypes['IdentityCorrection']>, ParentType, ContextType>;
  mergedRecords?: Resolver<Array<ResolversTypes['Member']>, ParentType, ContextType>;
  held?: Resolver<ResolversTypes['HeldOfMember'], ParentType, ContextType>;
  spouse?: Resolver<Maybe<ResolversTypes['Member']>, ParentType, ContextType>;
};

export type IdentityCorrectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['IdentityCorrection'] = ResolversParentTypes['IdentityCorrection']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['IdentityCorrectionReason'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['IdentityCorrectionStatus'], ParentType, ContextType>;
  memberId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mergedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  obstacles?: Resolver<Array<ResolversTypes['MergeObstacle']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  formerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  numberMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formerMasked?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  evidenceReference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  proposedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpouseCheckResolvers<ContextType = any, ParentType extends ResolversParentTypes['SpouseCheck'] = ResolversParentTypes['SpouseCheck']> = {
  declared?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MemberPairResolvers<ContextType = any, ParentType extends ResolversParentTypes['MemberPair'] = ResolversParentTypes['MemberPair']> = {
  first?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
  second?: Resolver<ResolversTypes['Member'], ParentType, ContextType>;
  sign?: Resolver<ResolversTypes['SamePersonSign'], ParentType, ContextType>;
};

export type HeldOfMemberResolvers<ContextType = any, ParentType extends ResolversParentTypes['HeldOfMember'] = ResolversParentTypes['HeldOfMember']> = {
  identityNumber?: Resolver<ResolversTypes['IdentityNumber'], ParentType, ContextType>;
  phone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sex?: Resolver<ResolversTypes['Sex'], ParentType, ContextType>;
  applications?: Resolver<Array<ResolversTypes['Application']>, ParentType, ContextType>;
  declarations?: Resolver<Array<ResolversTypes['HeldDeclaration']>, ParentType, ContextType>;
  verifications?: Resolver<Array<ResolversTypes['HeldVerification']>, ParentType, ContextType>;
  creditStandings?: Resolver<Array<ResolversTypes['HeldCreditStanding']>, ParentType, ContextType>;
  unitParticipations?: Resolver<Array<ResolversTypes['HeldUnitParticipation']>, ParentType, ContextType>;
  platformInquiries?: Resolver<Array<ResolversTypes['HeldPlatformInquiry']>, ParentType, ContextType>;
};

export type HeldDeclarationResolvers<ContextType = any, ParentType extends ResolversParentTypes['HeldDeclaration'] = ResolversParentTypes['HeldDeclaration']> = {
  applicationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  employmentForm?: Resolver<ResolversTypes['EmploymentForm'], ParentType, ContextType>;
  industry?: Resolver<ResolversTypes['Industry'], ParentType, ContextType>;
  employedSince?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  ownIncome?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  inUnit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  documentValidUntil?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  spouseDeclared?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type HeldVerificationResolvers<ContextType = any, ParentType extends ResolversParentTypes['HeldVerification'] = ResolversParentTypes['HeldVerification']> = {
  applicationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VerificationStatus'], ParentType, ContextType>;
  askedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  evidenceReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  rejectionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HeldCreditStandingResolvers<ContextType = any, ParentType extends ResolversParentTypes['HeldCreditStanding'] = ResolversParentTypes['HeldCreditStanding']> = {
  value?: Resolver<ResolversTypes['CreditStandingValue'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  selfDeclared?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type HeldUnitParticipationResolvers<ContextType = any, ParentType extends ResolversParentTypes['HeldUnitParticipation'] = ResolversParentTypes['HeldUnitParticipation']> = {
  inUnit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type HeldPlatformInquiryResolvers<ContextType = any, ParentType extends ResolversParentTypes['HeldPlatformInquiry'] = ResolversParentTypes['HeldPlatformInquiry']> = {
  applicationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PlatformInquiryStatus'], ParentType, ContextType>;
  openedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  waitUntil?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['PlatformDecision']>, ParentType, ContextType>;
  resolvedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  evidenceReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  answers?: Resolver<Array<ResolversTypes['HeldPlatformAnswer']>, ParentType, ContextType>;
};

export type HeldPlatformAnswerResolvers<ContextType = any, ParentType extends ResolversParentTypes['HeldPlatformAnswer'] = ResolversParentTypes['HeldPlatformAnswer']> = {
  centre?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type CreditStandingResolvers<ContextType = any, ParentType extends ResolversParentTypes['CreditStanding'] = ResolversParentTypes['CreditStanding']> = {
  value?: Resolver<ResolversTypes['CreditStandingValue'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type MemberCategoryResolvers<ContextType = any, ParentType extends ResolversParentTypes['MemberCategory'] = ResolversParentTypes['MemberCategory']> = {
  kind?: Resolver<ResolversTypes['MemberCategoryKind'], ParentType, ContextType>;
  graduatedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  evidenceReference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type IndustryPeriodResolvers<ContextType = any, ParentType extends ResolversParentTypes['IndustryPeriod'] = ResolversParentTypes['IndustryPeriod']> = {
  industry?: Resolver<ResolversTypes['Industry'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  evidenceReference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = any, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  textVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ConsentStatus'], ParentType, ContextType>;
  givenOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  validUntil?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  withdrawnAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
};

export type ConsentTextResolvers<ContextType = any, ParentType extends ResolversParentTypes['ConsentText'] = ResolversParentTypes['ConsentText']> = {
  purpose?: Resolver<ResolversTypes['ConsentPurpose'], ParentType, ContextType>;
  textVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['ConsentTextField']>, ParentType, ContextType>;
};

export type ConsentTextFieldResolvers<ContextType = any, ParentType extends ResolversParentTypes['ConsentTextField'] = ResolversParentTypes['ConsentTextField']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  meaning?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = any> = {
  Money?: GraphQLScalarType;
  CivilDate?: GraphQLScalarType;
  CivilMonth?: GraphQLScalarType;
  Instant?: GraphQLScalarType;
  IdentityNumber?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Taxpayer?: TaxpayerResolvers<ContextType>;
  VerificationConnection?: VerificationConnectionResolvers<ContextType>;
  VerificationEdge?: VerificationEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Verification?: VerificationResolvers<ContextType>;
  VerificationRow?: VerificationRowResolvers<ContextType>;
  EmploymentStanding?: EmploymentStandingResolvers<ContextType>;
  Industry?: IndustryResolvers<ContextType>;
  EligibilityCondition?: EligibilityConditionResolvers<ContextType>;
  EnrolmentFigure?: EnrolmentFigureResolvers<ContextType>;
  Eligibility?: EligibilityResolvers<ContextType>;
  Application?: ApplicationResolvers<ContextType>;
  ApplicationStep?: ApplicationStepResolvers<ContextType>;
  PlatformInquiry?: PlatformInquiryResolvers<ContextType>;
  PlatformAnswer?: PlatformAnswerResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  IdentityCorrection?: IdentityCorrectionResolvers<ContextType>;
  SpouseCheck?: SpouseCheckResolvers<ContextType>;
  MemberPair?: MemberPairResolvers<ContextType>;
  HeldOfMember?: HeldOfMemberResolvers<ContextType>;
  HeldDeclaration?: HeldDeclarationResolvers<ContextType>;
  HeldVerification?: HeldVerificationResolvers<ContextType>;
  HeldCreditStanding?: HeldCreditStandingResolvers<ContextType>;
  HeldUnitParticipation?: HeldUnitParticipationResolvers<ContextType>;
  HeldPlatformInquiry?: HeldPlatformInquiryResolvers<ContextType>;
  HeldPlatformAnswer?: HeldPlatformAnswerResolvers<ContextType>;
  CreditStanding?: CreditStandingResolvers<ContextType>;
  MemberCategory?: MemberCategoryResolvers<ContextType>;
  IndustryPeriod?: IndustryPeriodResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  ConsentText?: ConsentTextResolvers<ContextType>;
  ConsentTextField?: ConsentTextFieldResolvers<ContextType>;
};
