import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { parse, paths, read, sources } from './source.ts';
import { offences } from './words.ts';

const texts = paths.filter((path) => /\.(ts|md|ya?ml|json|graphql|sh)$|^\.ci\/|Dockerfile$/.test(path));
const ours = texts.filter((path) => path !== 'package-lock.json' && path !== 'test/tidy/words.test.ts');

describe('what code does not do', () => {
  it('is done nowhere', () => {
    expectNone(sources.flatMap(offences));
  });

  const refused: [what: string, path: string, text: string][] = [
    ['the clock of the machine', 'packages/service/a.ts', 'const now = Date.now();'],
    ['a date as a type', 'packages/service/a.ts', 'type A = { at: Date };'],
    ['rounding in a rule', 'subgraphs/loans/rules/a.ts', 'const a = Math.round(b);'],
    ['money as a decimal text', 'packages/ledger/a.ts', 'const a = b.toFixed(2);'],
    ['a float out of text', 'packages/kernel/money.ts', 'const a = parseFloat(b);'],
    ['any', 'gateway/a.ts', 'const a: any = b;'],
    ['a default export', 'gateway/a.ts', 'export default 1;'],
    ['a barrel', 'gateway/a.ts', "export * from './b.ts';"],
    ['a lonely test', 'gateway/a.test.ts', "describe.only('a', () => {});"],
    ['a skipped table of tests', 'gateway/a.test.ts', "it.skip.each([1])('a', () => {});"],
    ['save()', 'subgraphs/loans/operations/a.ts', 'await db.save(row);'],
    ['an order as text', 'subgraphs/loans/operations/a.ts', "query.orderBy('name');"],
    ['printing', 'subgraphs/loans/operations/a.ts', 'console.log(1);'],
    ['a percentage', 'subgraphs/loans/rules/a.ts', "const ratio = rate('0.5%');"],
    ['an amount in yuan', 'subgraphs/loans/operations/a.ts', "const amount = fen('100.00');"],
    ['an amount in fen', 'subgraphs/loans/operations/a.ts', 'const amount = 10000n;'],
    ['a threshold in fen', 'subgraphs/loans/rules/a.ts', 'const rich = amount > 10000n;'],
  ];

  it.each(refused)('would be found: %s', (_what, path, text) => {
    expect(offences(parse(path, text))).toHaveLength(1);
  });

  it('does not take a name for a thing', () => {
    expect(
      offences(parse('gateway/a.ts', 'type A = { Date: string }; const b = a.Date; const c = { Date: 1 };')),
    ).toEqual([]);
  });
});

describe('what no file says', () => {
  it('in its name: that it is a drawer for anything', () => {
    const drawers = /^(utils?|helpers?|common|managers?|misc|shared|index)$/;
    const parts = (path: string) => path.replace(/\.[^/]*$/, '').split(/[/.-]/);
    expectNone(paths.filter((path) => !path.startsWith('.') && parts(path).some((part) => drawers.test(part))));
  });

  it('in its name: capitals or underscores', () => {
    expectNone(sources.map(({ path }) => path).filter((path) => /[A-Z_]/.test(path)));
  });

  it('that something is left to do', () => {
    expectNone(linesWith(/\b(TODO|FIXME|XXX|HACK)\b/));
  });

  it('where it lies on one machine', () => {
    expectNone(linesWith(/(?<![\w.:/-])\/(work|farm|home|root|Users|tmp)\/\w/));
  });

  it('that a complaint of the compiler is to be ignored', () => {
    expectNone(linesWith(/@ts-(ignore|nocheck|expect-error)/));
  });
});

function linesWith(pattern: RegExp): string[] {
  return ours.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : [])),
  );
}
