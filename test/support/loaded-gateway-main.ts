import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type ServedGateway, type ServeGateway, serveGateway } from '#gateway/serve.ts';
import { callerKeys } from '#service/caller.ts';
import { stopWithParent } from '#service/parent.ts';
import { generousAgreements } from './agreements.ts';

// The gateway in a process of its own, to be loaded, and asked how it is; with everything on that it does.

type Given = Pick<ServeGateway, 'subgraphUrls' | 'oidcIssuer' | 'audience' | 'databaseUrl' | 'mostUnderWay'> & {
  graphs: string;
};

const delays = monitorEventLoopDelay({ resolution: 5 });
let served: ServedGateway | undefined;

async function start({ graphs, ...given }: Given) {
  served = await serveGateway({
    ...given,
    port: 0,
    operations: { port: 0, host: '127.0.0.1' },
    callerKeys: callerKeys(`load:${'7c'.repeat(32)}`),
    agreements: generousAgreements(),
    graphs: new URL(graphs),
  });
  delays.enable();
  return { port: served.port, operationsPort: served.operationsPort };
}

/** Memory after what is not used any more is gone, and the longest that the loop stood still since it was last asked. */
function state() {
  (globalThis as { gc?: () => void }).gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const longestMs = delays.max / 1e6;
  delays.reset();
  return { rss, heapUsed, longestMs };
}

process.on('message', async (message: { start?: Given; state?: true; reload?: true }) => {
  if (message.start) process.send!(await start(message.start));
  if (message.state) process.send!(state());
  if (message.reload) process.send!({ reloaded: await served!.reload() });
});
stopWithParent(async () => served?.stop());
process.on('disconnect', () => process.exit());
