import type { ServedGateway, serveGateway } from '#gateway/serve.ts';
import { fixedClock, type Instant } from '#kernel/clock.ts';
import { type Audience, callerKeys } from '#service/caller.ts';
import { generousAgreements } from '#test/agreements.ts';
import { serveAggregator } from './aggregator.ts';
import { serveHive } from './hive.ts';
import { benchKeys, headersBy } from './introduced.ts';
import { serveAsTheyCome, serveTuned } from './library.ts';

/** `at` is when the registers' clock stands still; canned subgraphs have none, and need not know who asks. */
type Starting = { urls: Record<string, string>; databaseUrl: string; issuer: string; audience: string; at?: Instant };

const agencies: Audience[] = ['tax-bureau', 'hr-bureau', 'bank'];

async function forEach(serve: (audience: Audience) => Promise<number>): Promise<Record<string, number>> {
  const each = agencies.map(async (audience) => [audience, await serve(audience)] as const);
  return Object.fromEntries(await Promise.all(each));
}

let served: ServedGateway | undefined;

// Everything on: tokens, agreements, contracts, signatures, projection and the record of disclosures.
async function ours({ urls, databaseUrl, issuer, audience, at }: Starting): Promise<Record<string, number>> {
  // Here only, since it changes how V8 collects; all others run as they come.
  const gateway = await import('#gateway/serve.ts');
  served = await gateway.serveGateway({
    port: 0,
    operations: { port: 0, host: '127.0.0.1' },
    subgraphUrls: urls as Parameters<typeof serveGateway>[0]['subgraphUrls'],
    oidcIssuer: issuer,
    audience,
    databaseUrl,
    callerKeys: callerKeys(benchKeys),
    ...(at ? { clock: fixedClock(at) } : {}),
    agreements: generousAgreements(),
  });
  const { port } = served;
  return forEach(async () => port);
}

function used() {
  const { user, system } = process.cpuUsage();
  return { cpuMicros: user + system, peakKiB: process.resourceUsage().maxRSS };
}

function held() {
  globalThis.gc!();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapKiB: heapUsed / 1024, residentKiB: rss / 1024 };
}

const hive =
  (planner: 'js' | 'rust') =>
  ({ urls, at }: Starting) =>
    forEach((audience) => serveHive(process.env['HIVE_GATEWAY']!, planner, audience, urls, headersBy(audience, at)));

const contestants: Record<string, (starting: Starting) => Promise<Record<string, number>>> = {
  ours,
  'by hand': ({ urls, at }) => forEach((audience) => serveAggregator(audience, urls, headersBy(audience, at))),
  tuned: ({ urls, at }) => forEach((audience) => serveTuned(audience, urls, headersBy(audience, at))),
  'hive rust': hive('rust'),
  'hive js': hive('js'),
  'as they come': ({ urls, at }) => forEach((audience) => serveAsTheyCome(audience, urls, headersBy(audience, at))),
};

process.on('message', async (message: { start?: Starting; used?: true; held?: true; reload?: true }) => {
  if (message.start) process.send!({ ports: await contestants[process.argv[2]!]!(message.start) });
  if (message.used) process.send!(used());
  if (message.held) process.send!(held());
  if (message.reload) process.send!(await served!.reload());
});
process.on('disconnect', () => process.exit());
