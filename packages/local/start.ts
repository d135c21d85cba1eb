import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type CivilDate, yearOf } from '#kernel/calendar.ts';
import { monotonicMs, systemClock } from '#kernel/clock.ts';
import { choose, readDemonstration, writeDemonstration } from './demonstration.ts';
import { localFolder } from './folder.ts';
import { live } from './life/live.ts';
import { progressBar } from './progress.ts';
import { bankQuestion, hrQuestion, taxQuestion } from './questions.ts';
import { endOnSignal } from './signals.ts';
import { type SeedContext, startStack } from './stack.ts';
import { waysIn } from './ways-in.ts';

const { values } = parseArgs({
  options: { members: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.members);
const seedNumber = Number(values.seed);
if (!Number.isInteger(count) || count < 2 || count > 1_000_000)
  throw new Error('--members: a number from 2 to 1,000,000');

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const today: CivilDate = systemClock.today();

async function isEmpty(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const found = await client.query('SELECT 1 FROM members.member LIMIT 1');
  await client.end();
  return found.rowCount === 0;
}

// Every step of a life has its own key, so one that was cut short is lived again from the start and only adds what is missing.
async function seed({ ownerUrl, databaseUrls, secrets }: SeedContext): Promise<{ demoMember?: string } | undefined> {
  const before = readDemonstration(localFolder);
  if (before?.done) return { demoMember: before.demoMember };
  if (!before && !(await isEmpty(ownerUrl))) {
    say('The database has members already: no synthetic people are added, and there is nothing to demonstrate.');
    return undefined;
  }
  const life = before ?? { count, seed: seedNumber, until: today };
  writeDemonstration(localFolder, { ...life, done: false, taxpayers: [], unknownTaxpayer: '' });
  process.env['OPERATION_KEY'] = secrets.operationKey;
  const began = monotonicMs();
  say(`${life.count} synthetic people live 30 months by the real operations, up to ${life.until}:`);
  const identity = { keys: secrets.identityKeys, index: secrets.identityIndexKey };
  const lived = await live(life, { databaseUrls, identity }, progressBar());
  const demonstration = choose(lived.people, life);
  writeDemonstration(localFolder, demonstration);
  say(`lived in ${((monotonicMs() - began) / 1000).toFixed(1)} s`);
  return { demoMember: demonstration.demoMember };
}

const began = monotonicMs();
mkdirSync(localFolder, { recursive: true });
const stack = await startStack({
  folder: localFolder,
  ...(process.env['DATABASE_URL'] ? { databaseUrl: process.env['DATABASE_URL'] } : {}),
  seed,
  say,
});
endOnSignal(stack, say);
say(`\nserving after ${((monotonicMs() - began) / 1000).toFixed(1)} s; three agencies ask, each with its own token:`);
const demonstration = readDemonstration(localFolder);
if (demonstration?.done) {
  say(await taxQuestion(stack, demonstration, yearOf(demonstration.until)));
  say(await hrQuestion(stack, demonstration, today));
  say(await bankQuestion(stack, demonstration));
}
say(waysIn(stack.addresses, demonstration));
