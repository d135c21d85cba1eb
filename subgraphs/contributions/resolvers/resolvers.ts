import type { Persons } from '#service/persons.ts';
import { closingConditionResolvers } from './closing.ts';
import { balanceOnResolvers } from './figures.ts';
import { accountResolvers, memberResolvers } from './member.ts';
import { mutationResolvers } from './mutation.ts';
import { payoutTypes } from './payouts.ts';
import { poolResolvers } from './pool.ts';
import { queryResolvers } from './query.ts';
import { runTypeResolvers } from './runs.ts';
import { codeResolvers, transferResolvers } from './segments.ts';
import { taxpayerResolvers } from './taxpayer.ts';

/** Who answers which field. */
export const resolvers = {
  Query: queryResolvers,
  Run: runTypeResolvers,
  Mutation: mutationResolvers,
  Member: memberResolvers,
  Account: accountResolvers,
  Taxpayer: taxpayerResolvers,
  BalanceOn: balanceOnResolvers,
  Pool: poolResolvers,
  ClosingCondition: closingConditionResolvers,
  ...payoutTypes,
  Movement: codeResolvers,
  AccountEvent: codeResolvers,
  Transfer: transferResolvers,
};

/** Which answers are about a person, and whom. */
export const persons: Persons = {
  Member: ({ id }) => id,
  Taxpayer: ({ memberId }) => memberId,
  Agreement: ({ memberId }) => memberId,
  Contribution: ({ memberId }) => memberId,
  Payment: ({ memberId }) => memberId,
  RunRefusal: ({ memberId }) => memberId,
  RunRefusalEdge: ({ node }) => node.memberId,
  SuspenseItem: ({ memberId }) => memberId,
  SuspenseResolution: ({ memberId }) => memberId,
  Movement: ({ memberId }) => memberId,
  Withdrawal: ({ memberId }) => memberId,
  Closing: ({ memberId }) => memberId,
  Freeze: ({ memberId }) => memberId,
  Correction: ({ memberId }) => memberId,
  IrregularAnswer: ({ memberId }) => memberId,
  Transfer: ({ memberId }) => memberId,
  TransferSuspenseItem: ({ memberId }) => memberId,
  // A cursor holds the day and the id of the movement it stands at.
  MovementEdge: ({ node }) => node.memberId,
  StatementEdge: ({ node }) => node.memberId,
  PageInfo: ({ endNode }) => endNode?.memberId,
};
