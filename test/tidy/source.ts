import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, type ParseResult, parseSync, visitorKeys } from 'oxc-parser';

const root = join(import.meta.dirname, '../..');
const notOurs = new Set(['node_modules', '.git', '.local', 'coverage']);

/** A TypeScript file of the project with its syntax tree. */
export type Source = { path: string; text: string; lines: number; syntax: ParseResult };

/** What stands at the top of the project. */
export const topLevel = (): string[] => readdirSync(root);

/** Every file of the project by its path from the top, in order. */
export const paths: readonly string[] = walk('').sort();

/** The text of one file of the project. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every TypeScript file that a person writes. */
export const sources: readonly Source[] = paths
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.generated.ts'))
  .map((path) => parse(path, read(path)));

export const isTest = (path: string): boolean => /\.test(-support)?\.ts$/.test(path);

/** Code that runs for real: neither a test nor what only serves tests. */
export const isProduct = (path: string): boolean => !isTest(path) && !path.startsWith('test/') && !path.startsWith('.');

export function parse(path: string, text: string): Source {
  const syntax = parseSync(path, text);
  const error = syntax.errors[0];
  if (error) throw new Error(`${path} does not parse: ${error.message}`);
  return { path, text, lines: text.trimEnd().split('\n').length, syntax };
}

/** Where an offset stands, as `path:line`. */
export function at(source: Source, offset: number): string {
  return `${source.path}:${source.text.slice(0, offset).split('\n').length}`;
}

/** Every node of the syntax tree with its parent, outermost first. */
export function* nodes(source: Source): Generator<{ node: Node; parent: Node | undefined }> {
  const open: { node: Node; parent: Node | undefined }[] = [{ node: source.syntax.program, parent: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    const { node } = next;
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
      for (const one of Array.isArray(child) ? child : [child]) if (one) open.push({ node: one, parent: node });
    }
  }
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? walk(path) : [path];
  });
}
