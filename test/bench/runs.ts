import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { askBank } from '#contributions/operations/debit-batch.ts';
import { prepareDebit } from '#contributions/operations/prepare-debit.ts';
import { openRun, type RunOf } from '#contributions/operations/run-in-chunks.ts';
import { takeDebitResult } from '#contributions/operations/take-debit-result.ts';
import { monotonicMs, settableClock } from '#kernel/clock.ts';
import { systemCaller } from '#service/caller.ts';
import { openEvents } from '#service/events.ts';
import { tryLanes } from '#service/try-each.ts';
import { contextOf } from '#subsidies/context.ts';
import { openSubsidies } from '#subsidies/database.ts';
import { awardMonth } from '#subsidies/jobs/award-run.ts';
import { seedAccounts, seedMonthlyFacts } from '#test/many-accounts.ts';
import { contributionsOn } from './contributions-on.ts';
import { depositsDuring } from './deposits.ts';
import { awardLimit, postingLimit } from './limits.ts';
import { openPlace, type Place } from './place.ts';
import { type Measured, tableOf } from './table.ts';
import { lineOf, measureTaxExport } from './tax-export.ts';

// npm run bench:runs   each run over many accounts beside what the same PostgreSQL needs for the bare rows (limits.ts says
// exactly what), and single deposits while one goes on. SIZES=10000,100000,1000000 by default; the machine should be idle.

const city = '652300';
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = monotonicMs();
  await work();
  return monotonicMs() - began;
}

/** CJ-07: the bank's answers to a month's batches, booked. Preparing and sending them is not measured here. */
async function collection(place: Place, size: number): Promise<Measured> {
  const database = await place.database(`collection_${size}`);
  await seedAccounts(database.ownerUrl, { city, accounts: size, firstMonth: '2026-06', months: 1 });
  const { context, close } = await contributionsOn(database, '2026-07-20');
  const run: RunOf = { kind: 'collect', city, period: '2026-07' };
  const answers: string[] = [];
  await tryLanes(await openRun(context, run), async (chunk) => {
    await prepareDebit(context, run, chunk, '2026-07-20');
    const answer = await askBank(context, chunk);
    if (typeof answer === 'object') answers.push(answer.file);
  });
  const oursMs = await timed(() => tryLanes(answers, (file) => takeDebitResult(context, file)));
  await close();
  const limit = await postingLimit(database.ownerUrl, "run LIKE 'debit:%'");
  await database.drop();
  return { run: 'monthly collection posting', size, oursMs, ...limit };
}

/** CJ-09: a year's interest on twelve months of deposits. */
async function interest(place: Place, size: number): Promise<Measured> {
  const database = await place.database(`interest_${size}`);
  await seedAccounts(database.ownerUrl, { city, accounts: size, firstMonth: '2025-07', months: 12, dues: false });
  const { context, close } = await contributionsOn(database, '2026-06-30');
  const oursMs = await timed(() => settleInterest(context, city, 2026));
  await close();
  const limit = await postingLimit(database.ownerUrl, "code = '09'");
  await database.drop();
  return { run: '30 June interest', size, oursMs, ...limit };
}

/** CJ-15: everybody's year of contributions, judged, awarded and told. */
async function award(place: Place, size: number): Promise<Measured> {
  const database = await place.database(`award_${size}`);
  await seedMonthlyFacts(database.ownerUrl, { city, accounts: size, firstMonth: '2025-07', months: 12 });
  const register = await openSubsidies(database.url('subsidies'));
  const events = await openEvents({ url: database.url('subsidies'), consumer: 'subsidies' });
  const clock = settableClock('2026-07-02');
  const context = contextOf({ database: register, events, clock, caller: systemCaller('bench') });
  const oursMs = await timed(() => awardMonth(context, city, '2026-06'));
  await events.stop();
  await register.destroy();
  const limit = await awardLimit(database.ownerUrl);
  await database.drop();
  return { run: 'subsidy scan and award', size, oursMs, ...limit };
}

/** CJ-14: the export of a tax year through the gateway, with the memory that it needed. */
async function taxExport(place: Place, size: number): Promise<Measured> {
  const measured = await measureTaxExport(place, size);
  console.log(lineOf(measured));
  return measured;
}

async function main(): Promise<void> {
  const sizes = (process.env['SIZES'] ?? '10000,100000,1000000').split(',').map(Number);
  const only = process.env['RUNS']?.split(',');
  const asked = <T>(name: string, run: T): T[] => (!only || only.includes(name) ? [run] : []);
  const place = await openPlace();
  try {
    const all: Measured[] = [];
    const runs = [
      ...asked('collection', collection),
      ...asked('interest', interest),
      ...asked('award', award),
      ...asked('export', taxExport),
    ];
    for (const run of runs) {
      for (const size of sizes) {
        all.push(await run(place, size));
        console.log(tableOf(all));
      }
    }
    for (const measure of asked('deposits', depositsDuring)) {
      for (const text of await measure(place, sizes.at(-1)!)) console.log(text);
    }
  } finally {
    await place.stop();
  }
}

await main();
