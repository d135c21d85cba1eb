import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import type { Caller } from '#service/caller.ts';
import type { Rehearsal } from '#test/contributions.ts';
import type { Action } from './action.ts';
import { hasKey, otherBody } from './bodies.ts';
import { day } from './calendar.ts';
import { commandOf } from './choose.ts';
import type { Command } from './commands.ts';
import type { City } from './figures.ts';
import { linesOf, moveLine, type observer } from './observe.ts';
import { oddBank } from './odd-bank.ts';
import { atTheDesk } from './payments.ts';
import { carryOut, type Known } from './real.ts';
import { reckon } from './reckon.ts';
import { toldText } from './told.ts';
import { No, newWorld, type World } from './world.ts';

type Done = { command: Command; key: string; end: string; refused: boolean };
/** How one life of the register goes, beside the model's. */
export type Play = { register: Rehearsal; watch: ReturnType<typeof observer>; counts: Record<string, number> };

export type Life = { begins: string; cities: readonly City[]; joining: readonly Action[]; actions: readonly Action[] };

/** Lives through the actions in the register and in the model; throws at the first difference. */
export async function live(
  { register, watch, counts }: Play,
  { begins, cities, joining, actions }: Life,
): Promise<void> {
  const [year, month, date] = begins.split('-').map(Number) as [number, number, number];
  const world = newWorld(day(year, month, date), day(2050, 1, 31), cities);
  register.clock.set(begins);
  register.paying.habit = () => 'paid';
  const story: string[] = [];
  const done: Done[] = [];
  const purses: Known['purses'] = new Map();
  const bank = oddBank((account) => purses.get(account) ?? 'full');
  const asked = { ...register, context: (caller?: Partial<Caller>) => register.context(caller, bank) };
  const known: Known = { register: asked, purses, payouts: [], freezes: [], corrections: [], movements: new Map() };
  const seen = { movement: (await watch.look(-1n)).last, moves: 0, digest: '' };
  const step = async (command: Command, key: string, expected?: Done) => {
    story.push(JSON.stringify(command, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
    const end = await compareOne({ watch, counts, known }, world, { command, key, expected }, seen);
    if (!expected) done.push({ command, key, ...end });
  };
  try {
    for (const { who, city } of world.members) {
      // The third of each city has not been approved.
      if (!cities.includes(city) || who % 3 === 2) continue;
      await step({ kind: 'facts', who, sequence: 1, inUnit: false, spouse: null }, randomUUID());
    }
    for (const action of [...joining, ...actions]) {
      if (action.kind === 'nothing' || isIdle(world, action)) continue;
      if (action.kind !== 'again') {
        await step(commandOf(world, action), randomUUID());
        continue;
      }
      const chosen = done.filter(({ command }) => hasKey(command)).at(-action.back);
      if (!chosen) continue;
      // Refused at first, it may have been done since under the same key.
      const before = done.findLast(({ key, refused }) => key === chosen.key && !refused) ?? chosen;
      await again(before, action.how, step);
    }
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${story.map((line, n) => `  ${n} ${line}`).join('\n')}`, {
      cause: error,
    });
  }
}

/** Whether there is nothing yet that it could be about; now and then it is asked all the same. */
function isIdle({ payouts, freezes, corrections, settlements, suspense }: World, action: Action): boolean {
  if (action.kind === 'answer') return action.payout > payouts.length;
  if (action.kind === 'void') return payouts.length === 0 && action.payout < 3;
  if (action.kind === 'lift') return freezes.length === 0 && action.freeze < 3;
  if (action.kind === 'reverse' || action.kind === 'resume') return settlements.length === 0 && action.ago === 0;
  if (action.kind === 'suspense') return suspense.length < action.back && action.back < 3;
  return action.kind === 'decide' && corrections.length === 0 && action.correction < 3;
}

/** L10, L11: a command sent again is answered as the first time, or done now if it was refused; a key is for one body. */
async function again(
  before: Done,
  how: (Action & { kind: 'again' })['how'],
  step: (command: Command, key: string, expected?: Done) => Promise<void>,
): Promise<void> {
  if (before.command.kind === 'sign' && before.command.own && how === 'other-command') how = 'same';
  if (before.refused || how === 'same' || !otherBody(before.command)) {
    return step(before.command, before.key, before.refused ? undefined : before);
  }
  const { command } = before;
  const other: Command =
    how === 'other-body'
      ? otherBody(command)!
      : { kind: 'contribute', who: (command as { who: number }).who, month: 24_000, amount: 7n, by: atTheDesk };
  return step(other, before.key, { ...before, end: 'IDEMPOTENCY_KEY_REUSED', refused: true });
}

type Seen = { movement: bigint; moves: number; digest: string };

async function compareOne(
  { watch, counts, known }: Omit<Play, 'register'> & { known: Known },
  world: World,
  { command, key, expected }: { command: Command; key: string; expected: Done | undefined },
  seen: Seen,
): Promise<{ end: string; refused: boolean }> {
  const { register } = known;
  world.told = [];
  register.told.length = 0;
  const should = expected ?? reckoned(world, command);
  // Nothing may be written by what is refused, nor by what was done before.
  const still = should.refused || expected !== undefined;
  const before = still ? seen.digest || (await watch.digest()) : '';
  const is = await ended(carryOut(known, world, command, key));
  counts[`${command.kind} ${is.refused ? is.end : 'done'}`] =
    (counts[`${command.kind} ${is.refused ? is.end : 'done'}`] ?? 0) + 1;
  same('answer', [is.end], [should.end]);
  same('told', register.told.map(toldText), world.told);
  seen.digest = still ? await watch.digest() : '';
  if (still) {
    same('rows written by what does nothing', seen.digest.split('\n'), before.split('\n'));
    return is;
  }
  const { lines, moved, last } = await watch.look(seen.movement);
  same('rows', lines, linesOf(world));
  const booked = world.moves.slice(seen.moves).sort((a, b) => (moveLine(a) < moveLine(b) ? -1 : 1));
  same(
    'movements',
    moved.map(({ line }) => line),
    booked.map(moveLine),
  );
  for (const [n, each] of booked.entries()) known.movements.set(each, moved[n]!.id);
  seen.movement = last;
  seen.moves = world.moves.length;
  return is;
}

function reckoned(world: World, command: Command): { end: string; refused: boolean } {
  try {
    return { end: reckon(world, command), refused: false };
  } catch (error) {
    if (error instanceof No) return { end: error.code, refused: true };
    throw error;
  }
}

async function ended(work: Promise<string>): Promise<{ end: string; refused: boolean }> {
  try {
    return { end: await work, refused: false };
  } catch (error) {
    if (error instanceof Refusal) return { end: refusalText(error), refused: true };
    throw error;
  }
}

/** The code, with every condition that is not met. */
function refusalText({ code, detail }: Refusal): string {
  const unmet = detail.reasons?.filter(({ met }) => !met).map((reason) => reason.code) ?? [];
  return unmet.length > 0 ? `${code} ${unmet}` : code;
}

function same(what: string, is: readonly string[], should: readonly string[]): void {
  if (isDeepStrictEqual(is, should)) return;
  const only = (a: readonly string[], b: readonly string[]) => a.filter((line) => !b.includes(line)).slice(0, 12);
  const sides = [
    `register: ${only(is, should).join('\n          ')}`,
    `model:    ${only(should, is).join('\n          ')}`,
  ];
  throw new Error(`The ${what} differ\n${sides.join('\n')}`);
}
