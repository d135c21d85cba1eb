import type { JobHandlers } from '#service/scheduled.ts';
import type { Context } from '../context.ts';
import { rotateKeys } from '../operations/rotate-keys.ts';
import { tellFacts } from '../operations/tell-facts.ts';

/** What this subgraph does by the clock. */
export const scheduledRuns = (context: Context): JobHandlers => ({
  'rotate-keys': () => rotateKeys(context),
  'tell-facts': () => tellFacts(context),
});
