import { day } from './calendar.ts';
import type { City } from './figures.ts';
import { keptIn } from './freezes.ts';
import { holds, type Member, type Move, move, No, personal, type Run, type Settled, type World } from './world.ts';

const lastOf = ({ settlements }: World, city: City, year: number): Run | undefined =>
  settlements.findLast((run) => run.city === city && run.year === year);

/** CJ-09: begins to take a year's settlement back, of which no later year bears interest. */
export function reverse(world: World, { city, year }: { city: City; year: number }): void {
  const run = lastOf(world, city, year);
  if (!run) throw new No('NOT_FOUND');
  if (run.state === 'paused' || run.state === 'open') throw new No('INVALID_INPUT');
  if (run.state === 'reversing') throw new No('ALREADY_REVERSED');
  if (world.settlements.some((later) => later.city === city && later.year > year && later.state !== 'reversed')) {
    throw new No('INVALID_INPUT');
  }
  run.state = 'reversing';
  world.told.push('run-asked');
}

/** Lets a settlement that replaces another go on: it is done by the next run. */
export function resume(world: World, { city, year }: { city: City; year: number }): void {
  const run = lastOf(world, city, year);
  if (!run) throw new No('NOT_FOUND');
  if (run.state === 'finished' || run.state === 'reversing') throw new No('INVALID_INPUT');
  run.state = 'open';
  world.told.push('run-asked');
}

/** CJ-09: takes back what was begun to be, from whom it can be. The year waits to be settled again. */
export function takeBack(world: World, city: City): void {
  for (const run of world.settlements.filter((each) => each.city === city && each.state === 'reversing')) {
    for (const member of world.opened.filter((one) => one.city === city)) {
      const settled = [...member.account!.settled].filter(([, of]) => of.run === run);
      const whole = settled.reduce((sum, [, { fen }]) => (fen > 0n ? sum + fen : sum), 0n);
      const kept = keptIn(world, member, whole);
      for (const [key, of] of settled) {
        if (of.fen > 0n && (kept || stays(world, member, of))) continue;
        member.account!.settled.delete(key);
        undo(world, of);
      }
    }
    run.state = 'reversed';
    world.settlements.push({ city, year: run.year, state: 'paused' });
  }
}

// What is gone, and what has borne interest that was paid since.
function stays(world: World, member: Member, { year, pool, fen }: Settled): boolean {
  const interest = `${personal(member, 'INTEREST')}${pool}`;
  const undone = (by: Move) => world.moves.some(({ undoes }) => undoes === by);
  const later = (by: Move) => by.to === interest && by.code === '09' && by.on > day(year, 6, 30) && !undone(by);
  return holds(world, interest) < fen || world.moves.some(later);
}

function undo(world: World, { by }: Settled): void {
  if (!by || world.moves.some(({ undoes }) => undoes === by)) return;
  move(world, { ...by, from: by.to, to: by.from, undoes: by });
}

/** The run that settles a year of a city; null while it waits for staff. */
export function runOf(world: World, city: City, year: number): Run | null {
  let run = lastOf(world, city, year);
  if (run?.state === 'paused') return null;
  if (!run) {
    run = { city, year, state: 'open' };
    world.settlements.push(run);
  }
  return run;
}

export function settlementLines({ settlements, opened }: World): string[] {
  const runs = settlements
    .filter(({ state }) => state !== 'reversed')
    .map(({ city, year, state }) => {
      const flags = [state === 'finished' || state === 'reversing', state === 'paused', state === 'reversing'];
      return ['settlement', city, year, ...flags.map((flag) => (flag ? 't' : 'f'))].join(' ');
    });
  const settled = opened.flatMap(({ who, account }) =>
    [...account!.settled.values()]
      .filter(({ fen }) => fen > 0n)
      .map(({ pool, year, fen }) => `settled ${who} ${pool === '' ? 'flexible' : 'unit'} ${year} ${fen}`),
  );
  return [...runs, ...settled];
}
