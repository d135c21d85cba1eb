import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Crowd, crowds } from './crowd.ts';

const tickMs = 25;
let busy: boolean;
let begun: number;
let nowMs: number;
let crowd: () => Crowd;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  busy = false;
  begun = 0;
  nowMs = 5_000;
  const begin = () => {
    begun += 1;
  };
  crowd = crowds({ begin, wasBusy: () => busy, now: () => nowMs });
});
afterEach(() => void vi.useRealTimers());

const asker = (turns: number) => ({ turns, waitsFor: 0 });
/** Whether so many keep turns for what is slow as half of what there usually is. */
const isFull = (on: Crowd, who = asker(1)) => on.beside(who) >= 256;

function ticks(count: number): void {
  for (let tick = 0; tick < count; tick += 1) {
    nowMs += tickMs;
    vi.advanceTimersByTime(tickMs);
  }
}

/** So many wait, each with so many turns; ends all of them, or those at a part of the list. */
function waiting(on: Crowd, count: number, turns = 1) {
  const leave = Array.from({ length: count }, () => on.enter(asker(turns)));
  return (from = 0, to = count) => {
    for (const each of leave.slice(from, to)) each();
  };
}

describe('before a subgraph that answers nobody', () => {
  it('there is no room for more than may wait, once they have waited for 100 ms', () => {
    const [full, other] = [crowd(), crowds({ begin: () => {}, wasBusy: () => false, now: () => nowMs })()];
    waiting(full, 256);
    waiting(other, 255);
    ticks(3);
    expect(isFull(full)).toBe(false);
    ticks(1);
    expect([isFull(full), isFull(other)]).toEqual([true, false]);
    other.enter(asker(1));
    expect(isFull(other)).toBe(true);
  });

  it('those count for as many as the turns they keep, and may take 100 ms for each', () => {
    const on = crowd();
    const leave = waiting(on, 32, 8);
    ticks(31);
    expect(isFull(on)).toBe(false);
    ticks(1);
    expect(isFull(on)).toBe(true);
    leave(0, 1);
    expect(isFull(on)).toBe(false);
    on.enter(asker(7));
    expect(isFull(on)).toBe(false);
    on.enter(asker(1));
    expect(isFull(on)).toBe(true);
  });

  it('nothing is told from ticks at which the gateway itself had no time', () => {
    const on = crowd();
    waiting(on, 256);
    busy = true;
    ticks(1_000);
    busy = false;
    ticks(3);
    expect(isFull(on)).toBe(false);
    ticks(1);
    expect(isFull(on)).toBe(true);
  });

  it('those of several count together, and a quick one has room', () => {
    const [one, another, quick] = [crowd(), crowd(), crowd()];
    const leave = waiting(one, 128);
    waiting(another, 127);
    ticks(4);
    expect([isFull(one), isFull(another)]).toEqual([false, false]);
    waiting(quick, 300);
    expect([isFull(one), isFull(another), isFull(quick)]).toEqual([false, false, false]);
    another.enter(asker(1));
    expect([isFull(one), isFull(another), isFull(quick)]).toEqual([true, true, false]);
    leave(0, 1);
    expect([isFull(one), isFull(another)]).toEqual([false, false]);
  });

  it('one that asks several keeps its turns once', () => {
    const [one, another] = [crowd(), crowd()];
    const askers = Array.from({ length: 255 }, () => asker(1));
    const first = askers.map((each) => one.enter(each));
    const second = askers.map((each) => another.enter(each));
    ticks(4);
    expect([isFull(one), isFull(another)]).toEqual([false, false]);
    const last = asker(1);
    another.enter(last);
    expect([isFull(one), isFull(one, last), isFull(another, last)]).toEqual([true, false, false]);
    for (const leave of first) leave();
    expect([isFull(one), isFull(another)]).toEqual([true, true]);
    second[0]!();
    expect([isFull(one), isFull(another)]).toEqual([false, false]);
  });

  it('few turns are no crowd', () => {
    const few = crowd();
    waiting(few, 31);
    ticks(100);
    waiting(few, 1);
    expect(few.beside(asker(1))).toBe(0);
    ticks(4);
    expect(few.beside(asker(1))).toBe(32);
  });

  it('that is forgotten after a second in which nobody waited, or in which the gateway had no time', () => {
    for (const had of [false, true]) {
      const on = crowd();
      const leave = waiting(on, 256);
      ticks(4);
      expect(isFull(on)).toBe(true);
      leave();
      busy = had;
      const others = had ? waiting(on, 300) : () => {};
      ticks(39);
      others();
      const now = waiting(on, 300);
      expect(isFull(on)).toBe(true);
      now();
      ticks(1);
      waiting(on, 300);
      expect(isFull(on)).toBe(false);
    }
  });
});

describe('before a subgraph that answers', () => {
  it('there is room while fewer than a quarter have waited for 100 ms', () => {
    const [soon, late] = [crowd(), crowd()];
    waiting(soon, 63);
    waiting(late, 64);
    ticks(3);
    waiting(soon, 193);
    waiting(late, 192);
    ticks(1);
    expect([isFull(soon), isFull(late)]).toEqual([false, true]);
  });

  it('as many as at once, all in less than 100 ms, there is room for any number', () => {
    const on = crowd();
    for (let round = 0; round < 100; round += 1) {
      const leave = waiting(on, 300);
      ticks(3);
      leave();
      expect(isFull(on)).toBe(false);
    }
    waiting(on, 300);
    ticks(4);
    expect(isFull(on)).toBe(true);
  });

  it('all of a crowd at once, and slowly, there is room for no more of the next one, for a second', () => {
    const on = crowd();
    const leave = waiting(on, 256);
    ticks(8);
    leave();
    expect(isFull(on)).toBe(false);
    const next = waiting(on, 256);
    expect(isFull(on)).toBe(true);
    ticks(3);
    next();
    for (let tick = 0; tick < 36; tick += 1) {
      const soon = waiting(on, 256);
      expect(isFull(on)).toBe(true);
      ticks(1);
      soon();
    }
    waiting(on, 256);
    expect(isFull(on)).toBe(true);
    ticks(1);
    expect(isFull(on)).toBe(false);
  });
});

it('forgets who has left, when and however late that was, and stands still when nobody waits', () => {
  const on = crowd();
  for (const waited of [4, 5, 200]) {
    const leave = waiting(on, 256);
    ticks(waited);
    leave();
    for (let tick = 0; tick < 41; tick += 1) {
      const soon = waiting(on, 256);
      ticks(1);
      soon();
    }
    const now = waiting(on, 256);
    expect(isFull(on)).toBe(false);
    now();
    expect(vi.getTimerCount()).toBe(0);
  }
  expect(begun).toBe(3 * 43);
});

it('counts each who waits for long once', () => {
  const on = crowd();
  let soon = waiting(on, 300);
  waiting(on, 60);
  for (let round = 0; round < 70; round += 1) {
    ticks(3);
    expect(isFull(on)).toBe(false);
    soon();
    soon = waiting(on, 300);
  }
});

it('sees by itself that it is busy, and that it is not', async () => {
  vi.useRealTimers();
  const on = crowds()();
  waiting(on, 256);
  for (const until = performance.now() + 400; performance.now() < until; ) {
    for (const pause = performance.now() + 10; performance.now() < pause; );
    await new Promise(setImmediate);
  }
  expect(isFull(on)).toBe(false);
  await expect.poll(() => isFull(on), { interval: 50, timeout: 5_000 }).toBe(true);
});
