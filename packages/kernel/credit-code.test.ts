import fc from 'fast-check';
import { expect, it } from 'vitest';
import vectors from '../../test/vectors/vectors.json' with { type: 'json' };
import { creditCodeCheck, isCreditCode } from './credit-code.ts';

const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

it('accepts each published unified social credit code', () => {
  for (const code of vectors.uscc) expect(isCreditCode(code), code).toBe(true);
});

it('refuses other lengths, lower case and the letters I O S V Z', () => {
  const wrong = ['', '91350100M000100Y4', '91350100M000100Y433', '91350100m000100y43', '9135010OM000100Y43'];
  for (const code of [...wrong, ' 91350100M000100Y43', '91350100M000100Y43\n', '９1350100M000100Y43']) {
    expect(isCreditCode(code), code).toBe(false);
  }
  expect(() => creditCodeCheck('9135010')).toThrow(TypeError);
  expect(() => creditCodeCheck('9135010OM000100Y4')).toThrow(TypeError);
});

it('detects every single wrong character', () => {
  const sign = fc.constantFrom(...signs);
  const digit = fc.constantFrom(...'0123456789');
  const parts = fc.tuple(
    fc.array(sign, { minLength: 2, maxLength: 2 }),
    fc.array(digit, { minLength: 6, maxLength: 6 }),
    fc.array(sign, { minLength: 9, maxLength: 9 }),
  );
  fc.assert(
    fc.property(parts, (groups) => {
      const first17 = groups.flat().join('');
      const code = first17 + creditCodeCheck(first17);
      expect(isCreditCode(code)).toBe(true);
      for (let at = 0; at < 18; at += 1) {
        for (const other of signs) {
          if (other !== code[at]) expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
        }
      }
    }),
    { numRuns: 30 },
  );
});
