import { type Register, type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { tryAll, tryEach } from '#service/try-each.ts';
import type { RepaymentBank } from './adaptors/repayment-bank.ts';
import { type Context, loansContext } from './context.ts';
import { openLoans } from './database.ts';
import { handlers } from './jobs/handlers.ts';
import { runInstalments } from './jobs/instalments.ts';
import { runOffsets } from './jobs/offsets.ts';
import { runRepricing } from './jobs/reprice.ts';
import { askAgain } from './operations/ask-again.ts';
import { askForLiens } from './operations/ask-for-liens.ts';
import { persons, resolvers } from './resolvers/resolvers.ts';

/** What makes this subgraph, over the bank that collects instalments. */
export const loansRegister = (bank: RepaymentBank): Register<Context> => ({
  name: 'loans',
  folder: import.meta.dirname,
  open: (url) => openLoans(url),
  resolvers,
  persons,
  context: (given) => loansContext({ ...given, bank }),
  background: (given) => {
    const runs = loansContext({ ...given, bank });
    return {
      handlers: handlers(runs),
      jobs: {
        // After an outage both are due at once: the account is asked before the bank all the same (HZ-03).
        instalments: () => tryEach([runOffsets, runInstalments], async (run) => void (await run(runs))),
        liens: () => tryAll([askForLiens, askAgain], (ask) => ask(runs)),
        offsets: () => runOffsets(runs),
        reprice: () => runRepricing(runs),
      },
    };
  },
});

/** Serves the loan register until stopped. */
export function serveLoans({ bank, ...serving }: Serving & { bank: RepaymentBank }): Promise<Served> {
  return serveRegister(serving, loansRegister(bank));
}
