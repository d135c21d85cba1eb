import { type Register, type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import type { RepaymentBank } from './adaptors/repayment-bank.ts';
import { type Context, loansContext } from './context.ts';
import { openLoans } from './database.ts';
import { handlers } from './jobs/handlers.ts';
import { runInstalments } from './jobs/instalments.ts';
import { askForLiens } from './operations/ask-for-liens.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** What makes this subgraph, over the bank that collects instalments. */
export const loansRegister = (bank: RepaymentBank): Register<Context> => ({
  name: 'loans',
  folder: import.meta.dirname,
  open: (url) => openLoans(url),
  resolvers,
  persons: { Member: ({ id }) => id, Loan: ({ memberId }) => memberId, SubsidisedLoan: ({ memberId }) => memberId },
  context: (given) => loansContext({ ...given, bank }),
  background: (given) => {
    const runs = loansContext({ ...given, bank });
    return {
      handlers: handlers(runs),
      jobs: { instalments: () => runInstalments(runs), liens: () => askForLiens(runs) },
    };
  },
});

/** Serves the loan register until stopped. */
export function serveLoans({ bank, ...serving }: Serving & { bank: RepaymentBank }): Promise<Served> {
  return serveRegister(serving, loansRegister(bank));
}
