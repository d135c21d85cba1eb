import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Caller, callHead } from './caller.ts';
import { type AnswerTaken, answerBytes, answersIn, callText, MalformedCalls, mostCalls, readCalls } from './calls.ts';

const caller: Caller = { client: 'bank-a', audience: 'bank', cities: ['652300'], scopes: [], correlation: 'c-1' };
const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((one) => one.isWellFormed());

describe('calls that come together', () => {
  it('are read as they were sent, whatever their bodies hold', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: mostCalls }), (bodies) => {
        const head = callHead(caller, 1_990, '00-ab-cd-01');
        const sent = Buffer.from(bodies.map((body) => callText(head, body)).join(''));
        const expected = bodies.map((body) => ({
          ...{ caller, forMs: 1_990, traceparent: '00-ab-cd-01' },
          body: Buffer.from(body),
        }));
        expect(readCalls(sent)).toEqual(expected);
      }),
    );
  });

  const one = callText(callHead(caller), '{}');
  const malformed: Record<string, string> = {
    'a head that never ends': `{"caller":"${'a'.repeat(5_000)}`,
    'a body cut short': one.slice(0, -1),
    'a length below nothing': one.replace('"bytes":2', '"bytes":-2'),
    'a length that is no number': one.replace('"bytes":2', '"bytes":"2"'),
    'half a byte': one.replace('"bytes":2', '"bytes":1.5'),
    'no length': one.replace(',"bytes":2', ''),
    'one too many': one.repeat(mostCalls + 1),
    'something after the last': `${one}{}`,
  };
  for (const [what, sent] of Object.entries(malformed)) {
    it(`are refused as a whole for ${what}`, () => {
      expect(() => readCalls(Buffer.from(sent))).toThrow(MalformedCalls);
    });
  }
});

describe('answers', () => {
  const tooLong = () => new RangeError('too long');
  const answer = fc.record({
    index: fc.integer({ min: 0, max: 99 }),
    status: fc.integer({ min: 200, max: 599 }),
    asker: fc.uuid(),
    bytes: text.map((one) => Buffer.from(one)),
  });

  it('are the same in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 40 })), (sent, cuts) => {
        const all = Buffer.concat(sent.map((one) => answerBytes(one.index, one.status, one.asker, one.bytes)));
        const taken: (AnswerTaken & { index: number })[] = [];
        const answers = answersIn(1_000, (index, told) => void taken.push({ index, ...told }), tooLong);
        let at = 0;
        for (const cut of cuts) {
          if (at >= all.length) break;
          answers.add(all.subarray(at, at + cut));
          at += cut;
        }
        if (at < all.length) answers.add(all.subarray(at));
        expect(taken).toEqual(sent);
        expect(answers.ended()).toBe(true);
      }),
    );
  });

  const bad: Record<string, [string, new () => Error]> = {
    'HTML in their place': ['<html>\n<body>', MalformedCalls],
    'a head that never ends': ['1'.repeat(200), MalformedCalls],
    'nobody whose it is': ['0 200 2\n{}', MalformedCalls],
    'a length below nothing': ['0 200 -2 c-1\n{}', MalformedCalls],
    'more bytes than are taken': ['0 200 1001 c-1\n', RangeError],
  };
  for (const [what, [sent, error]] of Object.entries(bad)) {
    it(`end with an error for ${what}`, () => {
      const answers = answersIn(1_000, () => expect.unreachable(), tooLong);
      expect(() => answers.add(Buffer.from(sent))).toThrow(error);
    });
  }

  it('that end within one are not at their end', () => {
    const answers = answersIn(1_000, () => expect.unreachable(), tooLong);
    answers.add(Buffer.from('0 200 2 c-1\n{'));
    expect(answers.ended()).toBe(false);
  });
});
