import type { Node } from 'oxc-parser';
import { expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { at, isProduct, parse, type Source, sources } from './source.ts';

const promising = /^(packages\/(kernel|ledger)|subgraphs\/\w+\/(rules|operations))\//;

it('says of each function that rules, operations, kernel and ledger export what it promises', () => {
  const here = sources.filter(({ path }) => promising.test(path) && isProduct(path));
  expectNone(here.flatMap(silent));
});

it('would notice silence', () => {
  expect(silent(parse('a.ts', 'export function a() {}'))).toHaveLength(1);
  expectNone(silent(parse('a.ts', '/** Adds. */\nexport const a = () => 1;')));
});

/** Exported functions without a docstring; a type or a plain value says itself what it is. */
function silent(source: Source): string[] {
  const documented = source.syntax.comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'));
  return source.syntax.program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !isFunction(node.declaration)) return [];
    const said = documented.some(({ end }) => source.text.slice(end, node.start).trim() === '' && end <= node.start);
    return said
      ? []
      : [
          `${at(source, node.start)}: ${source.text
            .slice(node.start)
            .split(/[\n(=]/)[0]
            ?.trim()}`,
        ];
  });
}

function isFunction(declaration: Node | null): boolean {
  if (declaration?.type !== 'VariableDeclaration') return declaration?.type === 'FunctionDeclaration';
  return declaration.declarations.some(({ init }) => init?.type === 'ArrowFunctionExpression');
}
