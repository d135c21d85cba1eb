import { type ChildProcess, fork } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Pool } from 'undici';
import { post } from '#gateway/execute/post.ts';
import { freshDatabase } from '#test/database.ts';
import { startTestIssuer } from '#test/tokens.ts';

// A gateway and its subgraphs, each in a process of its own, and somebody who asks it as often as one likes.

/** One answer: how long it took, its status (0 if none came), and whether all of it is there. */
export type Asked = { ms: number; status: number; whole: boolean; text: string };
export type State = { rss: number; heapUsed: number; longestMs: number };

export type Subgraph = {
  child: ChildProcess;
  port: number;
  behave(fault: string): Promise<void>;
  /** How often it was asked, and how many connections are open to it. */
  asked(): Promise<{ calls: number; sockets: number }>;
};

export type LoadedStage = {
  gateway: ChildProcess;
  /** Where its contracts are read from. */
  folder: string;
  risk: Subgraph;
  contributions: Subgraph;
  /** Begins the subgraph of balances anew, where it was. */
  replaceContributions(): Promise<void>;
  ask(query: string): Promise<Asked>;
  state(): Promise<State>;
  reload(): Promise<boolean>;
  metrics(): Promise<string>;
  close(): Promise<void>;
};

const support = (name: string) => new URL(`../support/${name}`, import.meta.url);

const told = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the process is gone'));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as T);
    });
  });

function saying<T>(child: ChildProcess, message: object): Promise<T> {
  const answer = told<T>(child);
  child.send(message);
  return answer;
}

async function startSubgraph(port = 0): Promise<Subgraph> {
  const child = fork(support('faulty-main.ts'), [String(port)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const started = await told<{ port: number }>(child);
  return {
    ...{ child, port: started.port },
    behave: async (behave) => void (await saying(child, { behave })),
    asked: () => saying(child, { asked: true }),
  };
}

async function ownGraphs(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'graphs-'));
  const own = new URL('../../gateway/', import.meta.url);
  await cp(new URL('contracts', own), join(folder, 'contracts'), { recursive: true });
  await cp(new URL('supergraph.graphql', own), join(folder, 'supergraph.graphql'));
  return folder;
}

let asks = 0;
const limits = { limitMs: 60_000, mostBytes: 64 * 1024 };

function asking(pool: Pool, token: string) {
  const common = ['content-type', 'application/json', 'authorization', `Bearer ${token}`];
  return async (query: string): Promise<Asked> => {
    asks += 1;
    // Each for an officer of its own, so that no two share a call to a subgraph.
    const headers = [...common, 'officer', `o-${asks}`];
    const began = performance.now();
    try {
      const { status, bytes } = await post(pool, {
        path: '/graphql',
        headers,
        body: JSON.stringify({ query }),
        ...limits,
      });
      const text = bytes.toString();
      const whole = status === 200 && !text.includes('"errors"');
      return { ms: performance.now() - began, status, whole, text };
    } catch (error) {
      return { ms: performance.now() - began, status: 0, whole: false, text: String(error) };
    }
  };
}

const addressOf = ({ port }: { port: number }, host = '127.0.0.1') => `http://${host}:${port}`;

type Setting = {
  mostUnderWay?: number;
  /** By what name the subgraph of balances is known. */
  balancesAt?: string;
};

export async function loadedStage({ mostUnderWay = 512, balancesAt }: Setting = {}): Promise<LoadedStage> {
  const [database, issuer, folder] = await Promise.all([freshDatabase(), startTestIssuer(), ownGraphs()]);
  const risk = await startSubgraph();
  let contributions = await startSubgraph();
  const { port } = contributions;
  const nowhere = 'http://127.0.0.1:9';
  const subgraphUrls = {
    ...{ members: nowhere, subsidies: nowhere, loans: nowhere },
    ...{ risk: addressOf(risk), contributions: addressOf(contributions, balancesAt) },
  };
  const gateway = fork(support('loaded-gateway-main.ts'), {
    execArgv: ['--expose-gc'],
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const start = {
    ...{ subgraphUrls, oidcIssuer: issuer.url, audience: issuer.audience, databaseUrl: database.url('gateway') },
    ...{ mostUnderWay, graphs: pathToFileURL(`${folder}/`).href },
  };
  const ports = await saying<{ port: number; operationsPort: number }>(gateway, { start });
  const token = await issuer.token({ client_id: 'regulator', audience_class: 'regulator', cities: ['652300'] });
  const pool = new Pool(addressOf(ports), { connections: 600 });
  const end = (child: ChildProcess) => void (child.exitCode === null && child.kill('SIGKILL'));
  return {
    ...{ gateway, folder, risk, ask: asking(pool, token) },
    get contributions() {
      return contributions;
    },
    replaceContributions: async () => {
      contributions = await startSubgraph(port);
    },
    state: () => saying(gateway, { state: true }),
    reload: async () => (await saying<{ reloaded: boolean }>(gateway, { reload: true })).reloaded,
    metrics: async () => (await fetch(`http://127.0.0.1:${ports.operationsPort}/metrics`)).text(),
    close: async () => {
      await pool.destroy();
      for (const child of [gateway, risk.child, contributions.child]) end(child);
      await issuer.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
