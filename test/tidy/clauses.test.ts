import { it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { isProduct, isTest, nodes, paths, read, type Source, sources } from './source.ts';

const clause = /\b(?:CJ|HZ|AG)-\d\d\b/g;

/** The clauses that the main job keeps; each must be proven by a test that names it. */
const promised = [
  ...['CJ-01', 'CJ-02', 'CJ-03', 'CJ-04', 'CJ-05', 'CJ-06', 'CJ-07', 'CJ-09', 'CJ-11', 'CJ-12', 'CJ-14', 'CJ-15'],
  ...['CJ-16', 'CJ-17', 'CJ-18', 'CJ-20', 'CJ-22', 'CJ-23', 'HZ-01', 'HZ-02', 'AG-01', 'AG-02', 'AG-03', 'AG-05'],
];

/** The names of all tests, and of the cases that a clerk can read and a test runs. */
const names = [...sources.filter(({ path }) => isTest(path)).flatMap(testNames), ...caseNames()];
const proven = new Set(names.flatMap((name) => name.match(clause) ?? []));

it('proves every clause that the main job keeps', () => {
  expectNone(promised.filter((id) => !proven.has(id)));
});

it('proves every clause that the code or a schema claims', () => {
  const claims = new Map<string, string>();
  const texts = [
    ...sources.filter(({ path }) => isProduct(path) && /\/(rules|operations|jobs)\//.test(path)),
    ...paths.filter((path) => path.endsWith('/schema.graphql')).map((path) => ({ path, text: read(path) })),
  ];
  for (const { path, text } of texts)
    for (const id of text.match(clause) ?? []) if (!claims.has(id)) claims.set(id, path);
  expectNone([...claims].filter(([id]) => !proven.has(id)).sort());
});

function testNames(source: Source): string[] {
  return [...nodes(source)].flatMap(({ node }) => {
    if (node.type !== 'CallExpression' || !/^(it|test|describe)\b/.test(source.text.slice(node.start))) return [];
    const [name] = node.arguments;
    return name?.type === 'Literal' || name?.type === 'TemplateLiteral'
      ? [source.text.slice(name.start, name.end)]
      : [];
  });
}

function caseNames(): string[] {
  const cases = paths.filter((path) => path.endsWith('.cases.yaml')).flatMap((path) => read(path).split('\n'));
  return cases.filter((line) => /^\s*-?\s*name:/.test(line));
}
