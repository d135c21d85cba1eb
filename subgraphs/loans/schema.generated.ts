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
  Money: { input: Fen; output: Fen; }
  CivilDate: { input: string; output: string; }
  Instant: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type City =
  | 'CHANGJI'
  | 'HUZHOU';

export type LoanStatus =
  /** 待抵押登记、待放款: granted, and paid out once the account is pledged (CJ-13) */
  | 'PENDING'
  /** 还款中 */
  | 'REPAYING'
  /** 已结清 */
  | 'SETTLED'
  /** 未放款: the account could not be pledged */
  | 'REFUSED'
  /** 已核销: the debt stays a debt (HZ-11) */
  | 'WRITTEN_OFF';

export type SubsidisedLoanStatus =
  /** 待登记 */
  | 'PENDING'
  /** 贴息中 */
  | 'IN_FORCE'
  /** 未登记: the account could not be pledged */
  | 'REFUSED'
  /** 已结清 */
  | 'ENDED';

/** Why nothing may be lent against an account; of a couple only that one of the two is closing (CJ-13). */
export type LienRefusal =
  /** 未开户 */
  | 'ACCOUNT_NOT_OPEN'
  /** 已销户 */
  | 'ACCOUNT_CLOSED'
  /** 账户冻结 */
  | 'ACCOUNT_FROZEN'
  /** 销户办理中 */
  | 'CLOSING_IN_PROGRESS';

export type RepaymentMethod =
  /** 等额本息 */
  | 'EQUAL_INSTALMENT'
  /** 等额本金 */
  | 'EQUAL_PRINCIPAL';

export type Member = {
  __typename?: 'Member';
  id: Scalars['ID']['output'];
  /** Whose city it is decides which centre is answered; a register tells nothing of a member elsewhere (AG-04). */
  city: City;
  loans: Array<Loan>;
  /** Newest first. */
  loanApplications: Array<LoanApplication>;
  depositBasis?: Maybe<DepositBasis>;
  /** The most that may be lent today by what was saved, live (HZ-06); null before opening. By assumed figures it is a simulation. */
  loanQuota?: Maybe<LoanQuota>;
  /** Loans of banks whose interest the fund subsidises (贴息贷款, CJ-13). */
  subsidisedLoans: Array<SubsidisedLoan>;
  /** A decision fact: whether an instalment of a fund loan is overdue now. */
  overdueState: OverdueState;
  /** A decision fact for the closing check (CJ-13): whether a fund loan or interest-subsidised loan is outstanding. */
  loanOutstanding: Scalars['Boolean']['output'];
};


export type MemberLoanQuotaArgs = {
  assuming?: InputMaybe<QuotaAssumption>;
};

export type DepositBasis = {
  __typename?: 'DepositBasis';
  asOf: Scalars['CivilDate']['output'];
  openedOn: Scalars['CivilDate']['output'];
  monthsHeld: Scalars['Int']['output'];
  averageFrom: Scalars['CivilDate']['output'];
  days: Scalars['Int']['output'];
  average: Scalars['Money']['output'];
  balance: Scalars['Money']['output'];
  base?: Maybe<Scalars['Money']['output']>;
};

export type OverdueState = {
  __typename?: 'OverdueState';
  overdue: Scalars['Boolean']['output'];
  /** 期数. */
  overduePeriods: Scalars['Int']['output'];
  asOf: Scalars['Instant']['output'];
};

/** Where an application for a loan stands (贷款申请状态). */
export type LoanApplicationStatus =
  /** 已受理 */
  | 'SUBMITTED'
  /** 已审核 */
  | 'REVIEWED'
  /** 准予 */
  | 'APPROVED'
  /** 不准予 */
  | 'REFUSED'
  /** 已撤回 */
  | 'WITHDRAWN';

/** In the order of the city's policy (HZ-05). */
export type LoanPriority =
  /** 首套刚需 */
  | 'FIRST_HOME'
  /** 二套 */
  | 'SECOND_HOME';

/** An application for a loan (贷款申请): reviewed by one officer and decided by another within the days allowed. */
export type LoanApplication = {
  __typename?: 'LoanApplication';
  id: Scalars['ID']['output'];
  memberId: Scalars['ID']['output'];
  status: LoanApplicationStatus;
  priority: LoanPriority;
  principal: Scalars['Money']['output'];
  months: Scalars['Int']['output'];
  method: RepaymentMethod;
  firstHome: Scalars['Boolean']['output'];
  housePrice: Scalars['Money']['output'];
  submittedOn: Scalars['CivilDate']['output'];
  /** The last day on which it is decided in time. */
  decideBy: Scalars['CivilDate']['output'];
  /** Whether that day has passed without a decision. */
  late: Scalars['Boolean']['output'];
  /** Null until the register of contributions has told what the application is measured by (HZ-06). */
  factsAsOf?: Maybe<Scalars['CivilDate']['output']>;
  review?: Maybe<LoanReview>;
  decision?: Maybe<LoanDecision>;
  /** The loan that came of it; null unless it was approved. */
  loan?: Maybe<Loan>;
};

export type LoanReview = {
  __typename?: 'LoanReview';
  officer: Scalars['String']['output'];
  on: Scalars['CivilDate']['output'];
  recommendation: LoanVerdict;
  note: Scalars['String']['output'];
  /** 首套 confirmed by the evidence. */
  firstHomeConfirmed: Scalars['Boolean']['output'];
  goodCredit: Scalars['Boolean']['output'];
  creditSource: Scalars['String']['output'];
  creditAsOf: Scalars['CivilDate']['output'];
  evidenceReference: Scalars['String']['output'];
};

export type LoanVerdict =
  /** 准予 */
  | 'APPROVE'
  /** 不准予 */
  | 'REFUSE';

/** A decision with everything that was weighed, and the figures in the versions it used; it never changes. */
export type LoanDecision = {
  __typename?: 'LoanDecision';
  officer: Scalars['String']['output'];
  on: Scalars['CivilDate']['output'];
  verdict: LoanVerdict;
  reason: Scalars['String']['output'];
  conditions: Array<LoanCondition>;
  figures: Array<LoanFigure>;
  quota: LoanQuota;
};

/** One condition, with its clause and the facts that decided it. */
export type LoanCondition = {
  __typename?: 'LoanCondition';
  code: Scalars['String']['output'];
  clause: Scalars['String']['output'];
  description: Scalars['String']['output'];
  met: Scalars['Boolean']['output'];
  /** False where it rests on a figure that no document gives: it is shown and bars nobody (演示值). */
  binding: Scalars['Boolean']['output'];
  facts: Array<LoanFact>;
};

/** A fact with its day and its source. */
export type LoanFact = {
  __typename?: 'LoanFact';
  name: Scalars['String']['output'];
  value: Scalars['String']['output'];
  asOf: Scalars['CivilDate']['output'];
  source: Scalars['String']['output'];
};

/** A figure of policy in the version that was used. */
export type LoanFigure = {
  __typename?: 'LoanFigure';
  name: Scalars['String']['output'];
  text: Scalars['String']['output'];
  from: Scalars['CivilDate']['output'];
  reference: Scalars['String']['output'];
  /** in force, draft or unknown. */
  status: Scalars['String']['output'];
};

/** The most that may be lent by what was saved (存贷双挂钩, HZ-06), step by step. */
export type LoanQuota = {
  __typename?: 'LoanQuota';
  amount: Scalars['Money']['output'];
  /** Whether an assumed or unpublished figure took part: then it is a simulation and promises nothing. */
  simulated: Scalars['Boolean']['output'];
  steps: Array<QuotaStep>;
  demonstrationFigures: Array<Scalars['String']['output']>;
};

export type QuotaStep = {
  __typename?: 'QuotaStep';
  name: Scalars['String']['output'];
  /** How it was reckoned. */
  text: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

/** What a change of a plan came from. */
export type PlanChangeKind =
  /** 提前部分还款 */
  | 'PREPAYMENT'
  /** 利率调整 */
  | 'REPRICING'
  /** 违约上浮利率 */
  | 'RATE_RAISED'
  /** 提前收回 */
  | 'RECALL';

/** A change of a repayment plan, which keeps what was before. */
export type PlanChange = {
  __typename?: 'PlanChange';
  kind: PlanChangeKind;
  on: Scalars['CivilDate']['output'];
  /** The first instalment that changed. */
  fromNumber: Scalars['Int']['output'];
  /** The principal that was planned anew. */
  balance: Scalars['Money']['output'];
  oldRate: Scalars['String']['output'];
  newRate: Scalars['String']['output'];
  /** Instalments that are left to pay. */
  instalments: Scalars['Int']['output'];
};

/** One month of a repayment plan (还款计划). */
export type LoanInstalment = {
  __typename?: 'LoanInstalment';
  number: Scalars['Int']['output'];
  dueOn: Scalars['CivilDate']['output'];
  principal: Scalars['Money']['output'];
  interest: Scalars['Money']['output'];
  /** 罚息, as far as it has been counted. */
  penalty: Scalars['Money']['output'];
  paidPrincipal: Scalars['Money']['output'];
  paidInterest: Scalars['Money']['output'];
  paidPenalty: Scalars['Money']['output'];
  closedOn?: Maybe<Scalars['CivilDate']['output']>;
};

/** What was paid of one month of a plan. */
export type LoanPayment = {
  __typename?: 'LoanPayment';
  /** The day as of which it counts. */
  on: Scalars['CivilDate']['output'];
  /** Of which month. */
  number: Scalars['Int']['output'];
  principal: Scalars['Money']['output'];
  interest: Scalars['Money']['output'];
  penalty: Scalars['Money']['output'];
};

/** What settles a loan today (提前结清). */
export type LoanSettlement = {
  __typename?: 'LoanSettlement';
  /** Due and overdue, with penalty. */
  due: Scalars['Money']['output'];
  /** Principal not yet due. */
  ahead: Scalars['Money']['output'];
  /** Interest on it by days. */
  accrued: Scalars['Money']['output'];
  total: Scalars['Money']['output'];
};

/** What stays as it was when principal is repaid early. */
export type PrepaymentKeeps =
  /** 期限不变，月供减少 */
  | 'TERM'
  /** 月供不变，期限缩短 */
  | 'INSTALMENT';

/** Where money of the account for the loan stands (冲还贷). */
export type LoanOffsetStatus =
  /** 待划转 */
  | 'REQUESTED'
  /** 已冲还 */
  | 'BOOKED'
  /** 未冲还 */
  | 'REFUSED';

/** Why an account gave nothing. */
export type OffsetRefusal =
  /** 未开户或者已销户 */
  | 'ACCOUNT_NOT_OPEN'
  /** 账户冻结 */
  | 'ACCOUNT_FROZEN'
  /** 余额不足 */
  | 'BALANCE_TOO_LOW'
  /** 另一笔提取办理中 */
  | 'PAYOUT_IN_PROGRESS'
  /** 贷款已无应还款 */
  | 'NOTHING_DUE';

/** What the account gives towards the loan (冲还贷), held there until it is booked here. */
export type LoanOffset = {
  __typename?: 'LoanOffset';
  id: Scalars['ID']['output'];
  loanId: Scalars['ID']['output'];
  status: LoanOffsetStatus;
  /** At most. */
  requested: Scalars['Money']['output'];
  /** Null until booked. */
  booked?: Maybe<Scalars['Money']['output']>;
  requestedOn: Scalars['CivilDate']['output'];
  bookedOn?: Maybe<Scalars['CivilDate']['output']>;
  refusedFor?: Maybe<OffsetRefusal>;
  /** What each segment gave and left out, in the order in which the city takes them; none until the account has answered. */
  parts: Array<LoanOffsetPart>;
  /** The figure of policy that orders them. */
  figures: Array<LoanFigure>;
};

/** A segment of the flexible part of an account (分段管理). */
export type LoanOffsetSegment =
  /** 灵活就业缴存 */
  | 'FLEXIBLE'
  /** 缴存补贴 */
  | 'SUBSIDY'
  /** 利息 */
  | 'INTEREST';

/** Why money of a segment stays where it is although the loan lacks it. */
export type LoanOffsetLeftOut =
  /** 部分冻结 */
  | 'FROZEN'
  /** 本市不以该部分冲还贷 */
  | 'SEGMENT_NOT_TAKEN';

/** What one segment gave towards a loan, and what of it was left out. */
export type LoanOffsetPart = {
  __typename?: 'LoanOffsetPart';
  segment: LoanOffsetSegment;
  taken: Scalars['Money']['output'];
  leftOut: Scalars['Money']['output'];
  /** Null where nothing is left out. */
  reason?: Maybe<LoanOffsetLeftOut>;
};

export type WriteOffStatus =
  | 'PROPOSED'
  | 'WRITTEN_OFF'
  | 'REJECTED';

/** A write-off (呆账核销) that two officers decide (HZ-11); the debt stays a debt. */
export type WriteOff = {
  __typename?: 'WriteOff';
  id: Scalars['ID']['output'];
  loanId: Scalars['ID']['output'];
  status: WriteOffStatus;
  amount: Scalars['Money']['output'];
  grade: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  evidenceReference: Scalars['String']['output'];
  proposedBy: Scalars['String']['output'];
  proposedOn: Scalars['CivilDate']['output'];
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** The condition of the grade, as it was weighed. */
  conditions: Array<LoanCondition>;
  figures: Array<LoanFigure>;
};

export type BreachKind =
  /** 虚假承诺 */
  | 'FALSE_PROMISE'
  /** 贷款违约 */
  | 'LOAN_DEFAULT';

export type BreachStatus =
  /** 待陈述 */
  | 'OPEN'
  /** 已陈述 */
  | 'REPLIED'
  /** 已决定 */
  | 'DECIDED';

/** The measures of HZ-08. */
export type BreachMeasure =
  /** 销户: ordered here, carried out at the account */
  | 'CLOSE_ACCOUNT'
  /** 上浮贷款利率 */
  | 'RAISE_RATE'
  /** 提前收回贷款 */
  | 'RECALL_LOAN'
  /** 不予处理 */
  | 'NONE';

/** A breach (违约) of the agreement or the loan, decided after the member could reply (HZ-08). */
export type BreachCase = {
  __typename?: 'BreachCase';
  id: Scalars['ID']['output'];
  loanId: Scalars['ID']['output'];
  kind: BreachKind;
  status: BreachStatus;
  /** What is held against the member. */
  grounds: Scalars['String']['output'];
  evidenceReference: Scalars['String']['output'];
  openedBy: Scalars['String']['output'];
  openedOn: Scalars['CivilDate']['output'];
  /** The last day for a reply (陈述申辩). */
  replyBy: Scalars['CivilDate']['output'];
  reply?: Maybe<Scalars['String']['output']>;
  repliedOn?: Maybe<Scalars['CivilDate']['output']>;
  measure?: Maybe<BreachMeasure>;
  reason?: Maybe<Scalars['String']['output']>;
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
  conditions: Array<LoanCondition>;
  figures: Array<LoanFigure>;
};

/** What was owed when a loan was written off (账销案存), and what of it is recovered since (HZ-11). */
export type WrittenOffDebt = {
  __typename?: 'WrittenOffDebt';
  principal: Scalars['Money']['output'];
  interest: Scalars['Money']['output'];
  penalty: Scalars['Money']['output'];
  recovered: Scalars['Money']['output'];
  /** Still owed. */
  outstanding: Scalars['Money']['output'];
  /** Newest first. */
  recoveries: Array<LoanRecovery>;
};

/** What was recovered of a loan after it was written off (核销后收回), by the parts of the debt. */
export type LoanRecovery = {
  __typename?: 'LoanRecovery';
  id: Scalars['ID']['output'];
  loanId: Scalars['ID']['output'];
  amount: Scalars['Money']['output'];
  principal: Scalars['Money']['output'];
  interest: Scalars['Money']['output'];
  penalty: Scalars['Money']['output'];
  /** The voucher of the money that came in. */
  reference: Scalars['String']['output'];
  recordedBy: Scalars['String']['output'];
  bookedOn: Scalars['CivilDate']['output'];
};

/** A housing-fund loan (住房公积金贷款). */
export type Loan = {
  __typename?: 'Loan';
  id: Scalars['ID']['output'];
  contractNumber: Scalars['String']['output'];
  status: LoanStatus;
  principal: Scalars['Money']['output'];
  /** For example "2.6%". */
  annualRate: Scalars['String']['output'];
  months: Scalars['Int']['output'];
  method: RepaymentMethod;
  requestedOn: Scalars['CivilDate']['output'];
  /** Null until the loan is paid out. */
  disbursedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** Null unless the loan was refused. */
  refusedFor?: Maybe<LienRefusal>;
  /** 贷款余额. */
  outstandingPrincipal: Scalars['Money']['output'];
  overduePrincipal: Scalars['Money']['output'];
  overdueInterest: Scalars['Money']['output'];
  overduePeriods: Scalars['Int']['output'];
  priority: LoanPriority;
  /** 风险等级 by JGJ/T 320 A.14, 01 to 05. */
  riskGrade: Scalars['String']['output'];
  /** 逾期分档 of the regulators' report, 01 to 03; null while nothing is overdue. */
  overdueBucket?: Maybe<Scalars['String']['output']>;
  /** 还款计划, in the order of its months. */
  instalments: Array<LoanInstalment>;
  /** What was paid of the months of the plan (还款记录), newest first. */
  payments: Array<LoanPayment>;
  /** How the plan was changed, oldest first. */
  planChanges: Array<PlanChange>;
  /** What settles the loan today; null unless it is being repaid. */
  settlement?: Maybe<LoanSettlement>;
  /** Whether what falls due is taken from the account first (按月冲还贷). */
  monthlyOffset: Scalars['Boolean']['output'];
  /** Newest first. */
  offsets: Array<LoanOffset>;
  /** What is owed after the loan was written off, and what of it was recovered; null unless it was. */
  writtenOffDebt?: Maybe<WrittenOffDebt>;
  /** Newest first. */
  breachCases: Array<BreachCase>;
  demonstrationFigures: Array<Scalars['String']['output']>;
};


/** A housing-fund loan (住房公积金贷款). */
export type LoanInstalmentsArgs = {
  first?: Scalars['Int']['input'];
  after?: Scalars['Int']['input'];
};


/** A housing-fund loan (住房公积金贷款). */
export type LoanPaymentsArgs = {
  first?: Scalars['Int']['input'];
};

/** A bank's loan whose interest the fund subsidises (贴息贷款): a fact that bars closing, without any money of it (CJ-13). */
export type SubsidisedLoan = {
  __typename?: 'SubsidisedLoan';
  id: Scalars['ID']['output'];
  bank: Scalars['String']['output'];
  contractReference: Scalars['String']['output'];
  status: SubsidisedLoanStatus;
  recordedOn: Scalars['CivilDate']['output'];
  endedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** Null unless it was refused. */
  refusedFor?: Maybe<LienRefusal>;
};

/** A pool of money of one city (CJ-19, HZ-09). */
export type Pool = {
  __typename?: 'Pool';
  id: Scalars['ID']['output'];
  /** 贷款余额. */
  loanBalance: Scalars['Money']['output'];
  overduePrincipal: Scalars['Money']['output'];
  loansIssuedThisYear: Scalars['Money']['output'];
};

export type LoanApplicationConnection = {
  __typename?: 'LoanApplicationConnection';
  edges: Array<LoanApplicationEdge>;
  pageInfo: PageInfo;
};

export type LoanApplicationEdge = {
  __typename?: 'LoanApplicationEdge';
  cursor: Scalars['String']['output'];
  node: LoanApplication;
};

export type LoanConnection = {
  __typename?: 'LoanConnection';
  edges: Array<LoanEdge>;
  pageInfo: PageInfo;
};

export type LoanEdge = {
  __typename?: 'LoanEdge';
  cursor: Scalars['String']['output'];
  node: Loan;
};

/** Loans that are being repaid, counted (HZ-11). */
export type LoanPortfolio = {
  __typename?: 'LoanPortfolio';
  asOf: Scalars['CivilDate']['output'];
  /** By 风险等级 (JGJ/T 320 A.14). */
  grades: Array<LoansCounted>;
  /** By 逾期分档 of the regulators' report; what is not overdue is in none. */
  buckets: Array<LoansCounted>;
};

export type LoansCounted = {
  __typename?: 'LoansCounted';
  code: Scalars['String']['output'];
  loans: Scalars['Int']['output'];
  /** 贷款余额. */
  balance: Scalars['Money']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** What waits for a review or a decision in a city of the caller's own: first homes first (HZ-05), then by their days; with `lateOnly`, what was not decided in time. */
  loanApplications: LoanApplicationConnection;
  /** The loans of a city of the caller's own that are being repaid, by grade and by bucket (A.14, HZ-11). */
  loanPortfolio: LoanPortfolio;
  /** The overdue loans of a city of the caller's own, the longest overdue first; of one bucket only, where one is named (HZ-11). */
  overdueLoans: LoanConnection;
  /** Write-offs of a city of the caller's own that wait for a second officer, oldest first (HZ-11). */
  pendingWriteOffs: Array<WriteOff>;
  /** Breach cases of a city of the caller's own that are not decided, oldest first (HZ-08). */
  openBreachCases: Array<BreachCase>;
};


export type QueryLoanApplicationsArgs = {
  city: City;
  lateOnly?: Scalars['Boolean']['input'];
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryLoanPortfolioArgs = {
  city: City;
};


export type QueryOverdueLoansArgs = {
  city: City;
  bucket?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPendingWriteOffsArgs = {
  city: City;
};


export type QueryOpenBreachCasesArgs = {
  city: City;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Applies for a loan (HZ-05). */
  applyForLoan: LoanApplication;
  /** Takes an application back that is not decided. */
  withdrawLoanApplication: LoanApplication;
  /** Reviews an application by its evidence and recommends a decision to another officer. */
  reviewLoanApplication: LoanApplication;
  /** Decides an application, by another officer than who reviewed it; an approved loan is paid out once its lien stands (CJ-13). */
  decideLoanApplication: LoanApplication;
  /** Repays principal before it is due, with what is due today and its interest by days (提前还款); the rest is planned anew. */
  prepayLoan: Loan;
  /** Takes what is due from the account of the member, as far as it goes (冲还贷). */
  offsetLoan: LoanOffset;
  /** Agrees, or ends the agreement, that what falls due is taken from the account first (按月冲还贷). */
  setMonthlyOffset: Loan;
  /** Proposes to write a loan off (HZ-11); another officer decides. */
  proposeWriteOff: WriteOff;
  /** Writes a loan off, or rejects that, by another officer than who proposed it (HZ-11). */
  decideWriteOff: WriteOff;
  /** Opens a breach case, to which the member may reply (HZ-08). */
  openBreachCase: BreachCase;
  /** Replies to a breach case (陈述申辩, HZ-08). */
  replyToBreachCase: BreachCase;
  /** Decides a breach case after the reply or its last day, by another officer than who opened it (HZ-08). */
  decideBreachCase: BreachCase;
  /** Books a repayment: overdue interest, overdue principal, then what is due. */
  repayLoan: Loan;
  /** Books what is recovered of a loan after it was written off (核销后收回, HZ-11), at most what is still owed; no plan is opened again. */
  recordRecovery: LoanRecovery;
  /** Records a bank's loan whose interest the fund subsidises (贴息贷款, CJ-13). */
  recordSubsidisedLoan: SubsidisedLoan;
  /** Records that a subsidised loan is settled, which releases its lien (CJ-13). */
  endSubsidisedLoan: SubsidisedLoan;
};


export type MutationApplyForLoanArgs = {
  input: ApplyForLoanInput;
};


export type MutationWithdrawLoanApplicationArgs = {
  input: WithdrawLoanApplicationInput;
};


export type MutationReviewLoanApplicationArgs = {
  input: ReviewLoanApplicationInput;
};


export type MutationDecideLoanApplicationArgs = {
  input: DecideLoanApplicationInput;
};


export type MutationPrepayLoanArgs = {
  input: PrepayLoanInput;
};


export type MutationOffsetLoanArgs = {
  input: OffsetLoanInput;
};


export type MutationSetMonthlyOffsetArgs = {
  input: SetMonthlyOffsetInput;
};


export type MutationProposeWriteOffArgs = {
  input: ProposeWriteOffInput;
};


export type MutationDecideWriteOffArgs = {
  input: DecideWriteOffInput;
};


export type MutationOpenBreachCaseArgs = {
  input: OpenBreachCaseInput;
};


export type MutationReplyToBreachCaseArgs = {
  input: ReplyToBreachCaseInput;
};


export type MutationDecideBreachCaseArgs = {
  input: DecideBreachCaseInput;
};


export type MutationRepayLoanArgs = {
  input: RepayLoanInput;
};


export type MutationRecordRecoveryArgs = {
  input: RecordRecoveryInput;
};


export type MutationRecordSubsidisedLoanArgs = {
  input: RecordSubsidisedLoanInput;
};


export type MutationEndSubsidisedLoanArgs = {
  input: EndSubsidisedLoanInput;
};

export type RecordRecoveryInput = {
  loanId: Scalars['ID']['input'];
  amount: Scalars['Money']['input'];
  /** The voucher of the money that came in, up to 200 characters. */
  reference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RecordSubsidisedLoanInput = {
  memberId: Scalars['ID']['input'];
  /** The lending bank, as the centre knows it. */
  bank: Scalars['String']['input'];
  /** The number of the bank's contract. */
  contractReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type EndSubsidisedLoanInput = {
  subsidisedLoanId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

/** Figures assumed for a simulation (HZ-06); what is left out is the city's. */
export type QuotaAssumption = {
  coefficients?: InputMaybe<Array<CoefficientStep>>;
  cap?: InputMaybe<Scalars['Money']['input']>;
};

/** 存贷系数 from so many months held on. */
export type CoefficientStep = {
  fromMonths: Scalars['Int']['input'];
  /** For example "15" or "12.5". */
  coefficient: Scalars['String']['input'];
};

export type ApplyForLoanInput = {
  memberId: Scalars['ID']['input'];
  principal: Scalars['Money']['input'];
  months: Scalars['Int']['input'];
  method: RepaymentMethod;
  firstHome: Scalars['Boolean']['input'];
  housePrice: Scalars['Money']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type WithdrawLoanApplicationInput = {
  applicationId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ReviewLoanApplicationInput = {
  applicationId: Scalars['ID']['input'];
  recommendation: LoanVerdict;
  note: Scalars['String']['input'];
  firstHomeConfirmed: Scalars['Boolean']['input'];
  goodCredit: Scalars['Boolean']['input'];
  creditSource: Scalars['String']['input'];
  creditAsOf: Scalars['CivilDate']['input'];
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type DecideLoanApplicationInput = {
  applicationId: Scalars['ID']['input'];
  verdict: LoanVerdict;
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type PrepayLoanInput = {
  loanId: Scalars['ID']['input'];
  /** The principal that is repaid early. */
  principal: Scalars['Money']['input'];
  keeps: PrepaymentKeeps;
  idempotencyKey: Scalars['String']['input'];
};

export type OffsetLoanInput = {
  loanId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type SetMonthlyOffsetInput = {
  loanId: Scalars['ID']['input'];
  monthly: Scalars['Boolean']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ProposeWriteOffInput = {
  loanId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type DecideWriteOffInput = {
  writeOffId: Scalars['ID']['input'];
  approve: Scalars['Boolean']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type OpenBreachCaseInput = {
  loanId: Scalars['ID']['input'];
  kind: BreachKind;
  grounds: Scalars['String']['input'];
  evidenceReference: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ReplyToBreachCaseInput = {
  breachCaseId: Scalars['ID']['input'];
  reply: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type DecideBreachCaseInput = {
  breachCaseId: Scalars['ID']['input'];
  measure: BreachMeasure;
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RepayLoanInput = {
  loanId: Scalars['ID']['input'];
  amount: Scalars['Money']['input'];
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
  Member: Member;
  Pool: Pool;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Member:
    ( { __typename: 'Member' }
    & GraphQLRecursivePick<FederationTypes['Member'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"depositBasis":{"asOf":true,"openedOn":true,"monthsHeld":true,"averageFrom":true,"days":true,"average":true,"balance":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}> ) );
  Pool:
    ( { __typename: 'Pool' }
    & GraphQLRecursivePick<FederationTypes['Pool'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Money: ResolverTypeWrapper<Partial<Scalars['Money']['output']>>;
  CivilDate: ResolverTypeWrapper<Partial<Scalars['CivilDate']['output']>>;
  Instant: ResolverTypeWrapper<Partial<Scalars['Instant']['output']>>;
  City: ResolverTypeWrapper<Partial<City>>;
  LoanStatus: ResolverTypeWrapper<Partial<LoanStatus>>;
  SubsidisedLoanStatus: ResolverTypeWrapper<Partial<SubsidisedLoanStatus>>;
  LienRefusal: ResolverTypeWrapper<Partial<LienRefusal>>;
  RepaymentMethod: ResolverTypeWrapper<Partial<RepaymentMethod>>;
  Member: ResolverTypeWrapper<Partial<Member>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  DepositBasis: ResolverTypeWrapper<Partial<DepositBasis>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  OverdueState: ResolverTypeWrapper<Partial<OverdueState>>;
  LoanApplicationStatus: ResolverTypeWrapper<Partial<LoanApplicationStatus>>;
  LoanPriority: ResolverTypeWrapper<Partial<LoanPriority>>;
  LoanApplication: ResolverTypeWrapper<Partial<LoanApplication>>;
  LoanReview: ResolverTypeWrapper<Partial<LoanReview>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  LoanVerdict: ResolverTypeWrapper<Partial<LoanVerdict>>;
  LoanDecision: ResolverTypeWrapper<Partial<LoanDecision>>;
  LoanCondition: ResolverTypeWrapper<Partial<LoanCondition>>;
  LoanFact: ResolverTypeWrapper<Partial<LoanFact>>;
  LoanFigure: ResolverTypeWrapper<Partial<LoanFigure>>;
  LoanQuota: ResolverTypeWrapper<Partial<LoanQuota>>;
  QuotaStep: ResolverTypeWrapper<Partial<QuotaStep>>;
  PlanChangeKind: ResolverTypeWrapper<Partial<PlanChangeKind>>;
  PlanChange: ResolverTypeWrapper<Partial<PlanChange>>;
  LoanInstalment: ResolverTypeWrapper<Partial<LoanInstalment>>;
  LoanPayment: ResolverTypeWrapper<Partial<LoanPayment>>;
  LoanSettlement: ResolverTypeWrapper<Partial<LoanSettlement>>;
  PrepaymentKeeps: ResolverTypeWrapper<Partial<PrepaymentKeeps>>;
  LoanOffsetStatus: ResolverTypeWrapper<Partial<LoanOffsetStatus>>;
  OffsetRefusal: ResolverTypeWrapper<Partial<OffsetRefusal>>;
  LoanOffset: ResolverTypeWrapper<Partial<LoanOffset>>;
  LoanOffsetSegment: ResolverTypeWrapper<Partial<LoanOffsetSegment>>;
  LoanOffsetLeftOut: ResolverTypeWrapper<Partial<LoanOffsetLeftOut>>;
  LoanOffsetPart: ResolverTypeWrapper<Partial<LoanOffsetPart>>;
  WriteOffStatus: ResolverTypeWrapper<Partial<WriteOffStatus>>;
  WriteOff: ResolverTypeWrapper<Partial<WriteOff>>;
  BreachKind: ResolverTypeWrapper<Partial<BreachKind>>;
  BreachStatus: ResolverTypeWrapper<Partial<BreachStatus>>;
  BreachMeasure: ResolverTypeWrapper<Partial<BreachMeasure>>;
  BreachCase: ResolverTypeWrapper<Partial<BreachCase>>;
  WrittenOffDebt: ResolverTypeWrapper<Partial<WrittenOffDebt>>;
  LoanRecovery: ResolverTypeWrapper<Partial<LoanRecovery>>;
  Loan: ResolverTypeWrapper<Partial<Loan>>;
  SubsidisedLoan: ResolverTypeWrapper<Partial<SubsidisedLoan>>;
  Pool: ResolverTypeWrapper<Partial<Pool>>;
  LoanApplicationConnection: ResolverTypeWrapper<Partial<LoanApplicationConnection>>;
  LoanApplicationEdge: ResolverTypeWrapper<Partial<LoanApplicationEdge>>;
  LoanConnection: ResolverTypeWrapper<Partial<LoanConnection>>;
  LoanEdge: ResolverTypeWrapper<Partial<LoanEdge>>;
  LoanPortfolio: ResolverTypeWrapper<Partial<LoanPortfolio>>;
  LoansCounted: ResolverTypeWrapper<Partial<LoansCounted>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordRecoveryInput: ResolverTypeWrapper<Partial<RecordRecoveryInput>>;
  RecordSubsidisedLoanInput: ResolverTypeWrapper<Partial<RecordSubsidisedLoanInput>>;
  EndSubsidisedLoanInput: ResolverTypeWrapper<Partial<EndSubsidisedLoanInput>>;
  QuotaAssumption: ResolverTypeWrapper<Partial<QuotaAssumption>>;
  CoefficientStep: ResolverTypeWrapper<Partial<CoefficientStep>>;
  ApplyForLoanInput: ResolverTypeWrapper<Partial<ApplyForLoanInput>>;
  WithdrawLoanApplicationInput: ResolverTypeWrapper<Partial<WithdrawLoanApplicationInput>>;
  ReviewLoanApplicationInput: ResolverTypeWrapper<Partial<ReviewLoanApplicationInput>>;
  DecideLoanApplicationInput: ResolverTypeWrapper<Partial<DecideLoanApplicationInput>>;
  PrepayLoanInput: ResolverTypeWrapper<Partial<PrepayLoanInput>>;
  OffsetLoanInput: ResolverTypeWrapper<Partial<OffsetLoanInput>>;
  SetMonthlyOffsetInput: ResolverTypeWrapper<Partial<SetMonthlyOffsetInput>>;
  ProposeWriteOffInput: ResolverTypeWrapper<Partial<ProposeWriteOffInput>>;
  DecideWriteOffInput: ResolverTypeWrapper<Partial<DecideWriteOffInput>>;
  OpenBreachCaseInput: ResolverTypeWrapper<Partial<OpenBreachCaseInput>>;
  ReplyToBreachCaseInput: ResolverTypeWrapper<Partial<ReplyToBreachCaseInput>>;
  DecideBreachCaseInput: ResolverTypeWrapper<Partial<DecideBreachCaseInput>>;
  RepayLoanInput: ResolverTypeWrapper<Partial<RepayLoanInput>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Money: Partial<Scalars['Money']['output']>;
  CivilDate: Partial<Scalars['CivilDate']['output']>;
  Instant: Partial<Scalars['Instant']['output']>;
  Member: Partial<Member | FederationReferenceTypes['Member']>;
  ID: Partial<Scalars['ID']['output']>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  DepositBasis: Partial<DepositBasis>;
  Int: Partial<Scalars['Int']['output']>;
  OverdueState: Partial<OverdueState>;
  LoanApplication: Partial<LoanApplication>;
  LoanReview: Partial<LoanReview>;
  String: Partial<Scalars['String']['output']>;
  LoanDecision: Partial<LoanDecision>;
  LoanCondition: Partial<LoanCondition>;
  LoanFact: Partial<LoanFact>;
  LoanFigure: Partial<LoanFigure>;
  LoanQuota: Partial<LoanQuota>;
  QuotaStep: Partial<QuotaStep>;
  PlanChange: Partial<PlanChange>;
  LoanInstalment: Partial<LoanInstalment>;
  LoanPayment: Partial<LoanPayment>;
  LoanSettlement: Partial<LoanSettlement>;
  LoanOffset: Partial<LoanOffset>;
  LoanOffsetPart: Partial<LoanOffsetPart>;
  WriteOff: Partial<WriteOff>;
  BreachCase: Partial<BreachCase>;
  WrittenOffDebt: Partial<WrittenOffDebt>;
  LoanRecovery: Partial<LoanRecovery>;
  Loan: Partial<Loan>;
  SubsidisedLoan: Partial<SubsidisedLoan>;
  Pool: Partial<Pool | FederationReferenceTypes['Pool']>;
  LoanApplicationConnection: Partial<LoanApplicationConnection>;
  LoanApplicationEdge: Partial<LoanApplicationEdge>;
  LoanConnection: Partial<LoanConnection>;
  LoanEdge: Partial<LoanEdge>;
  LoanPortfolio: Partial<LoanPortfolio>;
  LoansCounted: Partial<LoansCounted>;
  PageInfo: Partial<PageInfo>;
  Query: Record<PropertyKey, never>;
  Mutation: Record<PropertyKey, never>;
  RecordRecoveryInput: Partial<RecordRecoveryInput>;
  RecordSubsidisedLoanInput: Partial<RecordSubsidisedLoanInput>;
  EndSubsidisedLoanInput: Partial<EndSubsidisedLoanInput>;
  QuotaAssumption: Partial<QuotaAssumption>;
  CoefficientStep: Partial<CoefficientStep>;
  ApplyForLoanInput: Partial<ApplyForLoanInput>;
  WithdrawLoanApplicationInput: Partial<WithdrawLoanApplicationInput>;
  ReviewLoanApplicationInput: Partial<ReviewLoanApplicationInput>;
  DecideLoanApplicationInput: Partial<DecideLoanApplicationInput>;
  PrepayLoanInput: Partial<PrepayLoanInput>;
  OffsetLoanInput: Partial<OffsetLoanInput>;
  SetMonthlyOffsetInput: Partial<SetMonthlyOffsetInput>;
  ProposeWriteOffInput: Partial<ProposeWriteOffInput>;
  DecideWriteOffInput: Partial<DecideWriteOffInput>;
  OpenBreachCaseInput: Partial<OpenBreachCaseInput>;
  ReplyToBreachCaseInput: Partial<ReplyToBreachCaseInput>;
  DecideBreachCaseInput: Partial<DecideBreachCaseInput>;
  RepayLoanInput: Partial<RepayLoanInput>;
};

export interface MoneyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Money'], any> {
  name: 'Money';
}

export interface CivilDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CivilDate'], any> {
  name: 'CivilDate';
}

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], any> {
  name: 'Instant';
}

export type MemberResolvers<ContextType = any, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member'], FederationReferenceType extends FederationReferenceTypes['Member'] = FederationReferenceTypes['Member']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Member']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loans?: Resolver<Array<ResolversTypes['Loan']>, ParentType, ContextType>;
  loanApplications?: Resolver<Array<ResolversTypes['LoanApplication']>, ParentType, ContextType>;
  loanQuota?: Resolver<Maybe<ResolversTypes['LoanQuota']>, ParentType, ContextType, Partial<MemberLoanQuotaArgs>>;
  subsidisedLoans?: Resolver<Array<ResolversTypes['SubsidisedLoan']>, ParentType, ContextType>;
  overdueState?: Resolver<ResolversTypes['OverdueState'], ParentType, ContextType>;
  loanOutstanding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DepositBasisResolvers<ContextType = any, ParentType extends ResolversParentTypes['DepositBasis'] = ResolversParentTypes['DepositBasis']> = {
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  openedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  monthsHeld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  averageFrom?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  average?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  base?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type OverdueStateResolvers<ContextType = any, ParentType extends ResolversParentTypes['OverdueState'] = ResolversParentTypes['OverdueState']> = {
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  overduePeriods?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type LoanApplicationResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanApplication'] = ResolversParentTypes['LoanApplication']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LoanApplicationStatus'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['LoanPriority'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  months?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['RepaymentMethod'], ParentType, ContextType>;
  firstHome?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  housePrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  submittedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decideBy?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  factsAsOf?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  review?: Resolver<Maybe<ResolversTypes['LoanReview']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['LoanDecision']>, ParentType, ContextType>;
  loan?: Resolver<Maybe<ResolversTypes['Loan']>, ParentType, ContextType>;
};

export type LoanReviewResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanReview'] = ResolversParentTypes['LoanReview']> = {
  officer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  recommendation?: Resolver<ResolversTypes['LoanVerdict'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstHomeConfirmed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  goodCredit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  creditSource?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  creditAsOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  evidenceReference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LoanDecisionResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanDecision'] = ResolversParentTypes['LoanDecision']> = {
  officer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['LoanVerdict'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  conditions?: Resolver<Array<ResolversTypes['LoanCondition']>, ParentType, ContextType>;
  figures?: Resolver<Array<ResolversTypes['LoanFigure']>, ParentType, ContextType>;
  quota?: Resolver<ResolversTypes['LoanQuota'], ParentType, ContextType>;
};

export type LoanConditionResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanCondition'] = ResolversParentTypes['LoanCondition']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  met?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  binding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  facts?: Resolver<Array<ResolversTypes['LoanFact']>, ParentType, ContextType>;
};

export type LoanFactResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanFact'] = ResolversParentTypes['LoanFact']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LoanFigureResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanFigure'] = ResolversParentTypes['LoanFigure']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LoanQuotaResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanQuota'] = ResolversParentTypes['LoanQuota']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  simulated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['QuotaStep']>, ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QuotaStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuotaStep'] = ResolversParentTypes['QuotaStep']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlanChangeResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanChange'] = ResolversParentTypes['PlanChange']> = {
  kind?: Resolver<ResolversTypes['PlanChangeKind'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  fromNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  oldRate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  newRate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  instalments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LoanInstalmentResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanInstalment'] = ResolversParentTypes['LoanInstalment']> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dueOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  penalty?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paidPrincipal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paidInterest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paidPenalty?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
};

export type LoanPaymentResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanPayment'] = ResolversParentTypes['LoanPayment']> = {
  on?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  penalty?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type LoanSettlementResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanSettlement'] = ResolversParentTypes['LoanSettlement']> = {
  due?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ahead?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  accrued?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type LoanOffsetResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanOffset'] = ResolversParentTypes['LoanOffset']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loanId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LoanOffsetStatus'], ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  booked?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  requestedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  bookedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  refusedFor?: Resolver<Maybe<ResolversTypes['OffsetRefusal']>, ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['LoanOffsetPart']>, ParentType, ContextType>;
  figures?: Resolver<Array<ResolversTypes['LoanFigure']>, ParentType, ContextType>;
};

export type LoanOffsetPartResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanOffsetPart'] = ResolversParentTypes['LoanOffsetPart']> = {
  segment?: Resolver<ResolversTypes['LoanOffsetSegment'], ParentType, ContextType>;
  taken?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  leftOut?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['LoanOffsetLeftOut']>, ParentType, ContextType>;
};

export type WriteOffResolvers<ContextType = any, ParentType extends ResolversParentTypes['WriteOff'] = ResolversParentTypes['WriteOff']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loanId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WriteOffStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  grade?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  evidenceReference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  conditions?: Resolver<Array<ResolversTypes['LoanCondition']>, ParentType, ContextType>;
  figures?: Resolver<Array<ResolversTypes['LoanFigure']>, ParentType, ContextType>;
};

export type BreachCaseResolvers<ContextType = any, ParentType extends ResolversParentTypes['BreachCase'] = ResolversParentTypes['BreachCase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loanId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BreachKind'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BreachStatus'], ParentType, ContextType>;
  grounds?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  evidenceReference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  replyBy?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  reply?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  repliedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  measure?: Resolver<Maybe<ResolversTypes['BreachMeasure']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  conditions?: Resolver<Array<ResolversTypes['LoanCondition']>, ParentType, ContextType>;
  figures?: Resolver<Array<ResolversTypes['LoanFigure']>, ParentType, ContextType>;
};

export type WrittenOffDebtResolvers<ContextType = any, ParentType extends ResolversParentTypes['WrittenOffDebt'] = ResolversParentTypes['WrittenOffDebt']> = {
  principal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  penalty?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  recovered?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  outstanding?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  recoveries?: Resolver<Array<ResolversTypes['LoanRecovery']>, ParentType, ContextType>;
};

export type LoanRecoveryResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanRecovery'] = ResolversParentTypes['LoanRecovery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loanId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  penalty?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bookedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type LoanResolvers<ContextType = any, ParentType extends ResolversParentTypes['Loan'] = ResolversParentTypes['Loan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  contractNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LoanStatus'], ParentType, ContextType>;
  principal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  annualRate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  months?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['RepaymentMethod'], ParentType, ContextType>;
  requestedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  disbursedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  refusedFor?: Resolver<Maybe<ResolversTypes['LienRefusal']>, ParentType, ContextType>;
  outstandingPrincipal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  overduePrincipal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  overdueInterest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  overduePeriods?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['LoanPriority'], ParentType, ContextType>;
  riskGrade?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  overdueBucket?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instalments?: Resolver<Array<ResolversTypes['LoanInstalment']>, ParentType, ContextType, RequireFields<LoanInstalmentsArgs, 'first' | 'after'>>;
  payments?: Resolver<Array<ResolversTypes['LoanPayment']>, ParentType, ContextType, RequireFields<LoanPaymentsArgs, 'first'>>;
  planChanges?: Resolver<Array<ResolversTypes['PlanChange']>, ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['LoanSettlement']>, ParentType, ContextType>;
  monthlyOffset?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  offsets?: Resolver<Array<ResolversTypes['LoanOffset']>, ParentType, ContextType>;
  writtenOffDebt?: Resolver<Maybe<ResolversTypes['WrittenOffDebt']>, ParentType, ContextType>;
  breachCases?: Resolver<Array<ResolversTypes['BreachCase']>, ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubsidisedLoanResolvers<ContextType = any, ParentType extends ResolversParentTypes['SubsidisedLoan'] = ResolversParentTypes['SubsidisedLoan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  bank?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contractReference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubsidisedLoanStatus'], ParentType, ContextType>;
  recordedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  refusedFor?: Resolver<Maybe<ResolversTypes['LienRefusal']>, ParentType, ContextType>;
};

export type PoolResolvers<ContextType = any, ParentType extends ResolversParentTypes['Pool'] = ResolversParentTypes['Pool'], FederationReferenceType extends FederationReferenceTypes['Pool'] = FederationReferenceTypes['Pool']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pool']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loanBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  overduePrincipal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  loansIssuedThisYear?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type LoanApplicationConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanApplicationConnection'] = ResolversParentTypes['LoanApplicationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LoanApplicationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LoanApplicationEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanApplicationEdge'] = ResolversParentTypes['LoanApplicationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LoanApplication'], ParentType, ContextType>;
};

export type LoanConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanConnection'] = ResolversParentTypes['LoanConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LoanEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type LoanEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanEdge'] = ResolversParentTypes['LoanEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Loan'], ParentType, ContextType>;
};

export type LoanPortfolioResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoanPortfolio'] = ResolversParentTypes['LoanPortfolio']> = {
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  grades?: Resolver<Array<ResolversTypes['LoansCounted']>, ParentType, ContextType>;
  buckets?: Resolver<Array<ResolversTypes['LoansCounted']>, ParentType, ContextType>;
};

export type LoansCountedResolvers<ContextType = any, ParentType extends ResolversParentTypes['LoansCounted'] = ResolversParentTypes['LoansCounted']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  loans?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = any, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  loanApplications?: Resolver<ResolversTypes['LoanApplicationConnection'], ParentType, ContextType, RequireFields<QueryLoanApplicationsArgs, 'city' | 'lateOnly' | 'first'>>;
  loanPortfolio?: Resolver<ResolversTypes['LoanPortfolio'], ParentType, ContextType, RequireFields<QueryLoanPortfolioArgs, 'city'>>;
  overdueLoans?: Resolver<ResolversTypes['LoanConnection'], ParentType, ContextType, RequireFields<QueryOverdueLoansArgs, 'city' | 'first'>>;
  pendingWriteOffs?: Resolver<Array<ResolversTypes['WriteOff']>, ParentType, ContextType, RequireFields<QueryPendingWriteOffsArgs, 'city'>>;
  openBreachCases?: Resolver<Array<ResolversTypes['BreachCase']>, ParentType, ContextType, RequireFields<QueryOpenBreachCasesArgs, 'city'>>;
};

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  applyForLoan?: Resolver<ResolversTypes['LoanApplication'], ParentType, ContextType, RequireFields<MutationApplyForLoanArgs, 'input'>>;
  withdrawLoanApplication?: Resolver<ResolversTypes['LoanApplication'], ParentType, ContextType, RequireFields<MutationWithdrawLoanApplicationArgs, 'input'>>;
  reviewLoanApplication?: Resolver<ResolversTypes['LoanApplication'], ParentType, ContextType, RequireFields<MutationReviewLoanApplicationArgs, 'input'>>;
  decideLoanApplication?: Resolver<ResolversTypes['LoanApplication'], ParentType, ContextType, RequireFields<MutationDecideLoanApplicationArgs, 'input'>>;
  prepayLoan?: Resolver<ResolversTypes['Loan'], ParentType, ContextType, RequireFields<MutationPrepayLoanArgs, 'input'>>;
  offsetLoan?: Resolver<ResolversTypes['LoanOffset'], ParentType, ContextType, RequireFields<MutationOffsetLoanArgs, 'input'>>;
  setMonthlyOffset?: Resolver<ResolversTypes['Loan'], ParentType, ContextType, RequireFields<MutationSetMonthlyOffsetArgs, 'input'>>;
  proposeWriteOff?: Resolver<ResolversTypes['WriteOff'], ParentType, ContextType, RequireFields<MutationProposeWriteOffArgs, 'input'>>;
  decideWriteOff?: Resolver<ResolversTypes['WriteOff'], ParentType, ContextType, RequireFields<MutationDecideWriteOffArgs, 'input'>>;
  openBreachCase?: Resolver<ResolversTypes['BreachCase'], ParentType, ContextType, RequireFields<MutationOpenBreachCaseArgs, 'input'>>;
  replyToBreachCase?: Resolver<ResolversTypes['BreachCase'], ParentType, ContextType, RequireFields<MutationReplyToBreachCaseArgs, 'input'>>;
  decideBreachCase?: Resolver<ResolversTypes['BreachCase'], ParentType, ContextType, RequireFields<MutationDecideBreachCaseArgs, 'input'>>;
  repayLoan?: Resolver<ResolversTypes['Loan'], ParentType, ContextType, RequireFields<MutationRepayLoanArgs, 'input'>>;
  recordRecovery?: Resolver<ResolversTypes['LoanRecovery'], ParentType, ContextType, RequireFields<MutationRecordRecoveryArgs, 'input'>>;
  recordSubsidisedLoan?: Resolver<ResolversTypes['SubsidisedLoan'], ParentType, ContextType, RequireFields<MutationRecordSubsidisedLoanArgs, 'input'>>;
  endSubsidisedLoan?: Resolver<ResolversTypes['SubsidisedLoan'], ParentType, ContextType, RequireFields<MutationEndSubsidisedLoanArgs, 'input'>>;
};

export type Resolvers<ContextType = any> = {
  Money?: GraphQLScalarType;
  CivilDate?: GraphQLScalarType;
  Instant?: GraphQLScalarType;
  Member?: MemberResolvers<ContextType>;
  DepositBasis?: DepositBasisResolvers<ContextType>;
  OverdueState?: OverdueStateResolvers<ContextType>;
  LoanApplication?: LoanApplicationResolvers<ContextType>;
  LoanReview?: LoanReviewResolvers<ContextType>;
  LoanDecision?: LoanDecisionResolvers<ContextType>;
  LoanCondition?: LoanConditionResolvers<ContextType>;
  LoanFact?: LoanFactResolvers<ContextType>;
  LoanFigure?: LoanFigureResolvers<ContextType>;
  LoanQuota?: LoanQuotaResolvers<ContextType>;
  QuotaStep?: QuotaStepResolvers<ContextType>;
  PlanChange?: PlanChangeResolvers<ContextType>;
  LoanInstalment?: LoanInstalmentResolvers<ContextType>;
  LoanPayment?: LoanPaymentResolvers<ContextType>;
  LoanSettlement?: LoanSettlementResolvers<ContextType>;
  LoanOffset?: LoanOffsetResolvers<ContextType>;
  LoanOffsetPart?: LoanOffsetPartResolvers<ContextType>;
  WriteOff?: WriteOffResolvers<ContextType>;
  BreachCase?: BreachCaseResolvers<ContextType>;
  WrittenOffDebt?: WrittenOffDebtResolvers<ContextType>;
  LoanRecovery?: LoanRecoveryResolvers<ContextType>;
  Loan?: LoanResolvers<ContextType>;
  SubsidisedLoan?: SubsidisedLoanResolvers<ContextType>;
  Pool?: PoolResolvers<ContextType>;
  LoanApplicationConnection?: LoanApplicationConnectionResolvers<ContextType>;
  LoanApplicationEdge?: LoanApplicationEdgeResolvers<ContextType>;
  LoanConnection?: LoanConnectionResolvers<ContextType>;
  LoanEdge?: LoanEdgeResolvers<ContextType>;
  LoanPortfolio?: LoanPortfolioResolvers<ContextType>;
  LoansCounted?: LoansCountedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
};
