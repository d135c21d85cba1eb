import { type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import type { RepaymentBank } from './adaptors/repayment-bank.ts';
import { loansContext } from './context.ts';
import { openLoans } from './database.ts';
import { handlers } from './jobs/handlers.ts';
import { runInstalments } from './jobs/instalments.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** Serves the loan register until stopped. */
export function serveLoans({ bank, ...serving }: Serving & { bank: RepaymentBank }): Promise<Served> {
  return serveRegister(serving, {
    name: 'loans',
    folder: import.meta.dirname,
    open: (url) => openLoans(url),
    resolvers,
    persons: { Member: ({ id }) => id, Loan: ({ memberId }) => memberId },
    context: (given) => loansContext({ ...given, bank }),
    background: (given) => {
      const runs = loansContext({ ...given, bank });
      return { handlers: handlers(runs), jobs: { instalments: () => runInstalments(runs) } };
    },
  });
}
