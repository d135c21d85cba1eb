// Written by: npm run generate
import type { Fen } from '#kernel/money.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
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

export type CreditStandingValue =
  | 'GOOD'
  | 'ADVERSE'
  | 'NOT_CHECKED';

export type CreditStanding = {
  __typename?: 'CreditStanding';
  value: CreditStandingValue;
  source: Scalars['String']['output'];
  asOf: Scalars['CivilDate']['output'];
};

export type Streak = {
  __typename?: 'Streak';
  continuousFullMonths: Scalars['Int']['output'];
  throughMonth?: Maybe<Scalars['CivilMonth']['output']>;
  fundsUsed: Scalars['Boolean']['output'];
};

export type OverdueState = {
  __typename?: 'OverdueState';
  overdue: Scalars['Boolean']['output'];
  overduePeriods: Scalars['Int']['output'];
  asOf: Scalars['Instant']['output'];
};

export type Condition = {
  __typename?: 'Condition';
  clause: Scalars['String']['output'];
  description: Scalars['String']['output'];
  met: Scalars['Boolean']['output'];
};

export type Member = {
  __typename?: 'Member';
  id: Scalars['ID']['output'];
  city: City;
  keyIndustry: Scalars['Boolean']['output'];
  creditStanding: CreditStanding;
  streak: Streak;
  overdueState: OverdueState;
  /** Green-channel eligibility at the entrusted banks (绿色通道, CJ-17, CJ-18), computed now from the facts of three registers. */
  greenChannel: GreenChannel;
  /** Subsidies awarded (CJ-15, CJ-16) and paid on closing (HZ-07), newest first. */
  subsidyAwards: Array<SubsidyAward>;
};

export type GreenChannel = {
  __typename?: 'GreenChannel';
  eligible: Scalars['Boolean']['output'];
  /** The tier reached, for example "A"; null when not eligible. */
  tier?: Maybe<Scalars['String']['output']>;
  /** Every condition, with its clause and whether it is met. */
  reasons: Array<Condition>;
  evidence: GreenChannelEvidence;
  asOf: Scalars['Instant']['output'];
  /** Names of figures that no published document gives; their demonstration values were used (演示值). */
  demonstrationFigures: Array<Scalars['String']['output']>;
};

export type GreenChannelEvidence = {
  __typename?: 'GreenChannelEvidence';
  /** 连续足额缴存月数. */
  continuousFullMonths: Scalars['Int']['output'];
  /** 重点产业. */
  keyIndustry: Scalars['Boolean']['output'];
  /** 信用状况. */
  creditStanding: CreditStandingValue;
  /** 公积金贷款逾期. */
  overdue: Scalars['Boolean']['output'];
};

export type SubsidyAwardStatus =
  /** 已核定，待入账 */
  | 'AWARDED'
  /** 已入账 */
  | 'CREDITED';

export type SubsidyAward = {
  __typename?: 'SubsidyAward';
  id: Scalars['ID']['output'];
  /** CJ-15, CJ-16, or HZ-07, which is paid on closing. */
  clause: Scalars['String']['output'];
  amount: Scalars['Money']['output'];
  /** The last month of the run that earned it. */
  month: Scalars['CivilMonth']['output'];
  status: SubsidyAwardStatus;
  /** In the following month. */
  payOn: Scalars['CivilDate']['output'];
  creditedOn?: Maybe<Scalars['CivilDate']['output']>;
  conditions: Array<Condition>;
  /** Document and article of the rule that was used. */
  reference: Scalars['String']['output'];
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
  Member: Member;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Member:
    ( { __typename: 'Member' }
    & GraphQLRecursivePick<FederationTypes['Member'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"keyIndustry":true,"creditStanding":{"value":true,"source":true,"asOf":true},"streak":{"continuousFullMonths":true,"throughMonth":true,"fundsUsed":true},"overdueState":{"overdue":true,"overduePeriods":true,"asOf":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"keyIndustry":true,"creditStanding":{"value":true,"source":true,"asOf":true},"streak":{"continuousFullMonths":true,"throughMonth":true,"fundsUsed":true},"overdueState":{"overdue":true,"overduePeriods":true,"asOf":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Money: ResolverTypeWrapper<Partial<Scalars['Money']['output']>>;
  CivilDate: ResolverTypeWrapper<Partial<Scalars['CivilDate']['output']>>;
  CivilMonth: ResolverTypeWrapper<Partial<Scalars['CivilMonth']['output']>>;
  Instant: ResolverTypeWrapper<Partial<Scalars['Instant']['output']>>;
  City: ResolverTypeWrapper<Partial<City>>;
  CreditStandingValue: ResolverTypeWrapper<Partial<CreditStandingValue>>;
  CreditStanding: ResolverTypeWrapper<Partial<CreditStanding>>;
  String: ResolverTypeWrapper<Partial<Scalars['String']['output']>>;
  Streak: ResolverTypeWrapper<Partial<Streak>>;
  Int: ResolverTypeWrapper<Partial<Scalars['Int']['output']>>;
  Boolean: ResolverTypeWrapper<Partial<Scalars['Boolean']['output']>>;
  OverdueState: ResolverTypeWrapper<Partial<OverdueState>>;
  Condition: ResolverTypeWrapper<Partial<Condition>>;
  Member: ResolverTypeWrapper<Partial<Member>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  GreenChannel: ResolverTypeWrapper<Partial<GreenChannel>>;
  GreenChannelEvidence: ResolverTypeWrapper<Partial<GreenChannelEvidence>>;
  SubsidyAwardStatus: ResolverTypeWrapper<Partial<SubsidyAwardStatus>>;
  SubsidyAward: ResolverTypeWrapper<Partial<SubsidyAward>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Money: Partial<Scalars['Money']['output']>;
  CivilDate: Partial<Scalars['CivilDate']['output']>;
  CivilMonth: Partial<Scalars['CivilMonth']['output']>;
  Instant: Partial<Scalars['Instant']['output']>;
  CreditStanding: Partial<CreditStanding>;
  String: Partial<Scalars['String']['output']>;
  Streak: Partial<Streak>;
  Int: Partial<Scalars['Int']['output']>;
  Boolean: Partial<Scalars['Boolean']['output']>;
  OverdueState: Partial<OverdueState>;
  Condition: Partial<Condition>;
  Member: Partial<Member | FederationReferenceTypes['Member']>;
  ID: Partial<Scalars['ID']['output']>;
  GreenChannel: Partial<GreenChannel>;
  GreenChannelEvidence: Partial<GreenChannelEvidence>;
  SubsidyAward: Partial<SubsidyAward>;
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

export type CreditStandingResolvers<ContextType = any, ParentType extends ResolversParentTypes['CreditStanding'] = ResolversParentTypes['CreditStanding']> = {
  value?: Resolver<ResolversTypes['CreditStandingValue'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type StreakResolvers<ContextType = any, ParentType extends ResolversParentTypes['Streak'] = ResolversParentTypes['Streak']> = {
  continuousFullMonths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  throughMonth?: Resolver<Maybe<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
  fundsUsed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OverdueStateResolvers<ContextType = any, ParentType extends ResolversParentTypes['OverdueState'] = ResolversParentTypes['OverdueState']> = {
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  overduePeriods?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
};

export type ConditionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Condition'] = ResolversParentTypes['Condition']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  met?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = any, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member'], FederationReferenceType extends FederationReferenceTypes['Member'] = FederationReferenceTypes['Member']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Member']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  greenChannel?: Resolver<ResolversTypes['GreenChannel'], ParentType, ContextType>;
  subsidyAwards?: Resolver<Array<ResolversTypes['SubsidyAward']>, ParentType, ContextType>;
};

export type GreenChannelResolvers<ContextType = any, ParentType extends ResolversParentTypes['GreenChannel'] = ResolversParentTypes['GreenChannel']> = {
  eligible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['Condition']>, ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['GreenChannelEvidence'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GreenChannelEvidenceResolvers<ContextType = any, ParentType extends ResolversParentTypes['GreenChannelEvidence'] = ResolversParentTypes['GreenChannelEvidence']> = {
  continuousFullMonths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keyIndustry?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  creditStanding?: Resolver<ResolversTypes['CreditStandingValue'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SubsidyAwardResolvers<ContextType = any, ParentType extends ResolversParentTypes['SubsidyAward'] = ResolversParentTypes['SubsidyAward']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubsidyAwardStatus'], ParentType, ContextType>;
  payOn?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  creditedOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  conditions?: Resolver<Array<ResolversTypes['Condition']>, ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = any> = {
  Money?: GraphQLScalarType;
  CivilDate?: GraphQLScalarType;
  CivilMonth?: GraphQLScalarType;
  Instant?: GraphQLScalarType;
  CreditStanding?: CreditStandingResolvers<ContextType>;
  Streak?: StreakResolvers<ContextType>;
  OverdueState?: OverdueStateResolvers<ContextType>;
  Condition?: ConditionResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  GreenChannel?: GreenChannelResolvers<ContextType>;
  GreenChannelEvidence?: GreenChannelEvidenceResolvers<ContextType>;
  SubsidyAward?: SubsidyAwardResolvers<ContextType>;
};
