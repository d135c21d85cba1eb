import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Crowd, crowd } from './crowd.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** So many who wait. */
function waiting(count: number, most = 40): Crowd {
  const all = crowd(most);
  for (let begun = 0; begun < count; begun += 1) all.begun();
  return all;
}

/** So many get an answer, and as many come. */
function served(all: Crowd, count: number): void {
  for (let ended = 0; ended < count; ended += 1) all.ended(true);
  for (let begun = 0; begun < count; begun += 1) all.begun();
}

const pass = (ms: number) => void vi.advanceTimersByTime(ms);

describe('who comes to a subgraph that answers nobody', () => {
  it('waits in vain after 50 ms where as many wait as may for a slow one, and after 500 ms where twenty do', () => {
    const [most, fewer, few] = [waiting(40), waiting(39), waiting(19)];
    pass(49);
    expect([most.inVain(), fewer.inVain()]).toEqual([false, false]);
    pass(1);
    expect([most.inVain(), fewer.inVain()]).toEqual([true, false]);
    pass(449);
    expect(fewer.inVain()).toBe(false);
    pass(1);
    expect([fewer.inVain(), few.inVain()]).toEqual([true, false]);
    pass(5_000);
    expect(few.inVain()).toBe(false);
  });

  it('does not when one has got an answer, nor when others gave up and room was made', () => {
    const [all, most] = [waiting(39), waiting(40)];
    pass(500);
    all.ended(true);
    expect(all.inVain()).toBe(false);
    pass(500);
    expect(all.inVain()).toBe(false);
    pass(25);
    expect([all.inVain(), most.inVain()]).toEqual([true, true]);
    for (let gaveUp = 0; gaveUp < 21; gaveUp += 1) most.ended(false);
    expect(most.inVain()).toBe(false);
    most.begun();
    pass(475);
    expect(most.inVain()).toBe(false);
  });

  it('does where fewer than twenty may wait, as soon as they do', () => {
    const all = waiting(8, 8);
    pass(50);
    expect(all.inVain()).toBe(true);
    all.ended(false);
    expect(all.inVain()).toBe(false);
  });
});

describe('who comes to a subgraph that answers some', () => {
  it('waits in vain where as many wait as may and fewer than a quarter of them are answered in 25 ms', () => {
    const [soon, slow, fewer] = [waiting(40), waiting(40), waiting(39)];
    for (let checked = 0; checked < 40; checked += 1) {
      served(soon, 10);
      served(slow, 9);
      served(fewer, 1);
      pass(25);
      expect([soon.inVain(), slow.inVain(), fewer.inVain()]).toEqual([false, checked > 0, false]);
    }
  });

  it('does not for one check in which none was answered: the gateway itself may have stood still', () => {
    const all = waiting(40);
    for (let checked = 0; checked < 40; checked += 1) {
      served(all, checked % 2 === 0 ? 0 : 10);
      pass(25);
      expect(all.inVain()).toBe(false);
    }
  });
});
