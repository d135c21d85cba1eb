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
  CivilMonth: { input: string; output: string; }
  Instant: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type City =
  | 'CHANGJI'
  | 'HUZHOU';

/** How contributions are paid (缴存方式, CJ-07). */
export type PaymentMode =
  /** 按月 */
  | 'MONTHLY'
  /** 按季预缴 */
  | 'QUARTERLY'
  /** 按年预缴 */
  | 'YEARLY';

/** Where a yuan came from (分类标识, CJ-10). */
export type Segment =
  /** 灵活就业缴存 */
  | 'FLEXIBLE'
  /** 单位缴存 */
  | 'UNIT'
  /** 转入 */
  | 'TRANSFERRED_IN'
  /** 补贴 */
  | 'SUBSIDY'
  /** 利息 */
  | 'INTEREST'
  /** 待付: held for a payout until the bank has answered */
  | 'HELD';

export type AgreementStatus =
  /** 有效 */
  | 'ACTIVE'
  /** 已终止 */
  | 'TERMINATED'
  /** 自动终止（连续欠缴、停缴3个月以上） */
  | 'LAPSED'
  /** 转为单位缴存 */
  | 'CONVERTED';

/** A document and its article that a figure or a rule rests on. */
export type LegalBasis = {
  __typename?: 'LegalBasis';
  clause: Scalars['String']['output'];
  document: Scalars['String']['output'];
  /** in force, draft or unknown */
  status: Scalars['String']['output'];
};

export type Taxpayer = {
  __typename?: 'Taxpayer';
  memberId?: Maybe<Scalars['ID']['output']>;
  priorYearAverageMonthlyIncome?: Maybe<Scalars['Money']['output']>;
  /** Deductible contributions of a tax year (个税税前扣除, CJ-14); null when the person was not found or has not been approved. */
  deduction?: Maybe<Deduction>;
};


export type TaxpayerDeductionArgs = {
  taxYear: Scalars['Int']['input'];
};

/** Deductible amount of one person and tax year (财税〔2006〕10号). */
export type Deduction = {
  __typename?: 'Deduction';
  taxYear: Scalars['Int']['output'];
  /** 可扣除金额. */
  amount: Scalars['Money']['output'];
  /** 实际缴存 credited in the tax year. */
  contributed: Scalars['Money']['output'];
  /** 扣除上限 over the calendar months of the year that were paid for or paid in, each once. */
  cap: Scalars['Money']['output'];
  /** 扣除比例, for example "12%". */
  capRatio: Scalars['String']['output'];
  /** 三倍社平工资: the monthly ceiling of the wage base. */
  ceilingBase: Scalars['Money']['output'];
  /** Whose monthly figure W was used: the contribution base, or the income as the bureau gave it. */
  baseSource: DeductionBaseSource;
  basis: Array<LegalBasis>;
  months: Array<DeductionMonth>;
  /** Names of figures that no published document gives; their demonstration values were used (演示值). */
  demonstrationFigures: Array<Scalars['String']['output']>;
};

export type DeductionBaseSource =
  /** 缴存基数 */
  | 'CONTRIBUTION_BASE'
  /** 税务机关提供的上年月均收入 */
  | 'INCOME_AS_GIVEN';

/** A paid month; one that was credited in an earlier year adds its cap and no amount. */
export type DeductionMonth = {
  __typename?: 'DeductionMonth';
  /** 所属月份. */
  period: Scalars['CivilMonth']['output'];
  contributed: Scalars['Money']['output'];
  /** 入账日期. */
  creditedOn: Scalars['CivilDate']['output'];
  /** W used for this month: min(own base or income, ceiling). */
  base: Scalars['Money']['output'];
  cap: Scalars['Money']['output'];
  /** The part of the year's deductible amount that this month adds; the months add up to the amount. */
  deductible: Scalars['Money']['output'];
};

export type Member = {
  __typename?: 'Member';
  id: Scalars['ID']['output'];
  /** Whose city it is decides which centre is answered; a register tells nothing of a member elsewhere (AG-04). */
  city: City;
  /** The member's one account (个人账户); null before opening. */
  account?: Maybe<Account>;
  /** Continuous full months up to the last closed month (连续足额缴存). */
  streak: Streak;
  /** What a loan is measured by, as it stands at the beginning of today (HZ-06); null before opening. */
  depositBasis?: Maybe<DepositBasis>;
  /** Deductible contributions of a tax year (CJ-14); null before the application is approved. */
  deduction?: Maybe<Deduction>;
};


export type MemberDeductionArgs = {
  taxYear: Scalars['Int']['input'];
};

/** A decision fact: how many months were paid in full without a gap. */
export type Streak = {
  __typename?: 'Streak';
  continuousFullMonths: Scalars['Int']['output'];
  /** The last closed month; null when nothing was paid yet. */
  throughMonth?: Maybe<Scalars['CivilMonth']['output']>;
  /** Whether money was taken out, or lent against, in the run. */
  fundsUsed: Scalars['Boolean']['output'];
};

export type Account = {
  __typename?: 'Account';
  /** 个人账号, last four shown. */
  numberMasked: Scalars['String']['output'];
  /** JGJ/T 320 A.6, for example "01" 正常. */
  statusCode: Scalars['String']['output'];
  /** The Chinese name of the status, for example "正常". */
  statusName: Scalars['String']['output'];
  openedOn: Scalars['CivilDate']['output'];
  balance: Scalars['Money']['output'];
  segments: Array<SegmentBalance>;
  /** As whom the member contributed and when, oldest first (身份转换, CJ-10, HZ-03). */
  identityPeriods: Array<IdentityPeriod>;
  /** What came from and went to other centres, newest first (转移接续, CJ-10, HZ-12). */
  transfers: Array<Transfer>;
  /** What happened to the account that moved no money, oldest first: 开户, 启封, 封存, 内部转移, 基数调整, 冻结, 解冻. */
  events: Array<AccountEvent>;
  /** The agreement in force, or the last one. */
  agreement?: Maybe<Agreement>;
  /** Every agreement, the newest first (CJ-12). */
  agreements: Array<Agreement>;
  /** What was due of a calendar year and what the agreement in force will owe of it, in the order of months (CJ-07). */
  dues: Array<Due>;
  /** What is owed today and when the bank is asked next (CJ-07). */
  owed: Owed;
  /** Payments outside the batch of a calendar year, the newest first (CJ-07). */
  payments: Array<Payment>;
  movements: MovementConnection;
  /** 日均缴存余额 over the days [from, to), the last of which is over, of some segments or of all (HZ-06). */
  averageDailyBalance: AverageDailyBalance;
  /** The balance at the end of any day up to today, by the days on which movements were booked. */
  balanceOn: BalanceOn;
  /** Every movement of the days from the first to the last, both included, oldest first, with the balance after it (对账单). */
  statement: Statement;
  /** What closing today would pay, and every condition of it (销户提取, CJ-13, HZ-07). */
  closingPreview: ClosingPreview;
  /** Closings that were asked for, newest first. */
  closings: Array<Closing>;
  /** Withdrawals, closings and transfers out, newest first. */
  withdrawals: Array<Withdrawal>;
  /** What authorities have frozen, newest first. */
  freezes: Array<Freeze>;
  /** Movements that officers have taken back or mean to, newest first. */
  corrections: Array<Correction>;
};


export type AccountDuesArgs = {
  year: Scalars['Int']['input'];
};


export type AccountPaymentsArgs = {
  year: Scalars['Int']['input'];
};


export type AccountMovementsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type AccountAverageDailyBalanceArgs = {
  from: Scalars['CivilDate']['input'];
  to: Scalars['CivilDate']['input'];
  segments?: InputMaybe<Array<Segment>>;
};


export type AccountBalanceOnArgs = {
  date: Scalars['CivilDate']['input'];
};


export type AccountStatementArgs = {
  from: Scalars['CivilDate']['input'];
  to: Scalars['CivilDate']['input'];
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Why an account is closed (CJ-13, HZ-08). */
export type ClosingGround =
  /** 本人申请 */
  | 'MEMBER_WISH'
  /** 违约处置 */
  | 'BREACH';

/** A condition of closing, and whether it is met; of a spouse nothing but whether there is a loan (CJ-13). */
export type ClosingCondition = {
  __typename?: 'ClosingCondition';
  clause: Scalars['String']['output'];
  /** For example "LOAN_OUTSTANDING". */
  code: Scalars['String']['output'];
  description: Scalars['String']['output'];
  met: Scalars['Boolean']['output'];
};

/** A part of what is paid out on closing. */
export type ClosingLine = {
  __typename?: 'ClosingLine';
  segment: Segment;
  amount: Scalars['Money']['output'];
};

/** What closing today would pay (CJ-13). */
export type ClosingPreview = {
  __typename?: 'ClosingPreview';
  allowed: Scalars['Boolean']['output'];
  reasons: Array<ClosingCondition>;
  /** What each segment of the flexible part would pay, with interest to the day and the subsidy. */
  lines: Array<ClosingLine>;
  /** Of the total: interest from the last settlement to the day before. */
  interest: Scalars['Money']['output'];
  /** Of the total: 利息补贴 for never having borrowed (HZ-07). */
  subsidy: Scalars['Money']['output'];
  total: Scalars['Money']['output'];
  /** What stays in the account: the part of units and of other centres (封存). */
  sealed: Scalars['Money']['output'];
  demonstrationFigures: Array<Scalars['String']['output']>;
};

/** A closing (销户提取): held, then paid, or given back. */
export type Closing = {
  __typename?: 'Closing';
  id: Scalars['ID']['output'];
  ground: ClosingGround;
  /** The case of a breach; null otherwise. */
  caseReference?: Maybe<Scalars['String']['output']>;
  status: PayoutStatus;
  amount: Scalars['Money']['output'];
  /** Of the amount: interest to the day before. */
  interest: Scalars['Money']['output'];
  /** Of the amount: 利息补贴 for never having borrowed (HZ-07). */
  subsidy: Scalars['Money']['output'];
  requestedOn: Scalars['CivilDate']['output'];
  /** The last day on which it may be paid. */
  expiresOn: Scalars['CivilDate']['output'];
  resolvedOn?: Maybe<Scalars['CivilDate']['output']>;
  demonstrationFigures: Array<Scalars['String']['output']>;
};

/** Why a movement is taken back (冲账原因). */
export type CorrectionReason =
  /** 银行退款 */
  | 'BANK_RETURNED'
  /** 重复入账 */
  | 'PAID_TWICE'
  /** 金额有误 */
  | 'WRONG_AMOUNT'
  /** 入错账户 */
  | 'WRONG_MEMBER'
  /** 其他 */
  | 'OTHER';

export type CorrectionStatus =
  | 'PROPOSED'
  | 'BOOKED'
  | 'REJECTED';

export type CorrectionDecision =
  | 'BOOK'
  | 'REJECT';

/** A movement that is taken back by its reversal, when two officers agree (冲账, JGJ/T 320 A.9). */
export type Correction = {
  __typename?: 'Correction';
  id: Scalars['ID']['output'];
  movementId: Scalars['ID']['output'];
  amount: Scalars['Money']['output'];
  /** The month that the movement paid. */
  period?: Maybe<Scalars['CivilMonth']['output']>;
  reason: CorrectionReason;
  note: Scalars['String']['output'];
  status: CorrectionStatus;
  proposedBy: Scalars['String']['output'];
  proposedOn: Scalars['CivilDate']['output'];
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** The movement that took it back. */
  reversal?: Maybe<Scalars['ID']['output']>;
};

export type PayoutOutcome =
  | 'PAID'
  | 'REFUSED';

export type AnswerEffect =
  /** Paid after the money was given back: the centre is to recover it. */
  | 'LATE'
  /** Against the bank's other answer. */
  | 'CONTRADICTS';

/** An answer of the bank that staff are to look into (HZ-04). */
export type IrregularAnswer = {
  __typename?: 'IrregularAnswer';
  withdrawal: Withdrawal;
  outcome: PayoutOutcome;
  effect: AnswerEffect;
  answeredOn: Scalars['CivilDate']['output'];
  /** When what was paid too late was charged to the member or returned; null while it is owed. */
  recoveredOn?: Maybe<Scalars['CivilDate']['output']>;
};

export type PayoutKind =
  /** 部分提取 */
  | 'WITHDRAWAL'
  /** 销户提取 */
  | 'CLOSING'
  /** 外部转出 */
  | 'TRANSFER_OUT'
  /** 冲还贷 */
  | 'LOAN_OFFSET';

export type PayoutStatus =
  /** 待付 */
  | 'HELD'
  /** 已付 */
  | 'PAID'
  /** 已撤销: voided, or refused by the bank */
  | 'VOIDED'
  /** 已过期 */
  | 'EXPIRED';

/** Money on its way out of an account: held, then paid by the bank, or given back (HZ-04, CJ-13). */
export type Withdrawal = {
  __typename?: 'Withdrawal';
  id: Scalars['ID']['output'];
  kind: PayoutKind;
  status: PayoutStatus;
  amount: Scalars['Money']['output'];
  /** JGJ/T 320 A.7; null for a transfer. */
  reasonCode?: Maybe<Scalars['String']['output']>;
  requestedOn: Scalars['CivilDate']['output'];
  /** By which day the centre decides (条例: 3日). */
  decideBy: Scalars['CivilDate']['output'];
  /** The last day on which the bank may answer; then the money is given back. */
  expiresOn: Scalars['CivilDate']['output'];
  resolvedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** Names of figures that no published document gives; their demonstration values were used (演示值). */
  demonstrationFigures: Array<Scalars['String']['output']>;
};

/** What happened to an account on a day. */
export type AccountEvent = {
  __typename?: 'AccountEvent';
  /** JGJ/T 320 A.5, for example "05" 封存. */
  code: Scalars['String']['output'];
  codeName: Scalars['String']['output'];
  on: Scalars['CivilDate']['output'];
  detail?: Maybe<Scalars['String']['output']>;
};

/** A time in which one identity held (分段管理, CJ-10, HZ-03). */
export type IdentityPeriod = {
  __typename?: 'IdentityPeriod';
  identity: Identity;
  from: Scalars['CivilDate']['output'];
  /** The first day on which it no longer held; null while it does. */
  until?: Maybe<Scalars['CivilDate']['output']>;
};

/** As whom a member contributes (缴存身份). */
export type Identity =
  /** 灵活就业缴存 */
  | 'FLEXIBLE'
  /** 单位缴存 */
  | 'UNIT';

export type TransferDirection =
  /** 转入 */
  | 'IN'
  /** 转出 */
  | 'OUT';

/** Money on its way between two centres through the national platform (异地转移接续, CJ-10, HZ-12). */
export type Transfer = {
  __typename?: 'Transfer';
  id: Scalars['ID']['output'];
  /** 联系函编号. */
  letter: Scalars['String']['output'];
  direction: TransferDirection;
  /** The other centre's code, 15 digits. */
  centre: Scalars['String']['output'];
  /** BDC904, for example "00" 正常办结. */
  statusCode: Scalars['String']['output'];
  statusName: Scalars['String']['output'];
  /** What the other centre gave as its reason, where it refused. */
  reason?: Maybe<Scalars['String']['output']>;
  requestedOn: Scalars['CivilDate']['output'];
  /** Null while it goes on. */
  endedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** 本金; null until the sending centre has told it. */
  principal?: Maybe<Scalars['Money']['output']>;
  /** 利息. */
  interest?: Maybe<Scalars['Money']['output']>;
  /** What was booked into or out of the account; null before. */
  booked?: Maybe<Scalars['Money']['output']>;
};

/** 冻结标志. */
export type FreezeKind =
  /** 只收不付 */
  | 'RECEIVE_ONLY'
  /** 不收不付 */
  | 'NO_MOVEMENT'
  /** 部分冻结 */
  | 'PARTIAL';

/** A freeze of an account at the word of an authority (冻结, CJ-13). */
export type Freeze = {
  __typename?: 'Freeze';
  id: Scalars['ID']['output'];
  kind: FreezeKind;
  /** What stays in the account under a partial freeze. */
  amount?: Maybe<Scalars['Money']['output']>;
  /** 执行机关. */
  authority: Scalars['String']['output'];
  /** 文号. */
  document: Scalars['String']['output'];
  fromOn: Scalars['CivilDate']['output'];
  /** The last day; null until it is lifted. */
  until?: Maybe<Scalars['CivilDate']['output']>;
  liftedOn?: Maybe<Scalars['CivilDate']['output']>;
  liftedDocument?: Maybe<Scalars['String']['output']>;
};

export type SegmentBalance = {
  __typename?: 'SegmentBalance';
  /** "<city code>:flexible" or "<city code>:unit", as in Pool. */
  pool: Scalars['ID']['output'];
  segment: Segment;
  balance: Scalars['Money']['output'];
};

/** 缴存使用协议 (CJ-07, HZ-02). */
export type Agreement = {
  __typename?: 'Agreement';
  id: Scalars['ID']['output'];
  number: Scalars['String']['output'];
  status: AgreementStatus;
  signedOn: Scalars['CivilDate']['output'];
  endedOn?: Maybe<Scalars['CivilDate']['output']>;
  /** Contributes from this month. */
  firstMonth: Scalars['CivilMonth']['output'];
  /** Paid without a gap through this month; null before the first payment. */
  paidThrough?: Maybe<Scalars['CivilMonth']['output']>;
  /** 违约: unpaid since this month for longer than may be while a loan is outstanding (CJ-11); null when it is not so. */
  breachSince?: Maybe<Scalars['CivilMonth']['output']>;
  mode: PaymentMode;
  base: Scalars['Money']['output'];
  /** For example "20%". */
  ratio: Scalars['String']['output'];
  monthlyAmount: Scalars['Money']['output'];
  /** Every plan of it in the order in which they were decided (CJ-05, CJ-06); base, ratio and monthlyAmount are the last one's. */
  plans: Array<PlanVersion>;
  /** By which text it was signed; null where none was kept. */
  textVersion?: Maybe<Scalars['String']['output']>;
  /** SHA-256 of that text, hex. */
  textDigest?: Maybe<Scalars['String']['output']>;
  /** That text; null where none was kept, or the one on file no longer has its digest. */
  text?: Maybe<AgreementText>;
  demonstrationFigures: Array<Scalars['String']['output']>;
};

/** A plan as it was agreed: at signing, or changed in July. */
export type PlanVersion = {
  __typename?: 'PlanVersion';
  version: Scalars['Int']['output'];
  fromMonth: Scalars['CivilMonth']['output'];
  base: Scalars['Money']['output'];
  /** For example "20%". */
  ratio: Scalars['String']['output'];
  monthlyAmount: Scalars['Money']['output'];
  decidedOn: Scalars['CivilDate']['output'];
  /** The clause by which it was agreed. */
  clause: Scalars['String']['output'];
};

/** What is signed: rights, duties and breach liability (权利、义务和违约责任, HZ-02, CJ-07). */
export type AgreementText = {
  __typename?: 'AgreementText';
  version: Scalars['String']['output'];
  title: Scalars['String']['output'];
  rights: Array<Scalars['String']['output']>;
  duties: Array<Scalars['String']['output']>;
  breach: Array<Scalars['String']['output']>;
  /** SHA-256 of the version, the title and all articles, hex. */
  digest: Scalars['String']['output'];
  basis: LegalBasis;
};

/** A month that was, is or will be due (应缴). */
export type Due = {
  __typename?: 'Due';
  month: Scalars['CivilMonth']['output'];
  dueOn: Scalars['CivilDate']['output'];
  amount: Scalars['Money']['output'];
  status: DueStatus;
  paidOn?: Maybe<Scalars['CivilDate']['output']>;
  /** The agreement that it is due under. */
  agreementNumber: Scalars['String']['output'];
};

export type DueStatus =
  /** 未缴 */
  | 'UNPAID'
  /** 扣款中: the bank was asked and has not answered */
  | 'ASKED'
  /** 已缴 */
  | 'PAID'
  /** 欠缴: its month has ended, or the bank refused it and is not asked again in the month; paid outside the batch */
  | 'ARREARS'
  /** 不再缴: its agreement ended while it was unpaid (CJ-12) */
  | 'NOT_OWED';

export type Owed = {
  __typename?: 'Owed';
  /** Fallen due and unpaid, the arrears included. */
  amount: Scalars['Money']['output'];
  /** 欠缴. */
  arrears: Scalars['Money']['output'];
  /** The next day on which the bank is asked; null when there is nothing to ask for. */
  nextDebitOn?: Maybe<Scalars['CivilDate']['output']>;
  nextDebitAmount?: Maybe<Scalars['Money']['output']>;
};

/** By which way a payment outside the batch came (缴存渠道, CJ-07). */
export type PaymentChannel =
  /** 柜台 */
  | 'COUNTER'
  /** 手机公积金APP */
  | 'APP'
  /** 全国住房公积金公共服务平台 */
  | 'NATIONAL_PLATFORM';

export type PaymentStatus =
  /** The bank was asked and has not answered. */
  | 'PENDING'
  | 'PAID'
  | 'REFUSED'
  /** 逾期未答: the bank did not answer in time; what it takes all the same goes to suspense. */
  | 'EXPIRED';

/** A payment outside the batch. */
export type Payment = {
  __typename?: 'Payment';
  id: Scalars['ID']['output'];
  /** 回单号. */
  receipt: Scalars['String']['output'];
  channel: PaymentChannel;
  /** By which whoever took the money knows it; null where nothing was given. */
  reference?: Maybe<Scalars['String']['output']>;
  amount: Scalars['Money']['output'];
  months: Array<Scalars['CivilMonth']['output']>;
  status: PaymentStatus;
  askedOn: Scalars['CivilDate']['output'];
  /** When it was paid, refused or given up; null while it is pending. */
  settledOn?: Maybe<Scalars['CivilDate']['output']>;
};

/** Money that the bank says it took and that pays no dues (待查款项, CJ-07). */
export type SuspenseItem = {
  __typename?: 'SuspenseItem';
  id: Scalars['ID']['output'];
  /** The batch by which the bank reported it. */
  reference: Scalars['ID']['output'];
  line: Scalars['Int']['output'];
  reason: SuspenseReason;
  /** Whose line it was; null where the line is not known. */
  memberId?: Maybe<Scalars['ID']['output']>;
  amount: Scalars['Money']['output'];
  /** What is still in suspense. */
  openAmount: Scalars['Money']['output'];
  notedOn: Scalars['CivilDate']['output'];
  resolutions: Array<SuspenseResolution>;
};

export type SuspenseReason =
  | 'UNKNOWN_BATCH'
  | 'UNKNOWN_LINE'
  | 'WRONG_AMOUNT'
  | 'PAID_TWICE'
  /** For a payment that had been given up, since the bank did not answer in time. */
  | 'PAID_LATE';

export type SuspenseResolution = {
  __typename?: 'SuspenseResolution';
  resolution: SuspenseResolutionKind;
  memberId?: Maybe<Scalars['ID']['output']>;
  amount: Scalars['Money']['output'];
  resolvedOn: Scalars['CivilDate']['output'];
};

export type SuspenseResolutionKind =
  /** To the oldest dues of a member. */
  | 'CREDITED'
  /** Back to whoever was debited. */
  | 'RETURNED';

export type SuspenseConnection = {
  __typename?: 'SuspenseConnection';
  edges: Array<SuspenseEdge>;
  pageInfo: PageInfo;
};

export type SuspenseEdge = {
  __typename?: 'SuspenseEdge';
  cursor: Scalars['String']['output'];
  node: SuspenseItem;
};

export type MovementConnection = {
  __typename?: 'MovementConnection';
  edges: Array<MovementEdge>;
  pageInfo: PageInfo;
};

export type MovementEdge = {
  __typename?: 'MovementEdge';
  cursor: Scalars['String']['output'];
  node: Movement;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** One movement of money into or out of the account. */
export type Movement = {
  __typename?: 'Movement';
  id: Scalars['ID']['output'];
  bookedOn: Scalars['CivilDate']['output'];
  /** JGJ/T 320 A.5, for example "01" 汇缴. */
  code: Scalars['String']['output'];
  /** The Chinese name of the code. */
  codeName: Scalars['String']['output'];
  /** "<city code>:flexible" or "<city code>:unit", as in Pool. */
  pool: Scalars['ID']['output'];
  segment: Segment;
  /** Positive into the account, negative out of it. */
  amount: Scalars['Money']['output'];
  period?: Maybe<Scalars['CivilMonth']['output']>;
  /** 冲账标识 (JGJ/T 320 A.9 02): the movement that this one takes back. */
  reverses?: Maybe<Scalars['ID']['output']>;
  /** The movement that took this one back. */
  reversedBy?: Maybe<Scalars['ID']['output']>;
};

/** 日均缴存余额: the sum of the daily closing balances (积数) divided by the days, rounded half up once (HZ-06). */
export type AverageDailyBalance = {
  __typename?: 'AverageDailyBalance';
  from: Scalars['CivilDate']['output'];
  /** The first day that does not count any more. */
  to: Scalars['CivilDate']['output'];
  days: Scalars['Int']['output'];
  /** 积数, in yuan-days. */
  product: Scalars['Money']['output'];
  average: Scalars['Money']['output'];
  /** The stretches of days with one closing balance; their products add up to the 积数. */
  pieces: Array<AveragePiece>;
};

export type AveragePiece = {
  __typename?: 'AveragePiece';
  from: Scalars['CivilDate']['output'];
  to: Scalars['CivilDate']['output'];
  days: Scalars['Int']['output'];
  balance: Scalars['Money']['output'];
  /** Balance × days, in yuan-days. */
  product: Scalars['Money']['output'];
};

export type BalanceOn = {
  __typename?: 'BalanceOn';
  date: Scalars['CivilDate']['output'];
  balance: Scalars['Money']['output'];
  /** Those that held money on that day. */
  segments: Array<SegmentBalanceOn>;
};

export type SegmentBalanceOn = {
  __typename?: 'SegmentBalanceOn';
  /** flexible or unit. */
  pool: Scalars['String']['output'];
  segment: Segment;
  balance: Scalars['Money']['output'];
};

export type Statement = {
  __typename?: 'Statement';
  from: Scalars['CivilDate']['output'];
  to: Scalars['CivilDate']['output'];
  openingBalance: Scalars['Money']['output'];
  totalIn: Scalars['Money']['output'];
  totalOut: Scalars['Money']['output'];
  closingBalance: Scalars['Money']['output'];
  edges: Array<StatementEdge>;
  pageInfo: PageInfo;
};

export type StatementEdge = {
  __typename?: 'StatementEdge';
  cursor: Scalars['String']['output'];
  node: StatementLine;
};

export type StatementLine = {
  __typename?: 'StatementLine';
  movement: Movement;
  /** After this movement. */
  balance: Scalars['Money']['output'];
};

/** A pool of money of one city (CJ-19, HZ-09). */
export type Pool = {
  __typename?: 'Pool';
  /** "<city code>:flexible" or "<city code>:unit". */
  id: Scalars['ID']['output'];
  /** 缴存余额: what members own, at this moment. */
  depositBalance: Scalars['Money']['output'];
  /** 归集量 of the calendar year to date. */
  contributedThisYear: Scalars['Money']['output'];
  /** Withdrawals of the calendar year to date. */
  withdrawnThisYear: Scalars['Money']['output'];
  /** Dues of the calendar year to date under agreements. */
  dueThisYear: Scalars['Money']['output'];
  /** What of these dues was paid. */
  paidOfDueThisYear: Scalars['Money']['output'];
};

/** What a loan is measured by: the daily average balance (日均缴存余额) and how long the account has been held (HZ-06). */
export type DepositBasis = {
  __typename?: 'DepositBasis';
  asOf: Scalars['CivilDate']['output'];
  openedOn: Scalars['CivilDate']['output'];
  /** Whole months since opening. */
  monthsHeld: Scalars['Int']['output'];
  /** The first day that the average counts. */
  averageFrom: Scalars['CivilDate']['output'];
  days: Scalars['Int']['output'];
  /** 日均缴存余额. */
  average: Scalars['Money']['output'];
  balance: Scalars['Money']['output'];
  /** The base of contribution of the plan in force; null without one. */
  base?: Maybe<Scalars['Money']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** The runs over all accounts of a city of the caller's own, newest first. */
  runs: Array<Run>;
  /** From whom a run that takes a collection back could not take it, and every reason, in the order of their accounts (CJ-07, A.9). */
  runRefusals: RunRefusalConnection;
  /** The batches of a city's collections that wait for the bank, oldest first (CJ-07). */
  unansweredDebits: Array<UnansweredDebit>;
  /** Result files of the bank that say another thing than the one that was booked, newest first (CJ-07). */
  debitContradictions: Array<DebitContradiction>;
  /** Corrections of a city of the caller's own that wait for a second officer, oldest first. */
  pendingCorrections: Array<Correction>;
  /** Answers of the bank that came too late or against another, newest first (HZ-04). */
  irregularPayouts: Array<IrregularAnswer>;
  /** What is signed in a city today: rights, duties and breach liability (HZ-02, CJ-07). */
  agreementText: AgreementText;
  /** The money in suspense of a city of the caller's own that is not resolved, oldest first (CJ-07). */
  suspenseItems: SuspenseConnection;
  /** The book of a city of the caller's own to the last posting, for the centre's accountant (CJ-19); the lines of a pool add up to 0. */
  trialBalance: Array<TrialBalanceLine>;
  /** What members own by pool and segment, and the money that backs it: separate sub-ledgers that add up to it (分类核算, CJ-19, HZ-09). */
  classifiedBook: ClassifiedBook;
  /** What other centres sent to a city of the caller's own and is in suspense, oldest first (CJ-10, HZ-12). */
  transferSuspense: Array<TransferSuspenseItem>;
};


export type QueryRunsArgs = {
  city: City;
  kind?: InputMaybe<RunKind>;
  first?: Scalars['Int']['input'];
};


export type QueryRunRefusalsArgs = {
  runId: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryUnansweredDebitsArgs = {
  city: City;
};


export type QueryDebitContradictionsArgs = {
  city: City;
};


export type QueryPendingCorrectionsArgs = {
  city: City;
};


export type QueryIrregularPayoutsArgs = {
  city: City;
};


export type QueryAgreementTextArgs = {
  city: City;
};


export type QuerySuspenseItemsArgs = {
  city: City;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryTrialBalanceArgs = {
  city: City;
};


export type QueryClassifiedBookArgs = {
  city: City;
};


export type QueryTransferSuspenseArgs = {
  city: City;
};

/** An account of the centre, or the personal accounts of one segment together: no line is one person's account (试算平衡). */
export type TrialBalanceLine = {
  __typename?: 'TrialBalanceLine';
  /** For example "bank:custody", or "personal:FLEXIBLE" for all personal accounts of that segment. */
  account: Scalars['String']['output'];
  /** "<city code>:flexible" or "<city code>:unit", as in Pool. */
  pool: Scalars['ID']['output'];
  /** What has entered less what has left. */
  balance: Scalars['Money']['output'];
};

/** Money that another centre sent and that is nobody's yet: it does not agree with what was told, or came for no letter. */
export type TransferSuspenseItem = {
  __typename?: 'TransferSuspenseItem';
  id: Scalars['ID']['output'];
  /** 联系函编号. */
  letter: Scalars['String']['output'];
  amount: Scalars['Money']['output'];
  receivedOn: Scalars['CivilDate']['output'];
  /** Null while it is here. */
  returnedOn?: Maybe<Scalars['CivilDate']['output']>;
};

/** The sub-ledgers of a city and the whole that they add up to (资金统筹, 分类核算). */
export type ClassifiedBook = {
  __typename?: 'ClassifiedBook';
  subLedgers: Array<SubLedger>;
  /** What members own in all sub-ledgers together. */
  owned: Scalars['Money']['output'];
  /** 专户存款: the money at the bank for all of them together. */
  custody: Scalars['Money']['output'];
};

/** One pool's part of a city's book. */
export type SubLedger = {
  __typename?: 'SubLedger';
  /** "<city code>:flexible" or "<city code>:unit", as in Pool. */
  pool: Scalars['ID']['output'];
  segments: Array<SegmentTotal>;
  /** What members own in this pool; its segments add up to it. */
  owned: Scalars['Money']['output'];
  /** This pool's part of the money at the bank. */
  custody: Scalars['Money']['output'];
  /** 利息支出 and 业务支出 credited to members, less what is in suspense: owned less custody. */
  credited: Scalars['Money']['output'];
};

/** The personal accounts of one segment together. */
export type SegmentTotal = {
  __typename?: 'SegmentTotal';
  segment: Segment;
  balance: Scalars['Money']['output'];
};

/** What is done to every account of a city, and what is tried (批量业务). */
export type RunKind =
  /** 代扣汇缴 */
  | 'COLLECT'
  /** 月结 */
  | 'CLOSE_MONTH'
  /** 年度结息 */
  | 'SETTLE_INTEREST'
  /** 代扣冲账 */
  | 'REVERSE_COLLECT'
  /** 结息冲账 */
  | 'REVERSE_INTEREST'
  /** 代扣试算 */
  | 'PREVIEW_COLLECT'
  /** 月结试算 */
  | 'PREVIEW_CLOSE_MONTH'
  /** 结息试算 */
  | 'PREVIEW_SETTLE_INTEREST';

export type BookingRun =
  /** 代扣汇缴 */
  | 'COLLECT'
  /** 月结 */
  | 'CLOSE_MONTH'
  /** 年度结息 */
  | 'SETTLE_INTEREST';

/** How far a run over all accounts of a city has come. */
export type Run = {
  __typename?: 'Run';
  id: Scalars['ID']['output'];
  kind: RunKind;
  /** The month, or the year, that it is about; a later batch of a month has a day. */
  period: Scalars['String']['output'];
  chunks: Scalars['Int']['output'];
  chunksDone: Scalars['Int']['output'];
  /** Movements booked, agreements ended by a month's closing, or lines that the bank would be asked for. */
  rows: Scalars['Int']['output'];
  amount: Scalars['Money']['output'];
  startedAt: Scalars['Instant']['output'];
  finishedAt?: Maybe<Scalars['Instant']['output']>;
  pausedAt?: Maybe<Scalars['Instant']['output']>;
  /** The run that this one takes back. */
  reverses?: Maybe<Scalars['ID']['output']>;
  reversedBy?: Maybe<Scalars['ID']['output']>;
  /** Who asked for a run to be taken back, and the other officer who agreed (A.9). */
  askedBy?: Maybe<Scalars['String']['output']>;
  agreedBy?: Maybe<Scalars['String']['output']>;
  /** Who rejected that before anybody had agreed, and when. */
  rejectedBy?: Maybe<Scalars['String']['output']>;
  rejectedAt?: Maybe<Scalars['Instant']['output']>;
  /** Accounts from which a run could not be taken back, and their sum; `runRefusals` tells why. */
  refused: Scalars['Int']['output'];
  refusedAmount: Scalars['Money']['output'];
};

/** An account from which a collection, or a year of interest, could not be taken back (CJ-07, CJ-09, A.9). */
export type RunRefusal = {
  __typename?: 'RunRefusal';
  memberId: Scalars['ID']['output'];
  /** The months, or the pools of a year, that were not taken back. */
  rows: Scalars['Int']['output'];
  amount: Scalars['Money']['output'];
  /** Every reason, as the refusal of a single correction names it: for example "BALANCE_TOO_LOW", "ACCOUNT_FROZEN". */
  reasons: Array<Scalars['String']['output']>;
};

export type RunRefusalConnection = {
  __typename?: 'RunRefusalConnection';
  edges: Array<RunRefusalEdge>;
  pageInfo: PageInfo;
};

export type RunRefusalEdge = {
  __typename?: 'RunRefusalEdge';
  cursor: Scalars['String']['output'];
  node: RunRefusal;
};

export type DebitVoidStatus =
  | 'PROPOSED'
  | 'VOIDED'
  | 'REJECTED';

export type DebitVoidDecision =
  | 'VOID'
  | 'REJECT';

/** A batch of a collection that is given up, since the bank does not answer, when two officers agree (代扣批次作废, CJ-07). */
export type DebitVoid = {
  __typename?: 'DebitVoid';
  id: Scalars['ID']['output'];
  batchId: Scalars['ID']['output'];
  note: Scalars['String']['output'];
  status: DebitVoidStatus;
  proposedBy: Scalars['String']['output'];
  proposedOn: Scalars['CivilDate']['output'];
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
};

/** A batch of a collection that the bank has been asked for and has not answered (CJ-07). */
export type UnansweredDebit = {
  __typename?: 'UnansweredDebit';
  id: Scalars['ID']['output'];
  /** By which the bank knows it. */
  reference: Scalars['ID']['output'];
  runId: Scalars['ID']['output'];
  month: Scalars['CivilMonth']['output'];
  debitOn: Scalars['CivilDate']['output'];
  lines: Scalars['Int']['output'];
  amount: Scalars['Money']['output'];
  /** What one officer has proposed and another has not decided yet. */
  proposedVoid?: Maybe<DebitVoid>;
};

/** A second result file of the bank that says another thing of a batch than the one that was booked: nothing of it is (CJ-07). */
export type DebitContradiction = {
  __typename?: 'DebitContradiction';
  /** The batch, as the bank knows it. */
  reference: Scalars['ID']['output'];
  /** The SHA-256 of the file. */
  digest: Scalars['String']['output'];
  receivedOn: Scalars['CivilDate']['output'];
  /** What this file says the bank took. */
  amount: Scalars['Money']['output'];
  /** What the file says that was taken first. */
  amountTaken: Scalars['Money']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Tries a run and takes it back: what it would book is told by its line among the runs (试算). */
  previewRun: Run;
  /** Holds a run before its next chunk. */
  pauseRun: Run;
  /** Lets a paused run go on. */
  resumeRun: Run;
  /** Takes back all movements of a settlement of interest, or of a collection, each by one that names it, once another officer resumes its run (CJ-07, CJ-09, A.9). */
  reverseRun: Run;
  /** Ends a taking back that waits for its second officer: the run that it was of stands (A.9). */
  rejectReversal: Run;
  /** Signs the agreement and, where the city asks it, takes the first contribution in the same step (CJ-05, CJ-07, CJ-12, HZ-02). */
  signAgreement: Agreement;
  /** Changes base and ratio, once in July (CJ-06). */
  changePlan: Agreement;
  /** Ends the agreement at the member's wish, when no loan is outstanding (CJ-11). */
  terminateAgreement: Agreement;
  /** Takes a payment at the counter, or one that the national platform collected, for the next unpaid months (CJ-07, CJ-12). */
  contribute: Contribution;
  /** Orders the bank to debit the next unpaid months now; pending until the bank has answered (CJ-07). */
  payNow: Payment;
  /** Takes money out of suspense: to a member's oldest dues, or back to whoever was debited (CJ-07). */
  resolveSuspense: SuspenseItem;
  /** Closes an account: the flexible part is paid out, the unit part stays (销户提取, CJ-13, HZ-04, HZ-07, HZ-08). */
  closeAccount: Closing;
  /** Holds part of the flexible money to be paid out: before any loan where the city allows that (HZ-04), or for a reason that it takes. */
  withdraw: Withdrawal;
  /** Gives the money of a withdrawal back that the bank has not paid yet. */
  voidWithdrawal: Withdrawal;
  /** Settles what the bank paid after the money was given back: charged to the account, or returned (HZ-04). */
  recoverPayout: Withdrawal;
  /** Proposes to take back a movement that was booked wrongly; another officer decides (A.9). */
  proposeCorrection: Correction;
  /** Books or rejects a correction, by another officer than who proposed it or took the money. */
  decideCorrection: Correction;
  /** Proposes to give up a batch of a collection that the bank does not answer; another officer decides (CJ-07). */
  proposeDebitVoid: DebitVoid;
  /** Gives the batch up, or rejects that: its dues are owed again, and what the bank took all the same goes to suspense. */
  decideDebitVoid: DebitVoid;
  /** Freezes an account at the word of an authority (CJ-13). */
  freezeAccount: Freeze;
  /** Lifts a freeze at the word of the authority. */
  unfreezeAccount: Freeze;
  /** Books what a unit paid for a member's month, as the centre's core system tells it (单位汇缴, CJ-10, HZ-03). */
  bookUnitContribution: Movement;
  /** Writes a contact letter to another centre to send the member's money here (BDC901, CJ-10, HZ-12). */
  requestTransferIn: Transfer;
  /** Takes a contact letter back, until the other centre has approved the account (BDC903). */
  cancelTransferIn: Transfer;
  /** Answers another centre's contact letter: holds all that the member has, with interest to the day, to be sent (HZ-12). */
  acceptTransferOut: Transfer;
  /** Sends money back that another centre sent, out of suspense (HZ-12). */
  returnTransferMoney: TransferSuspenseItem;
  /** Answers another centre's contact letter with a refusal (BDC904 status 13). */
  refuseTransferOut: Transfer;
};


export type MutationPreviewRunArgs = {
  input: PreviewRunInput;
};


export type MutationPauseRunArgs = {
  input: PauseRunInput;
};


export type MutationResumeRunArgs = {
  input: ResumeRunInput;
};


export type MutationReverseRunArgs = {
  input: ReverseRunInput;
};


export type MutationRejectReversalArgs = {
  input: RejectReversalInput;
};


export type MutationSignAgreementArgs = {
  input: SignAgreementInput;
};


export type MutationChangePlanArgs = {
  input: ChangePlanInput;
};


export type MutationTerminateAgreementArgs = {
  input: TerminateAgreementInput;
};


export type MutationContributeArgs = {
  input: ContributeInput;
};


export type MutationPayNowArgs = {
  input: PayNowInput;
};


export type MutationResolveSuspenseArgs = {
  input: ResolveSuspenseInput;
};


export type MutationCloseAccountArgs = {
  input: CloseAccountInput;
};


export type MutationWithdrawArgs = {
  input: WithdrawInput;
};


export type MutationVoidWithdrawalArgs = {
  input: VoidWithdrawalInput;
};


export type MutationRecoverPayoutArgs = {
  input: RecoverPayoutInput;
};


export type MutationProposeCorrectionArgs = {
  input: ProposeCorrectionInput;
};


export type MutationDecideCorrectionArgs = {
  input: DecideCorrectionInput;
};


export type MutationProposeDebitVoidArgs = {
  input: ProposeDebitVoidInput;
};


export type MutationDecideDebitVoidArgs = {
  input: DecideDebitVoidInput;
};


export type MutationFreezeAccountArgs = {
  input: FreezeAccountInput;
};


export type MutationUnfreezeAccountArgs = {
  input: UnfreezeAccountInput;
};


export type MutationBookUnitContributionArgs = {
  input: BookUnitContributionInput;
};


export type MutationRequestTransferInArgs = {
  input: RequestTransferInInput;
};


export type MutationCancelTransferInArgs = {
  input: CancelTransferInInput;
};


export type MutationAcceptTransferOutArgs = {
  input: AcceptTransferOutInput;
};


export type MutationReturnTransferMoneyArgs = {
  input: ReturnTransferMoneyInput;
};


export type MutationRefuseTransferOutArgs = {
  input: RefuseTransferOutInput;
};

export type SignAgreementInput = {
  memberId: Scalars['ID']['input'];
  base: Scalars['Money']['input'];
  /** Whole percent, for example "20%". */
  ratio: Scalars['String']['input'];
  mode: PaymentMode;
  /** The bank account that is debited (代扣账户), 12–32 digits. */
  debitAccount: Scalars['String']['input'];
  /** Paid at the counter, or by app as an order to the bank: the account opens when it is paid. Required where the city opens one only with its first contribution (HZ-02). */
  firstContribution?: InputMaybe<Scalars['Money']['input']>;
  /** The digest of the text that the signer was shown (agreementText); where it is given and not today's, nothing is signed. */
  textDigest?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type ChangePlanInput = {
  memberId: Scalars['ID']['input'];
  base: Scalars['Money']['input'];
  ratio: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type TerminateAgreementInput = {
  memberId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ContributeInput = {
  memberId: Scalars['ID']['input'];
  /** The oldest unpaid month that this payment starts with. */
  month: Scalars['CivilMonth']['input'];
  amount: Scalars['Money']['input'];
  /** COUNTER unless told otherwise; APP is for payNow. */
  channel?: InputMaybe<PaymentChannel>;
  /** By which whoever took the money knows it: the same money is not booked again. */
  reference?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type PayNowInput = {
  memberId: Scalars['ID']['input'];
  /** The oldest unpaid month that this payment starts with. */
  month: Scalars['CivilMonth']['input'];
  amount: Scalars['Money']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type SuspenseDecision =
  /** To the oldest dues of a member, as many whole months as the money pays; the rest stays in suspense. */
  | 'CREDIT'
  /** Back to whoever was debited. */
  | 'RETURN';

export type ResolveSuspenseInput = {
  itemId: Scalars['ID']['input'];
  resolution: SuspenseDecision;
  /** Whose dues are paid; only for CREDIT. */
  memberId?: InputMaybe<Scalars['ID']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

/** A payment and the months that it covers. */
export type Contribution = {
  __typename?: 'Contribution';
  memberId: Scalars['ID']['output'];
  amount: Scalars['Money']['output'];
  months: Array<Scalars['CivilMonth']['output']>;
  creditedOn: Scalars['CivilDate']['output'];
  balance: Scalars['Money']['output'];
  channel: PaymentChannel;
  /** 回单号. */
  receipt: Scalars['String']['output'];
};

export type CloseAccountInput = {
  memberId: Scalars['ID']['input'];
  ground?: ClosingGround;
  /** Of a breach, the case in which it was found; a centre's alone. */
  caseReference?: InputMaybe<Scalars['String']['input']>;
  /** JGJ/T 320 A.7. */
  reasonCode?: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type WithdrawInput = {
  memberId: Scalars['ID']['input'];
  amount: Scalars['Money']['input'];
  /** JGJ/T 320 A.7. */
  reasonCode: Scalars['String']['input'];
  /** Of the evidence that was shown, where the city asks for it. */
  evidenceReference?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type PayoutRecovery =
  /** 从个人账户扣回 */
  | 'CHARGED'
  /** 收款人退回 */
  | 'RETURNED';

export type RecoverPayoutInput = {
  withdrawalId: Scalars['ID']['input'];
  way: PayoutRecovery;
  idempotencyKey: Scalars['String']['input'];
};

export type ProposeCorrectionInput = {
  movementId: Scalars['ID']['input'];
  reason: CorrectionReason;
  note: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type DecideCorrectionInput = {
  correctionId: Scalars['ID']['input'];
  decision: CorrectionDecision;
  idempotencyKey: Scalars['String']['input'];
};

export type ProposeDebitVoidInput = {
  batchId: Scalars['ID']['input'];
  note: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type DecideDebitVoidInput = {
  voidId: Scalars['ID']['input'];
  decision: DebitVoidDecision;
  idempotencyKey: Scalars['String']['input'];
};

export type FreezeAccountInput = {
  memberId: Scalars['ID']['input'];
  kind: FreezeKind;
  /** Of a partial freeze, and of no other. */
  amount?: InputMaybe<Scalars['Money']['input']>;
  authority: Scalars['String']['input'];
  document: Scalars['String']['input'];
  /** The last day; without it until it is lifted. */
  until?: InputMaybe<Scalars['CivilDate']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type UnfreezeAccountInput = {
  freezeId: Scalars['ID']['input'];
  document: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type VoidWithdrawalInput = {
  withdrawalId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type BookUnitContributionInput = {
  memberId: Scalars['ID']['input'];
  month: Scalars['CivilMonth']['input'];
  /** 单位与个人缴存额 together. */
  amount: Scalars['Money']['input'];
  /** 缴存基数. */
  base: Scalars['Money']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RequestTransferInInput = {
  memberId: Scalars['ID']['input'];
  /** The code of the centre that has the money, 15 digits (BDC909). */
  centre: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ReturnTransferMoneyInput = {
  itemId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type CancelTransferInInput = {
  transferId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type AcceptTransferOutInput = {
  memberId: Scalars['ID']['input'];
  /** The code of the centre that asks for the money, 15 digits. */
  centre: Scalars['String']['input'];
  /** 联系函编号 of that centre, 16 digits. */
  letter: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RefuseTransferOutInput = {
  memberId: Scalars['ID']['input'];
  centre: Scalars['String']['input'];
  letter: Scalars['String']['input'];
  /** Told to the other centre; no name and no number. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type PreviewRunInput = {
  city: City;
  kind: BookingRun;
  /** A month, or for interest a year; it may be still to come. */
  period: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type PauseRunInput = {
  runId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ResumeRunInput = {
  runId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type RejectReversalInput = {
  runId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ReverseRunInput = {
  runId: Scalars['ID']['input'];
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
  Pool: Pool;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Taxpayer:
    ( { __typename: 'Taxpayer' }
    & GraphQLRecursivePick<FederationTypes['Taxpayer'], {"memberId":true,"priorYearAverageMonthlyIncome":true}> );
  Member:
    ( { __typename: 'Member' }
    & GraphQLRecursivePick<FederationTypes['Member'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}>
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
  CivilMonth: ResolverTypeWrapper<Partial<Scalars['CivilMonth']['output']>>;
  Instant: ResolverTypeWrapper<Partial<Scalars['Instant']['output']>>;
  City: ResolverTypeWrapper<Partial<City>>;
  PaymentMode: ResolverTypeWrapper<Partial<PaymentMode>>;
  Segment: ResolverTypeWrapper<Partial<Segment>>;
  AgreementStatus: ResolverTypeWrapper<Partial<AgreementStatus>>;
  LegalBasis: ResolverTypeWrapper<Partial<LegalBasis>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  Taxpayer: ResolverTypeWrapper<Partial<Taxpayer>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Deduction: ResolverTypeWrapper<Partial<Deduction>>;
  DeductionBaseSource: ResolverTypeWrapper<Partial<DeductionBaseSource>>;
  DeductionMonth: ResolverTypeWrapper<Partial<DeductionMonth>>;
  Member: ResolverTypeWrapper<Partial<Member>>;
  Streak: ResolverTypeWrapper<Partial<Streak>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  Account: ResolverTypeWrapper<Partial<Account>>;
  ClosingGround: ResolverTypeWrapper<Partial<ClosingGround>>;
  ClosingCondition: ResolverTypeWrapper<Partial<ClosingCondition>>;
  ClosingLine: ResolverTypeWrapper<Partial<ClosingLine>>;
  ClosingPreview: ResolverTypeWrapper<Partial<ClosingPreview>>;
  Closing: ResolverTypeWrapper<Partial<Closing>>;
  CorrectionReason: ResolverTypeWrapper<Partial<CorrectionReason>>;
  CorrectionStatus: ResolverTypeWrapper<Partial<CorrectionStatus>>;
  CorrectionDecision: ResolverTypeWrapper<Partial<CorrectionDecision>>;
  Correction: ResolverTypeWrapper<Partial<Correction>>;
  PayoutOutcome: ResolverTypeWrapper<Partial<PayoutOutcome>>;
  AnswerEffect: ResolverTypeWrapper<Partial<AnswerEffect>>;
  IrregularAnswer: ResolverTypeWrapper<Partial<IrregularAnswer>>;
  PayoutKind: ResolverTypeWrapper<Partial<PayoutKind>>;
  PayoutStatus: ResolverTypeWrapper<Partial<PayoutStatus>>;
  Withdrawal: ResolverTypeWrapper<Partial<Withdrawal>>;
  AccountEvent: ResolverTypeWrapper<Partial<AccountEvent>>;
  IdentityPeriod: ResolverTypeWrapper<Partial<IdentityPeriod>>;
  Identity: ResolverTypeWrapper<Partial<Identity>>;
  TransferDirection: ResolverTypeWrapper<Partial<TransferDirection>>;
  Transfer: ResolverTypeWrapper<Partial<Transfer>>;
  FreezeKind: ResolverTypeWrapper<Partial<FreezeKind>>;
  Freeze: ResolverTypeWrapper<Partial<Freeze>>;
  SegmentBalance: ResolverTypeWrapper<Partial<SegmentBalance>>;
  Agreement: ResolverTypeWrapper<Partial<Agreement>>;
  PlanVersion: ResolverTypeWrapper<Partial<PlanVersion>>;
  AgreementText: ResolverTypeWrapper<Partial<AgreementText>>;
  Due: ResolverTypeWrapper<Partial<Due>>;
  DueStatus: ResolverTypeWrapper<Partial<DueStatus>>;
  Owed: ResolverTypeWrapper<Partial<Owed>>;
  PaymentChannel: ResolverTypeWrapper<Partial<PaymentChannel>>;
  PaymentStatus: ResolverTypeWrapper<Partial<PaymentStatus>>;
  Payment: ResolverTypeWrapper<Partial<Payment>>;
  SuspenseItem: ResolverTypeWrapper<Partial<SuspenseItem>>;
  SuspenseReason: ResolverTypeWrapper<Partial<SuspenseReason>>;
  SuspenseResolution: ResolverTypeWrapper<Partial<SuspenseResolution>>;
  SuspenseResolutionKind: ResolverTypeWrapper<Partial<SuspenseResolutionKind>>;
  SuspenseConnection: ResolverTypeWrapper<Partial<SuspenseConnection>>;
  SuspenseEdge: ResolverTypeWrapper<Partial<SuspenseEdge>>;
  MovementConnection: ResolverTypeWrapper<Partial<MovementConnection>>;
  MovementEdge: ResolverTypeWrapper<Partial<MovementEdge>>;
  PageInfo: ResolverTypeWrapper<Partial<PageInfo>>;
  Movement: ResolverTypeWrapper<Partial<Movement>>;
  AverageDailyBalance: ResolverTypeWrapper<Partial<AverageDailyBalance>>;
  AveragePiece: ResolverTypeWrapper<Partial<AveragePiece>>;
  BalanceOn: ResolverTypeWrapper<Partial<BalanceOn>>;
  SegmentBalanceOn: ResolverTypeWrapper<Partial<SegmentBalanceOn>>;
  Statement: ResolverTypeWrapper<Partial<Statement>>;
  StatementEdge: ResolverTypeWrapper<Partial<StatementEdge>>;
  StatementLine: ResolverTypeWrapper<Partial<StatementLine>>;
  Pool: ResolverTypeWrapper<Partial<Pool>>;
  DepositBasis: ResolverTypeWrapper<Partial<DepositBasis>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TrialBalanceLine: ResolverTypeWrapper<Partial<TrialBalanceLine>>;
  TransferSuspenseItem: ResolverTypeWrapper<Partial<TransferSuspenseItem>>;
  ClassifiedBook: ResolverTypeWrapper<Partial<ClassifiedBook>>;
  SubLedger: ResolverTypeWrapper<Partial<SubLedger>>;
  SegmentTotal: ResolverTypeWrapper<Partial<SegmentTotal>>;
  RunKind: ResolverTypeWrapper<Partial<RunKind>>;
  BookingRun: ResolverTypeWrapper<Partial<BookingRun>>;
  Run: ResolverTypeWrapper<Partial<Run>>;
  RunRefusal: ResolverTypeWrapper<Partial<RunRefusal>>;
  RunRefusalConnection: ResolverTypeWrapper<Partial<RunRefusalConnection>>;
  RunRefusalEdge: ResolverTypeWrapper<Partial<RunRefusalEdge>>;
  DebitVoidStatus: ResolverTypeWrapper<Partial<DebitVoidStatus>>;
  DebitVoidDecision: ResolverTypeWrapper<Partial<DebitVoidDecision>>;
  DebitVoid: ResolverTypeWrapper<Partial<DebitVoid>>;
  UnansweredDebit: ResolverTypeWrapper<Partial<UnansweredDebit>>;
  DebitContradiction: ResolverTypeWrapper<Partial<DebitContradiction>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SignAgreementInput: ResolverTypeWrapper<Partial<SignAgreementInput>>;
  ChangePlanInput: ResolverTypeWrapper<Partial<ChangePlanInput>>;
  TerminateAgreementInput: ResolverTypeWrapper<Partial<TerminateAgreementInput>>;
  ContributeInput: ResolverTypeWrapper<Partial<ContributeInput>>;
  PayNowInput: ResolverTypeWrapper<Partial<PayNowInput>>;
  SuspenseDecision: ResolverTypeWrapper<Partial<SuspenseDecision>>;
  ResolveSuspenseInput: ResolverTypeWrapper<Partial<ResolveSuspenseInput>>;
  Contribution: ResolverTypeWrapper<Partial<Contribution>>;
  CloseAccountInput: ResolverTypeWrapper<Partial<CloseAccountInput>>;
  WithdrawInput: ResolverTypeWrapper<Partial<WithdrawInput>>;
  PayoutRecovery: ResolverTypeWrapper<Partial<PayoutRecovery>>;
  RecoverPayoutInput: ResolverTypeWrapper<Partial<RecoverPayoutInput>>;
  ProposeCorrectionInput: ResolverTypeWrapper<Partial<ProposeCorrectionInput>>;
  DecideCorrectionInput: ResolverTypeWrapper<Partial<DecideCorrectionInput>>;
  ProposeDebitVoidInput: ResolverTypeWrapper<Partial<ProposeDebitVoidInput>>;
  DecideDebitVoidInput: ResolverTypeWrapper<Partial<DecideDebitVoidInput>>;
  FreezeAccountInput: ResolverTypeWrapper<Partial<FreezeAccountInput>>;
  UnfreezeAccountInput: ResolverTypeWrapper<Partial<UnfreezeAccountInput>>;
  VoidWithdrawalInput: ResolverTypeWrapper<Partial<VoidWithdrawalInput>>;
  BookUnitContributionInput: ResolverTypeWrapper<Partial<BookUnitContributionInput>>;
  RequestTransferInInput: ResolverTypeWrapper<Partial<RequestTransferInInput>>;
  ReturnTransferMoneyInput: ResolverTypeWrapper<Partial<ReturnTransferMoneyInput>>;
  CancelTransferInInput: ResolverTypeWrapper<Partial<CancelTransferInInput>>;
  AcceptTransferOutInput: ResolverTypeWrapper<Partial<AcceptTransferOutInput>>;
  RefuseTransferOutInput: ResolverTypeWrapper<Partial<RefuseTransferOutInput>>;
  PreviewRunInput: ResolverTypeWrapper<Partial<PreviewRunInput>>;
  PauseRunInput: ResolverTypeWrapper<Partial<PauseRunInput>>;
  ResumeRunInput: ResolverTypeWrapper<Partial<ResumeRunInput>>;
  RejectReversalInput: ResolverTypeWrapper<Partial<RejectReversalInput>>;
  ReverseRunInput: ResolverTypeWrapper<Partial<ReverseRunInput>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Money: Partial<Scalars['Money']['output']>;
  CivilDate: Partial<Scalars['CivilDate']['output']>;
  CivilMonth: Partial<Scalars['CivilMonth']['output']>;
  Instant: Partial<Scalars['Instant']['output']>;
  LegalBasis: Partial<LegalBasis>;
  String: Partial<Scalars['String']['output']>;
  Taxpayer: Partial<Taxpayer | FederationReferenceTypes['Taxpayer']>;
  ID: Partial<Scalars['ID']['output']>;
  Int: Partial<Scalars['Int']['output']>;
  Deduction: Partial<Deduction>;
  DeductionMonth: Partial<DeductionMonth>;
  Member: Partial<Member | FederationReferenceTypes['Member']>;
  Streak: Partial<Streak>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  Account: Partial<Account>;
  ClosingCondition: Partial<ClosingCondition>;
  ClosingLine: Partial<ClosingLine>;
  ClosingPreview: Partial<ClosingPreview>;
  Closing: Partial<Closing>;
  Correction: Partial<Correction>;
  IrregularAnswer: Partial<IrregularAnswer>;
  Withdrawal: Partial<Withdrawal>;
  AccountEvent: Partial<AccountEvent>;
  IdentityPeriod: Partial<IdentityPeriod>;
  Transfer: Partial<Transfer>;
  Freeze: Partial<Freeze>;
  SegmentBalance: Partial<SegmentBalance>;
  Agreement: Partial<Agreement>;
  PlanVersion: Partial<PlanVersion>;
  AgreementText: Partial<AgreementText>;
  Due: Partial<Due>;
  Owed: Partial<Owed>;
  Payment: Partial<Payment>;
  SuspenseItem: Partial<SuspenseItem>;
  SuspenseResolution: Partial<SuspenseResolution>;
  SuspenseConnection: Partial<SuspenseConnection>;
  SuspenseEdge: Partial<SuspenseEdge>;
  MovementConnection: Partial<MovementConnection>;
  MovementEdge: Partial<MovementEdge>;
  PageInfo: Partial<PageInfo>;
  Movement: Partial<Movement>;
  AverageDailyBalance: Partial<AverageDailyBalance>;
  AveragePiece: Partial<AveragePiece>;
  BalanceOn: Partial<BalanceOn>;
  SegmentBalanceOn: Partial<SegmentBalanceOn>;
  Statement: Partial<Statement>;
  StatementEdge: Partial<StatementEdge>;
  StatementLine: Partial<StatementLine>;
  Pool: Partial<Pool | FederationReferenceTypes['Pool']>;
  DepositBasis: Partial<DepositBasis>;
  Query: Record<PropertyKey, never>;
  TrialBalanceLine: Partial<TrialBalanceLine>;
  TransferSuspenseItem: Partial<TransferSuspenseItem>;
  ClassifiedBook: Partial<ClassifiedBook>;
  SubLedger: Partial<SubLedger>;
  SegmentTotal: Partial<SegmentTotal>;
  Run: Partial<Run>;
  RunRefusal: Partial<RunRefusal>;
  RunRefusalConnection: Partial<RunRefusalConnection>;
  RunRefusalEdge: Partial<RunRefusalEdge>;
  DebitVoid: Partial<DebitVoid>;
  UnansweredDebit: Partial<UnansweredDebit>;
  DebitContradiction: Partial<DebitContradiction>;
  Mutation: Record<PropertyKey, never>;
  SignAgreementInput: Partial<SignAgreementInput>;
  ChangePlanInput: Partial<ChangePlanInput>;
  TerminateAgreementInput: Partial<TerminateAgreementInput>;
  ContributeInput: Partial<ContributeInput>;
  PayNowInput: Partial<PayNowInput>;
  ResolveSuspenseInput: Partial<ResolveSuspenseInput>;
  Contribution: Partial<Contribution>;
  CloseAccountInput: Partial<CloseAccountInput>;
  WithdrawInput: Partial<WithdrawInput>;
  RecoverPayoutInput: Partial<RecoverPayoutInput>;
  ProposeCorrectionInput: Partial<ProposeCorrectionInput>;
  DecideCorrectionInput: Partial<DecideCorrectionInput>;
  ProposeDebitVoidInput: Partial<ProposeDebitVoidInput>;
  DecideDebitVoidInput: Partial<DecideDebitVoidInput>;
  FreezeAccountInput: Partial<FreezeAccountInput>;
  UnfreezeAccountInput: Partial<UnfreezeAccountInput>;
  VoidWithdrawalInput: Partial<VoidWithdrawalInput>;
  BookUnitContributionInput: Partial<BookUnitContributionInput>;
  RequestTransferInInput: Partial<RequestTransferInInput>;
  ReturnTransferMoneyInput: Partial<ReturnTransferMoneyInput>;
  CancelTransferInInput: Partial<CancelTransferInInput>;
  AcceptTransferOutInput: Partial<AcceptTransferOutInput>;
  RefuseTransferOutInput: Partial<RefuseTransferOutInput>;
  PreviewRunInput: Partial<PreviewRunInput>;
  PauseRunInput: Partial<PauseRunInput>;
  ResumeRunInput: Partial<ResumeRunInput>;
  RejectReversalInput: Partial<RejectReversalInput>;
  ReverseRunInput: Partial<ReverseRunInput>;
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

export type LegalBasisResolvers<ContextType = any, ParentType extends ResolversParentTypes['LegalBasis'] = ResolversParentTypes['LegalBasis']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TaxpayerResolvers<ContextType = any, ParentType extends ResolversParentTypes['Taxpayer'] = ResolversParentTypes['Taxpayer'], FederationReferenceType extends FederationReferenceTypes['Taxpayer'] = FederationReferenceTypes['Taxpayer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Taxpayer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  memberId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  priorYearAverageMonthlyIncome?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  deduction?: Resolver<Maybe<ResolversTypes['Deduction']>, ParentType, ContextType, RequireFields<TaxpayerDeductionArgs, 'taxYear'>>;
};

export type DeductionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Deduction'] = ResolversParentTypes['Deduction']> = {
  taxYear?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  contributed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  cap?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  capRatio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ceilingBase?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  baseSource?: Resolver<ResolversTypes['DeductionBaseSource'], ParentType, ContextType>;
  basis?: Resolver<Array<ResolversTypes['LegalBasis']>, ParentType, ContextType>;
  months?: Resolver<Array<ResolversTypes['DeductionMonth']>, ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeductionMonthResolvers<ContextType = any, ParentType extends ResolversParentTypes['DeductionMonth'] = ResolversParentTypes['DeductionMonth']> = {
  period?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  contributed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  creditedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  base?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  cap?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deductible?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = any, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member'], FederationReferenceType extends FederationReferenceTypes['Member'] = FederationReferenceTypes['Member']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Member']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  streak?: Resolver<ResolversTypes['Streak'], ParentType, ContextType>;
  depositBasis?: Resolver<Maybe<ResolversTypes['DepositBasis']>, ParentType, ContextType>;
  deduction?: Resolver<Maybe<ResolversTypes['Deduction']>, ParentType, ContextType, RequireFields<MemberDeductionArgs, 'taxYear'>>;
};

export type StreakResolvers<ContextType = any, ParentType extends ResolversParentTypes['Streak'] = ResolversParentTypes['Streak']> = {
  continuousFullMonths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  throughMonth?: Resolver<Maybe<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  fundsUsed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AccountResolvers<ContextType = any, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  numberMasked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statusCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statusName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  segments?: Resolver<Array<ResolversTypes['SegmentBalance']>, ParentType, ContextType>;
  identityPeriods?: Resolver<Array<ResolversTypes['IdentityPeriod']>, ParentType, ContextType>;
  transfers?: Resolver<Array<ResolversTypes['Transfer']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['AccountEvent']>, ParentType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  agreements?: Resolver<Array<ResolversTypes['Agreement']>, ParentType, ContextType>;
  dues?: Resolver<Array<ResolversTypes['Due']>, ParentType, ContextType, RequireFields<AccountDuesArgs, 'year'>>;
  owed?: Resolver<ResolversTypes['Owed'], ParentType, ContextType>;
  payments?: Resolver<Array<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<AccountPaymentsArgs, 'year'>>;
  movements?: Resolver<ResolversTypes['MovementConnection'], ParentType, ContextType, RequireFields<AccountMovementsArgs, 'first'>>;
  averageDailyBalance?: Resolver<ResolversTypes['AverageDailyBalance'], ParentType, ContextType, RequireFields<AccountAverageDailyBalanceArgs, 'from' | 'to'>>;
  balanceOn?: Resolver<ResolversTypes['BalanceOn'], ParentType, ContextType, RequireFields<AccountBalanceOnArgs, 'date'>>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType, RequireFields<AccountStatementArgs, 'from' | 'to' | 'first'>>;
  closingPreview?: Resolver<ResolversTypes['ClosingPreview'], ParentType, ContextType>;
  closings?: Resolver<Array<ResolversTypes['Closing']>, ParentType, ContextType>;
  withdrawals?: Resolver<Array<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
  freezes?: Resolver<Array<ResolversTypes['Freeze']>, ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType>;
};

export type ClosingConditionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ClosingCondition'] = ResolversParentTypes['ClosingCondition']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  met?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ClosingLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['ClosingLine'] = ResolversParentTypes['ClosingLine']> = {
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ClosingPreviewResolvers<ContextType = any, ParentType extends ResolversParentTypes['ClosingPreview'] = ResolversParentTypes['ClosingPreview']> = {
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['ClosingCondition']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ClosingLine']>, ParentType, ContextType>;
  interest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subsidy?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  sealed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ClosingResolvers<ContextType = any, ParentType extends ResolversParentTypes['Closing'] = ResolversParentTypes['Closing']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ground?: Resolver<ResolversTypes['ClosingGround'], ParentType, ContextType>;
  caseReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PayoutStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  interest?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subsidy?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  requestedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  expiresOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  resolvedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CorrectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  movementId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CorrectionReason'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CorrectionStatus'], ParentType, ContextType>;
  proposedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  reversal?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type IrregularAnswerResolvers<ContextType = any, ParentType extends ResolversParentTypes['IrregularAnswer'] = ResolversParentTypes['IrregularAnswer']> = {
  withdrawal?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['PayoutOutcome'], ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['AnswerEffect'], ParentType, ContextType>;
  answeredOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  recoveredOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
};

export type WithdrawalResolvers<ContextType = any, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PayoutKind'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PayoutStatus'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reasonCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decideBy?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  expiresOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  resolvedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountEventResolvers<ContextType = any, ParentType extends ResolversParentTypes['AccountEvent'] = ResolversParentTypes['AccountEvent']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  codeName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IdentityPeriodResolvers<ContextType = any, ParentType extends ResolversParentTypes['IdentityPeriod'] = ResolversParentTypes['IdentityPeriod']> = {
  identity?: Resolver<ResolversTypes['Identity'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
};

export type TransferResolvers<ContextType = any, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  letter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['TransferDirection'], ParentType, ContextType>;
  centre?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statusCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statusName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  principal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  interest?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  booked?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type FreezeResolvers<ContextType = any, ParentType extends ResolversParentTypes['Freeze'] = ResolversParentTypes['Freeze']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FreezeKind'], ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  authority?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fromOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  liftedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  liftedDocument?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SegmentBalanceResolvers<ContextType = any, ParentType extends ResolversParentTypes['SegmentBalance'] = ResolversParentTypes['SegmentBalance']> = {
  pool?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type AgreementResolvers<ContextType = any, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AgreementStatus'], ParentType, ContextType>;
  signedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  firstMonth?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  paidThrough?: Resolver<Maybe<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  breachSince?: Resolver<Maybe<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['PaymentMode'], ParentType, ContextType>;
  base?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ratio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  monthlyAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  plans?: Resolver<Array<ResolversTypes['PlanVersion']>, ParentType, ContextType>;
  textVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  textDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['AgreementText']>, ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlanVersionResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanVersion'] = ResolversParentTypes['PlanVersion']> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fromMonth?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  base?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ratio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  monthlyAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  decidedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AgreementTextResolvers<ContextType = any, ParentType extends ResolversParentTypes['AgreementText'] = ResolversParentTypes['AgreementText']> = {
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rights?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  duties?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  breach?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['LegalBasis'], ParentType, ContextType>;
};

export type DueResolvers<ContextType = any, ParentType extends ResolversParentTypes['Due'] = ResolversParentTypes['Due']> = {
  month?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  dueOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DueStatus'], ParentType, ContextType>;
  paidOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  agreementNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OwedResolvers<ContextType = any, ParentType extends ResolversParentTypes['Owed'] = ResolversParentTypes['Owed']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  arrears?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  nextDebitOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  nextDebitAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = any, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  receipt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['PaymentChannel'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  months?: Resolver<Array<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  askedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  settledOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
};

export type SuspenseItemResolvers<ContextType = any, ParentType extends ResolversParentTypes['SuspenseItem'] = ResolversParentTypes['SuspenseItem']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['SuspenseReason'], ParentType, ContextType>;
  memberId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  openAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  notedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  resolutions?: Resolver<Array<ResolversTypes['SuspenseResolution']>, ParentType, ContextType>;
};

export type SuspenseResolutionResolvers<ContextType = any, ParentType extends ResolversParentTypes['SuspenseResolution'] = ResolversParentTypes['SuspenseResolution']> = {
  resolution?: Resolver<ResolversTypes['SuspenseResolutionKind'], ParentType, ContextType>;
  memberId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  resolvedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type SuspenseConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['SuspenseConnection'] = ResolversParentTypes['SuspenseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SuspenseEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SuspenseEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['SuspenseEdge'] = ResolversParentTypes['SuspenseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SuspenseItem'], ParentType, ContextType>;
};

export type MovementConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['MovementConnection'] = ResolversParentTypes['MovementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MovementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MovementEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['MovementEdge'] = ResolversParentTypes['MovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Movement'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = any, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MovementResolvers<ContextType = any, ParentType extends ResolversParentTypes['Movement'] = ResolversParentTypes['Movement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  bookedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  codeName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pool?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AverageDailyBalanceResolvers<ContextType = any, ParentType extends ResolversParentTypes['AverageDailyBalance'] = ResolversParentTypes['AverageDailyBalance']> = {
  from?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  average?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  pieces?: Resolver<Array<ResolversTypes['AveragePiece']>, ParentType, ContextType>;
};

export type AveragePieceResolvers<ContextType = any, ParentType extends ResolversParentTypes['AveragePiece'] = ResolversParentTypes['AveragePiece']> = {
  from?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type BalanceOnResolvers<ContextType = any, ParentType extends ResolversParentTypes['BalanceOn'] = ResolversParentTypes['BalanceOn']> = {
  date?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  segments?: Resolver<Array<ResolversTypes['SegmentBalanceOn']>, ParentType, ContextType>;
};

export type SegmentBalanceOnResolvers<ContextType = any, ParentType extends ResolversParentTypes['SegmentBalanceOn'] = ResolversParentTypes['SegmentBalanceOn']> = {
  pool?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type StatementResolvers<ContextType = any, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  from?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  openingBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totalIn?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totalOut?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closingBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['StatementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StatementEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['StatementEdge'] = ResolversParentTypes['StatementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StatementLine'], ParentType, ContextType>;
};

export type StatementLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['StatementLine'] = ResolversParentTypes['StatementLine']> = {
  movement?: Resolver<ResolversTypes['Movement'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PoolResolvers<ContextType = any, ParentType extends ResolversParentTypes['Pool'] = ResolversParentTypes['Pool'], FederationReferenceType extends FederationReferenceTypes['Pool'] = FederationReferenceTypes['Pool']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pool']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  depositBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  contributedThisYear?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  withdrawnThisYear?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  dueThisYear?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  paidOfDueThisYear?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
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

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  runs?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunsArgs, 'city' | 'first'>>;
  runRefusals?: Resolver<ResolversTypes['RunRefusalConnection'], ParentType, ContextType, RequireFields<QueryRunRefusalsArgs, 'runId' | 'first'>>;
  unansweredDebits?: Resolver<Array<ResolversTypes['UnansweredDebit']>, ParentType, ContextType, RequireFields<QueryUnansweredDebitsArgs, 'city'>>;
  debitContradictions?: Resolver<Array<ResolversTypes['DebitContradiction']>, ParentType, ContextType, RequireFields<QueryDebitContradictionsArgs, 'city'>>;
  pendingCorrections?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType, RequireFields<QueryPendingCorrectionsArgs, 'city'>>;
  irregularPayouts?: Resolver<Array<ResolversTypes['IrregularAnswer']>, ParentType, ContextType, RequireFields<QueryIrregularPayoutsArgs, 'city'>>;
  agreementText?: Resolver<ResolversTypes['AgreementText'], ParentType, ContextType, RequireFields<QueryAgreementTextArgs, 'city'>>;
  suspenseItems?: Resolver<ResolversTypes['SuspenseConnection'], ParentType, ContextType, RequireFields<QuerySuspenseItemsArgs, 'city' | 'first'>>;
  trialBalance?: Resolver<Array<ResolversTypes['TrialBalanceLine']>, ParentType, ContextType, RequireFields<QueryTrialBalanceArgs, 'city'>>;
  classifiedBook?: Resolver<ResolversTypes['ClassifiedBook'], ParentType, ContextType, RequireFields<QueryClassifiedBookArgs, 'city'>>;
  transferSuspense?: Resolver<Array<ResolversTypes['TransferSuspenseItem']>, ParentType, ContextType, RequireFields<QueryTransferSuspenseArgs, 'city'>>;
};

export type TrialBalanceLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['TrialBalanceLine'] = ResolversParentTypes['TrialBalanceLine']> = {
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pool?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type TransferSuspenseItemResolvers<ContextType = any, ParentType extends ResolversParentTypes['TransferSuspenseItem'] = ResolversParentTypes['TransferSuspenseItem']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  letter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  receivedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  returnedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
};

export type ClassifiedBookResolvers<ContextType = any, ParentType extends ResolversParentTypes['ClassifiedBook'] = ResolversParentTypes['ClassifiedBook']> = {
  subLedgers?: Resolver<Array<ResolversTypes['SubLedger']>, ParentType, ContextType>;
  owned?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  custody?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SubLedgerResolvers<ContextType = any, ParentType extends ResolversParentTypes['SubLedger'] = ResolversParentTypes['SubLedger']> = {
  pool?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  segments?: Resolver<Array<ResolversTypes['SegmentTotal']>, ParentType, ContextType>;
  owned?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  custody?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SegmentTotalResolvers<ContextType = any, ParentType extends ResolversParentTypes['SegmentTotal'] = ResolversParentTypes['SegmentTotal']> = {
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = any, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RunKind'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  chunks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  chunksDone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  pausedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  askedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agreedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rejectedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rejectedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refusedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RunRefusalResolvers<ContextType = any, ParentType extends ResolversParentTypes['RunRefusal'] = ResolversParentTypes['RunRefusal']> = {
  memberId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RunRefusalConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['RunRefusalConnection'] = ResolversParentTypes['RunRefusalConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RunRefusalEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RunRefusalEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['RunRefusalEdge'] = ResolversParentTypes['RunRefusalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RunRefusal'], ParentType, ContextType>;
};

export type DebitVoidResolvers<ContextType = any, ParentType extends ResolversParentTypes['DebitVoid'] = ResolversParentTypes['DebitVoid']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  batchId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DebitVoidStatus'], ParentType, ContextType>;
  proposedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
};

export type UnansweredDebitResolvers<ContextType = any, ParentType extends ResolversParentTypes['UnansweredDebit'] = ResolversParentTypes['UnansweredDebit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  runId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  debitOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  proposedVoid?: Resolver<Maybe<ResolversTypes['DebitVoid']>, ParentType, ContextType>;
};

export type DebitContradictionResolvers<ContextType = any, ParentType extends ResolversParentTypes['DebitContradiction'] = ResolversParentTypes['DebitContradiction']> = {
  reference?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  amountTaken?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  previewRun?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationPreviewRunArgs, 'input'>>;
  pauseRun?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationPauseRunArgs, 'input'>>;
  resumeRun?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationResumeRunArgs, 'input'>>;
  reverseRun?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationReverseRunArgs, 'input'>>;
  rejectReversal?: Resolver<ResolversTypes['Run'], ParentType, ContextType, RequireFields<MutationRejectReversalArgs, 'input'>>;
  signAgreement?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType, RequireFields<MutationSignAgreementArgs, 'input'>>;
  changePlan?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType, RequireFields<MutationChangePlanArgs, 'input'>>;
  terminateAgreement?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType, RequireFields<MutationTerminateAgreementArgs, 'input'>>;
  contribute?: Resolver<ResolversTypes['Contribution'], ParentType, ContextType, RequireFields<MutationContributeArgs, 'input'>>;
  payNow?: Resolver<ResolversTypes['Payment'], ParentType, ContextType, RequireFields<MutationPayNowArgs, 'input'>>;
  resolveSuspense?: Resolver<ResolversTypes['SuspenseItem'], ParentType, ContextType, RequireFields<MutationResolveSuspenseArgs, 'input'>>;
  closeAccount?: Resolver<ResolversTypes['Closing'], ParentType, ContextType, RequireFields<MutationCloseAccountArgs, 'input'>>;
  withdraw?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType, RequireFields<MutationWithdrawArgs, 'input'>>;
  voidWithdrawal?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType, RequireFields<MutationVoidWithdrawalArgs, 'input'>>;
  recoverPayout?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType, RequireFields<MutationRecoverPayoutArgs, 'input'>>;
  proposeCorrection?: Resolver<ResolversTypes['Correction'], ParentType, ContextType, RequireFields<MutationProposeCorrectionArgs, 'input'>>;
  decideCorrection?: Resolver<ResolversTypes['Correction'], ParentType, ContextType, RequireFields<MutationDecideCorrectionArgs, 'input'>>;
  proposeDebitVoid?: Resolver<ResolversTypes['DebitVoid'], ParentType, ContextType, RequireFields<MutationProposeDebitVoidArgs, 'input'>>;
  decideDebitVoid?: Resolver<ResolversTypes['DebitVoid'], ParentType, ContextType, RequireFields<MutationDecideDebitVoidArgs, 'input'>>;
  freezeAccount?: Resolver<ResolversTypes['Freeze'], ParentType, ContextType, RequireFields<MutationFreezeAccountArgs, 'input'>>;
  unfreezeAccount?: Resolver<ResolversTypes['Freeze'], ParentType, ContextType, RequireFields<MutationUnfreezeAccountArgs, 'input'>>;
  bookUnitContribution?: Resolver<ResolversTypes['Movement'], ParentType, ContextType, RequireFields<MutationBookUnitContributionArgs, 'input'>>;
  requestTransferIn?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationRequestTransferInArgs, 'input'>>;
  cancelTransferIn?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationCancelTransferInArgs, 'input'>>;
  acceptTransferOut?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationAcceptTransferOutArgs, 'input'>>;
  returnTransferMoney?: Resolver<ResolversTypes['TransferSuspenseItem'], ParentType, ContextType, RequireFields<MutationReturnTransferMoneyArgs, 'input'>>;
  refuseTransferOut?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationRefuseTransferOutArgs, 'input'>>;
};

export type ContributionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Contribution'] = ResolversParentTypes['Contribution']> = {
  memberId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  months?: Resolver<Array<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  creditedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['PaymentChannel'], ParentType, ContextType>;
  receipt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = any> = {
  Money?: GraphQLScalarType;
  CivilDate?: GraphQLScalarType;
  CivilMonth?: GraphQLScalarType;
  Instant?: GraphQLScalarType;
  LegalBasis?: LegalBasisResolvers<ContextType>;
  Taxpayer?: TaxpayerResolvers<ContextType>;
  Deduction?: DeductionResolvers<ContextType>;
  DeductionMonth?: DeductionMonthResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  Streak?: StreakResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  ClosingCondition?: ClosingConditionResolvers<ContextType>;
  ClosingLine?: ClosingLineResolvers<ContextType>;
  ClosingPreview?: ClosingPreviewResolvers<ContextType>;
  Closing?: ClosingResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  IrregularAnswer?: IrregularAnswerResolvers<ContextType>;
  Withdrawal?: WithdrawalResolvers<ContextType>;
  AccountEvent?: AccountEventResolvers<ContextType>;
  IdentityPeriod?: IdentityPeriodResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  Freeze?: FreezeResolvers<ContextType>;
  SegmentBalance?: SegmentBalanceResolvers<ContextType>;
  Agreement?: AgreementResolvers<ContextType>;
  PlanVersion?: PlanVersionResolvers<ContextType>;
  AgreementText?: AgreementTextResolvers<ContextType>;
  Due?: DueResolvers<ContextType>;
  Owed?: OwedResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  SuspenseItem?: SuspenseItemResolvers<ContextType>;
  SuspenseResolution?: SuspenseResolutionResolvers<ContextType>;
  SuspenseConnection?: SuspenseConnectionResolvers<ContextType>;
  SuspenseEdge?: SuspenseEdgeResolvers<ContextType>;
  MovementConnection?: MovementConnectionResolvers<ContextType>;
  MovementEdge?: MovementEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Movement?: MovementResolvers<ContextType>;
  AverageDailyBalance?: AverageDailyBalanceResolvers<ContextType>;
  AveragePiece?: AveragePieceResolvers<ContextType>;
  BalanceOn?: BalanceOnResolvers<ContextType>;
  SegmentBalanceOn?: SegmentBalanceOnResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  StatementEdge?: StatementEdgeResolvers<ContextType>;
  StatementLine?: StatementLineResolvers<ContextType>;
  Pool?: PoolResolvers<ContextType>;
  DepositBasis?: DepositBasisResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  TrialBalanceLine?: TrialBalanceLineResolvers<ContextType>;
  TransferSuspenseItem?: TransferSuspenseItemResolvers<ContextType>;
  ClassifiedBook?: ClassifiedBookResolvers<ContextType>;
  SubLedger?: SubLedgerResolvers<ContextType>;
  SegmentTotal?: SegmentTotalResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunRefusal?: RunRefusalResolvers<ContextType>;
  RunRefusalConnection?: RunRefusalConnectionResolvers<ContextType>;
  RunRefusalEdge?: RunRefusalEdgeResolvers<ContextType>;
  DebitVoid?: DebitVoidResolvers<ContextType>;
  UnansweredDebit?: UnansweredDebitResolvers<ContextType>;
  DebitContradiction?: DebitContradictionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Contribution?: ContributionResolvers<ContextType>;
};
