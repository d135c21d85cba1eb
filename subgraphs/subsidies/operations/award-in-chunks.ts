import { randomUUID } from 'node:crypto';
import type { CivilMonth } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import type { SubsidyClause } from '../rules/decision.ts';
import { amongAwards } from './award-turns.ts';

export type Awarded = { awarded: number; fen: Fen };
/** An award that was just written. */
export type Written = { awardId: string; memberId: string; fen: Fen };
/** A part of the members of a city's month. */
export type AwardRun = { city: CityCode; month: CivilMonth; clause: SubsidyClause; payOn: string };

const awardsPerEvent = 500;

// A part in which nobody is awarded leaves no trace, however often it is looked at.
class NobodyAwarded extends Error {}

/**
 * Writes the awards of one part of a run in one transaction with their audit line and their events, of at most 500 awards
 * each. What keeps a second run from awarding twice is the table, since a later run of the same month must still be able
 * to award those whose facts came late: so every part has a key of its own.
 */
export async function writeAwards(
  context: Context,
  { city, month, clause, payOn }: AwardRun,
  write: (transaction: Transaction) => Promise<Written[]>,
): Promise<Awarded> {
  const command = { name: 'award-subsidies', subject: `${city} ${clause} ${month}`, key: randomUUID(), input: null };
  const awarding = perform(context, command, async (transaction) => {
    await amongAwards(transaction.db);
    const made = await write(transaction);
    if (made.length === 0) throw new NobodyAwarded();
    for (let at = 0; at < made.length; at += awardsPerEvent) {
      const awards = made.slice(at, at + awardsPerEvent).map(({ fen, ...award }) => ({ ...award, fen: String(fen) }));
      transaction.emit({ type: 'subsidies-awarded', city, clause, payOn, awards });
    }
    return { awarded: made.length, fen: sumFen(made.map(({ fen }) => fen)) };
  });
  return awarding.catch((thrown: unknown): Awarded => {
    if (thrown instanceof NobodyAwarded) return { awarded: 0, fen: 0n };
    throw thrown;
  });
}
