import type pg from 'pg';

// A number of account n and booking k, the same in every run with this seed.
const drawn = (salt: number) => `abs(hashint8extended(acc.id::bigint * 16 + k, $1::bigint + ${salt}) % 1000000007)`;

/**
 * Gives every account some money that came and went over the interest year 2023-06-30 to 2024-06-30 and two days more: from
 * nothing to five deposits of any amount on any day, some of them on the first day, the last one, 29 February; then half
 * or all of it taken out, some on the last day. Every 97th keeps what it has, all of it paid in before December, to be closed.
 */
export async function seedSavings(owner: pg.Client, seed: number): Promise<void> {
  await owner.query("SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '128MB'");
  await owner.query('DROP INDEX movement_into, movement_out_of');
  await owner.query(
    `INSERT INTO ledger_account (city, pool, code) SELECT city, 'flexible', 'bank:custody' FROM (SELECT DISTINCT city FROM account) AS c
     ON CONFLICT DO NOTHING`,
  );
  const custody = `JOIN ledger_account bank ON bank.city = acc.city AND bank.pool = 'flexible' AND bank.code = 'bank:custody'`;
  await owner.query(
    `INSERT INTO movement (from_account, to_account, city, pool, fen, code, booked_on, period, run)
     SELECT bank.id, acc.flexible, acc.city, 'flexible', 1 + ${drawn(1)} % 7000003, '01',
       CASE WHEN acc.id % 97 = 0 THEN '2023-06-30'::date + (${drawn(2)} % 150)::int
         WHEN k = 1 AND acc.id % 5 = 0 THEN '2023-06-30'
         WHEN acc.id % 13 = 0 THEN '2024-06-30'
         WHEN k = 1 AND acc.id % 17 = 0 THEN '2024-02-29'
         WHEN acc.id % 31 = 0 THEN '2024-07-01'
         ELSE '2023-06-30'::date + (${drawn(2)} % 369)::int END, NULL, 'seed'
     FROM account acc ${custody} CROSS JOIN LATERAL generate_series(1, acc.id % 6) AS k`,
    [seed],
  );
  await owner.query(
    `INSERT INTO movement (from_account, to_account, city, pool, fen, code, booked_on, period, run)
     SELECT acc.flexible, bank.id, acc.city, 'flexible', CASE WHEN acc.id % 4 = 0 THEN (paid.fen + 1) / 2 ELSE paid.fen END, '11',
       CASE acc.id % 8 WHEN 0 THEN paid.last + 3 WHEN 1 THEN greatest(paid.last, '2024-06-30')
         WHEN 5 THEN greatest(paid.last, '2024-06-29') ELSE paid.last END, NULL, 'seed'
     FROM (SELECT to_account, sum(fen)::bigint AS fen, max(booked_on) AS last FROM movement GROUP BY to_account) AS paid
     JOIN account acc ON acc.flexible = paid.to_account ${custody}
     WHERE acc.id % 97 <> 0 AND acc.id % 8 IN (0, 1, 4, 5)`,
  );
  await owner.query('CREATE INDEX movement_into ON movement (to_account, booked_on) INCLUDE (fen)');
  await owner.query('CREATE INDEX movement_out_of ON movement (from_account, booked_on) INCLUDE (fen)');
  await owner.query(
    `UPDATE ledger_account l SET balance = held.fen FROM (
       SELECT account, sum(fen)::bigint AS fen FROM (
         SELECT to_account AS account, fen FROM movement UNION ALL SELECT from_account, -fen FROM movement) AS side
       GROUP BY account) AS held
     WHERE held.account = l.id AND l.owner IS NOT NULL`,
  );
  // Who has nothing was opened on the very day of the settlement.
  await owner.query(
    `UPDATE account acc SET opened_on = coalesce((SELECT min(booked_on) FROM movement m WHERE m.to_account = acc.flexible), '2024-06-30')`,
  );
  for (const table of ['account', 'ledger_account', 'movement']) await owner.query(`VACUUM (ANALYZE) ${table}`);
  await owner.query('RESET session_replication_role');
}
