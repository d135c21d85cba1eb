import { type CivilMonth, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { noStreak, type Streak } from './streak.ts';

/** What is known of a movement when a correction of it is asked for. */
export type MovementFacts = {
  /** JGJ/T 320 A.5. */
  code: string;
  /** The internal account that the money came from; null where it came from a person's. */
  source: string | null;
  /** The personal segment that it entered; null where it entered an internal account. */
  into: string | null;
};

const instead: Record<string, string> = {
  '07': 'A transfer is taken back by the centre that it went to',
  '08': 'A transfer is taken back by the centre that it came from',
  '09': 'Interest is taken back by a compensating run',
  '11': 'What the bank has paid is recovered from whom it paid',
  '12': 'What the bank has paid is recovered from whom it paid',
  '99': 'A hold is voided, and a subsidy is taken back where it was awarded',
};

/**
 * A.9: why a movement is not taken back by a correction; undefined for a contribution that came from the bank, which is.
 */
export function notCorrected({ code, source, into }: MovementFacts): string | undefined {
  if (['01', '02'].includes(code) && source === 'bank:custody' && into !== null) return undefined;
  return instead[code] ?? 'Only a contribution that came from the bank is taken back by a correction';
}

/** CJ-15: the run of full months when one of its months is unpaid again: what comes after it; otherwise as it was. */
export function streakWithout(run: Streak, month: CivilMonth): Streak {
  const { from, through } = run;
  if (from === null || through === null || month < from || month > through) return run;
  const after = nextMonth(month);
  if (after > through) return { ...noStreak, through };
  return { ...run, from: after, months: monthsFrom(after, through).length };
}
