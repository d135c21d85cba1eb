import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { contributionsContext } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { handlers as contributionsHandlers } from '#contributions/jobs/handlers.ts';
import type { CivilDate } from '#kernel/calendar.ts';
import type { Clock } from '#kernel/clock.ts';
import { simulatedRepaymentBank } from '#loans/adaptors/repayment-bank.ts';
import { loansContext } from '#loans/context.ts';
import { openLoans } from '#loans/database.ts';
import { handlers as loansHandlers } from '#loans/jobs/handlers.ts';
import { identityKeys, membersContext } from '#members/context.ts';
import { handlers as membersHandlers } from '#members/jobs/scheduled.ts';
import { riskContext } from '#risk/context.ts';
import { openRisk } from '#risk/database.ts';
import { handlersOf as riskHandlers } from '#risk/jobs/handlers.ts';
import { type Caller, systemCaller } from '#service/caller.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import { type EventHandlers, type Events, openEvents } from '#service/events.ts';
import { sealer } from '#service/sealing.ts';
import { tryAll } from '#service/try-each.ts';
import { contextOf as subsidiesContext } from '#subsidies/context.ts';
import { openSubsidies } from '#subsidies/database.ts';
import { handlersOf as subsidiesHandlers } from '#subsidies/jobs/handlers.ts';
import { perName, type SubgraphName, subgraphNames } from '../services.ts';
import { openActing } from './acting.ts';

export type Habits = {
  /** Whether the holder of a debit account has the money on a day. */
  pays: (debitAccount: string, on: CivilDate) => boolean;
  repays: (memberId: string, on: CivilDate) => boolean;
};

export type WorldOptions = {
  databaseUrls: Record<SubgraphName, string>;
  identity: { keys: string; index: string; reference?: string | undefined };
  accountKeys: string;
  clock: Clock;
  habits: Habits;
};

export type World = Awaited<ReturnType<typeof openWorld>>;

const officeCaller = (audience: 'centre' | 'hr-bureau', city: CityCode): Caller => ({
  client: `${audience}-${city === '652300' ? 'changji' : 'huzhou'}`,
  audience,
  cities: [city],
  scopes: [],
  purpose: audience === 'centre' ? 'service' : 'employment-verification',
  correlation: 'demonstration',
});

const perCity = <T>(make: (city: CityCode) => T): Record<CityCode, T> =>
  Object.fromEntries(cityCodes.map((city) => [city, make(city)])) as Record<CityCode, T>;

// What a crash could cost here is the last moment of a life that is lived again by its keys; so its commits need not
// wait for the disk. An address's own options replace those of the pool, hence the schema.
function withoutWaiting(url: string, schema: SubgraphName): string {
  const address = new URL(url);
  address.searchParams.set('options', `-c search_path=${schema} -c synchronous_commit=off`);
  return address.href;
}

/** The post office of each register. */
const openPosts = async (urls: Record<SubgraphName, string>) => ({
  members: await openEvents({ url: urls.members, consumer: 'members' }),
  contributions: await openEvents({ url: urls.contributions, consumer: 'contributions' }),
  subsidies: await openEvents({ url: urls.subsidies, consumer: 'subsidies' }),
  loans: await openEvents({ url: urls.loans, consumer: 'loans' }),
  risk: await openEvents({ url: urls.risk, consumer: 'risk' }),
});

type Listener = { events: Events; handlers: EventHandlers };

async function hearAll(listeners: readonly Listener[]): Promise<void> {
  for (let heard = 1; heard > 0; ) {
    heard = 0;
    await tryAll(listeners, async ({ events, handlers }) => {
      const taken = await events.drain(handlers);
      heard += taken;
    });
  }
}

/** Opens every register in this process, with one clock for all, to live through months by their own operations. */
export async function openWorld({ databaseUrls: given, identity, accountKeys, clock, habits }: WorldOptions) {
  const databaseUrls = perName(subgraphNames, (name) => withoutWaiting(given[name], name));
  const keys = identityKeys(identity.keys, identity.index, identity.reference);
  const post = await openPosts(databaseUrls);
  const base = {
    members: { database: await openActing(given.members, 'members'), events: post.members, clock },
    contributions: { database: await openContributions(databaseUrls.contributions), events: post.contributions, clock },
    subsidies: { database: await openSubsidies(databaseUrls.subsidies), events: post.subsidies, clock },
    loans: { database: await openLoans(databaseUrls.loans), events: post.loans, clock },
    risk: { database: await openRisk(databaseUrls.risk), events: post.risk, clock },
  };
  // What happens to one person at a time; the runs take whole cities and are planned by their size.
  const acting = {
    contributions: { ...base.contributions, database: await openActing(given.contributions, 'contributions') },
    subsidies: { ...base.subsidies, database: await openActing(given.subsidies, 'subsidies') },
    loans: { ...base.loans, database: await openActing(given.loans, 'loans') },
  };
  const bank = simulatedBank((account, on) => (habits.pays(account, on) ? 'paid' : 'insufficient-funds'));
  const repaymentBank = simulatedRepaymentBank(({ memberId, on }) => habits.repays(memberId, on));
  const centre = (city: CityCode) => officeCaller('centre', city);
  const collecting = { bank, payingBank: simulatedPayingBank(), accounts: sealer(accountKeys, 'ACCOUNT_KEYS') };
  const runs = systemCaller('demonstration');
  const contributionsRuns = contributionsContext({ ...base.contributions, ...collecting, caller: runs });
  const subsidiesRuns = subsidiesContext({ ...base.subsidies, caller: runs });
  const loansRuns = loansContext({ ...base.loans, bank: repaymentBank, caller: runs });
  const membersRuns = membersContext({ ...base.members, keys, caller: runs });
  const listeners = [
    { events: post.members, handlers: membersHandlers(membersRuns) },
    {
      events: post.contributions,
      handlers: contributionsHandlers(contributionsContext({ ...acting.contributions, ...collecting, caller: runs })),
    },
    { events: post.subsidies, handlers: subsidiesHandlers(subsidiesContext({ ...acting.subsidies, caller: runs })) },
    {
      events: post.loans,
      handlers: loansHandlers(loansContext({ ...acting.loans, bank: repaymentBank, caller: runs })),
    },
    { events: post.risk, handlers: riskHandlers(riskContext({ ...base.risk, caller: runs })) },
  ];
  return {
    databases: base,
    /** The contexts of the offices that act for people, per city. */
    members: perCity((city) => membersContext({ ...base.members, keys, caller: centre(city) })),
    hrBureau: perCity((city) => membersContext({ ...base.members, keys, caller: officeCaller('hr-bureau', city) })),
    contributions: perCity((city) =>
      contributionsContext({ ...acting.contributions, ...collecting, caller: centre(city) }),
    ),
    loans: perCity((city) => loansContext({ ...acting.loans, bank: repaymentBank, caller: centre(city) })),
    risk: perCity((city) => riskContext({ ...base.risk, caller: centre(city) })),
    runs: { members: membersRuns, contributions: contributionsRuns, subsidies: subsidiesRuns, loans: loansRuns },
    /** Lets every register hear what the others told, until there is nothing left to hear. */
    hear: () => hearAll(listeners),
    close: async (): Promise<void> => {
      await Promise.all(Object.values(post).map((events) => events.stop()));
      const opened = [...Object.values(base), ...Object.values(acting)];
      await Promise.all(opened.map(({ database }) => database.destroy()));
    },
  };
}
