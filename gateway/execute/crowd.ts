import { performance } from 'node:perf_hooks';

/** A request: how many turns it keeps until it is answered, and how many subgraphs it waits for. */
export type Asker = { readonly turns: number; waitsFor: number };

/** Who waits for one subgraph, in the turns that their requests keep meanwhile. */
export type Crowd = {
  /** Whether this one, if it waited too, would keep others from being let in. */
  isFullFor(asker: Asker): boolean;
  /** Somebody waits, and what it gives back ends that. */
  enter(asker: Asker): () => void;
};

type Members = {
  turns: number;
  /** Those of them who have waited for too long. */
  late: number;
  /** Of those who have not: how many will have at a tick. */
  lateAt: number[];
  slowUntil: number;
};

// With few turns in all, one long question would be a crowd.
const fewest = 64;
const tickMs = 25;
// Each turn of a request gives it another 100 ms.
const ticksPerTurn = 4;
const mostTicks = 64;
const latePart = 1 / 4;
// Answers to those who came together come together: that there are some says little.
const slowForTicks = 40;

/** Some have waited for too long now. */
function age(one: Members, tick: number): void {
  const slot = tick % mostTicks;
  one.late += one.lateAt[slot]!;
  one.lateAt[slot] = 0;
  if (one.late > 0 && one.late >= one.turns * latePart) one.slowUntil = tick + slowForTicks;
}

/** Whether this process was busy nearly all of the time since it was last asked. */
function ownLoop() {
  let before = performance.eventLoopUtilization();
  const begin = () => {
    before = performance.eventLoopUtilization();
  };
  const wasBusy = () => {
    const since = before;
    begin();
    return performance.eventLoopUtilization(before, since).utilization > 0.9;
  };
  return { begin, wasBusy };
}

/**
 * The crowds before the subgraphs. Those before slow ones may have `most` turns together, so that there is room for
 * whoever asks for something else. Slow is, for a second on, a subgraph of whose crowd a quarter has waited for 100 ms
 * and more. That is told by ticks and not by the times of calls: a process that stood still itself, or was busy all the
 * time, would take that for slowness.
 */
export function crowds(most: number, { begin, wasBusy } = ownLoop()): () => Crowd {
  const room = Math.max(fewest, most);
  const all: Members[] = [];
  let tick = 0;
  // Of requests that wait for anything, each once: one that asks three subgraphs is in three crowds.
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;

  function check(): void {
    if (wasBusy()) return;
    tick += 1;
    for (const one of all) age(one, tick);
  }

  /** Ticks as long as there are so many that there may be too many before long. */
  function watch(): void {
    if (waiting < room / 8) {
      clearInterval(timer);
      timer = undefined;
    } else if (!timer) {
      begin();
      timer = setInterval(check, tickMs).unref();
    }
  }

  function enter(one: Members, asker: Asker): () => void {
    const { turns } = asker;
    const due = tick + Math.min(ticksPerTurn * turns, mostTicks - 1);
    const slot = due % mostTicks;
    one.turns += turns;
    one.lateAt[slot]! += turns;
    if (asker.waitsFor === 0) waiting += turns;
    asker.waitsFor += 1;
    watch();
    return () => {
      one.turns -= turns;
      if (due <= tick) one.late -= turns;
      else one.lateAt[slot]! -= turns;
      asker.waitsFor -= 1;
      if (asker.waitsFor === 0) waiting -= turns;
      watch();
    };
  }

  const isSlow = (one: Members) => tick < one.slowUntil;
  const slowTurns = () => all.reduce((sum, one) => (isSlow(one) ? sum + one.turns : sum), 0);
  function isFullFor(one: Members, { turns, waitsFor }: Asker): boolean {
    const others = waitsFor > 0 ? waiting - turns : waiting;
    return isSlow(one) && others >= room && slowTurns() >= room;
  }

  return () => {
    const one: Members = { turns: 0, late: 0, lateAt: Array.from({ length: mostTicks }, () => 0), slowUntil: 0 };
    all.push(one);
    return { isFullFor: (asker) => isFullFor(one, asker), enter: (asker) => enter(one, asker) };
  };
}
