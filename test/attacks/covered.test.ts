import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bodies, raws } from './bodies.ts';
import { elsewhere, nothingToAttack, notYet } from './elsewhere.ts';
import { queries } from './queries.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const numbersIn = (path: string): number[] =>
  [...read(path).matchAll(/(?:it|describe)\('((?:\d+(?:, )?)+): /g)].flatMap(([, list]) =>
    list!.split(', ').map(Number),
  );

it('each of the 120 attacks is in a table, in a test that is named, or in a list that says why not', () => {
  const tabled = [
    ...[...queries, ...bodies, ...raws].map(({ n }) => n),
    ...numbersIn('test/attacks/shapes.test.ts'),
    ...numbersIn('test/attacks/tokens.test.ts'),
    ...numbersIn('test/attacks/slow.test.ts'),
    ...numbersIn('test/attacks/arguments.test.ts'),
    ...[...read('test/attacks/tokens.test.ts').matchAll(/^ {2}\[\s*(\d+),/gm)].map(([, n]) => Number(n)),
  ];
  const listed = [elsewhere, nothingToAttack, notYet].flatMap((list) => Object.keys(list).map(Number));
  const all = new Set([...tabled, ...listed]);
  const missing = Array.from({ length: 120 }, (_, index) => index + 1).filter((n) => !all.has(n));
  expect(missing).toEqual([]);
});

it('every test named elsewhere is there', () => {
  const lost = Object.values(elsewhere).filter(([file, words]) => !read(file).includes(words));
  expect(lost).toEqual([]);
});
