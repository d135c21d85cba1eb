import type { Context } from '../context.ts';
import type { Resolvers } from '../schema.generated.ts';
import { member } from './member.ts';
import { mutation } from './mutation.ts';
import { pool } from './pool.ts';

export const resolvers: Resolvers<Context> = { Member: member, Pool: pool, Mutation: mutation };
