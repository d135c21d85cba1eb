import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAccount, maskIdentityNumber, maskName, maskPhone } from './mask.ts';

describe('masks', () => {
  it('shows the first character of a name', () => {
    expect(['张三丰', '张三', '张', '', '𠮷田'].map(maskName)).toEqual(['张**', '张*', '*', '*', '𠮷*']);
  });

  it('shows the first six and last four of an identity number', () => {
    expect(maskIdentityNumber('652301199208150013')).toBe('652301********0013');
    expect(maskIdentityNumber('USA652385030714')).toBe('USA652*****0714');
    expect(maskIdentityNumber('6523011992')).toBe('**********');
  });

  it('shows the first three and last four of a mobile number', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('12345')).toBe('*****');
  });

  it('shows the last four of an account', () => {
    expect(maskAccount('6222021234567890')).toBe('************7890');
    expect(maskAccount('1234567')).toBe('*******');
    expect(maskAccount('')).toBe('*');
  });

  it('never returns what it was given, nor more than the promised characters', () => {
    const notStars = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('*'));
    const digits = fc.stringMatching(/^[0-9X]{0,20}$/);
    const masks: [(text: string) => string, number][] = [
      [maskName, 1],
      [maskIdentityNumber, 10],
      [maskPhone, 7],
      [maskAccount, 4],
    ];
    for (const [mask, shown] of masks) {
      fc.assert(
        fc.property(fc.oneof(notStars, digits), (text) => {
          const masked = mask(text);
          expect(masked).not.toBe(text);
          expect(masked).toContain('*');
          expect([...masked.replaceAll('*', '')].length).toBeLessThanOrEqual(shown);
        }),
      );
    }
  });
});
