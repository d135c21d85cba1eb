import type { Database } from '#service/database.ts';
import { log } from '#service/log.ts';
import { type Sealing, seal } from './seal.ts';
import { witness } from './witness.ts';

export type SealingSettings = Sealing & {
  /** The file to which checkpoints are handed out; without one they are only logged. */
  witnessFile?: string | undefined;
  everyMs?: number;
};

const usualMs = 5_000;

/** Seals the record in the background until stopped; any number of gateways may do so, one of them at a time. */
export function startSealing(database: Database, settings: SealingSettings): { stop(): Promise<void> } {
  const { keys, everyMs = usualMs } = settings;
  const outside = witness(keys, settings.witnessFile);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function sealAndTell(): Promise<void> {
    await seal(database, settings);
    await outside.copy(database);
  }

  const again = (): Promise<void> =>
    sealAndTell()
      .catch((error: unknown) => void log.error({ fault: String(error) }, 'disclosures not sealed'))
      .then(() => {
        if (stopped) return;
        timer = setTimeout(() => {
          running = again();
        }, everyMs).unref();
      });
  let running = again();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
