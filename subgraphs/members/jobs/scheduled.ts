import type { JobHandlers } from '#service/scheduled.ts';
import { tryAll } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { renewFingerprints } from '../operations/renew-fingerprints.ts';
import { rotateKeys } from '../operations/rotate-keys.ts';
import { tellFacts } from '../operations/tell-facts.ts';

/** What this subgraph does by the clock. */
export const scheduledRuns = (context: Context): JobHandlers => ({
  // A text that does not open holds up neither.
  'rotate-keys': () => tryAll([rotateKeys, renewFingerprints], (rotate) => rotate(context)),
  'tell-facts': () => tellFacts(context),
});
