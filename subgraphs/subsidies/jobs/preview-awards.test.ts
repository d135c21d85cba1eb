import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { awardClosedMonths } from './award-run.ts';
import { previewAwards } from './preview-awards.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.stop());

const tables = ['award', 'award_basis', 'told_month', 'monthly_fact', 'participant', 'operation', 'inbox'];
/** Every row that there is, and everything that was told. */
async function everything(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const table of tables) found.push(await rows(register.database, `SELECT t.*, xmin FROM ${table} t ORDER BY t`));
  found.push(await rows(register.database, 'SELECT id, state FROM events.job ORDER BY id'));
  return found;
}

describe('a dry run of the awards', () => {
  it('CJ-15 CJ-16 tells of each month and clause how many persons would be awarded how much, and leaves no trace', async () => {
    await register.payer(12, '2025-01', yuan('600'));
    const veteran = await register.payer(12, '2025-01', yuan('1200'));
    await register.enrol(veteran, 'VETERAN', '2024-02-05');
    // What the month after would award rests on what this one did: no month counts twice, and an opening once.
    await register.close(veteran, '2025-02', paid(yuan('1200'), 13));
    const before = await everything();
    const tried = await previewAwards(register.context);
    expect(tried).toEqual([
      { city: '652300', period: '2024-07', clause: 'CJ-16', rows: 1, persons: 1, amount: yuan('100') },
      { city: '652300', period: '2025-01', clause: 'CJ-15', rows: 2, persons: 2, amount: yuan('108') },
    ]);
    expect(await everything()).toEqual(before);
    expect(await previewAwards(register.context)).toEqual(tried);
    await awardClosedMonths(register.context);
    const awarded = await rows(
      register.database,
      'SELECT month AS period, clause, count(*)::int AS rows, sum(fen)::bigint AS amount FROM award GROUP BY 1, 2 ORDER BY 1, 2',
    );
    expect(awarded).toEqual(tried.map(({ period, clause, rows: n, amount }) => ({ period, clause, rows: n, amount })));
    expect(await previewAwards(register.context)).toEqual([]);
  });

  it('ends with the fault of what it tries, and leaves no trace of that either', async () => {
    await register.payer(12, '2025-03', yuan('600'));
    const before = await everything();
    const policy = () => {
      throw new Error('no policy');
    };
    await expect(previewAwards({ ...register.context, policy })).rejects.toThrow('no policy');
    expect(await everything()).toEqual(before);
  });
});
