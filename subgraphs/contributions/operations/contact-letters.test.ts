import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { requestTransferIn } from './request-transfer-in.ts';

let register: Rehearsal;
beforeAll(async () => {
  register = await rehearse('2026-03-02');
});
afterAll(() => register.close());

it('CJ-10 HZ-12 contact letters asked for at the same moment have numbers that follow each other, in each city its own', async () => {
  const members = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const city = index % 2 === 0 ? '652300' : '330500';
      const memberId = await register.approve(city);
      await register.sign(memberId, { firstContribution: 120_000n });
      return memberId;
    }),
  );
  const asked = members.map((memberId) =>
    requestTransferIn(register.context(), { memberId, centre: '650100000000000', idempotencyKey: randomUUID() }),
  );
  const letters = (await Promise.all(asked)).map(({ letter }) => letter).sort();
  const numbered = (city: string) => Array.from({ length: 6 }, (_, nth) => `${city}260302000${nth + 1}`);
  expect(letters).toEqual([...numbered('330500'), ...numbered('652300')]);
});
