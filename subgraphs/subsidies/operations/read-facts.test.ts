import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRegister, paid, type Register } from '../jobs/register.test-support.ts';
import { readFacts } from './read-facts.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.stop());

it('CJ-18 a look over everybody lets whoever asks the same process have their turn between a few and the next', async () => {
  const rows = Array.from({ length: 600 }, () => ({ memberId: randomUUID(), ...paid(100n, 1) }));
  await register.arrive({ type: 'month-closed', city: '652300', month: '2025-01', chunk: 0, rows });
  const reading = { city: '652300', first: '2025-01', last: '2025-01', awardsBefore: null } as const;
  let turns = 0;
  const seen: [number, number][] = [];
  for await (const members of readFacts(register.database.manager, reading)) {
    setImmediate(() => {
      turns += 1;
    });
    seen.push([members.length, turns]);
  }
  expect(seen).toEqual([
    [250, 0],
    [250, 1],
    [100, 2],
  ]);
});
