import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type CivilDate, yearOf } from '#kernel/calendar.ts';
import { monotonicMs, systemClock } from '#kernel/clock.ts';
import { choose, type Demonstration } from './demonstration.ts';
import { explainFully } from './explain.ts';
import { rememberExternal } from './external.ts';
import { localFolder } from './folder.ts';
import { keysGiven } from './keys.ts';
import { live } from './life/live.ts';
import { asOwner, beginLife, endLife, hasMembers, type KeptLife, keptLife } from './owner.ts';
import { progressBar } from './progress.ts';
import { bankQuestion, hrQuestion, taxQuestion } from './questions.ts';
import { endOnSignal } from './signals.ts';
import { type SeedContext, startStack } from './stack.ts';
import { waysIn } from './ways-in.ts';

type Wish = { members: number; seed: number; given: boolean };

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const today: CivilDate = systemClock.today();
const began = monotonicMs();
const secondsSince = (from: number): string => ((monotonicMs() - from) / 1000).toFixed(1);

function wish(): Wish {
  const { values } = parseArgs({ options: { members: { type: 'string' }, seed: { type: 'string' } } });
  const members = Number(values.members ?? 2000);
  const seed = Number(values.seed ?? 1);
  if (!Number.isInteger(members) || members < 2 || members > 1_000_000) {
    throw new Error('--members: a number from 2 to 1,000,000');
  }
  if (!Number.isSafeInteger(seed)) throw new Error('--seed: a whole number');
  return { members, seed, given: values.members !== undefined || values.seed !== undefined };
}

/** The life to be lived here, begun or ended; none where people are members who were not made up. */
async function lifeOf(ownerUrl: string, { members, seed, given }: Wish): Promise<KeptLife | undefined> {
  return asOwner(ownerUrl, async (client) => {
    const kept = await keptLife(client);
    if (kept && given && (kept.count !== members || kept.seed !== seed)) {
      say(`${kept.count} synthetic people (seed ${kept.seed}) are here already and stay; npm run reset starts over.`);
    }
    if (kept) return kept;
    if (await hasMembers(client)) {
      say('The database has members already: no synthetic people are added, and there is nothing to demonstrate.');
      return undefined;
    }
    const life = { count: members, seed, until: today };
    await beginLife(client, life);
    return { ...life, done: false };
  });
}

// Every step of a life has its own key, so one that was cut short is lived again from the start and only adds what is missing.
async function seed(context: SeedContext, wished: Wish): Promise<Demonstration | undefined> {
  const { ownerUrl, databaseUrls, secrets } = context;
  const life = await lifeOf(ownerUrl, wished);
  if (!life) return undefined;
  process.env['OPERATION_KEY'] = secrets.operationKey;
  if (!life.done) {
    const from = monotonicMs();
    say(`${life.count} synthetic people live 30 months by the real operations, up to ${life.until}:`);
    const identity = {
      keys: secrets.identityKeys,
      index: secrets.identityIndexKey,
      reference: secrets.referenceKey,
    };
    await live(life, { databaseUrls, identity, accountKeys: secrets.accountKeys }, progressBar());
    await asOwner(ownerUrl, endLife);
    say(`lived in ${secondsSince(from)} s`);
  }
  return choose(context, today);
}

async function start(): Promise<void> {
  const wished = wish();
  const databaseUrl = process.env['DATABASE_URL'];
  mkdirSync(localFolder, { recursive: true });
  let demonstration: Demonstration | undefined;
  const stack = await startStack({
    folder: localFolder,
    ...(databaseUrl ? { databaseUrl } : {}),
    seed: async (context) => {
      if (databaseUrl && !keysGiven(process.env)) rememberExternal(localFolder, databaseUrl);
      demonstration = await seed(context, wished);
      return demonstration;
    },
    say,
  });
  endOnSignal(stack, say);
  say(`\nserving after ${secondsSince(began)} s; three agencies ask, each with its own token:`);
  if (demonstration) {
    say(await taxQuestion(stack, demonstration, yearOf(demonstration.until)));
    say(await hrQuestion(stack, demonstration, today));
    say(await bankQuestion(stack, demonstration));
  }
  say(waysIn(stack.addresses, demonstration));
  say(`${secondsSince(began)} s from the command to here.`);
}

// What was started holds a pipe to this process and ends with it, whichever way it ends.
function fail(error: unknown): void {
  console.error(`npm start failed: ${explainFully(error)}`);
  process.exit(1);
}

process.on('uncaughtException', fail);
await start().catch(fail);
