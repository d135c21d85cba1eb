import '#gateway/memory.ts';
import { allWork, alone, steadily } from './gateway/half.ts';
import { type Measured, medians, type Turn, together } from './gateway/measured.ts';
import { questions } from './gateway/questions.ts';
import { realQuestions } from './gateway/real-questions.ts';
import { type Asking, askedAbout, askedOnly, type Contestant, openStage, usedBy } from './gateway/stage.ts';
import { median } from './median.ts';

// `npm run bench:gateway`: how many questions a gateway answers, and what each costs it, beside the federation library
// as it comes, the same tuned by its public options, and a program written by hand for exactly these questions. One run,
// interleaved rounds, medians; at half of their rates by hand and ours steadily, one after the other. ROUNDS, SECONDS, WARM,
// CONTESTANTS ("ours,by hand") and QUESTIONS ("HR,bank") make it shorter.
// Ours alone writes, to a PostgreSQL whose log has files to write into, as one that has run for a day. Autovacuum leaves the
// record alone, so that no figure has its cost; half of the rate is measured after VACUUM and CHECKPOINT.
// With `registers`, which is `npm run bench:end-to-end`, the real ones stand behind, and take most of the time.
// It needs two cores and `taskset` to keep a gateway on one of them. Who asks and what stands behind have heaps so large that
// they hardly ever go through all of them: their pauses would be taken for a gateway's. Contestants run as they come.
// HIVE_GATEWAY names a folder in which Hive Gateway is installed, to have it with either of its planners beside the others.

const registers = process.argv[2] === 'registers';
const rounds = Number(process.env['ROUNDS'] ?? 5);
// Registers answer fewer questions in a second, and so need longer for as many.
const roundMs = Number(process.env['SECONDS'] ?? (registers ? 4 : 2)) * 1_000;
// Until what is run often is compiled as well as it will be: some thousand questions, which registers answer more slowly.
const warmMs = Number(process.env['WARM'] ?? (registers ? 45 : 6)) * 1_000;
// While the others had their turn connections were closed and memory given back: not what a round is about.
const settleMs = 1_000;
const wanted = process.env['CONTESTANTS']?.split(',') ?? [
  ...['ours', 'by hand', 'tuned', 'as they come'],
  ...(process.env['HIVE_GATEWAY'] ? ['hive rust', 'hive js'] : []),
];
const meant = process.env['QUESTIONS']?.split(',') ?? [''];
// Enough that no gateway waits for its clients: what one of them waits for, the disk too, the others fill, and the core of
// the gateway is used (the column says how far). More who ask about many people would only wait, and what is held for them
// be moved about in memory.
const mostAtOnce = 256;
// Real registers are what is waited for; they have work enough with fewer, and no gateway uses its core.
const share = registers ? 1 / 16 : 1;
// How fast the machine is changes within a second: a round is so many turns of each contestant, one after the other.
const sizes = [
  { people: 1, clients: mostAtOnce * share, turns: 4 },
  { people: 50, clients: 64 * share, turns: 2 },
  { people: 1_000, clients: 32 * share, turns: 1 },
];
const sizeOf = ({ question }: Asking) => sizes.find(({ people }) => question.people <= people)!;

/** Asks for so long; how many milliseconds each took. */
async function load(contestant: Contestant, asking: Asking, forMs: number): Promise<number[]> {
  const began = performance.now();
  const took: number[] = [];
  const { clients } = sizeOf(asking);
  const askOn = async () => {
    while (performance.now() - began < forMs) {
      const from = performance.now();
      await askedOnly(contestant, asking);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, askOn));
  return took;
}

async function takeTurn(contestant: Contestant, asking: Asking): Promise<Turn> {
  const { turns } = sizeOf(asking);
  await load(contestant, asking, settleMs / turns);
  const before = await usedBy(contestant);
  const began = performance.now();
  const took = await load(contestant, asking, roundMs / turns);
  const seconds = (performance.now() - began) / 1_000;
  const after = await usedBy(contestant);
  return { took, seconds, cpuMicros: after.cpuMicros - before.cpuMicros };
}

async function checkAlike(contestants: readonly Contestant[], asking: Asking): Promise<void> {
  const texts = await Promise.all(
    contestants.map(async (contestant) => {
      const text = await askedAbout(contestant, asking, 0);
      const { data, errors } = JSON.parse(text) as { data: object; errors?: object[] };
      if (errors || !data) throw new Error(`${contestant.name} to ${asking.question.name}: ${text.slice(0, 500)}`);
      return JSON.stringify(data);
    }),
  );
  if (new Set(texts).size > 1) throw new Error(`${asking.question.name}: the answers differ`);
}

const column = (value: number | string, width: number) => String(value).padStart(width);
const told = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(2));

/** Round by round, since how fast the machine is changes from one to the next. */
const ratio = (own: Measured[], other: Measured[], key: keyof Measured): number =>
  median(own.map((one, round) => one[key] / other[round]![key]));

function print(name: string, each: ReadonlyMap<string, Measured[]>, people: number): void {
  const results = new Map([...each].map(([contestant, measured]) => [contestant, medians(measured)]));
  console.log(`\n${name}`);
  console.log(
    `  ${'contestant'.padEnd(14)}${['req/s', 'CPU µs', 'of core', 'p50 ms', 'p99 ms'].map((head) => column(head, 10)).join('')}`,
  );
  for (const [contestant, { perSecond, cpuMicros, p50, p99 }] of results) {
    const used = ((perSecond * cpuMicros) / 1e6).toFixed(2);
    const figures = [perSecond.toFixed(0), cpuMicros.toFixed(0), used, told(p50), told(p99)];
    console.log(`  ${contestant.padEnd(14)}${figures.map((figure) => column(figure, 10)).join('')}`);
  }
  const own = each.get('ours');
  if (!own) return;
  for (const [contestant, other] of each) {
    if (contestant === 'ours') continue;
    const [rate, cpu] = [ratio(own, other, 'perSecond'), ratio(own, other, 'cpuMicros')];
    console.log(`  ours ÷ ${contestant}: ${told(rate)} × requests per second, ${told(cpu)} × CPU`);
  }
  if (people > 1) console.log(`  ours: ${(medians(own).cpuMicros / people).toFixed(1)} µs CPU for each person`);
}

/** Another one is the first in each turn, and then after another one: what is left behind is not always the same one's. */
const inTurn = <T>(all: readonly T[], turn: number): T[] => {
  const first = turn % all.length;
  const turned = [...all.slice(first), ...all.slice(0, first)];
  return Math.floor(turn / all.length) % 2 === 0 ? turned : turned.toReversed();
};

const halved = ['by hand', 'ours'];
// Each at one steady rate: a gateway that was idle for some seconds gives memory back, and takes it again while it is asked.
async function halves(asking: Asking, each: ReadonlyMap<string, Measured[]>): Promise<void> {
  await stage.vacuum();
  for (const name of halved) {
    const one = contestants.find((contestant) => contestant.name === name);
    if (!one) continue;
    const rate = medians(each.get(name)!).perSecond;
    await alone(one, contestants);
    const how = { perSecond: rate / 2, forMs: roundMs * 2, times: rounds };
    const { p50, p99, times, longest } = await steadily(one, asking, how);
    const figures = `p50 ${told(p50)} ms, p99 ${told(p99)} ms, ${told(times)} × p50`;
    console.log(`  ${name} at half of its rate: ${figures}; the longest of all ${told(longest)} ms`);
  }
  allWork(contestants);
}

const stage = await openStage(mostAtOnce, registers ? 'registers-main.ts' : 'canned-main.ts');
const { people = [], consents = [] } = stage.subgraphs;
const contestants: Contestant[] = [];
process.once('exit', () => allWork(contestants));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
for (const name of wanted) contestants.push(await stage.enter(name));
const chosen = (registers ? realQuestions(people, consents) : questions).filter(({ name }) =>
  meant.some((start) => name.startsWith(start)),
);
const askings = await Promise.all(chosen.map(stage.askingOf));
for (const asking of askings) {
  await checkAlike(contestants, asking);
  for (const contestant of contestants) await load(contestant, asking, warmMs);
}

/** One round of a question; what was measured of each contestant is put to what was before. */
async function ask(asking: Asking, round: number, each: Map<string, Measured[]>): Promise<void> {
  const taken = new Map<string, Turn[]>(contestants.map(({ name }) => [name, []]));
  const { turns } = sizeOf(asking);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const contestant of inTurn(contestants, round * turns + turn)) {
      taken.get(contestant.name)!.push(await takeTurn(contestant, asking));
    }
  }
  for (const [name, all] of taken) each.set(name, [...(each.get(name) ?? []), together(all)]);
}

const all = new Map(askings.map((asking) => [asking, new Map<string, Measured[]>()]));
for (let round = 0; round < rounds; round += 1) for (const [asking, each] of all) await ask(asking, round, each);
const most = await Promise.all(contestants.map(async (one) => [one.name, (await usedBy(one)).peakKiB] as const));
// Whoever is not asked again leaves: idle programs tidy their memory up on the core of the one that is measured.
for (const { name, child } of contestants) if (!halved.includes(name)) child.kill();
for (const [asking, each] of all) {
  print(asking.question.name, each, asking.question.people);
  await halves(asking, each);
}
const ownOf = (people: number) => [...all].find(([{ question }]) => question.people === people)?.[1].get('ours');
const [ofMany, ofFew] = [ownOf(1_000), ownOf(50)];
if (ofMany && ofFew) {
  const times = ratio(ofMany, ofFew, 'cpuMicros') / (1_000 / 50);
  console.log(`\nours: CPU for each of 1,000 people ÷ each of 50: ${times.toFixed(2)}`);
}
console.log('\nMost memory, MiB');
for (const [name, peakKiB] of most) console.log(`  ${name.padEnd(14)}${column(Math.round(peakKiB / 1024), 6)}`);
await stage.close(contestants.filter(({ name }) => halved.includes(name)));
process.exit();
