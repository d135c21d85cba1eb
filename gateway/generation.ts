import type { Clock } from '#kernel/clock.ts';
import { log } from '#service/log.ts';
import { type Admission, admission } from './admission.ts';
import { type Agreements, readAgreements } from './agreements/read.ts';
import type { Allowances } from './allowances.ts';
import { type Behind, type Contracts, startContracts } from './contracts.ts';
import { type FiledDocuments, filedDocuments } from './filed-documents.ts';

/** All that is read from files and may change while the gateway serves: contracts, agreements, documents on file. */
export type Generation = { contracts: Contracts; admission: Admission; agreements: Agreements };

type Reading = Omit<Behind, 'admission' | 'documents'> & {
  clock: Clock;
  allowances: Allowances;
  /** Read anew each time. */
  read: { agreements: () => Promise<Agreements>; documents: () => Promise<FiledDocuments> };
};

/** Reads from the files beside this one, unless a test brings its own. */
export const filesOf = (given: { agreements?: Agreements; bound?: FiledDocuments['bound'] }): Reading['read'] => ({
  agreements: async () => given.agreements ?? readAgreements(),
  documents: () => filedDocuments(given.bound),
});

async function generationOf({ allowances, read, clock, ...behind }: Reading, before?: Contracts): Promise<Generation> {
  const agreements = await read.agreements();
  const documents = await read.documents();
  const admitted = admission({ agreements, documents, allowances, clock });
  return {
    contracts: await startContracts({ ...behind, documents, admission: admitted }, before),
    admission: admitted,
    agreements,
  };
}

type Counted = { generation: Generation; users: number; over: boolean };

/** Ends a generation, and forgets what of it is not planned against any more. */
async function end({ generation }: Counted, next?: Counted): Promise<void> {
  const kept = new Set([...(next?.generation.contracts.values() ?? [])].map(({ planning }) => planning));
  for (const { planning } of generation.contracts.values()) if (!kept.has(planning)) planning.forget();
  await Promise.all([...generation.contracts.values()].map(({ server }) => server.stop()));
}

/**
 * The generation that is served, and how it is changed under load: a new one is made whole before it takes over, a bad
 * one is refused and the old one stays, and the old one ends when its last request is answered.
 */
export async function generations(reading: Reading) {
  let current: Counted = { generation: await generationOf(reading), users: 0, over: false };
  let changing: Promise<boolean> | undefined;

  async function change(): Promise<boolean> {
    const next = await generationOf(reading, current.generation.contracts).catch((error: unknown) => {
      // In its own words: which type of a graph it is stands in quotes, and nobody's data is in what is read.
      log.error({ why: String(error) }, 'what was read anew is not served; everything stays as it was');
      return undefined;
    });
    if (!next) return false;
    const before = current;
    current = { generation: next, users: 0, over: false };
    before.over = true;
    if (before.users === 0) await end(before, current);
    log.info('serving what was read anew');
    return true;
  }

  return {
    current: () => current.generation,
    /** The generation that a request is served from, from its beginning until it leaves. */
    enter(): Counted {
      current.users += 1;
      return current;
    },
    /** A request that entered is over; there is something to wait for if it was the last of one that is. */
    leave(used: Counted): Promise<void> | undefined {
      used.users -= 1;
      return used.over && used.users === 0 ? end(used, current) : undefined;
    },
    /** Reads everything anew; tells whether it is served. */
    reload(): Promise<boolean> {
      changing ??= change().finally(() => {
        changing = undefined;
      });
      return changing;
    },
    stop: async () => {
      await end(current);
      await reading.planner.stop();
    },
  };
}

export type Generations = Awaited<ReturnType<typeof generations>>;
