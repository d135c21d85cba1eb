import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { serveContributions } from '#contributions/serve.ts';
import type { Clock } from '#kernel/clock.ts';
import { simulatedRepaymentBank } from '#loans/adaptors/repayment-bank.ts';
import { serveLoans } from '#loans/serve.ts';
import { type Habits, openWorld } from '#local/life/world.ts';
import { perName, type SubgraphName, subgraphNames } from '#local/services.ts';
import { identityKeys } from '#members/context.ts';
import { serveMembers } from '#members/serve.ts';
import { serveRisk } from '#risk/serve.ts';
import { type CallerKeys, keysFor } from '#service/caller.ts';
import { sealer } from '#service/sealing.ts';
import { serveSubsidies } from '#subsidies/serve.ts';
import { testAccountKeys } from './account-keys.ts';

/** The keys by which a test's registers hide their members. */
export const testIdentity = { keys: `k1:${'1f'.repeat(32)}`, index: '2e'.repeat(32) };

type Registers = {
  /** The gateway's master keys. */
  keys: CallerKeys;
  clock: Clock;
  database: { url(name: SubgraphName): string };
  habits: Habits;
};

async function serveAll({ keys, clock, database, habits }: Registers) {
  const common = (name: SubgraphName) => ({ port: 0, keys: keysFor(keys, name), clock, url: database.url(name) });
  const bank = simulatedBank((account, day) => (habits.pays(account, day) ? 'paid' : 'insufficient-funds'));
  const repaymentBank = simulatedRepaymentBank(({ memberId, on: day }) => habits.repays(memberId, day));
  return {
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
}

/**
 * All five subgraphs over HTTP in this process, each on a port of its own; and the same registers to run what the calendar
 * runs, and to let them hear each other.
 */
export async function serveRegisters(registers: Registers) {
  const { database, clock, habits } = registers;
  const served = await serveAll(registers);
  const world = await openWorld({
    databaseUrls: perName(subgraphNames, (name) => database.url(name)),
    identity: testIdentity,
    accountKeys: testAccountKeys,
    clock,
    habits,
  });
  return { served, world, urls: perName(subgraphNames, (name) => `http://127.0.0.1:${served[name].port}`) };
}
