import { performance } from 'node:perf_hooks';
import { monotonicMs } from '#kernel/clock.ts';

/** A request: how many turns it keeps until it is answered, and how many subgraphs it waits for. */
export type Asker = { readonly turns: number; waitsFor: number };

/** Who waits for one subgraph, in the turns that their requests keep meanwhile. */
export type Crowd = {
  /** If it is slow, how many turns others at most keep who wait for what is slow; 0 if it is not. */
  beside(asker: Asker): number;
  /** Somebody waits, and what it gives back ends that. */
  enter(asker: Asker): () => void;
};

type Members = {
  turns: number;
  /** Those of them who have waited for too long. */
  late: number;
  /** Of those who have not: how many will have at a tick. */
  lateAt: number[];
  /** The monotonic millisecond until which it is slow. */
  slowUntil: number;
};

// Fewer turns are no crowd.
const fewest = 32;
const tickMs = 25;
// Each turn of a request gives it another 100 ms.
const ticksPerTurn = 4;
const mostTicks = 64;
const latePart = 1 / 4;
// Answers to those who came together come together: that there are some says little.
const slowForMs = 1_000;

/** Some have waited for too long now. */
function age(one: Members, tick: number, nowMs: number): void {
  const slot = tick % mostTicks;
  one.late += one.lateAt[slot]!;
  one.lateAt[slot] = 0;
  if (one.late >= Math.max(fewest, one.turns * latePart)) one.slowUntil = nowMs + slowForMs;
}

/** The time, and whether this process was busy nearly all of it since it was last asked. */
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
  return { begin, wasBusy, now: monotonicMs };
}

/**
 * The crowds before the subgraphs: whoever knows how many wait for what is slow can leave room for who asks for something
 * else. Slow is, for a second on, a subgraph of whose crowd a quarter, and no less than 32 turns, has waited for 100 ms
 * and more. That is told by ticks and not by the times of calls: a process that stood still itself, or was busy all the
 * time, would take that for slowness. Who has gone counts until its answer is there.
 */
export function crowds({ begin, wasBusy, now } = ownLoop()): () => Crowd {
  const all: Members[] = [];
  let tick = 0;
  // Of requests that wait for anything, each once: one that asks three subgraphs is in three crowds.
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;

  function check(): void {
    if (wasBusy()) return;
    tick += 1;
    for (const one of all) age(one, tick, now());
  }

  /** Ticks as long as there are so many that there may be too many before long. */
  function watch(): void {
    if (waiting < fewest) {
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

  function beside(one: Members, { turns, waitsFor }: Asker): number {
    const nowMs = one.slowUntil > 0 ? now() : 0;
    if (nowMs >= one.slowUntil) return 0;
    const slow = all.reduce((sum, each) => (nowMs < each.slowUntil ? sum + each.turns : sum), 0);
    return Math.min(slow, waitsFor > 0 ? waiting - turns : waiting);
  }

  return () => {
    const one: Members = { turns: 0, late: 0, lateAt: Array.from({ length: mostTicks }, () => 0), slowUntil: 0 };
    all.push(one);
    return { beside: (asker) => beside(one, asker), enter: (asker) => enter(one, asker) };
  };
}
