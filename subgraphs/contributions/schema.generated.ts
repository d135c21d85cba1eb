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
  movements: MovementConnection;
  /** 日均缴存余额 over the days [from, to), the last of which is over, of some segments or of all (HZ-06). */
  averageDailyBalance: AverageDailyBalance;
  /** The balance at the end of any day up to today, by the days on which movements were booked. */
  balanceOn: BalanceOn;
  /** Every movement of the days from the first to the last, both included, oldest first, with the balance after it (对账单). */
  statement: Statement;
  /** Withdrawals, closings and transfers out, newest first. */
  withdrawals: Array<Withdrawal>;
  /** What authorities have frozen, newest first. */
  freezes: Array<Freeze>;
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

export type PayoutKind =
  /** 部分提取 */
  | 'WITHDRAWAL'
  /** 销户提取 */
  | 'CLOSING'
  /** 外部转出 */
  | 'TRANSFER_OUT';

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
  mode: PaymentMode;
  base: Scalars['Money']['output'];
  /** For example "20%". */
  ratio: Scalars['String']['output'];
  monthlyAmount: Scalars['Money']['output'];
  demonstrationFigures: Array<Scalars['String']['output']>;
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

export type Query = {
  __typename?: 'Query';
  /** The book of a city of the caller's own to the last posting, for the centre's accountant (CJ-19); the lines of a pool add up to 0. */
  trialBalance: Array<TrialBalanceLine>;
  /** What members own by pool and segment, and the money that backs it: separate sub-ledgers that add up to it (分类核算, CJ-19, HZ-09). */
  classifiedBook: ClassifiedBook;
};


export type QueryTrialBalanceArgs = {
  city: City;
};


export type QueryClassifiedBookArgs = {
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

export type Mutation = {
  __typename?: 'Mutation';
  /** Signs the agreement and, where the city asks it, takes the first contribution in the same step (CJ-05, CJ-07, CJ-12, HZ-02). */
  signAgreement: Agreement;
  /** Changes base and ratio, once in July (CJ-06). */
  changePlan: Agreement;
  /** Ends the agreement at the member's wish, when no loan is outstanding (CJ-11). */
  terminateAgreement: Agreement;
  /** Takes a counter payment for the next unpaid months (CJ-07, CJ-12). */
  contribute: Contribution;
  /** Holds part of the flexible money to be paid out: before any loan where the city allows that (HZ-04), or for a reason that it takes. */
  withdraw: Withdrawal;
  /** Gives the money of a withdrawal back that the bank has not paid yet. */
  voidWithdrawal: Withdrawal;
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
  /** Answers another centre's contact letter with a refusal (BDC904 status 13). */
  refuseTransferOut: Transfer;
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


export type MutationWithdrawArgs = {
  input: WithdrawInput;
};


export type MutationVoidWithdrawalArgs = {
  input: VoidWithdrawalInput;
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
  /** Paid now, at the counter or by app; required where the city opens an account only with its first contribution (HZ-02). */
  firstContribution?: InputMaybe<Scalars['Money']['input']>;
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
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TrialBalanceLine: ResolverTypeWrapper<Partial<TrialBalanceLine>>;
  ClassifiedBook: ResolverTypeWrapper<Partial<ClassifiedBook>>;
  SubLedger: ResolverTypeWrapper<Partial<SubLedger>>;
  SegmentTotal: ResolverTypeWrapper<Partial<SegmentTotal>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SignAgreementInput: ResolverTypeWrapper<Partial<SignAgreementInput>>;
  ChangePlanInput: ResolverTypeWrapper<Partial<ChangePlanInput>>;
  TerminateAgreementInput: ResolverTypeWrapper<Partial<TerminateAgreementInput>>;
  ContributeInput: ResolverTypeWrapper<Partial<ContributeInput>>;
  Contribution: ResolverTypeWrapper<Partial<Contribution>>;
  WithdrawInput: ResolverTypeWrapper<Partial<WithdrawInput>>;
  FreezeAccountInput: ResolverTypeWrapper<Partial<FreezeAccountInput>>;
  UnfreezeAccountInput: ResolverTypeWrapper<Partial<UnfreezeAccountInput>>;
  VoidWithdrawalInput: ResolverTypeWrapper<Partial<VoidWithdrawalInput>>;
  BookUnitContributionInput: ResolverTypeWrapper<Partial<BookUnitContributionInput>>;
  RequestTransferInInput: ResolverTypeWrapper<Partial<RequestTransferInInput>>;
  CancelTransferInInput: ResolverTypeWrapper<Partial<CancelTransferInInput>>;
  AcceptTransferOutInput: ResolverTypeWrapper<Partial<AcceptTransferOutInput>>;
  RefuseTransferOutInput: ResolverTypeWrapper<Partial<RefuseTransferOutInput>>;
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
  Withdrawal: Partial<Withdrawal>;
  AccountEvent: Partial<AccountEvent>;
  IdentityPeriod: Partial<IdentityPeriod>;
  Transfer: Partial<Transfer>;
  Freeze: Partial<Freeze>;
  SegmentBalance: Partial<SegmentBalance>;
  Agreement: Partial<Agreement>;
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
  Query: Record<PropertyKey, never>;
  TrialBalanceLine: Partial<TrialBalanceLine>;
  ClassifiedBook: Partial<ClassifiedBook>;
  SubLedger: Partial<SubLedger>;
  SegmentTotal: Partial<SegmentTotal>;
  Mutation: Record<PropertyKey, never>;
  SignAgreementInput: Partial<SignAgreementInput>;
  ChangePlanInput: Partial<ChangePlanInput>;
  TerminateAgreementInput: Partial<TerminateAgreementInput>;
  ContributeInput: Partial<ContributeInput>;
  Contribution: Partial<Contribution>;
  WithdrawInput: Partial<WithdrawInput>;
  FreezeAccountInput: Partial<FreezeAccountInput>;
  UnfreezeAccountInput: Partial<UnfreezeAccountInput>;
  VoidWithdrawalInput: Partial<VoidWithdrawalInput>;
  BookUnitContributionInput: Partial<BookUnitContributionInput>;
  RequestTransferInInput: Partial<RequestTransferInInput>;
  CancelTransferInInput: Partial<CancelTransferInInput>;
  AcceptTransferOutInput: Partial<AcceptTransferOutInput>;
  RefuseTransferOutInput: Partial<RefuseTransferOutInput>;
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
  movements?: Resolver<ResolversTypes['MovementConnection'], ParentType, ContextType, RequireFields<AccountMovementsArgs, 'first'>>;
  averageDailyBalance?: Resolver<ResolversTypes['AverageDailyBalance'], ParentType, ContextType, RequireFields<AccountAverageDailyBalanceArgs, 'from' | 'to'>>;
  balanceOn?: Resolver<ResolversTypes['BalanceOn'], ParentType, ContextType, RequireFields<AccountBalanceOnArgs, 'date'>>;
  statement?: Resolver<ResolversTypes['Statement'], ParentType, ContextType, RequireFields<AccountStatementArgs, 'from' | 'to' | 'first'>>;
  withdrawals?: Resolver<Array<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
  freezes?: Resolver<Array<ResolversTypes['Freeze']>, ParentType, ContextType>;
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
  mode?: Resolver<ResolversTypes['PaymentMode'], ParentType, ContextType>;
  base?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ratio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  monthlyAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
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

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  trialBalance?: Resolver<Array<ResolversTypes['TrialBalanceLine']>, ParentType, ContextType, RequireFields<QueryTrialBalanceArgs, 'city'>>;
  classifiedBook?: Resolver<ResolversTypes['ClassifiedBook'], ParentType, ContextType, RequireFields<QueryClassifiedBookArgs, 'city'>>;
};

export type TrialBalanceLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['TrialBalanceLine'] = ResolversParentTypes['TrialBalanceLine']> = {
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pool?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
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

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  signAgreement?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType, RequireFields<MutationSignAgreementArgs, 'input'>>;
  changePlan?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType, RequireFields<MutationChangePlanArgs, 'input'>>;
  terminateAgreement?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType, RequireFields<MutationTerminateAgreementArgs, 'input'>>;
  contribute?: Resolver<ResolversTypes['Contribution'], ParentType, ContextType, RequireFields<MutationContributeArgs, 'input'>>;
  withdraw?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType, RequireFields<MutationWithdrawArgs, 'input'>>;
  voidWithdrawal?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType, RequireFields<MutationVoidWithdrawalArgs, 'input'>>;
  freezeAccount?: Resolver<ResolversTypes['Freeze'], ParentType, ContextType, RequireFields<MutationFreezeAccountArgs, 'input'>>;
  unfreezeAccount?: Resolver<ResolversTypes['Freeze'], ParentType, ContextType, RequireFields<MutationUnfreezeAccountArgs, 'input'>>;
  bookUnitContribution?: Resolver<ResolversTypes['Movement'], ParentType, ContextType, RequireFields<MutationBookUnitContributionArgs, 'input'>>;
  requestTransferIn?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationRequestTransferInArgs, 'input'>>;
  cancelTransferIn?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationCancelTransferInArgs, 'input'>>;
  acceptTransferOut?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationAcceptTransferOutArgs, 'input'>>;
  refuseTransferOut?: Resolver<ResolversTypes['Transfer'], ParentType, ContextType, RequireFields<MutationRefuseTransferOutArgs, 'input'>>;
};

export type ContributionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Contribution'] = ResolversParentTypes['Contribution']> = {
  memberId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  months?: Resolver<Array<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  creditedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
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
  Withdrawal?: WithdrawalResolvers<ContextType>;
  AccountEvent?: AccountEventResolvers<ContextType>;
  IdentityPeriod?: IdentityPeriodResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  Freeze?: FreezeResolvers<ContextType>;
  SegmentBalance?: SegmentBalanceResolvers<ContextType>;
  Agreement?: AgreementResolvers<ContextType>;
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
  Query?: QueryResolvers<ContextType>;
  TrialBalanceLine?: TrialBalanceLineResolvers<ContextType>;
  ClassifiedBook?: ClassifiedBookResolvers<ContextType>;
  SubLedger?: SubLedgerResolvers<ContextType>;
  SegmentTotal?: SegmentTotalResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Contribution?: ContributionResolvers<ContextType>;
};
