import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { cpus } from 'node:os';
import { request } from 'undici';
import type { Instant } from '#kernel/clock.ts';
import { perName, schemaNames } from '#local/services.ts';
import { startTestIssuer } from '#test/tokens.ts';
import { openPlace } from '../place.ts';
import { client } from './client.ts';
import { uuidStart } from './people.ts';
import type { Question } from './questions.ts';

/** What a gateway has used so far, and what it holds in memory once it has cleaned up. */
type Used = { cpuMicros: number; peakKiB: number };
type Held = { heapKiB: number; residentKiB: number };
export type Contestant = {
  name: string;
  child: ChildProcess;
  ports: Record<string, number>;
  send: Map<string, Send>;
  /** Bytes of the answer that was looked at: one that is shorter lacks something. */
  least: Map<Asking, number>;
};
type Send = ReturnType<typeof client>;
export type Asking = {
  question: Question;
  headers: Record<string, string>;
  body: string;
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

// The gateways on one core, all else on the others: PostgreSQL and whoever asks too, which would otherwise be moved to the
// core that wakes them, and take the gateway's time there.
const cores = { gateway: '0', others: cpus().length > 2 ? `1-${cpus().length - 1}` : '1' };
const keepToOthers = () =>
  execFileSync('taskset', ['-a', '-c', '-p', cores.others, String(process.pid)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
const operationKey = '0f'.repeat(32);
const environment = { NODE_ENV: 'production', LOG_LEVEL: 'info', SERVICE_NAME: 'bench', OPERATION_KEY: operationKey };
// What stands behind has the same room in memory as who asks; the gateways run as they come.
const started = (core: string, script: string, ...parameters: string[]): ChildProcess =>
  fork(new URL(script, import.meta.url), parameters, {
    execPath: 'taskset',
    execArgv: ['-c', core, process.execPath, ...(core === cores.gateway ? ['--expose-gc'] : process.execArgv)],
    env: { ...process.env, ...environment },
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

const digits = 6;
const numbered = (count: number): string => String(count % 10 ** digits).padStart(digits, '0');
/** Whom a question is about: one of the others, or somebody with other digits in their number. */
const otherOf = ({ question: { differs, others } }: Asking, count: number): string =>
  others ? others[count % others.length]! : differs.slice(0, -digits) + numbered(count);
/** The body of the question about another person. */
const bodyOf = (asking: Asking, count: number): string =>
  asking.body.replace(asking.question.differs, otherOf(asking, count));
const headersOf = ({ headers }: Asking, count: number) => ({ ...headers, officer: `officer-${numbered(count)}` });

let asks = 0;

/**
 * Asks once. Every question is another officer's and about another person, the first of many, so that no two share a call
 * to a subgraph: some gateways make one for all that ask the same at the same moment.
 */
export function asked(contestant: Contestant, asking: Asking): Promise<string> {
  asks += 1;
  return askedAbout(contestant, asking, asks);
}

/** Asks once about the person of this number, whoever that is. */
export async function askedAbout(contestant: Contestant, asking: Asking, about: number): Promise<string> {
  const { statusCode, body } = await request(`http://127.0.0.1:${contestant.ports[asking.question.audience]}/graphql`, {
    ...{ method: 'POST', headers: headersOf(asking, about), body: bodyOf(asking, about) },
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${asking.question.name}: status ${statusCode}, ${text.slice(0, 500)}`);
  contestant.least.set(asking, Buffer.byteLength(text));
  return text;
}

/** The same as it goes over the wire, where in it officer and person stand, and copies that nobody is sending. */
type Whole = { bytes: Buffer; officer: number; person: number; spare: Buffer[] };

const wholes = new WeakMap<Asking, Whole>();

function wholeOf(asking: Asking): Whole {
  const before = wholes.get(asking);
  if (before) return before;
  const { body } = asking;
  const lines = Object.entries(headersOf(asking, 0)).map(([name, value]) => `${name}: ${value}`);
  const length = Buffer.byteLength(body);
  const head = ['POST /graphql HTTP/1.1', 'host: bench', ...lines, `content-length: ${length}`, '', ''].join('\r\n');
  const person = head.length + Buffer.byteLength(body.slice(0, body.indexOf(asking.question.differs)));
  const whole = {
    bytes: Buffer.from(head + body),
    officer: head.indexOf('officer-') + 'officer-'.length,
    person,
    spare: [],
  };
  wholes.set(asking, whole);
  return whole;
}

/** The same, where nobody reads the answer. */
export async function askedOnly({ name, send, least }: Contestant, asking: Asking): Promise<void> {
  const { bytes, officer, person, spare } = wholeOf(asking);
  asks += 1;
  const own = spare.pop() ?? Buffer.from(bytes);
  own.write(numbered(asks), officer, 'latin1');
  own.write(otherOf(asking, asks), person, 'latin1');
  const { status, size } = await send.get(asking.question.audience)!(own);
  spare.push(own);
  if (status === 200 && size >= (least.get(asking) ?? 0)) return;
  throw new Error(`${name}, ${asking.question.name}: status ${status}, ${size} bytes`);
}

// Of each person something was told before, not equally often: were all of them new, then after some hundred questions the
// pages of the index by person would be full for all thousand in the same one, and again each hundred after.
const earlier = `
  INSERT INTO gateway.disclosure_person (telling, subject)
  SELECT 0, ('${uuidStart}' || lpad(person::text, 12, '0'))::uuid
  FROM generate_series(0, 1000) person, generate_series(1, 200) time
  WHERE time <= person * 7919 % 200
  ORDER BY time`;

/** What the subgraphs tell: where they are; and of registers, when their clock stands still, and whom they know. */
type Subgraphs = { urls: Record<string, string>; at?: Instant; people?: string[]; consents?: string[] };

/** Subgraphs, an issuer, a PostgreSQL, and contestants that are entered over them. */
export async function openStage(atOnce: number, script: 'canned-main.ts' | 'registers-main.ts' = 'canned-main.ts') {
  keepToOthers();
  const place = await openPlace();
  const database = await place.database('gateway_bench');
  // A server of its own does this beside its work; here it would take a third of the core that all others share.
  await database.leave(['gateway.disclosure_telling', 'gateway.disclosure_person']);
  await database.run(earlier);
  const issuer = await startTestIssuer();
  const parameters = script === 'registers-main.ts' ? [JSON.stringify(perName(schemaNames, database.url))] : [];
  const behind = started(cores.others, script, ...parameters);
  const subgraphs = await told<Subgraphs>(behind);
  const { urls, at } = subgraphs;
  return {
    subgraphs,
    vacuum: database.vacuum,
    async enter(name: string): Promise<Contestant> {
      const child = started(cores.gateway, 'contestant-main.ts', name);
      const start = { urls, at, databaseUrl: database.url('gateway'), issuer: issuer.url, audience: issuer.audience };
      const { ports } = await answerTo<{ ports: Record<string, number> }>(child, { start });
      const send = new Map(Object.entries(ports).map(([audience, port]) => [audience, client(port, atOnce)]));
      return { name, child, ports, send, least: new Map() };
    },
    async askingOf(question: Question): Promise<Asking> {
      const { audience, client, purpose, query, operationName, variables } = question;
      const claims = { client_id: client, audience_class: audience, cities: ['652300'] };
      const token = await issuer.token(claims, { expires: '1h' });
      const headers = {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
        ...{ purpose, 'case-reference': 'bench-1' },
      };
      return { question, headers, body: JSON.stringify({ query, operationName, variables }) };
    },
    async close(contestants: readonly Contestant[]): Promise<void> {
      for (const { child } of contestants) child.disconnect();
      behind.disconnect();
      await issuer.stop();
      await place.stop();
    },
  };
}
