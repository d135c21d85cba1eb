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
  | 'REFUSED';

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
  /** Loans of banks whose interest the fund subsidises (贴息贷款, CJ-13). */
  subsidisedLoans: Array<SubsidisedLoan>;
  /** A decision fact: whether an instalment of a fund loan is overdue now. */
  overdueState: OverdueState;
  /** A decision fact for the closing check (CJ-13): whether a fund loan or interest-subsidised loan is outstanding. */
  loanOutstanding: Scalars['Boolean']['output'];
};

export type OverdueState = {
  __typename?: 'OverdueState';
  overdue: Scalars['Boolean']['output'];
  /** 期数. */
  overduePeriods: Scalars['Int']['output'];
  asOf: Scalars['Instant']['output'];
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
  demonstrationFigures: Array<Scalars['String']['output']>;
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

export type Mutation = {
  __typename?: 'Mutation';
  /** Grants a loan, which is paid out once its lien stands (HZ-05, CJ-13; HZ-06 simulated while coefficients are unpublished). */
  grantLoan: Loan;
  /** Books a repayment: overdue interest, overdue principal, then what is due. */
  repayLoan: Loan;
  /** Records a bank's loan whose interest the fund subsidises (贴息贷款, CJ-13). */
  recordSubsidisedLoan: SubsidisedLoan;
  /** Records that a subsidised loan is settled, which releases its lien (CJ-13). */
  endSubsidisedLoan: SubsidisedLoan;
};


export type MutationGrantLoanArgs = {
  input: GrantLoanInput;
};


export type MutationRepayLoanArgs = {
  input: RepayLoanInput;
};


export type MutationRecordSubsidisedLoanArgs = {
  input: RecordSubsidisedLoanInput;
};


export type MutationEndSubsidisedLoanArgs = {
  input: EndSubsidisedLoanInput;
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

export type GrantLoanInput = {
  memberId: Scalars['ID']['input'];
  principal: Scalars['Money']['input'];
  months: Scalars['Int']['input'];
  method: RepaymentMethod;
  firstHome: Scalars['Boolean']['input'];
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
  Instant: ResolverTypeWrapper<Partial<Scalars['Instant']['output']>>;
  City: ResolverTypeWrapper<Partial<City>>;
  LoanStatus: ResolverTypeWrapper<Partial<LoanStatus>>;
  SubsidisedLoanStatus: ResolverTypeWrapper<Partial<SubsidisedLoanStatus>>;
  LienRefusal: ResolverTypeWrapper<Partial<LienRefusal>>;
  RepaymentMethod: ResolverTypeWrapper<Partial<RepaymentMethod>>;
  Member: ResolverTypeWrapper<Partial<Member>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  OverdueState: ResolverTypeWrapper<Partial<OverdueState>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Loan: ResolverTypeWrapper<Partial<Loan>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  SubsidisedLoan: ResolverTypeWrapper<Partial<SubsidisedLoan>>;
  Pool: ResolverTypeWrapper<Partial<Pool>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordSubsidisedLoanInput: ResolverTypeWrapper<Partial<RecordSubsidisedLoanInput>>;
  EndSubsidisedLoanInput: ResolverTypeWrapper<Partial<EndSubsidisedLoanInput>>;
  GrantLoanInput: ResolverTypeWrapper<Partial<GrantLoanInput>>;
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
  OverdueState: Partial<OverdueState>;
  Int: Partial<Scalars['Int']['output']>;
  Loan: Partial<Loan>;
  String: Partial<Scalars['String']['output']>;
  SubsidisedLoan: Partial<SubsidisedLoan>;
  Pool: Partial<Pool | FederationReferenceTypes['Pool']>;
  Mutation: Record<PropertyKey, never>;
  RecordSubsidisedLoanInput: Partial<RecordSubsidisedLoanInput>;
  EndSubsidisedLoanInput: Partial<EndSubsidisedLoanInput>;
  GrantLoanInput: Partial<GrantLoanInput>;
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
  subsidisedLoans?: Resolver<Array<ResolversTypes['SubsidisedLoan']>, ParentType, ContextType>;
  overdueState?: Resolver<ResolversTypes['OverdueState'], ParentType, ContextType>;
  loanOutstanding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OverdueStateResolvers<ContextType = any, ParentType extends ResolversParentTypes['OverdueState'] = ResolversParentTypes['OverdueState']> = {
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  overduePeriods?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
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

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  grantLoan?: Resolver<ResolversTypes['Loan'], ParentType, ContextType, RequireFields<MutationGrantLoanArgs, 'input'>>;
  repayLoan?: Resolver<ResolversTypes['Loan'], ParentType, ContextType, RequireFields<MutationRepayLoanArgs, 'input'>>;
  recordSubsidisedLoan?: Resolver<ResolversTypes['SubsidisedLoan'], ParentType, ContextType, RequireFields<MutationRecordSubsidisedLoanArgs, 'input'>>;
  endSubsidisedLoan?: Resolver<ResolversTypes['SubsidisedLoan'], ParentType, ContextType, RequireFields<MutationEndSubsidisedLoanArgs, 'input'>>;
};

export type Resolvers<ContextType = any> = {
  Money?: GraphQLScalarType;
  CivilDate?: GraphQLScalarType;
  Instant?: GraphQLScalarType;
  Member?: MemberResolvers<ContextType>;
  OverdueState?: OverdueStateResolvers<ContextType>;
  Loan?: LoanResolvers<ContextType>;
  SubsidisedLoan?: SubsidisedLoanResolvers<ContextType>;
  Pool?: PoolResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
};
