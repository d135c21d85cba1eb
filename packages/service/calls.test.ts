import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from './caller.ts';
import { answerBytes, answersIn, callText, longestHead, MalformedCalls, mostCalls, readCalls } from './calls.ts';

const caller: Caller = { client: 'bank-a', audience: 'bank', cities: ['652300'], scopes: [], correlation: 'c-1' };
const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((one) => one.isWellFormed());

describe('calls that come together', () => {
  it('are read as they were sent, whatever their bodies hold', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: mostCalls }), (bodies) => {
        const head = { mark: '7', caller, forMs: 1_990, traceparent: '00-ab-cd-01' };
        const sent = Buffer.from(bodies.map((body) => callText(head, body)).join(''));
        const expected = bodies.map((body) => ({ ...head, body: Buffer.from(body) }));
        expect(readCalls(sent)).toEqual(expected);
      }),
    );
  });

  const one = callText({ mark: '7', caller, forMs: 1_000 }, '{}');
  const malformed: Record<string, string> = {
    'a head that never ends': `{"caller":"${'a'.repeat(5_000)}`,
    'a body cut short': one.slice(0, -1),
    'a length below nothing': one.replace('"bytes":2', '"bytes":-2'),
    'a length that is no number': one.replace('"bytes":2', '"bytes":"2"'),
    'half a byte': one.replace('"bytes":2', '"bytes":1.5'),
    'no length': one.replace(',"bytes":2', ''),
    'no mark': one.replace('"mark":"7",', ''),
    'no caller': `{"mark":"7","bytes":2}\n{}`,
    'nothing at all': 'null\n',
    'one too many': one.repeat(mostCalls + 1),
    'something after the last': `${one}{}`,
  };
  for (const [what, sent] of Object.entries(malformed)) {
    it(`are refused as a whole for ${what}`, () => {
      expect(() => readCalls(Buffer.from(sent))).toThrow(MalformedCalls);
    });
  }

  it('are taken from the longest caller that a token can make', () => {
    const longest: Caller = {
      ...{ client: '\u0001'.repeat(100), audience: 'centre', cities: ['652300', '330500'] },
      ...{ scopes: Array(1_000).fill('\u0001'), officer: 'o'.repeat(64), purpose: 'p'.repeat(40) },
      ...{ caseReference: 'c'.repeat(64), correlation: randomUUID(), member: randomUUID() },
    };
    for (const scopes of [longest.scopes, ['\u0001'.repeat(2_000)], ['税'.repeat(2_000)]]) {
      const caller = { ...longest, scopes };
      const sent = callText({ mark: '1'.repeat(16), caller, forMs: 2_000, traceparent: 't'.repeat(55) }, '{}');
      expect(Buffer.byteLength(sent)).toBeLessThan(longestHead);
      expect(readCalls(Buffer.from(sent))).toHaveLength(1);
    }
  });
});

describe('answers', () => {
  type Told = { mark: string; status: number; bytes: Buffer };
  const answer = fc.record({
    mark: fc.uuid(),
    status: fc.integer({ min: 200, max: 599 }),
    bytes: text.map((one) => Buffer.from(one)),
  });

  it('are the same in whatever pieces they come, and one that is too long is passed over', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 40 })), (sent, cuts) => {
        const all = Buffer.concat(sent.map(({ mark, status, bytes }) => answerBytes(mark, status, bytes)));
        const told: Told[] = [];
        const long: string[] = [];
        const answers = answersIn(40, {
          taken: (mark, status, bytes) => void told.push({ mark, status, bytes }),
          tooLong: (mark) => void long.push(mark),
        });
        let at = 0;
        for (const cut of cuts) {
          if (at >= all.length) break;
          answers.add(all.subarray(at, at + cut));
          at += cut;
        }
        if (at < all.length) answers.add(all.subarray(at));
        expect(told).toEqual(sent.filter(({ bytes }) => bytes.length <= 40));
        expect(long).toEqual(sent.flatMap(({ mark, bytes }) => (bytes.length > 40 ? [mark] : [])));
        expect(answers.ended()).toBe(true);
      }),
    );
  });

  const untouched = { taken: () => expect.unreachable(), tooLong: () => expect.unreachable() };
  const bad: Record<string, string> = {
    'HTML in their place': '<html>\n<body>',
    'a head that never ends': '1'.repeat(200),
    'nobody whose it is': '200 2\n{}',
    'a length below nothing': '200 -2 7\n{}',
  };
  for (const [what, sent] of Object.entries(bad)) {
    it(`end with an error for ${what}`, () => {
      expect(() => answersIn(1_000, untouched).add(Buffer.from(sent))).toThrow(MalformedCalls);
    });
  }

  it('that end within one are not at their end', () => {
    const within = answersIn(1_000, untouched);
    within.add(Buffer.from('200 2 7\n{'));
    expect(within.ended()).toBe(false);
    const passing = answersIn(1, { ...untouched, tooLong: () => {} });
    passing.add(Buffer.from('200 4 7\n{'));
    expect(passing.ended()).toBe(false);
  });
});
