import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Crowd, crowds } from './crowd.ts';

const tickMs = 25;
let busy: boolean;
let begun: number;
let crowd: () => Crowd;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  busy = false;
  begun = 0;
  const begin = () => {
    begun += 1;
  };
  crowd = crowds(256, { begin, wasBusy: () => busy });
});
afterEach(() => void vi.useRealTimers());

const asker = (turns: number) => ({ turns, waitsFor: 0 });
const ticks = (count: number) => void vi.advanceTimersByTime(count * tickMs);

/** So many wait, each with so many turns; ends all of them, or those at a part of the list. */
function waiting(on: Crowd, count: number, turns = 1) {
  const leave = Array.from({ length: count }, () => on.enter(asker(turns)));
  return (from = 0, to = count) => {
    for (const each of leave.slice(from, to)) each();
  };
}

describe('before a subgraph that answers nobody', () => {
  it('there is no room for more than may wait, once they have waited for 100 ms', () => {
    const [full, other] = [crowd(), crowds(256, { begin: () => {}, wasBusy: () => false })()];
    waiting(full, 256);
    waiting(other, 255);
    ticks(3);
    expect(full.isFullFor(asker(1))).toBe(false);
    ticks(1);
    expect([full.isFullFor(asker(1)), other.isFullFor(asker(1))]).toEqual([true, false]);
    other.enter(asker(1));
    expect(other.isFullFor(asker(1))).toBe(true);
  });

  it('those count for as many as the turns they keep, and may take 100 ms for each', () => {
    const on = crowd();
    const leave = waiting(on, 32, 8);
    ticks(31);
    expect(on.isFullFor(asker(1))).toBe(false);
    ticks(1);
    expect(on.isFullFor(asker(1))).toBe(true);
    leave(0, 1);
    expect(on.isFullFor(asker(1))).toBe(false);
    on.enter(asker(7));
    expect(on.isFullFor(asker(1))).toBe(false);
    on.enter(asker(1));
    expect(on.isFullFor(asker(1))).toBe(true);
  });

  it('nothing is told from ticks at which the gateway itself had no time', () => {
    const on = crowd();
    waiting(on, 256);
    busy = true;
    ticks(1_000);
    busy = false;
    ticks(3);
    expect(on.isFullFor(asker(1))).toBe(false);
    ticks(1);
    expect(on.isFullFor(asker(1))).toBe(true);
  });

  it('those of several count together, and a quick one has room', () => {
    const [one, another, quick] = [crowd(), crowd(), crowd()];
    const leave = waiting(one, 128);
    waiting(another, 127);
    ticks(4);
    expect([one.isFullFor(asker(1)), another.isFullFor(asker(1))]).toEqual([false, false]);
    waiting(quick, 300);
    expect([one.isFullFor(asker(1)), another.isFullFor(asker(1)), quick.isFullFor(asker(1))]).toEqual([
      false,
      false,
      false,
    ]);
    another.enter(asker(1));
    expect([one.isFullFor(asker(1)), another.isFullFor(asker(1)), quick.isFullFor(asker(1))]).toEqual([
      true,
      true,
      false,
    ]);
    leave(0, 1);
    expect([one.isFullFor(asker(1)), another.isFullFor(asker(1))]).toEqual([false, false]);
  });

  it('one that asks several keeps its turns once', () => {
    const [one, another] = [crowd(), crowd()];
    const askers = Array.from({ length: 255 }, () => asker(1));
    const first = askers.map((each) => one.enter(each));
    const second = askers.map((each) => another.enter(each));
    ticks(4);
    expect([one.isFullFor(asker(1)), another.isFullFor(asker(1))]).toEqual([false, false]);
    const last = asker(1);
    another.enter(last);
    expect([one.isFullFor(asker(1)), one.isFullFor(last), another.isFullFor(last)]).toEqual([true, false, false]);
    for (const leave of first) leave();
    expect([one.isFullFor(asker(1)), another.isFullFor(asker(1))]).toEqual([true, true]);
    second[0]!();
    expect([one.isFullFor(asker(1)), another.isFullFor(asker(1))]).toEqual([false, false]);
  });

  it('few turns are no crowd', () => {
    const few = crowds(4, { begin: () => {}, wasBusy: () => false })();
    waiting(few, 63);
    ticks(100);
    expect(few.isFullFor(asker(1))).toBe(false);
    few.enter(asker(1));
    expect(few.isFullFor(asker(1))).toBe(true);
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
    expect([soon.isFullFor(asker(1)), late.isFullFor(asker(1))]).toEqual([false, true]);
  });

  it('as many as at once, all in less than 100 ms, there is room for any number', () => {
    const on = crowd();
    for (let round = 0; round < 100; round += 1) {
      const leave = waiting(on, 300);
      ticks(3);
      leave();
      expect(on.isFullFor(asker(1))).toBe(false);
    }
    waiting(on, 300);
    ticks(4);
    expect(on.isFullFor(asker(1))).toBe(true);
  });

  it('all of a crowd at once, and slowly, there is room for no more of the next one, for a second', () => {
    const on = crowd();
    const leave = waiting(on, 256);
    ticks(8);
    leave();
    expect(on.isFullFor(asker(1))).toBe(false);
    const next = waiting(on, 256);
    expect(on.isFullFor(asker(1))).toBe(true);
    ticks(3);
    next();
    for (let tick = 0; tick < 36; tick += 1) {
      const soon = waiting(on, 256);
      expect(on.isFullFor(asker(1))).toBe(true);
      ticks(1);
      soon();
    }
    waiting(on, 256);
    expect(on.isFullFor(asker(1))).toBe(true);
    ticks(1);
    expect(on.isFullFor(asker(1))).toBe(false);
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
    expect(on.isFullFor(asker(1))).toBe(false);
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
    expect(on.isFullFor(asker(1))).toBe(false);
    soon();
    soon = waiting(on, 300);
  }
});

it('sees by itself that it is busy, and that it is not', async () => {
  vi.useRealTimers();
  const on = crowds(64)();
  waiting(on, 64);
  for (const until = performance.now() + 400; performance.now() < until; ) {
    for (const pause = performance.now() + 10; performance.now() < pause; );
    await new Promise(setImmediate);
  }
  expect(on.isFullFor(asker(1))).toBe(false);
  await expect.poll(() => on.isFullFor(asker(1)), { interval: 50, timeout: 5_000 }).toBe(true);
});
