import { member } from './member.ts';
import { mutation } from './mutation.ts';
import { pool } from './pool.ts';

/** Who answers which field. */
export const resolvers = { Member: member, Pool: pool, Mutation: mutation };
