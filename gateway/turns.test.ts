import { describe, expect, it } from 'vitest';
import { turns } from './turns.ts';

const busy = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { extensions: Record<string, unknown> }).extensions;
  }
};

function takenBy(client: string, of: ReturnType<typeof turns>, each = 1): (() => void)[] {
  const taken: (() => void)[] = [];
  while (busy(() => taken.push(of.take(client, each))) === undefined);
  return taken;
}

describe('turns', () => {
  it('let one client take at most three quarters, and say when to come again', () => {
    const of = turns({ most: 100 });
    expect(takenBy('greedy', of)).toHaveLength(75);
    expect(busy(() => of.take('greedy'))).toMatchObject({
      code: 'UNAVAILABLE',
      http: { status: 503, headers: new Map([['retry-after', '1']]) },
    });
  });

  it('let another in beside it, up to what is bounded in all', () => {
    const of = turns({ most: 100 });
    takenBy('greedy', of);
    expect(takenBy('small', of)).toHaveLength(25);
    expect(of.underWay()).toBe(100);
    expect(busy(() => of.take('third'))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('share what becomes free among those below their share', () => {
    const of = turns({ most: 100 });
    const greedy = takenBy('greedy', of);
    takenBy('small', of);
    for (const end of greedy.slice(0, 20)) end();
    expect(busy(() => of.take('greedy'))).toMatchObject({ code: 'UNAVAILABLE' });
    expect(takenBy('third', of)).toHaveLength(20);
  });

  it('for what is slow are half of them, and five eighths for who has less than its share', () => {
    const of = turns({ most: 200 });
    const rooms = (...clients: string[]) => clients.map((client) => of.roomForSlow(client, 1));
    for (let taken = 0; taken < 100; taken += 1) of.take('a');
    expect(rooms('a')).toEqual([125]);
    of.take('a');
    expect(rooms('a', 'b')).toEqual([100, 125]);
    expect(of.roomForSlow('a', 2)).toBe(125);
    for (let taken = 0; taken < 34; taken += 1) of.take('b');
    of.take('c');
    expect(rooms('a', 'b', 'c')).toEqual([100, 125, 125]);
    expect(turns({ most: 8 }).roomForSlow('a', 1)).toBe(64);
  });

  it('are given back once, however often their end is told', () => {
    const of = turns({ most: 10 });
    const end = of.take('a');
    of.take('a');
    end();
    end();
    expect(of.underWay()).toBe(1);
  });

  it('are taken several at once by what asks about many, but never most of what there is', () => {
    const of = turns({ most: 80 });
    expect(takenBy('long', of, 5)).toHaveLength(12);
    expect(of.underWay()).toBe(60);
    const beside = takenBy('short', of);
    expect(beside).toHaveLength(20);
    for (const end of beside) end();
    expect(of.underWay()).toBe(60);
    expect(takenBy('longest', of, 1_000)).toHaveLength(2);
    expect(of.underWay()).toBe(80);
  });

  it('refuse a hundred thousand at once without waiting', () => {
    const of = turns({ most: 10 });
    takenBy('a', of);
    const began = performance.now();
    for (let n = 0; n < 100_000; n += 1) busy(() => of.take('a'));
    expect((performance.now() - began) / 100_000).toBeLessThan(1);
  });
});
