import { describe, expect, it } from 'vitest';
import { changji, huzhou } from './figures.ts';
import { prove } from './prove.ts';

describe('lives in Changji, beside a model that shares no code with the register', () => {
  it('CJ-05 CJ-06 CJ-07 CJ-09 CJ-10 CJ-11 CJ-12 CJ-13 CJ-14 CJ-15 go as the model says, command by command', {
    timeout: 7_200_000,
  }, async () => {
    expect(await prove([[changji], [changji], [changji, huzhou]], 0)).toBeGreaterThan(0);
  });
});
