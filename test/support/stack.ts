import type { CivilDate } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import type { Habits, World } from '#local/life/world.ts';
import { perName, type SubgraphName, subgraphNames } from '#local/services.ts';
import { freshDatabase } from './database.ts';
import { startTestGateway, type TestGateway, testCallerKeys } from './gateway.ts';
import { serveRegisters } from './registers.ts';

export type TestStack = TestGateway & {
  clock: ReturnType<typeof settableClock>;
  /** The same registers in this process: to run what the calendar runs, and to let them hear each other. */
  world: World;
  /** Ends one subgraph's process, as a crash would; nothing takes its place. */
  stopSubgraph(name: SubgraphName): Promise<void>;
};

/** The gateway, an issuer and all five subgraphs over HTTP on a real PostgreSQL, under one clock that a test moves. */
export async function startTestStack(
  on: CivilDate,
  habits: Habits = { pays: () => true, repays: () => true },
  { sealEveryMs }: { sealEveryMs?: number } = {},
): Promise<TestStack> {
  const database = await freshDatabase();
  const clock = settableClock(on);
  const keys = testCallerKeys();
  const { served, world, urls } = await serveRegisters({ keys, clock, database, habits });
  const subgraphUrls = perName(subgraphNames, (name) => `${urls[name]}/graphql`);
  const gateway = await startTestGateway({
    ...{ subgraphUrls, keys, database, clock },
    ...(sealEveryMs ? { sealEveryMs } : {}),
  });
  const serving = new Map(Object.entries(served));
  const stopServed = async (name: string) => {
    const each = serving.get(name);
    serving.delete(name);
    await each?.stop();
  };
  return {
    ...gateway,
    clock,
    world,
    stopSubgraph: stopServed,
    stop: async () => {
      await gateway.stop();
      await world.close();
      await Promise.all([...serving.keys()].map(stopServed));
      await database.drop();
    },
  };
}
