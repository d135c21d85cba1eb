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
      const { status, text } = await post(pool, {
        path: '/graphql',
        headers,
        body: JSON.stringify({ query }),
        ...limits,
      });
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

/** What of some numbers is at this part of them, 0.99 for instance. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/**
 * The 99th percentile of a usual stretch of so many milliseconds, the middle one of all: a machine that stands still for a
 * moment counts in the stretch where it did.
 */
export function usualP99(answers: readonly (Asked & { at: number })[], stretchMs: number): number {
  const stretches = Map.groupBy(answers, ({ at }) => Math.floor(at / stretchMs)).values();
  const each = [...stretches].map((stretch) =>
    quantile(
      stretch.map(({ ms }) => ms),
      0.99,
    ),
  );
  return quantile(each, 0.5);
}

/** How many are answered in a second when so many ask at once, each as soon as the last answer is there. */
export async function capacity(
  stage: LoadedStage,
  query: string,
  { atOnce = 16, forMs = 1_500 } = {},
): Promise<number> {
  const until = performance.now() + forMs;
  let answered = 0;
  const askOn = async () => {
    for (; performance.now() < until; answered += 1) await stage.ask(query);
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  return (answered * 1_000) / forMs;
}

/** Asks at a steady pace, whatever comes, until told to end; each question in turn. */
export function steadily(stage: LoadedStage, perSecond: number, queries: readonly string[]) {
  // Of whole ones, of which millions come, in numbers: to make room for objects would keep who asks from asking.
  const whole: { of: number[]; at: number[]; ms: number[] } = { of: [], at: [], ms: [] };
  const amiss: (Asked & { query: string; at: number })[] = [];
  const under = new Set<Promise<void>>();
  const began = performance.now();
  let asked = 0;

  function askOne(): void {
    const of = asked % queries.length;
    const query = queries[of]!;
    const at = performance.now();
    const one = stage.ask(query).then((answer) => {
      under.delete(one);
      if (!answer.whole) amiss.push({ ...answer, query, at });
      else {
        whole.of.push(of);
        whole.at.push(at);
        whole.ms.push(answer.ms);
      }
    });
    under.add(one);
    asked += 1;
  }

  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) * perSecond) / 1_000);
    while (asked < due) askOne();
  }, 2);
  return async () => {
    clearInterval(timer);
    await Promise.all(under);
    const { of, at, ms } = whole;
    const good = ms.map((took, index) => {
      return { ms: took, at: at[index]!, query: queries[of[index]!]!, status: 200, whole: true, text: '' };
    });
    return [...good, ...amiss];
  };
}
