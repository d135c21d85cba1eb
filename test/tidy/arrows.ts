import { posix } from 'node:path';
import { type Place, packagePlaces, subgraphFile, subgraphFolders } from './places.ts';
import { at, isTest, nodes, type Source } from './source.ts';

export type Import = { to: string | undefined; typesOnly: boolean; offset: number };
/** A package, the gateway or a subgraph, and the folder or file in it. */
type Where = { home: string; subgraph: boolean; part: string };

const anything = new Set(['local', 'test', 'dotfiles']);

/** Every import, re-export, `import()` and `import('…')` type of a file; `to` is undefined where it is computed. */
export function importsOf(source: Source): Import[] {
  const { staticImports, staticExports, dynamicImports } = source.syntax.module;
  const fixed = [
    ...staticImports.map((one) => ({
      to: one.moduleRequest.value,
      typesOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
      offset: one.start,
    })),
    ...staticExports.flatMap((one) =>
      one.entries.flatMap((entry) =>
        entry.moduleRequest ? [{ to: entry.moduleRequest.value, typesOnly: entry.isType, offset: one.start }] : [],
      ),
    ),
  ];
  const computed = dynamicImports.map(({ start, moduleRequest }) => {
    const quoted = source.text.slice(moduleRequest.start, moduleRequest.end);
    return { to: /^(['"])(.*)\1$/.exec(quoted)?.[2], typesOnly: false, offset: start };
  });
  const types = [...nodes(source)].flatMap(({ node }) =>
    node.type === 'TSImportType' ? [{ to: node.source.value, typesOnly: true, offset: node.start }] : [],
  );
  return [...fixed, ...computed, ...types];
}

/** What the file imports against the arrows, each as one line that says where and why. */
export function violations(source: Source): string[] {
  const from = whereIs(source.path);
  if (!from) return [`${source.path}: no rule says what this place may import`];
  if (anything.has(from.home)) return [];
  return importsOf(source).flatMap((one) => {
    const reason = objection(source.path, from, one);
    return reason ? [`${at(source, one.offset)} imports ${one.to ?? 'something computed'}: ${reason}`] : [];
  });
}

/** The path of the project's file that is imported, undefined for a library. */
export function target(path: string, to: string): string | undefined {
  if (to.startsWith('.')) return posix.join(posix.dirname(path), to);
  if (!to.startsWith('#')) return undefined;
  const [name = '', ...rest] = to.slice(1).split('/');
  const home = { gateway: 'gateway', test: 'test/support' }[name] ?? (name in homes ? homes[name] : undefined);
  return `${home ?? `subgraphs/${name}`}/${rest.join('/')}`;
}

const homes: Record<string, string> = Object.fromEntries(
  ['kernel', 'policy', 'service', 'ledger', 'local'].map((name) => [name, `packages/${name}`]),
);

function whereIs(path: string): Where | undefined {
  const [top = '', home = '', ...rest] = path.split('/');
  const part = (rest[0] ?? '').replace(/\.ts$/, '').replace(/\.test$/, '');
  if (top === 'packages') return { home, subgraph: false, part };
  if (top === 'subgraphs') return { home, subgraph: true, part };
  if (top === 'gateway' || top === 'test') return { home: top, subgraph: false, part: home.replace(/\.ts$/, '') };
  return top.startsWith('.') ? { home: 'dotfiles', subgraph: false, part: '' } : undefined;
}

function placeOf(path: string, where: Where): Place | undefined {
  if (!where.subgraph) return packagePlaces[where.home];
  return path.split('/').length > 3 ? subgraphFolders[where.part] : subgraphFile(where.part);
}

function objection(path: string, from: Where, { to, typesOnly }: Import): string | undefined {
  if (to === undefined) return 'only packages/local and test may compute what they import';
  const aim = target(path, to);
  const place = placeOf(path, from);
  if (!place) return 'no rule says what this folder may import';
  if (aim === undefined) return libraryObjection(path, from, place.libraries, to);
  const into = whereIs(aim);
  if (!into) return 'outside the project';
  if (into.home === from.home) return ownObjection(path, place, into, to, typesOnly);
  if (isTest(path) && aim.startsWith('test/vectors/')) return undefined;
  if (to.startsWith('.')) return `write #${into.home}/…`;
  if (into.subgraph) return 'only a subgraph itself, packages/local and test import a subgraph';
  if (isTest(path) && into.home !== 'gateway') return undefined;
  return place.packages.includes(into.home) ? undefined : `${nameOf(from)} may not`;
}

function ownObjection(path: string, place: Place, into: Where, to: string, typesOnly: boolean): string | undefined {
  if (!to.startsWith('.')) return 'within a folder imports are relative';
  if (isTest(path) || place.own === 'all' || place.own.includes(into.part)) return undefined;
  if (typesOnly && place.ownTypes?.includes(into.part)) return undefined;
  return place.ownTypes?.includes(into.part) ? 'only its types' : `${nameOf(whereIs(path))} may not`;
}

function libraryObjection(path: string, from: Where, libraries: readonly string[], to: string): string | undefined {
  if (isTest(path)) return undefined;
  const named = libraries.some(
    (library) => to === library || to.startsWith(library.endsWith(':') ? library : `${library}/`),
  );
  return named ? undefined : `not a library of ${nameOf(from)}`;
}

const nameOf = (where: Where | undefined): string => (where?.subgraph ? where.part : (where?.home ?? ''));
