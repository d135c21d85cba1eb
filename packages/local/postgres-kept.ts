import { setTimeout as pause } from 'node:timers/promises';
import { type Postgres, type PostgresOptions, startPostgres } from './postgres.ts';

export type KeptPostgres = { url: string; pid(): number; stop(): Promise<void> };

const longestWait = 10_000;

/** Starts the embedded PostgreSQL of a folder and starts it again, on the same port, whenever it ends unasked. */
export async function keepPostgres(options: PostgresOptions): Promise<KeptPostgres> {
  const say = options.say ?? (() => {});
  const stopping = new AbortController();
  let server = await startPostgres(options);
  const { url, port } = server;

  const again = async (): Promise<Postgres> => {
    const started = await startPostgres({ ...options, port, say });
    if (started.port === port) return started;
    await started.stop();
    throw new Error(`port ${port} is taken`);
  };
  const restart = async (): Promise<void> => {
    for (let wait = 500; !stopping.signal.aborted; wait = Math.min(wait * 2, longestWait)) {
      try {
        server = await again();
        say('PostgreSQL serves again');
        return;
      } catch (error) {
        say(
          `PostgreSQL does not start (${error instanceof Error ? error.message : error}); trying again in ${wait} ms`,
        );
        await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await server.ended;
      if (stopping.signal.aborted) return;
      say('PostgreSQL ended unexpectedly; starting it again');
      await restart();
    }
  };
  const watching = watch();
  return {
    url,
    pid: () => server.pid,
    stop: async () => {
      stopping.abort();
      await server.stop();
      await watching;
      // A restart that was under way when the stop was asked for.
      await server.stop();
    },
  };
}
