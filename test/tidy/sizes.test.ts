import { it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { at, isTest, nodes, paths, read, type Source, sources } from './source.ts';

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

it('keeps a file to 200 lines, a test to 300', () => {
  const long = sources.filter(({ path, lines }) => lines > (isTest(path) ? 300 : 200));
  expectNone(long.map(({ path, lines }) => `${path}: ${lines} lines`));
});

it('keeps a function to 60 lines', () => {
  expectNone(sources.flatMap(longFunctions));
});

it('keeps a README of a part to 60 lines', () => {
  const long = paths
    .filter((path) => path.endsWith('/README.md'))
    .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }));
  expectNone(long.filter(({ lines }) => lines > 60));
});

function longFunctions(source: Source): string[] {
  return [...nodes(source)].flatMap(({ node, parent }) => {
    if (!functions.has(node.type)) return [];
    // A chapter of tests is a list, not a function with a subject of its own.
    if (parent?.type === 'CallExpression' && source.text.slice(parent.start).startsWith('describe')) return [];
    const lines = source.text.slice(node.start, node.end).split('\n').length;
    return lines > 60 ? [`${at(source, node.start)}: ${lines} lines`] : [];
  });
}
