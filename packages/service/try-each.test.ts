import { expect, it } from 'vitest';
import { tryAll, tryEach } from './try-each.ts';

it('a piece of a run that fails stops no other, and what failed is thrown at the end', async () => {
  for (const tried of [tryEach, tryAll]) {
    const done: number[] = [];
    const work = async (piece: number) => {
      if (piece % 2 === 0) throw new Error(`piece ${piece}`);
      done.push(piece);
    };
    await expect(tried([1, 2, 3], work)).rejects.toThrow(/^piece 2$/);
    await expect(tried([4, 5, 6, 7], work)).rejects.toThrow(/piece 4.*piece 6/);
    await tried([9], work);
    expect(done).toEqual([1, 3, 5, 7, 9]);
  }
});

it('pieces found on the way are done too, and a fault in finding them hides no piece that failed', async () => {
  const done: number[] = [];
  async function* found() {
    yield* [1, 2];
    throw new Error('no more to be found');
  }
  const work = async (piece: number) => {
    done.push(piece);
    if (piece === 1) throw new Error('piece 1');
  };
  await expect(tryEach(found(), work)).rejects.toThrow(/piece 1.*no more to be found/);
  expect(done).toEqual([1, 2]);
});
