import { type ChildProcess, fork } from 'node:child_process';
import { Pool } from 'undici';
import { startTestIssuer } from '#test/tokens.ts';
import { openPlace } from '../place.ts';
import type { Question } from './questions.ts';

/** What a gateway has used so far, and what it holds in memory once it has cleaned up. */
type Used = { cpuMicros: number; peakKiB: number };
type Held = { heapKiB: number; residentKiB: number };
export type Contestant = { name: string; child: ChildProcess; pools: Map<string, Pool> };
export type Asking = {
  question: Question;
  body: string;
  headers: Record<string, string>;
  /** The same as they go over the wire. */
  bytes: Buffer;
  named: string[];
};

const told = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`it ended with ${code}`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message as T);
    });
  });

// The gateways on one core, all else on the other, where there are tools for it.
const started = (core: number, script: string, ...parameters: string[]): ChildProcess =>
  fork(new URL(script, import.meta.url), parameters, {
    execPath: 'taskset',
    execArgv: ['-c', String(core), process.execPath, '--expose-gc'],
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', SERVICE_NAME: 'bench' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

function answerTo<T>(child: ChildProcess, message: object): Promise<T> {
  const answer = told<T>(child);
  child.send(message);
  return answer;
}

export const usedBy = ({ child }: Contestant): Promise<Used> => answerTo(child, { used: true });
export const heldBy = ({ child }: Contestant): Promise<Held> => answerTo(child, { held: true });
export const reloaded = ({ child }: Contestant): Promise<boolean> => answerTo(child, { reload: true });

/** Asks once; each officer is another caller, so that no two share a call to a subgraph. */
export async function asked(contestant: Contestant, asking: Asking, officer = 'officer-0'): Promise<string> {
  return (await sent(contestant, asking, officer)).text();
}

/**
 * The same, where nobody reads the answer, at the least that asking costs: who asks shares a core with the subgraphs and
 * PostgreSQL, and must not be what is measured.
 */
export function askedOnly({ pools }: Contestant, asking: Asking, officer: string): Promise<void> {
  const { question, named, bytes } = asking;
  return new Promise((resolve, reject) => {
    let status = 0;
    pools.get(question.audience)!.dispatch(
      { path: '/graphql', method: 'POST', headers: [...named, 'officer', officer], body: bytes },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData() {},
        onResponseEnd() {
          if (status === 200) resolve();
          else reject(new Error(`${question.name}: status ${status}`));
        },
        onResponseError(_, error) {
          reject(error);
        },
      },
    );
  });
}

async function sent({ pools }: Contestant, { question, body, headers }: Asking, officer: string) {
  const pool = pools.get(question.audience)!;
  const { statusCode, body: answer } = await pool.request({
    ...{ path: '/graphql', method: 'POST', headers: { ...headers, officer }, body },
  });
  if (statusCode !== 200) throw new Error(`${question.name}: status ${statusCode}`);
  return answer;
}

// While the others have their turn: less than any contestant keeps an idle connection, so that none is closed under a question.
const idleMs = 2_000;

/** Subgraphs that answer from bytes, an issuer, a PostgreSQL, and contestants that are entered over them. */
export async function openStage(atOnce: number) {
  const place = await openPlace();
  const database = await place.database('gateway_bench');
  const issuer = await startTestIssuer();
  const canned = started(1, 'canned-main.ts');
  const { urls } = await told<{ urls: Record<string, string> }>(canned);
  return {
    async enter(name: string): Promise<Contestant> {
      const child = started(0, 'contestant-main.ts', name);
      const start = { urls, databaseUrl: database.url('gateway'), issuer: issuer.url, audience: issuer.audience };
      const { ports } = await answerTo<{ ports: Record<string, number> }>(child, { start });
      const pools = Object.entries(ports).map(
        ([audience, port]) =>
          [
            audience,
            new Pool(`http://127.0.0.1:${port}`, {
              connections: atOnce,
              keepAliveTimeout: idleMs,
              keepAliveMaxTimeout: idleMs,
            }),
          ] as const,
      );
      return { name, child, pools: new Map(pools) };
    },
    async askingOf(question: Question): Promise<Asking> {
      const { audience, client, purpose, query, operationName, variables } = question;
      const token = await issuer.token({ client_id: client, audience_class: audience, cities: ['652300'] });
      const headers = {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
        ...{ purpose, 'case-reference': 'bench-1' },
      };
      const body = JSON.stringify({ query, operationName, variables });
      return { question, headers, body, bytes: Buffer.from(body), named: Object.entries(headers).flat() };
    },
    async close(contestants: readonly Contestant[]): Promise<void> {
      for (const { child } of contestants) child.disconnect();
      canned.disconnect();
      await issuer.stop();
      await place.stop();
    },
  };
}
