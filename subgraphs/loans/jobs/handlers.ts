import { consume, type EventHandlers } from '#service/events.ts';
import type { Context } from '../context.ts';
import { answerMerge, takeMergeDecided } from '../operations/answer-merge.ts';
import { enrolBorrower } from '../operations/enrol-borrower.ts';
import { takeLienPlaced, takeLienRefused } from '../operations/take-lien-answer.ts';
import { takeLoanFacts } from '../operations/take-loan-facts.ts';
import { takeOffsetHeld, takeOffsetRefused } from '../operations/take-offset-answer.ts';

/** What the loan register does on the events it listens to. */
export function handlers(context: Context): EventHandlers {
  return {
    'application-approved': (arrived) => consume(context, arrived, ({ db }) => enrolBorrower(db, arrived.event)),
    'member-facts-changed': (arrived) => consume(context, arrived, ({ db }) => enrolBorrower(db, arrived.event)),
    'merge-requested': (arrived) => answerMerge(context, arrived),
    'merge-decided': (arrived) => takeMergeDecided(context, arrived),
    'lien-placed': (arrived) => takeLienPlaced(context, arrived),
    'lien-refused': (arrived) => takeLienRefused(context, arrived),
    'loan-facts-told': (arrived) => takeLoanFacts(context, arrived),
    'offset-held': (arrived) => takeOffsetHeld(context, arrived),
    'offset-refused': (arrived) => takeOffsetRefused(context, arrived),
  };
}
