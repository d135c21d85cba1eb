import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#service/database.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { applyRate, divide, rate, roundings } from './money.ts';
import { appliedSql, dividedSql } from './money-sql.ts';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await freshDatabase();
  database = await openDatabase({ url: test.ownerUrl, schema: 'public', poolSize: 1 });
});
afterAll(async () => {
  await database?.destroy();
  await test?.drop();
});

describe.each(roundings)('%s', (rounding) => {
  it('is in PostgreSQL what the kernel makes of it, of negative amounts and exact halves too', async () => {
    const fen = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const divisor = fc.integer({ min: 1, max: 360_000_000 });
    const cases = [
      ...fc.sample(fc.record({ fen, divisor }), 200),
      ...[-15n, -5n, 0n, 5n, 15n, 25n, 50n, 150n, -50n].map((each) => ({ fen: each, divisor: 10 })),
    ];
    const share = rate('0.5%');
    const found: { divided: bigint; applied: bigint }[] = await database.query(
      `SELECT ${dividedSql('fen', 'divisor', rounding)} AS divided, ${appliedSql('fen', share, rounding)} AS applied
       FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS given (fen, divisor, at) ORDER BY at`,
      [cases.map((each) => each.fen), cases.map((each) => each.divisor)],
    );
    const expected = cases.map((each) => ({
      divided: divide(each.fen, each.divisor, rounding),
      applied: applyRate(each.fen, share, rounding),
    }));
    expect(found).toEqual(expected);
  });
});

it('an amount that PostgreSQL cannot reckon with is an error and no amount', async () => {
  const sql = `SELECT ${appliedSql('$1::bigint', rate('12345.678901%'), 'half-up-fen')}`;
  await expect(database.query(sql, [9n * 10n ** 18n])).rejects.toThrow('out of range');
});
