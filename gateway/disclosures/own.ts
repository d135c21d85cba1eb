import type { Clock } from '#kernel/clock.ts';
import { type CallerKeys, keysFor } from '#service/caller.ts';
import { openDatabase } from '#service/database.ts';
import { type SealingSettings, startSealing } from './sealing.ts';
import { serveDisclosures } from './subgraph.ts';

export type ServeOwn = {
  databaseUrl: string;
  callerKeys: CallerKeys;
  clock: Clock;
  sealing?: Omit<SealingSettings, 'clock'>;
  /** The name of a client's party, where an agreement has it. */
  partyOf: (client: string) => string | undefined;
};

/** What the gateway does with its record beside writing it, on connections of its own: seals it, and tells who looked. */
export async function serveOwn({ databaseUrl, callerKeys, clock, sealing, partyOf }: ServeOwn) {
  const database = await openDatabase({ url: databaseUrl, schema: 'gateway', poolSize: 3 });
  const sealed = sealing && startSealing(database, { ...sealing, clock });
  const served = await serveDisclosures({
    ...{ database, clock, partyOf, keys: keysFor(callerKeys, 'disclosures'), verifiers: sealing?.keys ?? [] },
  });
  return {
    url: `http://127.0.0.1:${served.port}/graphql`,
    stop: async () => {
      await served.stop();
      await sealed?.stop();
      await database.destroy();
    },
  };
}
