import type { EventHandlers } from '#service/events.ts';
import type { JobHandlers } from '#service/scheduled.ts';
import { tryAll } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { askAgain } from '../operations/ask-again.ts';
import { askPlatform } from '../operations/ask-platform.ts';
import { expireApplications } from '../operations/expire-applications.ts';
import { recordAgreed } from '../operations/record-agreed.ts';
import { renewFingerprints } from '../operations/renew-fingerprints.ts';
import { rotateKeys } from '../operations/rotate-keys.ts';
import { takeMergeAnswer } from '../operations/take-merge-answer.ts';
import { tellFacts } from '../operations/tell-facts.ts';

/** What this subgraph does by the clock. */
export const scheduledRuns = (context: Context): JobHandlers => ({
  'ask-platform': () => askPlatform(context),
  applications: () => tryAll([expireApplications, askAgain], (run) => run(context)),
  // A text that does not open holds up neither.
  'rotate-keys': () => tryAll([rotateKeys, renewFingerprints], (rotate) => rotate(context)),
  'tell-facts': () => tellFacts(context),
});

/** What this subgraph does on the events it listens to. */
export const handlers = (context: Context): EventHandlers => ({
  'account-opened': (arrived) => recordAgreed(context, arrived),
  'account-merge-answered': (arrived) => takeMergeAnswer(context, arrived),
  'loan-merge-answered': (arrived) => takeMergeAnswer(context, arrived),
});
