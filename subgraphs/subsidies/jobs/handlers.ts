import type { EventHandlers } from '#service/events.ts';
import type { JobHandlers } from '#service/scheduled.ts';
import type { Context } from '../context.ts';
import { recordClosingSubsidy } from '../operations/record-closing-subsidy.ts';
import { recordCorrection } from '../operations/record-correction.ts';
import { recordCredits } from '../operations/record-credits.ts';
import { recordLoan } from '../operations/record-loan.ts';
import { recordMemberFacts } from '../operations/record-member-facts.ts';
import { recordMerger } from '../operations/record-merger.ts';
import { recordMonth } from '../operations/record-month.ts';
import { recordOpening } from '../operations/record-opening.ts';
import { recordReturns } from '../operations/record-returns.ts';
import { recordSuspensions } from '../operations/record-suspensions.ts';
import { awardClosedMonths } from './award-run.ts';
import { type PreviewedAwards, previewAwards } from './preview-awards.ts';
import { runTrial } from './run-trial.ts';

/** What subsidies does on each event; every effect happens at most once per event. */
export const handlersOf = (context: Context): EventHandlers => ({
  'application-approved': (arrived) => recordMemberFacts(context, arrived),
  'member-facts-changed': (arrived) => recordMemberFacts(context, arrived),
  'merge-decided': (arrived) => recordMerger(context, arrived),
  'account-opened': (arrived) => recordOpening(context, arrived),
  'month-closed': (arrived) => recordMonth(context, arrived),
  'month-corrected': (arrived) => recordCorrection(context, arrived),
  'loan-granted': (arrived) => recordLoan(context, arrived),
  'loan-settled': (arrived) => recordLoan(context, arrived),
  'closing-subsidy-paid': (arrived) => recordClosingSubsidy(context, arrived),
  'subsidies-credited': (arrived) => recordCredits(context, arrived),
  'subsidies-suspended': (arrived) => recordSuspensions(context, arrived),
  // Not by the inbox: it is one look, and a look that is repeated finds it done.
  'award-trial-asked': ({ event }) => runTrial(context, event.trialId),
  'subsidies-returned': (arrived) => recordReturns(context, arrived),
});

/** What subsidies does by the clock. */
export const jobsOf = (context: Context): JobHandlers => ({ award: () => awardClosedMonths(context) });

/** The same, tried and taken back. */
export const dryRunsOf = (context: Context): Record<string, () => Promise<PreviewedAwards[]>> => ({
  award: () => previewAwards(context),
});
