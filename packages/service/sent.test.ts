import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { sentOnce, sentText, sentValues } from './sent.ts';

const sent = (...values: string[]) => {
  const named = values.flatMap((value, index) => [index === 0 ? 'Purpose' : 'purpose', value]);
  return { rawHeaders: ['host', 'a', ...named, 'purposes', 'other'] } as unknown as IncomingMessage;
};
const tooOften = () => new Error('too often');

describe('a header', () => {
  it.each<[string[], string | undefined, string | undefined]>([
    [[], undefined, undefined],
    [['one'], 'one', 'one'],
    [[''], '', ''],
    [['one', 'two'], 'one, two', 'too often'],
    [['', 'two'], ', two', 'too often'],
    [['one', ''], 'one, ', 'too often'],
    [['', ''], ', ', 'too often'],
  ])('that was sent as %j is told with all its values, or refused where it may come once', (values, text, once) => {
    const request = sent(...values);
    expect(sentValues(request, 'purpose')).toEqual(values);
    expect(sentText(request, 'purpose')).toBe(text);
    if (once === 'too often') expect(() => sentOnce(request, 'purpose', tooOften)).toThrow(once);
    else expect(sentOnce(request, 'purpose', tooOften)).toBe(once);
  });
});
