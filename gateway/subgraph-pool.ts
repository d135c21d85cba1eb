import { buildConnector, Pool } from 'undici';
import { rememberingLookup } from './lookup.ts';

const connectMs = 300;
// A kept connection that says nothing is probed from then on each second, ten times: its end may be gone without a word.
const halfOpenMs = 5_000;
const lookup = rememberingLookup();
// As many as a subgraph needs that is slow and busy: 256 answers of 200 ms are 1,280 a second, and nobody queues for one.
const mostConnections = 256;

/** Makes a connection within 300 ms or none; the library looks at its own limit by a clock that ticks twice a second. */
function connecting(): buildConnector.connector {
  const connect = buildConnector({ timeout: 0, keepAliveInitialDelay: halfOpenMs, lookup });
  return (options, made) => {
    let over = false;
    const end: buildConnector.Callback = (...outcome) => {
      clearTimeout(timer);
      if (!over) made(...outcome);
      over = true;
    };
    const socket = connect(options, end) as unknown as { destroy(): void };
    const giveUp = () => {
      if (over) return;
      end(new Error(`no connection within ${connectMs} ms`), null);
      socket.destroy();
    };
    // After a turn in which a connection is told that was made while the process itself stood still.
    const timer = setTimeout(() => setImmediate(giveUp), connectMs);
  };
}

/** The connections to one subgraph, shared by all audiences. */
export function subgraphPool(url: string): Pool {
  const connect = connecting();
  return new Pool(new URL(url).origin, { connections: mostConnections, connect, keepAliveTimeout: 30_000 });
}
