import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { paths, read } from './source.ts';

type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> };
type Locked = { version?: string; resolved?: string; optionalDependencies?: Record<string, string> };
type Lock = { packages: Record<string, Locked> };

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as Lock;
const named = { ...dependencies, ...devDependencies };

describe('the dependencies', () => {
  it('have exact versions', () => {
    const loose = Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expectNone(loose);
  });

  it('are in the lock file with the same versions', () => {
    const other = Object.entries(named).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    );
    expectNone(other);
  });

  it('are locked without naming a registry, so that any may serve them', () => {
    expectNone(Object.keys(lock.packages).filter((name) => lock.packages[name]?.resolved !== undefined));
  });

  it('are locked for every kind of machine, because npm ci refuses a lock file made on one', () => {
    const wanted = Object.values(lock.packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
    const locked = Object.keys(lock.packages);
    expectNone(wanted.filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`))));
  });

  it('hold each federation library once, because two copies break the plans', () => {
    const copies = Object.keys(lock.packages).filter((path) =>
      /@apollo\/(federation-internals|query-planner|query-graphs|composition|gateway|subgraph)$/.test(path),
    );
    expectNone(copies.filter((path) => path.lastIndexOf('node_modules/') > 0 && !path.includes('/subgraph/')));
    expect(copies.length).toBeGreaterThanOrEqual(4);
  });

  it('are each named in a README with the reason why', () => {
    const lines = paths.filter((path) => path.endsWith('README.md')).flatMap((path) => read(path).split('\n'));
    const explained = (name: string) =>
      lines.some((line) => line.includes(`\`${name}\``) && line.replace(`\`${name}\``, '').trim().length > 20);
    expectNone(Object.keys(named).filter((name) => !name.startsWith('@types/') && !explained(name)));
  });
});
