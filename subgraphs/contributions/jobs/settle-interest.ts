import type { CityCode } from '#service/cities.ts';
import { log } from '#service/log.ts';
import type { Context } from '../context.ts';
import { interestYearOf, wholeYear } from '../operations/interest-accrued.ts';
import { firstOpening } from '../operations/open-account.ts';
import { beginYear } from '../operations/reverse-interest.ts';
import { lockAccounts, type RunOf } from '../operations/run-in-chunks.ts';
import {
  lastSettlementYear,
  refuseBeforeSettlementDay,
  settleAccounts,
  settledBy,
} from '../operations/settle-accounts.ts';
import { refuseWhileAsked } from '../operations/wait-for-bank.ts';
import { type ChunkWork, workChunks } from '../operations/work-chunks.ts';

/**
 * Settles the interest of the year that ends on its settlement day for every account of a city, once (CJ-09). A year
 * bears interest on what the years before it earned, so that each year left out since the first account is settled first,
 * booked on its own settlement day.
 */
export async function settleInterest(context: Context, city: CityCode, year: number): Promise<void> {
  refuseBeforeSettlementDay(context, city, year);
  const opened = await firstOpening(context, city);
  if (opened === null) return;
  await refuseWhileAsked(context, city, wholeYear(context, city, year).to);
  for (let each = interestYearOf(context, city, opened); each <= year; each += 1) {
    const run: RunOf = { kind: 'settle-interest', city, period: String(each) };
    if (!(await beginYear(context, run))) {
      log.warn(
        { city, year: each },
        'no year of interest is settled while one is being taken back: staff resume that run first',
      );
      return;
    }
    const settle: ChunkWork = async ({ db }, chunk) => {
      await lockAccounts(db, chunk.accounts);
      return settleAccounts(context, db, chunk.accounts, { year: each, runId: chunk.runId });
    };
    const finished = await workChunks(context, run, 'settle-interest', settle, (id) => settledBy(context, id));
    if (!finished) return;
  }
}

/** Settles every year of a city whose settlement day has come; does nothing when all are settled. */
export async function settleEndedYears(context: Context, city: CityCode): Promise<void> {
  await settleInterest(context, city, lastSettlementYear(context, city));
}
