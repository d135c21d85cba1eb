import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Payout } from '#contributions/operations/payouts.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Rehearsal } from '#test/contributions.ts';
import type { Action } from './actions.ts';
import { day } from './calendar.ts';
import { type Command, commandOf, reckon } from './commands.ts';
import { linesOf, moveLine, type observer } from './observe.ts';
import { carryOut, toldText } from './real.ts';
import { No, newWorld, type World } from './world.ts';

type Done = { command: Command; key: string; end: string; refused: boolean };
/** How one life of the register goes, beside the model's. */
export type Play = { register: Rehearsal; watch: ReturnType<typeof observer>; counts: Record<string, number> };

export type Life = { begins: string; joining: readonly Action[]; actions: readonly Action[] };

/** Lives through the actions in the register and in the model; throws at the first difference. */
export async function live({ register, watch, counts }: Play, { begins, joining, actions }: Life): Promise<void> {
  const [year, month, date] = begins.split('-').map(Number) as [number, number, number];
  const world = newWorld(day(year, month, date), day(2050, 1, 31));
  register.clock.set(begins);
  register.poor.clear();
  register.paying.habit = () => 'paid';
  const story: string[] = [];
  const done: Done[] = [];
  const payouts: Payout[] = [];
  const seen = { movement: (await watch.movementsAfter(-1n)).last, moves: 0, digest: '' };
  const step = async (command: Command, key: string, expected?: Done) => {
    story.push(JSON.stringify(command, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
    const end = await compareOne({ register, watch, counts, payouts }, world, { command, key, expected }, seen);
    if (!expected) done.push({ command, key, ...end });
  };
  try {
    for (const who of [0, 1, 3, 4]) await step({ kind: 'facts', who, sequence: 1, inUnit: false }, randomUUID());
    for (const action of [...joining, ...actions]) {
      if (action.kind === 'nothing' || (action.kind === 'answer' && !world.payouts.at(-action.payout))) continue;
      if (action.kind !== 'again') {
        await step(commandOf(world, action), randomUUID());
        continue;
      }
      const before = done.filter(({ command }) => hasKey(command)).at(-action.back);
      if (!before) continue;
      await again(before, action.how, step);
    }
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${story.map((line, n) => `  ${n} ${line}`).join('\n')}`, {
      cause: error,
    });
  }
}

const hasKey = ({ kind }: Command) => ['sign', 'contribute', 'change', 'terminate', 'withdraw', 'void'].includes(kind);

/** L10, L11: a command sent again is answered as the first time, or done now if it was refused; a key is for one body. */
async function again(
  before: Done,
  how: (Action & { kind: 'again' })['how'],
  step: (command: Command, key: string, expected?: Done) => Promise<void>,
): Promise<void> {
  if (before.refused || how === 'same' || before.command.kind === 'void') {
    return step(before.command, before.key, before.refused ? undefined : before);
  }
  const { command } = before;
  const other: Command =
    how === 'other-body'
      ? otherBody(command)
      : { kind: 'contribute', who: (command as { who: number }).who, month: 24_000, amount: 7n };
  return step(other, before.key, { ...before, end: 'IDEMPOTENCY_KEY_REUSED', refused: true });
}

function otherBody(command: Command): Command {
  if (command.kind === 'sign' || command.kind === 'change') return { ...command, base: command.base + 1n };
  if (command.kind === 'contribute' || command.kind === 'withdraw') return { ...command, amount: command.amount + 1n };
  return command.kind === 'terminate' ? { ...command, who: command.who === 0 ? 1 : 0 } : command;
}

type Seen = { movement: bigint; moves: number; digest: string };

async function compareOne(
  { register, watch, counts, payouts }: Play & { payouts: Payout[] },
  world: World,
  { command, key, expected }: { command: Command; key: string; expected: Done | undefined },
  seen: Seen,
): Promise<{ end: string; refused: boolean }> {
  world.told = [];
  register.told.length = 0;
  const should = expected ?? reckoned(world, command);
  // Nothing may be written by what is refused, nor by what was done before.
  const still = should.refused || expected !== undefined;
  const before = still ? seen.digest || (await watch.digest()) : '';
  const is = await ended(carryOut({ register, payouts }, world, command, key));
  counts[`${command.kind} ${is.refused ? is.end : 'done'}`] =
    (counts[`${command.kind} ${is.refused ? is.end : 'done'}`] ?? 0) + 1;
  same('answer', [is.end], [should.end]);
  same('told', register.told.map(toldText), world.told);
  seen.digest = still ? await watch.digest() : '';
  if (still) {
    same('rows written by what does nothing', seen.digest.split('\n'), before.split('\n'));
    return is;
  }
  same('rows', await watch.lines(), linesOf(world));
  const moved = await watch.movementsAfter(seen.movement);
  same('movements', moved.lines, world.moves.slice(seen.moves).map(moveLine).sort());
  seen.movement = moved.last;
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
    if (error instanceof Refusal) return { end: error.code, refused: true };
    throw error;
  }
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
