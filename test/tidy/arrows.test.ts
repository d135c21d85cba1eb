import { describe, expect, it } from 'vitest';
import { importsOf, target, violations } from './arrows.ts';
import { expectNone } from './expect-none.ts';
import { isTest, parse, paths, sources } from './source.ts';

describe('the arrows', () => {
  it('are kept by every file', () => {
    expectNone(sources.flatMap(violations));
  });

  it('reach only files that exist', () => {
    const known = new Set(paths);
    const astray = sources.flatMap((source) =>
      importsOf(source).flatMap(({ to }) => {
        const path = to === undefined ? undefined : target(source.path, to);
        return path === undefined || known.has(path) ? [] : [`${source.path} → ${to}`];
      }),
    );
    expectNone(astray);
  });

  it('never go round in a circle of values', () => {
    expectNone(circles());
  });
});

describe('the keeper of the arrows', () => {
  const refused: [what: string, path: string, text: string][] = [
    ['a rule that reads the database', 'subgraphs/loans/rules/a.ts', "import { rows } from '#service/database.ts';"],
    ['a rule that reads the clock of Node', 'subgraphs/loans/rules/a.ts', "import { cpus } from 'node:os';"],
    [
      'a rule that reads a table of its own',
      'subgraphs/loans/rules/a.ts',
      "import type { Row } from '../tables/a.ts';",
    ],
    [
      'another subgraph by its name',
      'subgraphs/loans/operations/a.ts',
      "import { b } from '#members/operations/b.ts';",
    ],
    ['another subgraph by its path', 'subgraphs/loans/main.ts', "import { b } from '../members/context.ts';"],
    ['another subgraph in a test', 'subgraphs/loans/rules/a.test.ts', "import { b } from '#members/context.ts';"],
    ['another subgraph at run time', 'subgraphs/loans/jobs/a.ts', "await import('#members/context.ts');"],
    ['something computed', 'subgraphs/loans/jobs/a.ts', 'await import(nameOf(a));'],
    ['another subgraph as a type', 'subgraphs/loans/jobs/a.ts', "type A = import('#members/context.ts').Context;"],
    ['another subgraph handed on', 'subgraphs/loans/main.ts', "export { a } from '#members/context.ts';"],
    ['a rule in a resolver', 'subgraphs/loans/resolvers/a.ts', "import { rule } from '../rules/a.ts';"],
    ['a resolver in an operation', 'subgraphs/loans/operations/a.ts', "import { b } from '../resolvers/a.ts';"],
    ['a rule in a table', 'subgraphs/loans/tables/a.ts', "import { rule } from '../rules/a.ts';"],
    ['GraphQL in an operation', 'subgraphs/loans/operations/a.ts', "import { parse } from 'graphql';"],
    ['the database driver in an operation', 'subgraphs/loans/operations/a.ts', "import pg from 'pg';"],
    ['anything in the kernel', 'packages/kernel/a.ts', "import { log } from '#service/log.ts';"],
    ['Node in the kernel', 'packages/kernel/a.ts', "import { readFileSync } from 'node:fs';"],
    ['the ledger in the service', 'packages/service/a.ts', "import { post } from '#ledger/post.ts';"],
    ['the local stack in the product', 'packages/service/a.ts', "import { a } from '#local/secrets.ts';"],
    ['a subgraph in the gateway', 'gateway/a.ts', "import { a } from '#members/context.ts';"],
    ['a package by its path', 'gateway/a.ts', "import { a } from '../packages/kernel/money.ts';"],
    ['a folder without a rule', 'subgraphs/loans/services/a.ts', "import { a } from '#kernel/money.ts';"],
  ];

  it.each(refused)('refuses %s', (_what, path, text) => {
    expect(violations(parse(path, text))).toHaveLength(1);
  });

  it('lets pass what may be', () => {
    const text = `
      import type { Decision } from '../rules/a.ts';
      import { contribute } from '../operations/contribute.ts';
      import type { Fen } from '#kernel/money.ts';
      import { GraphQLError } from 'graphql';`;
    expectNone(violations(parse('subgraphs/loans/resolvers/a.ts', text)));
    expectNone(violations(parse('packages/local/a.ts', "import { a } from '#members/context.ts';")));
  });
});

/** The circles of imports that carry a value; types may refer to each other. */
function circles(): string[] {
  const next = new Map<string, string[]>();
  for (const source of sources.filter(({ path }) => !isTest(path))) {
    const values = importsOf(source).filter(({ typesOnly }) => !typesOnly);
    next.set(
      source.path,
      values.map(({ to }) => to && target(source.path, to)).filter((path) => path !== undefined) as string[],
    );
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const other of next.get(path) ?? []) visit(other, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}
