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

export type Query = {
  __typename?: 'Query';
  /** What subsidies cost of the ended months of a span, by city, month and rule (CJ-24): aggregates only, small cells left out. */
  subsidyCosts: Array<SubsidyCost>;
  /** What staff have tried of a city of theirs, newest first (试算). */
  awardTrials: Array<AwardTrial>;
  awardTrial?: Maybe<AwardTrial>;
};


export type QuerySubsidyCostsArgs = {
  from: Scalars['CivilMonth']['input'];
  to: Scalars['CivilMonth']['input'];
};


export type QueryAwardTrialsArgs = {
  city: City;
  first?: Scalars['Int']['input'];
};


export type QueryAwardTrialArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Asks what the awards of a span of closed months would be under other figures (试算, CJ-15, CJ-16). Nothing is awarded. */
  tryAwards: AwardTrial;
};


export type MutationTryAwardsArgs = {
  input: TryAwardsInput;
};

export type TryAwardsInput = {
  city: City;
  from: Scalars['CivilMonth']['input'];
  to: Scalars['CivilMonth']['input'];
  changes: Array<PolicyChangeInput>;
  idempotencyKey: Scalars['String']['input'];
};

/** A figure of policy by its name, such as subsidies.contribution.window, and the value tried, as the policy files write it. */
export type PolicyChangeInput = {
  figure: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

export type SubsidyCost = {
  __typename?: 'SubsidyCost';
  city: City;
  month: Scalars['CivilMonth']['output'];
  clause: Scalars['String']['output'];
  rule: Scalars['String']['output'];
  /** Null where fewer persons than the smallest cell are behind a figure of the row. */
  persons?: Maybe<Scalars['Int']['output']>;
  awards?: Maybe<Scalars['Int']['output']>;
  /** Credited from 业务支出 in the month. */
  amount?: Maybe<Scalars['Money']['output']>;
  /** Undone in the month, after late facts. */
  takenBack?: Maybe<Scalars['Money']['output']>;
  suppressed: Scalars['Boolean']['output'];
  /** The smallest number of persons that is told. */
  smallestCell: Scalars['Int']['output'];
};

export type AwardTrial = {
  __typename?: 'AwardTrial';
  id: Scalars['ID']['output'];
  city: City;
  from: Scalars['CivilMonth']['output'];
  to: Scalars['CivilMonth']['output'];
  changes: Array<TriedFigure>;
  askedAt: Scalars['Instant']['output'];
  /** Null while it is under way. */
  finishedAt?: Maybe<Scalars['Instant']['output']>;
  months: Array<TriedMonth>;
  /** Over the whole span, by clause. */
  totals: Array<TriedTotal>;
};

export type TriedFigure = {
  __typename?: 'TriedFigure';
  figure: Scalars['String']['output'];
  /** As in force at the end of the span. */
  inForce?: Maybe<Scalars['String']['output']>;
  tried: Scalars['String']['output'];
};

export type TriedMonth = {
  __typename?: 'TriedMonth';
  month: Scalars['CivilMonth']['output'];
  clause: Scalars['String']['output'];
  personsInForce: Scalars['Int']['output'];
  amountInForce: Scalars['Money']['output'];
  personsTried: Scalars['Int']['output'];
  amountTried: Scalars['Money']['output'];
};

export type TriedTotal = {
  __typename?: 'TriedTotal';
  clause: Scalars['String']['output'];
  personsInForce: Scalars['Int']['output'];
  amountInForce: Scalars['Money']['output'];
  personsTried: Scalars['Int']['output'];
  amountTried: Scalars['Money']['output'];
  /** Persons who would have more, and less, over the span. */
  personsWithMore: Scalars['Int']['output'];
  personsWithLess: Scalars['Int']['output'];
  /** What would be paid more; less than nothing where it would be less. */
  difference: Scalars['Money']['output'];
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
  /** Eligibility for each product of each bank, by the conditions of its own (绿色通道, CJ-18); no bank is told of another's. */
  greenChannelProducts: Array<GreenChannelProduct>;
  /** Subsidies awarded (CJ-15, CJ-16) and paid on closing (HZ-07), newest first. */
  subsidyAwards: Array<SubsidyAward>;
};


export type MemberGreenChannelArgs = {
  product?: InputMaybe<Scalars['String']['input']>;
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
  /** Null when the best tier is reached. */
  nextTier?: Maybe<GreenChannelNextTier>;
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

export type GreenChannelProduct = {
  __typename?: 'GreenChannelProduct';
  bank: Scalars['String']['output'];
  product: Scalars['String']['output'];
  /** A demonstration value, as its name says. */
  name: Scalars['String']['output'];
  channel: GreenChannel;
};

/** What would have to change for the next better tier. */
export type GreenChannelNextTier = {
  __typename?: 'GreenChannelNextTier';
  tier: Scalars['String']['output'];
  changes: Array<GreenChannelChange>;
};

export type GreenChannelChange = {
  __typename?: 'GreenChannelChange';
  clause: Scalars['String']['output'];
  description: Scalars['String']['output'];
  /** Full months still missing; null for what no month brings. */
  moreMonths?: Maybe<Scalars['Int']['output']>;
  /** The month with which they can be complete. */
  earliestMonth?: Maybe<Scalars['CivilMonth']['output']>;
};

export type SubsidyAwardStatus =
  /** 已核定，待入账 */
  | 'AWARDED'
  /** 已入账 */
  | 'CREDITED'
  /** 已追回，待冲账 */
  | 'TAKEN_BACK'
  /** 已冲账 */
  | 'UNDONE';

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
  /** The rule's own name. */
  rule: Scalars['String']['output'];
  /** Every figure that took part, as it stood: its version is since when it holds. */
  figures: Array<UsedFigure>;
  /** Every fact that was looked at, from which register, as of when. */
  facts: Array<AwardFact>;
  /** Why it was taken back, if it was (late facts); the award itself stays as it was. */
  takenBack?: Maybe<SubsidyTakenBack>;
};

export type UsedFigure = {
  __typename?: 'UsedFigure';
  name: Scalars['String']['output'];
  value: Scalars['String']['output'];
  since: Scalars['CivilDate']['output'];
  reference: Scalars['String']['output'];
  /** in force, draft or unknown. */
  standing: Scalars['String']['output'];
};

export type AwardFact = {
  __typename?: 'AwardFact';
  name: Scalars['String']['output'];
  value: Scalars['String']['output'];
  source: Scalars['String']['output'];
  asOf: Scalars['CivilDate']['output'];
};

export type SubsidyTakenBack = {
  __typename?: 'SubsidyTakenBack';
  on: Scalars['CivilDate']['output'];
  reason: Scalars['String']['output'];
  /** As they stand with the late fact. */
  conditions: Array<Condition>;
  /** When the entry against it was booked. */
  undoneOn?: Maybe<Scalars['CivilDate']['output']>;
  /** Whether the account gave it back; if not, the member owes it. */
  recovered?: Maybe<Scalars['Boolean']['output']>;
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
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"keyIndustry":true,"creditStanding":{"value":true,"source":true,"asOf":true},"streak":{"continuousFullMonths":true,"throughMonth":true,"fundsUsed":true},"overdueState":{"overdue":true,"overduePeriods":true,"asOf":true}}>
        | GraphQLRecursivePick<FederationTypes['Member'], {"city":true,"keyIndustry":true,"creditStanding":{"value":true,"source":true,"asOf":true},"streak":{"continuousFullMonths":true,"throughMonth":true,"fundsUsed":true},"overdueState":{"overdue":true,"overduePeriods":true,"asOf":true}}>
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
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Partial<Scalars['ID']['output']>>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TryAwardsInput: ResolverTypeWrapper<Partial<TryAwardsInput>>;
  PolicyChangeInput: ResolverTypeWrapper<Partial<PolicyChangeInput>>;
  SubsidyCost: ResolverTypeWrapper<Partial<SubsidyCost>>;
  AwardTrial: ResolverTypeWrapper<Partial<AwardTrial>>;
  TriedFigure: ResolverTypeWrapper<Partial<TriedFigure>>;
  TriedMonth: ResolverTypeWrapper<Partial<TriedMonth>>;
  TriedTotal: ResolverTypeWrapper<Partial<TriedTotal>>;
  Member: ResolverTypeWrapper<Partial<Member>>;
  GreenChannel: ResolverTypeWrapper<Partial<GreenChannel>>;
  GreenChannelEvidence: ResolverTypeWrapper<Partial<GreenChannelEvidence>>;
  GreenChannelProduct: ResolverTypeWrapper<Partial<GreenChannelProduct>>;
  GreenChannelNextTier: ResolverTypeWrapper<Partial<GreenChannelNextTier>>;
  GreenChannelChange: ResolverTypeWrapper<Partial<GreenChannelChange>>;
  SubsidyAwardStatus: ResolverTypeWrapper<Partial<SubsidyAwardStatus>>;
  SubsidyAward: ResolverTypeWrapper<Partial<SubsidyAward>>;
  UsedFigure: ResolverTypeWrapper<Partial<UsedFigure>>;
  AwardFact: ResolverTypeWrapper<Partial<AwardFact>>;
  SubsidyTakenBack: ResolverTypeWrapper<Partial<SubsidyTakenBack>>;
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
  Query: Record<PropertyKey, never>;
  ID: Partial<Scalars['ID']['output']>;
  Mutation: Record<PropertyKey, never>;
  TryAwardsInput: Partial<TryAwardsInput>;
  PolicyChangeInput: Partial<PolicyChangeInput>;
  SubsidyCost: Partial<SubsidyCost>;
  AwardTrial: Partial<AwardTrial>;
  TriedFigure: Partial<TriedFigure>;
  TriedMonth: Partial<TriedMonth>;
  TriedTotal: Partial<TriedTotal>;
  Member: Partial<Member | FederationReferenceTypes['Member']>;
  GreenChannel: Partial<GreenChannel>;
  GreenChannelEvidence: Partial<GreenChannelEvidence>;
  GreenChannelProduct: Partial<GreenChannelProduct>;
  GreenChannelNextTier: Partial<GreenChannelNextTier>;
  GreenChannelChange: Partial<GreenChannelChange>;
  SubsidyAward: Partial<SubsidyAward>;
  UsedFigure: Partial<UsedFigure>;
  AwardFact: Partial<AwardFact>;
  SubsidyTakenBack: Partial<SubsidyTakenBack>;
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

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  subsidyCosts?: Resolver<Array<ResolversTypes['SubsidyCost']>, ParentType, ContextType, RequireFields<QuerySubsidyCostsArgs, 'from' | 'to'>>;
  awardTrials?: Resolver<Array<ResolversTypes['AwardTrial']>, ParentType, ContextType, RequireFields<QueryAwardTrialsArgs, 'city' | 'first'>>;
  awardTrial?: Resolver<Maybe<ResolversTypes['AwardTrial']>, ParentType, ContextType, RequireFields<QueryAwardTrialArgs, 'id'>>;
};

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  tryAwards?: Resolver<ResolversTypes['AwardTrial'], ParentType, ContextType, RequireFields<MutationTryAwardsArgs, 'input'>>;
};

export type SubsidyCostResolvers<ContextType = any, ParentType extends ResolversParentTypes['SubsidyCost'] = ResolversParentTypes['SubsidyCost']> = {
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  persons?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  awards?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  takenBack?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  suppressed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  smallestCell?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AwardTrialResolvers<ContextType = any, ParentType extends ResolversParentTypes['AwardTrial'] = ResolversParentTypes['AwardTrial']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  city?: Resolver<ResolversTypes['City'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['TriedFigure']>, ParentType, ContextType>;
  askedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  months?: Resolver<Array<ResolversTypes['TriedMonth']>, ParentType, ContextType>;
  totals?: Resolver<Array<ResolversTypes['TriedTotal']>, ParentType, ContextType>;
};

export type TriedFigureResolvers<ContextType = any, ParentType extends ResolversParentTypes['TriedFigure'] = ResolversParentTypes['TriedFigure']> = {
  figure?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inForce?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tried?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TriedMonthResolvers<ContextType = any, ParentType extends ResolversParentTypes['TriedMonth'] = ResolversParentTypes['TriedMonth']> = {
  month?: Resolver<ResolversTypes['CivilMonth'], ParentType, ContextType>;
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  personsInForce?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amountInForce?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  personsTried?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amountTried?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type TriedTotalResolvers<ContextType = any, ParentType extends ResolversParentTypes['TriedTotal'] = ResolversParentTypes['TriedTotal']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  personsInForce?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amountInForce?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  personsTried?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amountTried?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  personsWithMore?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  personsWithLess?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = any, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member'], FederationReferenceType extends FederationReferenceTypes['Member'] = FederationReferenceTypes['Member']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Member']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  greenChannel?: Resolver<ResolversTypes['GreenChannel'], ParentType, ContextType, Partial<MemberGreenChannelArgs>>;
  greenChannelProducts?: Resolver<Array<ResolversTypes['GreenChannelProduct']>, ParentType, ContextType>;
  subsidyAwards?: Resolver<Array<ResolversTypes['SubsidyAward']>, ParentType, ContextType>;
};

export type GreenChannelResolvers<ContextType = any, ParentType extends ResolversParentTypes['GreenChannel'] = ResolversParentTypes['GreenChannel']> = {
  eligible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['Condition']>, ParentType, ContextType>;
  evidence?: Resolver<ResolversTypes['GreenChannelEvidence'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  demonstrationFigures?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  nextTier?: Resolver<Maybe<ResolversTypes['GreenChannelNextTier']>, ParentType, ContextType>;
};

export type GreenChannelEvidenceResolvers<ContextType = any, ParentType extends ResolversParentTypes['GreenChannelEvidence'] = ResolversParentTypes['GreenChannelEvidence']> = {
  continuousFullMonths?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keyIndustry?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  creditStanding?: Resolver<ResolversTypes['CreditStandingValue'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type GreenChannelProductResolvers<ContextType = any, ParentType extends ResolversParentTypes['GreenChannelProduct'] = ResolversParentTypes['GreenChannelProduct']> = {
  bank?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['GreenChannel'], ParentType, ContextType>;
};

export type GreenChannelNextTierResolvers<ContextType = any, ParentType extends ResolversParentTypes['GreenChannelNextTier'] = ResolversParentTypes['GreenChannelNextTier']> = {
  tier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['GreenChannelChange']>, ParentType, ContextType>;
};

export type GreenChannelChangeResolvers<ContextType = any, ParentType extends ResolversParentTypes['GreenChannelChange'] = ResolversParentTypes['GreenChannelChange']> = {
  clause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moreMonths?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  earliestMonth?: Resolver<Maybe<ResolversTypes['CivilMonth']>, ParentType, ContextType>;
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
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  figures?: Resolver<Array<ResolversTypes['UsedFigure']>, ParentType, ContextType>;
  facts?: Resolver<Array<ResolversTypes['AwardFact']>, ParentType, ContextType>;
  takenBack?: Resolver<Maybe<ResolversTypes['SubsidyTakenBack']>, ParentType, ContextType>;
};

export type UsedFigureResolvers<ContextType = any, ParentType extends ResolversParentTypes['UsedFigure'] = ResolversParentTypes['UsedFigure']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  standing?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AwardFactResolvers<ContextType = any, ParentType extends ResolversParentTypes['AwardFact'] = ResolversParentTypes['AwardFact']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
};

export type SubsidyTakenBackResolvers<ContextType = any, ParentType extends ResolversParentTypes['SubsidyTakenBack'] = ResolversParentTypes['SubsidyTakenBack']> = {
  on?: Resolver<ResolversTypes['CivilDate'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  conditions?: Resolver<Array<ResolversTypes['Condition']>, ParentType, ContextType>;
  undoneOn?: Resolver<Maybe<ResolversTypes['CivilDate']>, ParentType, ContextType>;
  recovered?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
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
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  SubsidyCost?: SubsidyCostResolvers<ContextType>;
  AwardTrial?: AwardTrialResolvers<ContextType>;
  TriedFigure?: TriedFigureResolvers<ContextType>;
  TriedMonth?: TriedMonthResolvers<ContextType>;
  TriedTotal?: TriedTotalResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  GreenChannel?: GreenChannelResolvers<ContextType>;
  GreenChannelEvidence?: GreenChannelEvidenceResolvers<ContextType>;
  GreenChannelProduct?: GreenChannelProductResolvers<ContextType>;
  GreenChannelNextTier?: GreenChannelNextTierResolvers<ContextType>;
  GreenChannelChange?: GreenChannelChangeResolvers<ContextType>;
  SubsidyAward?: SubsidyAwardResolvers<ContextType>;
  UsedFigure?: UsedFigureResolvers<ContextType>;
  AwardFact?: AwardFactResolvers<ContextType>;
  SubsidyTakenBack?: SubsidyTakenBackResolvers<ContextType>;
};
