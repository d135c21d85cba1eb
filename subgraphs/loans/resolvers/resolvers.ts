import type { Persons } from '#service/persons.ts';
import { loanTypes } from './loan.ts';
import { member } from './member.ts';
import { mutation } from './mutation.ts';
import { pool } from './pool.ts';
import { query } from './query.ts';

/** Who answers which field. */
export const resolvers = { Member: member, Pool: pool, Query: query, Mutation: mutation, ...loanTypes };

type OfMember = { memberId: string };
const ofMember = ({ memberId }: OfMember) => memberId;

/** The types of which every value is about one person, and who that is. */
export const persons: Persons = {
  Member: ({ id }) => id,
  Loan: ofMember,
  LoanEdge: ({ node }: { node: OfMember }) => node.memberId,
  LoanApplication: ofMember,
  LoanApplicationEdge: ({ node }: { node: OfMember }) => node.memberId,
  LoanOffset: ofMember,
  LoanRecovery: ofMember,
  SubsidisedLoan: ofMember,
  WriteOff: ofMember,
  BreachCase: ofMember,
};
