import type { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { checkVariables, limits } from './limits.ts';

/** The rule that JSON text as variables breaks. */
function brokenBy(text: string): unknown {
  try {
    checkVariables(JSON.parse(text));
    return undefined;
  } catch (error) {
    return (error as GraphQLError).extensions['rule'];
  }
}

const within = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);
const list = (length: number) => `{"a":[${Array(length).fill('"b"').join(',')}]}`;

it.each([
  ['in a value', String.raw`{"a":"\u0000"}`],
  ['in a key', String.raw`{"\u0000":1}`],
  ['below a key that every object has', String.raw`{"__proto__":{"a":"\u0000"}}`],
  ['in an item of a list', String.raw`{"a":[{"b":["\u0000"]}]}`],
])('text that cannot be kept is refused %s of variables, and so is half a letter', (_, text) => {
  expect(brokenBy(text)).toBe('text');
  expect(brokenBy(text.replace(String.raw`\u0000`, String.raw`\ud83d`))).toBe('text');
  expect(brokenBy(text.replace(String.raw`\u0000`, '昌'))).toBeUndefined();
});

it('variables are nested no deeper than allowed, objects and lists alike', () => {
  const depth = limits.variableDepth;
  expect([brokenBy(within('{"a":', '}', depth).replace('}', '1}')), brokenBy(within('[', ']', depth))]).toEqual([
    ...Array<undefined>(2),
  ]);
  expect(brokenBy(within('{"a":', '}', depth + 1).replace('}', '1}'))).toBe('variableDepth');
  expect(brokenBy(within('[', ']', depth + 2))).toBe('variableDepth');
});

it('lists in variables are no longer than allowed', () => {
  expect(brokenBy(list(limits.listItems))).toBeUndefined();
  expect(brokenBy(list(limits.listItems + 1))).toBe('listItems');
});
