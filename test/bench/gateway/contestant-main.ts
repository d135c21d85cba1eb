import { type ServedGateway, serveGateway } from '#gateway/serve.ts';
import { type Audience, callerKeys } from '#service/caller.ts';
import { generousAgreements } from '#test/agreements.ts';
import { serveAggregator } from './aggregator.ts';
import { serveHive } from './hive.ts';
import { serveAsTheyCome, serveTuned } from './library.ts';

type Starting = { urls: Record<string, string>; databaseUrl: string; issuer: string; audience: string };

const agencies: Audience[] = ['tax-bureau', 'hr-bureau', 'bank'];

async function forEach(serve: (audience: Audience) => Promise<number>): Promise<Record<string, number>> {
  const each = agencies.map(async (audience) => [audience, await serve(audience)] as const);
  return Object.fromEntries(await Promise.all(each));
}

let served: ServedGateway | undefined;

// Everything on: tokens, agreements, contracts, signatures, projection and the record of disclosures.
async function ours({ urls, databaseUrl, issuer, audience }: Starting): Promise<Record<string, number>> {
  served = await serveGateway({
    port: 0,
    operations: { port: 0, host: '127.0.0.1' },
    subgraphUrls: urls as Parameters<typeof serveGateway>[0]['subgraphUrls'],
    oidcIssuer: issuer,
    audience,
    databaseUrl,
    callerKeys: callerKeys(`bench:${'7c'.repeat(32)}`),
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

const contestants: Record<string, (starting: Starting) => Promise<Record<string, number>>> = {
  ours,
  'by hand': async ({ urls }) => {
    const port = await serveAggregator(urls);
    return forEach(async () => port);
  },
  tuned: ({ urls }) => forEach((audience) => serveTuned(audience, urls)),
  hive: ({ urls }) => forEach((audience) => serveHive(process.env['HIVE_GATEWAY']!, audience, urls)),
  'as they come': ({ urls }) => forEach((audience) => serveAsTheyCome(audience, urls)),
};

process.on('message', async (message: { start?: Starting; used?: true; held?: true; reload?: true }) => {
  if (message.start) process.send!({ ports: await contestants[process.argv[2]!]!(message.start) });
  if (message.used) process.send!(used());
  if (message.held) process.send!(held());
  if (message.reload) process.send!(await served!.reload());
});
process.on('disconnect', () => process.exit());
