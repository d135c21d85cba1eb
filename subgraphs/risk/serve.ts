import { type Serving, serveRegister } from '#service/register.ts';
import type { Served } from '#service/serve.ts';
import { riskContext } from './context.ts';
import { openRisk } from './database.ts';
import { handlersOf } from './jobs/handlers.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** Serves the indicators and the reserve's book until stopped. */
export function serveRisk(serving: Serving): Promise<Served> {
  return serveRegister(serving, {
    name: 'risk',
    folder: import.meta.dirname,
    open: (url) => openRisk(url),
    resolvers,
    // No person is known here.
    persons: {},
    context: riskContext,
    background: (given) => ({ handlers: handlersOf(riskContext(given)) }),
  });
}
