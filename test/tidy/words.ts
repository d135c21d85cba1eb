import type { Node } from 'oxc-parser';
import { at, isProduct, nodes, type Source } from './source.ts';

/** Something that code does not do here, and where it does not. */
type Ban = { what: string; where: (path: string) => boolean; is: (node: Node, parent: Node | undefined) => boolean };

const clocks = new Set(['packages/kernel/clock.ts', 'packages/kernel/clock.test.ts']);
const prints =
  /^(packages\/local\/|packages\/policy\/print\.ts|gateway\/(compose|generate|documents-main|agreements-main)\.ts|gateway\/composition\/|test\/|\.)/;
const money = /^(subgraphs|packages\/(kernel|ledger|policy|service))\//;
const figures = /^(subgraphs\/\w+\/(rules|operations|resolvers|tables|jobs)|packages\/ledger)\//;
/** Whole numbers that are no figure of policy: none, one, the fen of a yuan, and a million as the scale of a rate. */
const plainBigints = new Set(['0', '1', '100', '1000000']);

const bans: readonly Ban[] = [
  {
    what: 'Date: the clock is passed in',
    where: (path) => !clocks.has(path),
    is: (node, parent) => node.type === 'Identifier' && node.name === 'Date' && !namesAProperty(node, parent),
  },
  {
    what: 'rounding outside kernel/money.ts',
    where: (path) => money.test(path) && isProduct(path),
    is: (node) => isCall(node, 'Math', 'round') || isCall(node, undefined, 'toFixed') || isName(node, 'parseFloat'),
  },
  { what: 'any', where: () => true, is: (node) => node.type === 'TSAnyKeyword' },
  {
    what: 'a default export',
    where: (path) => !path.startsWith('.'),
    is: (node) => node.type === 'ExportDefaultDeclaration',
  },
  { what: 'a barrel', where: () => true, is: (node) => node.type === 'ExportAllDeclaration' },
  {
    what: 'a test that is alone or left out',
    where: () => true,
    is: (node) =>
      node.type === 'MemberExpression' &&
      node.property.type === 'Identifier' &&
      /^(only|skip|todo|skipIf|runIf)$/.test(node.property.name) &&
      /^(it|test|describe)$/.test(rootName(node.object)),
  },
  { what: 'TypeORM save()', where: () => true, is: (node) => isCall(node, undefined, 'save') },
  {
    what: 'an order given as text',
    where: () => true,
    is: (node) =>
      (isCall(node, undefined, 'orderBy') || isCall(node, undefined, 'addOrderBy')) &&
      node.type === 'CallExpression' &&
      /^(Literal|TemplateLiteral)$/.test(node.arguments[0]?.type ?? ''),
  },
  {
    what: 'console: the product logs with #service/log.ts',
    where: (path) => !prints.test(path),
    is: (node) => isName(node, 'console'),
  },
  {
    what: 'a figure of policy: figures live in packages/policy',
    where: (path) => figures.test(path) && isProduct(path),
    is: (node, parent) => node.type === 'Literal' && isFigure(node.value) && !isScale(node.value, parent),
  },
];

/** Every use of what is banned in a file, as one line each. */
export function offences(source: Source): string[] {
  const here = bans.filter(({ where }) => where(source.path));
  return [...nodes(source)].flatMap(({ node, parent }) =>
    here
      .filter(({ is }) => is(node, parent) && !isExplained(source, node))
      .map(({ what }) => `${at(source, node.start)}: ${what}`),
  );
}

/** Biome's own way to allow one line, which demands a reason. */
function isExplained(source: Source, node: Node): boolean {
  if (node.type !== 'TSAnyKeyword') return false;
  const before = source.text.slice(0, node.start).split('\n').at(-2) ?? '';
  return /biome-ignore lint\/suspicious\/noExplicitAny: \S/.test(before);
}

function isFigure(value: unknown): boolean {
  if (typeof value === 'bigint') return !plainBigints.has(value.toString());
  return typeof value === 'string' && /^\d+(\.\d+)?\s?[%‰]$|^\d+\.\d\d$/.test(value);
}

/** A power of ten that only multiplies or divides moves the decimal point. */
function isScale(value: unknown, parent: Node | undefined): boolean {
  return parent?.type === 'BinaryExpression' && /^[*/]$/.test(parent.operator) && /^10*$/.test(String(value));
}

const isName = (node: Node, name: string): boolean => node.type === 'Identifier' && node.name === name;

function isCall(node: Node, object: string | undefined, method: string): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { callee } = node;
  return isName(callee.property, method) && (object === undefined || isName(callee.object, object));
}

function namesAProperty(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return (parent?.type === 'Property' || parent?.type === 'TSPropertySignature') && parent.key === node;
}

function rootName(node: Node): string {
  if (node.type === 'MemberExpression') return rootName(node.object);
  if (node.type === 'CallExpression') return rootName(node.callee);
  return node.type === 'Identifier' ? node.name : '';
}
