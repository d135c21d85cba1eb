import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { paths, read, topLevel } from './source.ts';

const atTheTop = new Set([
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'docker-compose.yml', 'README.md', 'README.zh-CN.md'],
  ...['gateway', 'subgraphs', 'packages', 'test', 'node_modules', 'coverage'],
]);

describe('the layout', () => {
  it('has nothing at the top but what the plan names and dotfiles', () => {
    expectNone(topLevel().filter((name) => !name.startsWith('.') && !atTheTop.has(name)));
  });

  it('has a README in every part', () => {
    const parts = ['gateway', ...partsOf('packages'), ...partsOf('subgraphs')];
    expectNone(parts.filter((part) => !paths.includes(`${part}/README.md`)));
  });

  it('gives every subgraph its schema, context, database and main, and nothing that is built', () => {
    const files = ['schema.graphql', 'schema.generated.ts', 'context.ts', 'database.ts', 'main.ts', 'README.md'];
    const missing = partsOf('subgraphs').flatMap((part) => files.map((file) => `${part}/${file}`));
    expectNone(missing.filter((path) => !paths.includes(path)));
    expectNone(paths.filter((path) => /(^|\/)(src|dist|build|lib)\//.test(path) || path.endsWith('.js')));
  });
});

describe('the rights in the database', () => {
  const append = /\b(UPDATE|DELETE|TRUNCATE|ALL)\b[^;]*\bON\b[^;]*\b(movement|disclosure\w*)\b/i;
  const grants = paths
    .filter((path) => path.endsWith('.ts') && !path.startsWith('test/tidy/'))
    .flatMap((path) => (read(path).match(/\bGRANT\b[^;`]*/gi) ?? []).map((grant) => ({ path, grant })));

  it('let nobody change or delete a movement or a disclosure', () => {
    expectNone(grants.filter(({ grant }) => append.test(grant)));
  });

  it('would be found out', () => {
    expect(append.test('GRANT SELECT, UPDATE ON movement TO provident_loans')).toBe(true);
    expect(append.test('GRANT UPDATE ON disclosure_telling TO provident_gateway')).toBe(true);
    expect(append.test('GRANT SELECT, INSERT ON movement TO provident_loans')).toBe(false);
    expect(grants.length).toBeGreaterThan(0);
  });
});

function partsOf(folder: string): string[] {
  const inside = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.split('/', 2).join('/'));
  return [...new Set(inside)];
}
