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
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Books a provision to the loan risk reserve (风险准备金计提, CJ-20, HZ-11). */
  provisionReserve: Pool;
};


export type MutationProvisionReserveArgs = {
  input: ProvisionReserveInput;
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
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ProvisionReserveInput: ResolverTypeWrapper<Partial<ProvisionReserveInput>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  Pool: ResolverTypeWrapper<Partial<Pool>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Indicator: ResolverTypeWrapper<Partial<Indicator>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Money: Partial<Scalars['Money']['output']>;
  CivilDate: Partial<Scalars['CivilDate']['output']>;
  Instant: Partial<Scalars['Instant']['output']>;
  Query: Record<PropertyKey, never>;
  Mutation: Record<PropertyKey, never>;
  ProvisionReserveInput: Partial<ProvisionReserveInput>;
  String: Partial<Scalars['String']['output']>;
  Pool: Partial<Pool | FederationReferenceTypes['Pool']>;
  ID: Partial<Scalars['ID']['output']>;
  Indicator: Partial<Indicator>;
  Boolean: Partial<Scalars['Boolean']['output']>;
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
};

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  provisionReserve?: Resolver<ResolversTypes['Pool'], ParentType, ContextType, RequireFields<MutationProvisionReserveArgs, 'input'>>;
};

export type PoolResolvers<ContextType = any, ParentType extends ResolversParentTypes['Pool'] = ResolversParentTypes['Pool'], FederationReferenceType extends FederationReferenceTypes['Pool'] = FederationReferenceTypes['Pool']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pool']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PoolKind'], ParentType, ContextType>;
  reserveBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
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
  Pool?: PoolResolvers<ContextType>;
  Indicator?: IndicatorResolvers<ContextType>;
};
