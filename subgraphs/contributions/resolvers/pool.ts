import { Refusal } from '#kernel/refusal.ts';
import { isPoolId } from '../operations/read-pools.ts';
import type { Asking } from './loaders.ts';

/** Pool: its figures, live to the last posting. */
export const poolResolvers = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Asking) => {
    if (!isPoolId(id)) throw new Refusal('NOT_FOUND', 'There is no such pool', { field: 'id' });
    return loaders.pools.load(id);
  },
};
