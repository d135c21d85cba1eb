import { describe, expect, it } from 'vitest';
import { changji, huzhou } from './figures.ts';
import { prove } from './prove.ts';

describe('lives in Huzhou, beside a model that shares no code with the register', () => {
  it('HZ-02 HZ-03 HZ-04 HZ-06 HZ-07 HZ-08 HZ-09 HZ-12 CJ-13 go as the model says, command by command', {
    timeout: 7_200_000,
  }, async () => {
    expect(await prove([[huzhou], [huzhou], [changji, huzhou]], 100)).toBeGreaterThan(0);
  });
});
