import { type CityCode, cityCodes } from '#service/cities.ts';
import type { EventHandlers } from '#service/events.ts';
import type { JobHandlers } from '#service/scheduled.ts';
import { tryAll, tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { answerMerge, takeMergeDecided } from '../operations/answer-merge.ts';
import { creditSubsidies } from '../operations/credit-subsidies.ts';
import { holdOffset } from '../operations/hold-offset.ts';
import { payOut } from '../operations/pay-out.ts';
import { placeLien } from '../operations/place-lien.ts';
import { recordEnrolment, recordLoan } from '../operations/record-facts.ts';
import { resolveOffset } from '../operations/resolve-offset.ts';
import { rotateKeys } from '../operations/rotate-keys.ts';
import type { BookingRun } from '../operations/run-in-chunks.ts';
import type { RunView } from '../operations/runs.ts';
import { takeBackSubsidies } from '../operations/take-back-subsidies.ts';
import { tellLoanFacts } from '../operations/tell-loan-facts.ts';
import { closeEndedMonths } from './close-month.ts';
import { collectDue, takeOrdered } from './collect.ts';
import { endFreezes } from './freezes.ts';
import { payOutHeld } from './payouts.ts';
import { tryNextRun } from './preview.ts';
import { goOnWithRun, takeBackBegun, takeCollectionsBack } from './runs.ts';
import { settleEndedYears } from './settle-interest.ts';
import { exchangeTransfers } from './transfers.ts';

/** What this subgraph does on the events it listens to. */
export function handlers(context: Context): EventHandlers {
  return {
    'application-approved': (arrived) => recordEnrolment(context, arrived),
    'member-facts-changed': (arrived) => recordEnrolment(context, arrived),
    'merge-requested': (arrived) => answerMerge(context, arrived),
    'merge-decided': (arrived) => takeMergeDecided(context, arrived),
    // Not by the inbox: a run is many transactions, each of which is done once by its own key.
    'run-asked': ({ event }) => goOnWithRun(context, event.runId),
    'subsidies-awarded': (arrived) => creditSubsidies(context, arrived),
    'subsidies-taken-back': (arrived) => takeBackSubsidies(context, arrived),
    'loan-granted': (arrived) => recordLoan(context, arrived),
    'loan-settled': (arrived) => recordLoan(context, arrived),
    'lien-requested': (arrived) => placeLien(context, arrived),
    'loan-facts-requested': (arrived) => tellLoanFacts(context, arrived),
    'offset-requested': (arrived) => holdOffset(context, arrived),
    'offset-decided': (arrived) => resolveOffset(context, arrived),
    // Not by the inbox: the bank is asked outside a transaction, and paying twice by one reference is paying once.
    'payment-ordered': ({ event }) => takeOrdered(context, event.paymentId),
    'payout-held': ({ event }) => payOut(context, event.payoutId),
  };
}

/** What this subgraph does by the clock: each finds out what is due, so that it may be called at any time. */
export function scheduledRuns(context: Context): JobHandlers {
  const eachCity = (run: (city: CityCode) => Promise<void>) => tryAll(cityCodes, run);
  return {
    collect: () =>
      eachCity((city) =>
        tryEach([takeCollectionsBack, collectDue], (step) => step(context, city, context.clock.today())),
      ),
    'close-month': () => eachCity((city) => closeEndedMonths(context, city)),
    'end-freezes': () => eachCity((city) => endFreezes(context, city)),
    payouts: () => eachCity((city) => payOutHeld(context, city)),
    'rotate-keys': () => rotateKeys(context),
    'settle-interest': () =>
      eachCity(async (city) => {
        await takeBackBegun(context, city);
        await settleEndedYears(context, city);
      }),
    transfers: () => eachCity((city) => exchangeTransfers(context, city)),
  };
}

/** What each run of the clock would do now, tried in every city and taken back. */
export function dryRuns(context: Context): Record<string, () => Promise<RunView[]>> {
  const tried = (kind: BookingRun) => async () => {
    const views = await Promise.all(cityCodes.map((city) => tryNextRun(context, kind, city)));
    return views.filter((view) => view !== null);
  };
  return {
    collect: tried('collect'),
    'close-month': tried('close-month'),
    'settle-interest': tried('settle-interest'),
  };
}
