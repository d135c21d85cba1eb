import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { type CallerKeys, systemCaller } from '#service/caller.ts';
import { databaseReady } from '#service/database.ts';
import { openEvents } from '#service/events.ts';
import { type Served, serveSubgraph } from '#service/serve.ts';
import type { RepaymentBank } from './adaptors/repayment-bank.ts';
import { loansContext } from './context.ts';
import { openLoans } from './database.ts';
import { handlers } from './jobs/handlers.ts';
import { runInstalments } from './jobs/instalments.ts';
import { resolvers } from './resolvers/resolvers.ts';

type Options = {
  url: string;
  port: number;
  keys: CallerKeys;
  bank: RepaymentBank;
  clock?: Clock;
  /** Whether to listen to events and run jobs by the clock; a test does both by hand. */
  background?: boolean;
};

/** Serves the loan register until stopped. */
export async function serveLoans({ url, port, keys, bank, clock = systemClock, background }: Options): Promise<Served> {
  const database = await openLoans(url);
  const events = await openEvents({ url, consumer: 'loans', background });
  const own = { database, events, clock, bank };
  const served = await serveSubgraph({
    name: 'loans',
    port,
    keys,
    clock,
    typeDefs: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    persons: { Member: ({ id }) => id, Loan: ({ memberId }) => memberId },
    context: (caller) => loansContext({ ...own, caller }),
    ready: () => databaseReady(database),
  });
  if (background) {
    const run = loansContext({ ...own, caller: systemCaller('loans') });
    await events.work(handlers(run), { instalments: () => runInstalments(run) });
  }
  return {
    port: served.port,
    stop: async () => {
      await served.stop();
      await events.stop();
      await database.destroy();
    },
  };
}
