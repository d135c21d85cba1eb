import { expect, test } from 'vitest';
import { blindIndex, sealer } from './sealing.ts';

const first = `k1:${'11'.repeat(32)}`;
const second = `k2:${'22'.repeat(32)}`;
const text = '马晓燕 652301199208150013';

test('what is sealed opens in its own row and column', () => {
  const { seal, open } = sealer(first);
  expect(open(seal(text, 'member.name', 'row-1'), 'member.name', 'row-1')).toBe(text);
});

test('a sealed value moved to another row or column is refused', () => {
  const { seal, open } = sealer(first);
  const sealed = seal(text, 'member.name', 'row-1');
  expect(() => open(sealed, 'member.name', 'row-2')).toThrow();
  expect(() => open(sealed, 'member.phone', 'row-1')).toThrow();
});

test('any flipped bit is found', () => {
  const { seal, open } = sealer(first);
  const sealed = seal(text, 'c', 'r');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = changed[at]! ^ 1;
    expect(() => open(changed, 'c', 'r')).toThrow();
  }
});

test('the same text never seals to the same bytes', () => {
  const { seal } = sealer(first);
  expect(seal(text, 'c', 'r').equals(seal(text, 'c', 'r'))).toBe(false);
});

test('after a change of keys the old values open and new ones carry the new key’s id', () => {
  const old = sealer(first).seal(text, 'c', 'r');
  const rotated = sealer(`${second},${first}`);
  expect(rotated.open(old, 'c', 'r')).toBe(text);
  const renewed = rotated.seal(text, 'c', 'r');
  expect(renewed.subarray(1, 3).toString()).toBe('k2');
  expect(() => sealer(first).open(renewed, 'c', 'r')).toThrow('key that is not here');
});

test('a blind index is equal for equal values of one column only, and another under another key', () => {
  const [one] = blindIndex('aa'.repeat(32)).all('number', 'x');
  const of = (keys: string, column = 'number') => blindIndex(keys).all(column, 'x');
  expect(of('aa'.repeat(32))).toEqual([one]);
  expect(of('aa'.repeat(32), 'phone')).not.toEqual([one]);
  expect(of('bb'.repeat(32))).not.toEqual([one]);
  expect(one).toHaveLength(32);
});

test('a blind index has a fingerprint under each of its keys, the current one first', () => {
  const both = blindIndex(`new:${'bb'.repeat(32)},${'aa'.repeat(32)}`);
  expect(both.keys).toEqual(['new', '1']);
  const alone = ['bb', 'aa'].flatMap((byte) => blindIndex(byte.repeat(32)).all('number', 'x'));
  expect(both.all('number', 'x')).toEqual(alone);
});

test('keys of the wrong length are refused', () => {
  for (const keys of ['', 'k1', 'k1:abcd', `:${'11'.repeat(32)}`]) expect(() => sealer(keys)).toThrow(TypeError);
  expect(() => blindIndex('ab')).toThrow(TypeError);
  expect(() => blindIndex(`k:${'aa'.repeat(32)},k:${'bb'.repeat(32)}`)).toThrow('two keys have one id');
});
