import type { CivilMonth } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { FigureChange } from '#policy/change.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { reviveJson } from '#service/json.ts';
import type { Context } from '../context.ts';
import type { TrialOutcome } from '../rules/trial.ts';

/** A trial of the awards (试算) as it was asked for, and its outcome when it is there. */
export type AwardTrial = {
  id: string;
  city: CityCode;
  from: CivilMonth;
  to: CivilMonth;
  /** Each with what was in force at the end of the span; null for what the city lacks. */
  changes: (FigureChange & { inForce: string | null })[];
  askedAt: Instant;
  finishedAt: Instant | null;
  outcome: TrialOutcome | null;
};

const columns = `id, city, first_month AS "from", last_month AS "to", changes, asked_at AS "askedAt",
  finished_at AS "finishedAt", outcome`;

const told = (row: AwardTrial): AwardTrial => ({ ...row, outcome: reviveJson(row.outcome) as TrialOutcome | null });

/** A trial of a city of the caller's; null where there is none. */
export async function findTrial({ caller, database }: Context, id: string): Promise<AwardTrial | null> {
  if (!isId(id)) throw new Refusal('INVALID_INPUT', 'Not the id of a trial', { field: 'id' });
  const sql = `SELECT ${columns} FROM award_trial WHERE id = $1 AND city = ANY ($2::text[])`;
  const [row] = await rows<AwardTrial>(database, sql, [id, caller.cities]);
  return row ? told(row) : null;
}

/** The trials of a city of the caller's, newest first. */
export async function readTrials({ caller, database }: Context, city: CityCode, first: number): Promise<AwardTrial[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  if (first < 1 || first > 100) throw new Refusal('INVALID_INPUT', 'From 1 to 100 at once', { field: 'first' });
  const sql = `SELECT ${columns} FROM award_trial WHERE city = $1 ORDER BY asked_at DESC, id LIMIT $2`;
  return (await rows<AwardTrial>(database, sql, [city, first])).map(told);
}
