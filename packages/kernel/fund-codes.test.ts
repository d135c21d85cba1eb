import { describe, expect, it } from 'vitest';
import { accountStatusName, businessName, codeTableNames, isCodeOf } from './fund-codes.ts';

const numbered = (last: number) => Array.from({ length: last }, (_, index) => String(index + 1).padStart(2, '0'));

describe('the code tables of JGJ/T 320', () => {
  it('CJ-10 HZ-12 name the business of every movement by A.5', () => {
    expect(numbered(15).map(businessName).join(' ')).toBe(
      '汇缴 补缴 开户 启封 封存 内部转移 外部转出 外部转入 年终结息 基数调整 部分提取 销户提取 缓缴处理 冻结 解冻',
    );
    expect(businessName('99')).toBe('其他');
  });

  it('CJ-10 HZ-12 name every status of a personal account by A.6', () => {
    expect(numbered(6).map(accountStatusName)).toEqual([
      '正常',
      '封存',
      '合并销户',
      '外部转出销户',
      '提取销户',
      '冻结',
    ]);
    expect(accountStatusName('99')).toBe('其他');
  });

  it('refuse a code that the standard does not have, also one that every object has', () => {
    for (const code of ['1', '16', '70', '']) expect(() => businessName(code)).toThrow(TypeError);
    expect(() => accountStatusName('07')).toThrow(TypeError);
  });
});

describe('a code of a table', () => {
  it.each([
    ['A.1', 5],
    ['A.5', 16],
    ['A.6', 7],
    ['A.7', 10],
    ['A.8', 3],
    ['A.9', 2],
    ['A.10', 4],
    ['A.11', 5],
    ['A.12', 4],
    ['A.14', 6],
    ['A.15', 10],
    ['GB/T 2261.1', 4],
  ] as const)('of %s is one of %i', (table, count) => {
    const all = ['0', '1', '2', '9', '00', ...numbered(20), '99'];
    expect(all.filter((code) => isCodeOf(table, code))).toHaveLength(count);
  });

  it('is of a table that has a name here', () => {
    expect(codeTableNames).toHaveLength(12);
  });
});
