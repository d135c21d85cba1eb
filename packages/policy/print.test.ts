import { describe, expect, it } from 'vitest';
import { columns, printPolicy, table } from './print.ts';

describe('the printed policy', () => {
  it('counts two columns for a Chinese character and a full-width mark, one for any other', () => {
    expect(columns('10%（草）“a”')).toBe(12);
  });

  it('aligns columns that mix Chinese and Latin text', () => {
    expect(
      table([
        ['a', '现行', 'x'],
        ['bbb', 'draft', 'y'],
        ['c', ''],
      ]),
    ).toBe('a    现行   x\nbbb  draft  y\nc');
  });

  it('marks a demonstration value as such and says whose number it is', () => {
    const line = printPolicy('changji', '2026-10-01')
      .split('\n')
      .find((each) => each.startsWith('contribution.base'));
    expect(line).toMatch(/2070\.00 … 35071\.00 +2026-07-01 +演示值 .*乌鲁木齐/);
  });

  it('heads the table with the plan, its standing and how long it is valid', () => {
    expect(printPolicy('changji', '2026-10-01')).toContain('征求意见稿 · 自印发之日起两年');
  });

  it('starts every document in the same column', () => {
    const lines = printPolicy('huzhou', '2026-10-01')
      .split('\n')
      .filter((each) => / {2}(现行|演示值) {2}/.test(each));
    const starts = lines.map((line) => columns(line.slice(0, line.search(/(?<=(现行|演示值) {2,})\S/))));
    expect(new Set(starts).size).toBe(1);
  });
});
