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

export type PoolKind =
  /** 灵活就业缴存资金 */
  | 'FLEXIBLE'
  /** 单位缴存资金 */
  | 'UNIT';

export type IndicatorCode =
  /** 实缴率 */
  | 'PAYMENT_RATE'
  /** 归集量 */
  | 'COLLECTION'
  /** 提取率 */
  | 'WITHDRAWAL_RATE'
  /** 个贷率 */
  | 'LOAN_TO_DEPOSIT'
  /** 风险准备金充足 */
  | 'RESERVE';

/** How an indicator stands against its threshold. */
export type IndicatorState =
  /** 正常 */
  | 'NORMAL'
  /** 触及预警线 */
  | 'WARNING'
  /** 未设预警线 */
  | 'NO_THRESHOLD'
  /** 分母为零，无法计算 */
  | 'NOT_APPLICABLE';

export type Query = {
  __typename?: 'Query';
  /** Both pools of every city that the caller answers for (CJ-19, CJ-22, CJ-24). */
  pools: Array<Pool>;
  /** Financing facilities of a city of the caller's, newest first (流动性融资, HZ-10). */
  financingFacilities: Array<FinancingFacility>;
};


export type QueryFinancingFacilitiesArgs = {
  city: City;
  first?: Scalars['Int']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Books a provision to the loan risk reserve (风险准备金计提, CJ-20, HZ-11). */
  provisionReserve: Pool;
  /** Proposes a facility; nothing can be drawn of it before the committee's resolution is recorded (HZ-10). */
  proposeFinancing: FinancingFacility;
  /** Records the resolution of the committee (管委会), by another officer than the one who proposed (HZ-10). */
  decideFinancing: FinancingFacility;
  /** Refused without a recorded approval, over the limit and after the facility has ended (HZ-10). */
  drawFinancing: FinancingFacility;
  repayFinancing: FinancingFacility;
};


export type MutationProvisionReserveArgs = {
  input: ProvisionReserveInput;
};


export type MutationProposeFinancingArgs = {
  input: ProposeFinancingInput;
};


export type MutationDecideFinancingArgs = {
  input: DecideFinancingInput;
};


export type MutationDrawFinancingArgs = {
  input: MoveFinancingInput;
};


export type MutationRepayFinancingArgs = {
  input: MoveFinancingInput;
};

export type ProposeFinancingInput = {
  city: City;
  kind: PoolKind;
  lender: Scalars['String']['input'];
  purpose: Scalars['String']['input'];
  limit: Scalars['Money']['input'];
  until: Scalars['CivilDate']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type DecideFinancingInput = {
  facilityId: Scalars['ID']['input'];
  approve: Scalars['Boolean']['input'];
  /** The resolution and its day, as the committee's papers have them; asked for on approval. */
  resolution?: InputMaybe<Scalars['String']['input']>;
  resolvedOn?: InputMaybe<Scalars['CivilDate']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type MoveFinancingInput = {
  facilityId: Scalars['ID']['input'];
  amount: Scalars['Money']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type FinancingStatus =
  /** 待管委会批准 */
  | 'PROPOSED'
  /** 已批准 */
  | 'APPROVED'
  /** 未批准 */
  | 'REJECTED';

export type FinancingPostingKind =
  /** 提款 */
  | 'DRAWN'
  /** 还款 */
  | 'REPAID';

export type Condition = {
  __typename?: 'Condition';
  clause: Scalars['String']['output'];
  description: Scalars['String']['output'];
  met: Scalars['Boolean']['output'];
};

export type FinancingFacility = {
  __typename?: 'FinancingFacility';
  id: Scalars['ID']['output'];
  city: City;
  kind: PoolKind;
  lender: Scalars['String']['output'];
  purpose: Scalars['String']['output'];
  /** The most that may be owed at once. */
  limit: Scalars['Money']['output'];
  until: Scalars['CivilDate']['output'];
  status: FinancingStatus;
  resolution?: Maybe<Scalars['String']['output']>;
  resolvedOn?: Maybe<Scalars['CivilDate']['output']>;
  proposedBy: Scalars['String']['output'];
  proposedOn: Scalars['CivilDate']['output'];
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedOn?: Maybe<Scalars['CivilDate']['output']>;
  outstanding: Scalars['Money']['output'];
  undrawn: Scalars['Money']['output'];
  /** What is asked before anything can be drawn, and whether it is met today. */
  drawConditions: Array<Condition>;
  postings: Array<FinancingPosting>;
};

export type FinancingPosting = {
  __typename?: 'FinancingPosting';
  kind: FinancingPostingKind;
  amount: Scalars['Money']['output'];
  bookedOn: Scalars['CivilDate']['output'];
};

export type ProvisionReserveInput = {
  city: City;
  kind: PoolKind;
  amount: Scalars['Money']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type Pool = {
  __typename?: 'Pool';
  id: Scalars['ID']['output'];
  city: City;
  kind: PoolKind;
  depositBalance: Scalars['Money']['output'];
  contributedThisYear: Scalars['Money']['output'];
  withdrawnThisYear: Scalars['Money']['output'];
  dueThisYear: Scalars['Money']['output'];
  paidOfDueThisYear: Scalars['Money']['output'];
  loanBalance: Scalars['Money']['output'];
  /** 风险准备金余额. */
  reserveBalance: Scalars['Money']['output'];
  /** What the reserve gave for loans written off (呆账核销, HZ-11). */
  reserveUsed: Scalars['Money']['output'];
  /** What of loans written off the reserve did not reach to. */
  writtenOffUncovered: Scalars['Money']['output'];
  /** What of the principal of loans written off was recovered since (核销后收回, HZ-11). */
  writtenOffRecovered: Scalars['Money']['output'];
  /** What of it went back to the reserve, as far as the reserve had given. */
  reserveReturned: Scalars['Money']['output'];
  /** Live to the last posting, each with numerator, denominator and threshold (CJ-20, CJ-22, HZ-14). */
  indicators: Array<Indicator>;
};

export type Indicator = {
  __typename?: 'Indicator';
  code: IndicatorCode;
  /** Chinese name. */
  name: Scalars['String']['output'];
  clause: Scalars['String']['output'];
  numerator: Scalars['Money']['output'];
  numeratorMeans: Scalars['String']['output'];
  /** Null for an amount that is not a ratio. */
  denominator?: Maybe<Scalars['Money']['output']>;
  denominatorMeans?: Maybe<Scalars['String']['output']>;
  /** For example "87.35%"; null when it cannot be computed. */
  value?: Maybe<Scalars['String']['output']>;
  threshold?: Maybe<Scalars['String']['output']>;
  thresholdReference?: Maybe<Scalars['String']['output']>;
  state: IndicatorState;
  asOf: Scalars['Instant']['output'];
  demonstrationFigures: Array<Scalars['String']['output']>;
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
  Pool: Pool;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Pool:
    ( { __typename: 'Pool' }
    & GraphQLRecursivePick<FederationTypes['Pool'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Pool'], {"depositBalance":true,"contributedThisYear":true,"withdrawnThisYear":true,"dueThisYear":true,"paidOfDueThisYear":true,"loanBalance":true}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Money: ResolverTypeWrapper<Partial<Scalars['Money']['output']>>;
  CivilDate: ResolverTypeWrapper<Partial<Scalars['CivilDate']['output']>>;
  Instant: ResolverTypeWrapper<Partial<Scalars['Instant']['output']>>;
  City: ResolverTypeWrapper<Partial<City>>;
  PoolKind: ResolverTypeWrapper<Partial<PoolKind>>;
  IndicatorCode: ResolverTypeWrapper<Partial<IndicatorCode>>;
  IndicatorState: ResolverTypeWrapper<Partial<IndicatorState>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ProposeFinancingInput: ResolverTypeWrapper<Partial<ProposeFinancingInput>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  DecideFinancingInput: ResolverTypeWrapper<Partial<DecideFinancingInput>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  MoveFinancingInput: ResolverTypeWrapper<Partial<MoveFinancingInput>>;
  FinancingStatus: ResolverTypeWrapper<Partial<FinancingStatus>>;
  FinancingPostingKind: ResolverTypeWrapper<Partial<FinancingPostingKind>>;
  Condition: ResolverTypeWrapper<Partial<Condition>>;
  FinancingFacility: ResolverTypeWrapper<Partial<FinancingFacility>>;
  FinancingPosting: ResolverTypeWrapper<Partial<FinancingPosting>>;
  ProvisionReserveInput: ResolverTypeWrapper<Partial<ProvisionReserveInput>>;
  Pool: ResolverTypeWrapper<Partial<Pool>>;
  Indicator: ResolverTypeWrapper<Partial<Indicator>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Money: Partial<Scalars['Money']['output']>;
  CivilDate: Partial<Scalars['CivilDate']['output']>;
  Instant: Partial<Scalars['Instant']['output']>;
  Query: Record<PropertyKey, never>;
  Int: Partial<Scalars['Int']['output']>;
  Mutation: Record<PropertyKey, never>;
  ProposeFinancingInput: Partial<ProposeFinancingInput>;
  String: Partial<Scalars['String']['output']>;
  DecideFinancingInput: Partial<DecideFinancingInput>;
  ID: Partial<Scalars['ID']['output']>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  MoveFinancingInput: Partial<MoveFinancingInput>;
  Condition: Partial<Condition>;
  FinancingFacility: Partial<FinancingFacility>;
  FinancingPosting: Partial<FinancingPosting>;
  ProvisionReserveInput: Partial<ProvisionReserveInput>;
  Pool: Partial<Pool | FederationReferenceTypes['Pool']>;
  Indicator: Partial<Indicator>;
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

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  pools?: Resolver<Array<ResolversTypes['Pool']>, ParentType, ContextType>;
  financingFacilities?: Resolver<Array<ResolversTypes['FinancingFacility']>, ParentType, ContextType, RequireFields<QueryFinancingFacilitiesArgs, 'city' | 'first'>>;
};

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  provisionReserve?: Resolver<ResolversTypes['Pool'], ParentType, ContextType, RequireFields<MutationProvisionReserveArgs, 'input'>>;
  proposeFinancing?: Resolver<ResolversTypes['FinancingFacility'], ParentType, ContextType, RequireFields<MutationProposeFinancingArgs, 'input'>>;
  decideFinancing?: Resolver<ResolversTypes['FinancingFacility'], ParentType, ContextType, RequireFields<MutationDecideFinancingArgs, 'input'>>;
  drawFinancing?: Resolver<ResolversTypes['FinancingFacility'], ParentType, ContextType, RequireFields<MutationDrawFinancingArgs, 'input'>>;
  repayFinancing?: Resolver<ResolversTypes['FinancingFacility'], ParentType, ContextType, RequireFields<MutationRepayFinancingArgs, 'input'>>;
};

export type ConditionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Condition'] = ResolversParentTypes['Condition']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  met?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type FinancingFacilityResolvers<ContextType = any, ParentType extends ResolversParentTypes['FinancingFacility'] = ResolversParentTypes['FinancingFacility']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PoolKind'], ParentType, ContextType>;
  lender?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FinancingStatus'], ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolvedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  proposedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proposedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  outstanding?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  undrawn?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  drawConditions?: Resolver<Array<ResolversTypes['Condition']>, ParentType, ContextType>;
  postings?: Resolver<Array<ResolversTypes['FinancingPosting']>, ParentType, ContextType>;
};

export type FinancingPostingResolvers<ContextType = any, ParentType extends ResolversParentTypes['FinancingPosting'] = ResolversParentTypes['FinancingPosting']> = {
  kind?: Resolver<ResolversTypes['FinancingPostingKind'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  bookedOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type PoolResolvers<ContextType = any, ParentType extends ResolversParentTypes['Pool'] = ResolversParentTypes['Pool'], FederationReferenceType extends FederationReferenceTypes['Pool'] = FederationReferenceTypes['Pool']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pool']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PoolKind'], ParentType, ContextType>;
  reserveBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reserveUsed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  writtenOffUncovered?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  writtenOffRecovered?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reserveReturned?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  indicators?: Resolver<Array<ResolversTypes['Indicator']>, ParentType, ContextType>;
};

export type IndicatorResolvers<ContextType = any, ParentType extends ResolversParentTypes['Indicator'] = ResolversParentTypes['Indicator']> = {
  code?: Resolver<ResolversTypes['IndicatorCode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  numerator?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  numeratorMeans?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  denominator?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  denominatorMeans?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  thresholdReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['IndicatorState'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = any> = {
  Money?: GraphQLScalarType;
  CivilDate?: GraphQLScalarType;
  Instant?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Condition?: ConditionResolvers<ContextType>;
  FinancingFacility?: FinancingFacilityResolvers<ContextType>;
  FinancingPosting?: FinancingPostingResolvers<ContextType>;
  Pool?: PoolResolvers<ContextType>;
  Indicator?: IndicatorResolvers<ContextType>;
};
