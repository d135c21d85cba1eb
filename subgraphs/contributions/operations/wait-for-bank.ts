import { type CivilDate, type CivilMonth, lastDay } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { unfinishedRuns } from './run-in-chunks.ts';

/** A month waits for the bank's answer to every debit that was begun in it or before: what was taken counts for its day. */
export async function refuseDuringCollection(context: Context, city: CityCode, month: CivilMonth): Promise<void> {
  const begun = (await unfinishedRuns(context, 'collect', city)).find(({ period }) => period.slice(0, 7) <= month);
  if (begun) throw new Error(`${month} can be closed when the collection of ${begun.period} is finished`);
  await refuseWhileAsked(context, city, lastDay(month));
}

/** CJ-09: nothing that goes by the day is settled through a day while the bank has not answered a debit of it or before. */
export async function refuseWhileAsked(context: Context, city: CityCode, day: CivilDate): Promise<void> {
  const [open] = await rows<{ on: CivilDate }>(
    context.database,
    `SELECT debit_on AS "on" FROM debit_batch WHERE city = $1 AND debit_on <= $2 AND status = 'PREPARED'
     ORDER BY debit_on LIMIT 1`,
    [city, day],
  );
  if (open) throw new Error(`${day} waits for the bank, which was asked on ${open.on} and has not answered`);
}
