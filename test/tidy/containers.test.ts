import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { expectNone } from './expect-none.ts';
import { paths, read } from './source.ts';

type Service = { command?: string[]; environment?: Record<string, string>; depends_on?: Record<string, unknown> };

const text = read('docker-compose.yml');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
// Ours run on Node; PostgreSQL has settings for a command.
const processes = Object.entries(services).filter(([, { command }]) => command?.[0] === 'node');

describe('docker-compose.yml', () => {
  it('runs the gateway and every subgraph, each with its own main', () => {
    const mains = paths.filter((path) => /^(gateway|subgraphs\/\w+)\/main\.ts$/.test(path));
    const run = processes.map(([, { command }]) => command?.[1] ?? '');
    expectNone(mains.filter((main) => !run.includes(main)));
    expectNone(run.filter((main) => !paths.includes(main)));
  });

  it.each(processes)('gives %s every variable it cannot do without', (_name, { command, environment }) => {
    const main = command?.[1] ?? '';
    const settings = [main, main.replace('main.ts', 'config.ts')].filter((path) => paths.includes(path));
    const needed = settings.flatMap((path) => neededBy(read(path)));
    expectNone(needed.filter((name) => environment?.[name] === undefined));
    expect(main.endsWith('prepare-main.ts') || needed.length > 0).toBe(true);
  });

  it('waits for nobody who is not there', () => {
    const waited = Object.values(services).flatMap(({ depends_on }) => Object.keys(depends_on ?? {}));
    expectNone(waited.filter((name) => !(name in services)));
  });

  it('takes every secret from the environment, and .env.example names each', () => {
    const taken = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    const named = new Set([...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name));
    expect(named).toEqual(taken);
    expect(text).not.toMatch(/(PASSWORD|KEYS?): *['"]?[\w-]{8,}/);
  });
});

/** The variables that a main or its config reads without a default. */
function neededBy(source: string): string[] {
  const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):? ?([^\n]*(?:\n {4,}[^\n]*)*)/gm)];
  return read.flatMap(([, name = '', how = '']) => (/\.(optional|default)\(/.test(how) ? [] : [name]));
}
