import { type ChildProcess, fork } from 'node:child_process';
import { Pool } from 'undici';
import { startTestIssuer } from '#test/tokens.ts';
import { type Question, questions } from './gateway/questions.ts';
import { openPlace } from './place.ts';

// `npm run bench:gateway`: how many questions a gateway answers, and what each costs it, beside the federation library
// as it comes, the same tuned by its public options, and a program written by hand for exactly these questions. One run,
// interleaved rounds, medians. ROUNDS, SECONDS, CONTESTANTS ("ours,by hand") and QUESTIONS ("HR,bank") make it shorter;
// HIVE_GATEWAY names a folder in which Hive Gateway with its planner in Rust is installed, to have it beside the others.

const rounds = Number(process.env['ROUNDS'] ?? 5);
const roundMs = Number(process.env['SECONDS'] ?? 1) * 1_000;
const wanted = process.env['CONTESTANTS']?.split(',') ?? [
  ...['ours', 'by hand', 'tuned', 'as they come'],
  ...(process.env['HIVE_GATEWAY'] ? ['hive'] : []),
];
const meant = process.env['QUESTIONS']?.split(',') ?? [''];
// Enough that no gateway waits for its clients: what one of them waits for, the disk too, the others fill.
const atOnce = 64;

type Used = { cpuMicros: number; peakKiB: number };
type Measured = { perSecond: number; cpuMicros: number; p50: number; p99: number };
type Contestant = { name: string; child: ChildProcess; pools: Map<string, Pool> };

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
function started(core: number, script: string, ...parameters: string[]): ChildProcess {
  const path = new URL(`gateway/${script}`, import.meta.url);
  const child = fork(path, parameters, {
    execPath: 'taskset',
    execArgv: ['-c', String(core), process.execPath],
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', SERVICE_NAME: 'bench' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return child;
}

async function usedBy({ child }: Contestant): Promise<Used> {
  const answer = told<Used>(child);
  child.send({ used: true });
  return answer;
}

type Asking = { question: Question; body: string; headers: Record<string, string> };

async function asked(pool: Pool, { body, headers }: Asking): Promise<string> {
  const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
  return answer.body.text();
}

async function measure(contestant: Contestant, asking: Asking, forMs: number): Promise<Measured> {
  const pool = contestant.pools.get(asking.question.audience)!;
  const before = await usedBy(contestant);
  const began = performance.now();
  const took: number[] = [];
  // Each for an officer of its own, so that no two share a call to a subgraph.
  const askOn = async (officer: string) => {
    const own = { ...asking, headers: { ...asking.headers, officer } };
    while (performance.now() - began < forMs) {
      const from = performance.now();
      await asked(pool, own);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, index) => askOn(`officer-${index}`)));
  const seconds = (performance.now() - began) / 1_000;
  const after = await usedBy(contestant);
  took.sort((a, b) => a - b);
  return {
    perSecond: took.length / seconds,
    cpuMicros: (after.cpuMicros - before.cpuMicros) / took.length,
    p50: took[Math.floor(took.length / 2)]!,
    p99: took[Math.floor(took.length * 0.99)]!,
  };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function medians(all: Measured[]): Measured {
  const of = (key: keyof Measured) => median(all.map((one) => one[key]));
  return { perSecond: of('perSecond'), cpuMicros: of('cpuMicros'), p50: of('p50'), p99: of('p99') };
}

async function checkAlike(contestants: readonly Contestant[], asking: Asking): Promise<void> {
  const texts = await Promise.all(
    contestants.map(async ({ name, pools }) => {
      const text = await asked(pools.get(asking.question.audience)!, asking);
      const { data, errors } = JSON.parse(text) as { data: object; errors?: object[] };
      if (errors || !data) throw new Error(`${name} to ${asking.question.name}: ${text.slice(0, 500)}`);
      return JSON.stringify(data);
    }),
  );
  if (new Set(texts).size > 1) throw new Error(`${asking.question.name}: the answers differ`);
}

const column = (value: number | string, width: number) => String(value).padStart(width);

function print(name: string, results: ReadonlyMap<string, Measured>, people: number): void {
  console.log(`\n${name}`);
  console.log(
    `  ${'contestant'.padEnd(14)}${['req/s', 'CPU µs', 'p50 ms', 'p99 ms'].map((head) => column(head, 10)).join('')}`,
  );
  for (const [contestant, { perSecond, cpuMicros, p50, p99 }] of results) {
    const figures = [perSecond.toFixed(0), cpuMicros.toFixed(0), p50.toFixed(2), p99.toFixed(2)];
    console.log(`  ${contestant.padEnd(14)}${figures.map((figure) => column(figure, 10)).join('')}`);
  }
  const own = results.get('ours')!;
  for (const [contestant, other] of results) {
    if (contestant === 'ours') continue;
    const [rate, cpu] = [own.perSecond / other.perSecond, own.cpuMicros / other.cpuMicros];
    console.log(`  ours ÷ ${contestant}: ${rate.toFixed(2)} × requests per second, ${cpu.toFixed(2)} × CPU`);
  }
  if (people > 1) console.log(`  ours: ${(own.cpuMicros / people).toFixed(1)} µs CPU for each person`);
}

const place = await openPlace();
const database = await place.database('gateway_bench');
const issuer = await startTestIssuer();
const canned = started(1, 'canned-main.ts');
const { urls } = await told<{ urls: Record<string, string> }>(canned);

async function enter(name: string): Promise<Contestant> {
  const child = started(0, 'contestant-main.ts', name);
  const ports = told<{ ports: Record<string, number> }>(child);
  const databaseUrl = database.url('gateway');
  child.send({ start: { urls, databaseUrl, issuer: issuer.url, audience: issuer.audience } });
  const pools = Object.entries((await ports).ports).map(
    ([audience, port]) => [audience, new Pool(`http://127.0.0.1:${port}`, { connections: atOnce })] as const,
  );
  return { name, child, pools: new Map(pools) };
}

async function askingOf(question: Question): Promise<Asking> {
  const { audience, client, purpose, query, operationName, variables } = question;
  const token = await issuer.token({ client_id: client, audience_class: audience, cities: ['652300'] });
  const headers = {
    ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...{ purpose, 'case-reference': 'bench-1' },
  };
  return { question, headers, body: JSON.stringify({ query, operationName, variables }) };
}

const contestants: Contestant[] = [];
for (const name of wanted) contestants.push(await enter(name));
const chosen = questions.filter(({ name }) => meant.some((start) => name.startsWith(start)));
const askings = await Promise.all(chosen.map(askingOf));
for (const asking of askings) {
  await checkAlike(contestants, asking);
  for (const contestant of contestants) await measure(contestant, asking, roundMs);
}

const all = new Map<Asking, Map<string, Measured[]>>();
for (let round = 0; round < rounds; round += 1) {
  for (const asking of askings) {
    const each = all.get(asking) ?? new Map<string, Measured[]>();
    all.set(asking, each);
    for (const contestant of contestants) {
      const measured = await measure(contestant, asking, roundMs);
      each.set(contestant.name, [...(each.get(contestant.name) ?? []), measured]);
    }
  }
}
for (const [{ question }, each] of all) {
  print(question.name, new Map([...each].map(([name, measured]) => [name, medians(measured)])), question.people);
}
console.log('\nMost memory, MiB');
for (const contestant of contestants) {
  const { peakKiB } = await usedBy(contestant);
  console.log(`  ${contestant.name.padEnd(14)}${column(Math.round(peakKiB / 1024), 6)}`);
  contestant.child.disconnect();
}
canned.disconnect();
await issuer.stop();
await place.stop();
process.exit();
