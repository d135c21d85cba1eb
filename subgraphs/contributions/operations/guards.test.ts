import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerQuery, type Rehearsal, rehearse } from '#test/contributions.ts';
import { collectDue } from '../jobs/collect.ts';

let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-01');
  await register.sign(await register.approve('652300'));
  register.clock.set('2026-03-20');
  await collectDue(register.context(), '652300', '2026-03-20');
});
afterAll(() => register?.close());

describe('what is paid, answered or booked is not rewritten', () => {
  const once = [
    ['a paid month', "UPDATE period_due SET filled_on = '2025-01-01', base = 99999999 WHERE filled_on IS NOT NULL"],
    ['a paid month, taken back', 'UPDATE period_due SET filled_on = NULL, paid_fen = 0'],
    ['a booked batch', "UPDATE debit_batch SET status = 'PREPARED'"],
    ['the answer of a command', "UPDATE operation SET answer = '{}'"],
  ] as const;

  it.each(once)('by the service: %s', async (_, sql) => {
    await expect(register.database.query(sql)).rejects.toThrow(/not rewritten|answered once/);
  });

  it.each(once)('by the schema’s owner: %s', async (_, sql) => {
    await expect(ownerQuery(register, sql)).rejects.toThrow(/not rewritten|answered once/);
  });

  it('and the service says of no movement when it was recorded', async () => {
    const into = 'from_account, to_account, city, pool, fen, code, booked_on';
    const given = `SELECT f.id, t.id, t.city, t.pool, 100, '01', '2020-01-01' FROM ledger_account f
      JOIN ledger_account t ON t.owner IS NOT NULL AND f.owner IS NULL AND t.city = f.city LIMIT 1`;
    const dated = given.replace("'2020-01-01' FROM", "'2020-01-01', '2020-01-01'::timestamptz FROM");
    const insert = register.database.query(`INSERT INTO movement (${into}, recorded_at) ${dated}`);
    await expect(insert).rejects.toThrow('permission denied');
  });
});
