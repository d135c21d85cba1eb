import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { serveContributions } from '#contributions/serve.ts';
import type { CivilDate } from '#kernel/calendar.ts';
import { settableClock } from '#kernel/clock.ts';
import { simulatedRepaymentBank } from '#loans/adaptors/repayment-bank.ts';
import { serveLoans } from '#loans/serve.ts';
import { type Habits, openWorld, type World } from '#local/life/world.ts';
import { type SubgraphName, subgraphNames } from '#local/services.ts';
import { identityKeys } from '#members/context.ts';
import { serveMembers } from '#members/serve.ts';
import { serveRisk } from '#risk/serve.ts';
import { keysFor } from '#service/caller.ts';
import { sealer } from '#service/sealing.ts';
import { serveSubsidies } from '#subsidies/serve.ts';
import { testAccountKeys } from './account-keys.ts';
import { freshDatabase } from './database.ts';
import { startTestGateway, type TestGateway, testCallerKeys } from './gateway.ts';

/** The keys by which a test stack hides its members. */
export const testIdentity = { keys: `k1:${'1f'.repeat(32)}`, index: '2e'.repeat(32) };

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
  const common = (name: SubgraphName) => ({ port: 0, keys: keysFor(keys, name), clock, url: database.url(name) });
  const bank = simulatedBank((account, day) => (habits.pays(account, day) ? 'paid' : 'insufficient-funds'));
  const repaymentBank = simulatedRepaymentBank(({ memberId, on: day }) => habits.repays(memberId, day));
  const served = {
    members: await serveMembers({
      ...common('members'),
      identity: identityKeys(testIdentity.keys, testIdentity.index),
    }),
    contributions: await serveContributions({
      ...common('contributions'),
      bank,
      payingBank: simulatedPayingBank(),
      accounts: sealer(testAccountKeys),
    }),
    subsidies: await serveSubsidies(common('subsidies')),
    loans: await serveLoans({ ...common('loans'), bank: repaymentBank }),
    risk: await serveRisk(common('risk')),
  };
  const at = (name: keyof typeof served) => `http://127.0.0.1:${served[name].port}/graphql`;
  const subgraphUrls = Object.fromEntries(subgraphNames.map((name) => [name, at(name)]));
  const gateway = await startTestGateway({
    ...{ subgraphUrls, keys, database, clock },
    ...(sealEveryMs ? { sealEveryMs } : {}),
  });
  const urls = Object.fromEntries(subgraphNames.map((name) => [name, database.url(name)])) as never;
  const world = await openWorld({
    databaseUrls: urls,
    identity: testIdentity,
    accountKeys: testAccountKeys,
    clock,
    habits,
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
