import { createHash, randomUUID } from 'node:crypto';
import { sealDebitAccount } from '#contributions/operations/debit-account.ts';
import { type CivilMonth, firstDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { internalAccount } from '#ledger/accounts.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, openDatabase, rows } from '#service/database.ts';
import { sealer } from '#service/sealing.ts';
import { testAccountKeys } from './account-keys.ts';

/** So many members of a city who signed on the first day of a month and were debited on every 20th since. */
export type ManyAccounts = {
  city: CityCode;
  accounts: number;
  /** The first month of their agreements; their accounts were opened on its first day. */
  firstMonth: CivilMonth;
  /** How many months have been paid, a movement for each account and month; 0 for none. */
  months: number;
  /** Whether the dues of the paid months are kept too, and not their movements alone (as for interest). */
  dues?: boolean;
};

/** The id of the n-th member (from 1) that is seeded in a city. */
export function manyMember(city: CityCode, n: number): string {
  const hex = createHash('md5').update(`${city}:${n}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

const batch = 20_000;

/**
 * Writes the facts of many accounts into the contributions schema, by sets and as its owner. Every payment differs a
 * little from its neighbours': 1,000.00 to 1,199.20 yuan a month, 20 % of the base. Each city is seeded once for a database.
 */
export async function seedAccounts(ownerUrl: string, of: ManyAccounts): Promise<void> {
  const owner = await asOwner(ownerUrl, 'contributions');
  try {
    await seedMembers(owner, of);
    await seedAgreements(owner, of);
    await seedHistory(owner, of);
    for (const table of [
      'enrolment',
      'account',
      'ledger_account',
      'agreement',
      'plan_version',
      'period_due',
      'movement',
    ])
      await owner.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await owner.destroy();
  }
}

// What is seeded keeps every rule of the schema by how it is made; checking each reference would take most of the time.
async function asOwner(url: string, schema: string): Promise<Database> {
  const owner = await openDatabase({ url, schema, poolSize: 1, statementTimeout: 0 });
  await owner.query(
    "SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '128MB'; SET maintenance_work_mem = '1GB'",
  );
  return owner;
}

const idSql = (n: string): string =>
  `overlay(overlay(md5($1 || ':' || ${n}) placing '4' from 13) placing 'a' from 17)::uuid`;
const member = idSql('n');
/** What the n-th member that is seeded pays a month, in fen. */
export const monthlyOf = (n: number): bigint => 100_000n + BigInt(n % 997) * 20n;
/** The same as SQL. */
const monthly = (n: string) => `100000 + (${n}) % 997 * 20`;

async function seedMembers(owner: Database, { city, accounts, firstMonth, months }: ManyAccounts): Promise<void> {
  const opened = firstDay(firstMonth);
  await owner.query(
    `INSERT INTO enrolment (member_id, city, approved_on, retirement_on, in_unit)
     SELECT ${member}, $1, $2::date, '2050-01-31', false FROM generate_series(1, $3) AS n`,
    [city, opened, accounts],
  );
  const [base] = await rows<{ ledger: number }>(owner, 'SELECT coalesce(max(id), 0) AS ledger FROM ledger_account');
  await withoutIndexes(owner, 'ledger_account', ['ledger_account_code', 'ledger_account_owner'], () =>
    owner.query(
      `INSERT INTO ledger_account (id, city, pool, code, owner, segment, balance) OVERRIDING SYSTEM VALUE
       SELECT $3 + (n - 1) * 3 + s.part, $1, 'flexible', ${member} || ':' || s.segment, ${member}, s.segment,
         CASE s.part WHEN 1 THEN (${monthly('n')}) * $4 ELSE 0 END
       FROM generate_series(1, $2) AS n, (VALUES (1, 'FLEXIBLE'), (2, 'SUBSIDY'), (3, 'INTEREST')) AS s (part, segment)
       ORDER BY n, s.part`,
      [city, accounts, base!.ledger, months],
    ),
  );
  await owner.query(
    "SELECT setval(pg_get_serial_sequence('ledger_account', 'id'), (SELECT max(id) FROM ledger_account))",
  );
  await owner.query(
    `INSERT INTO account (member_id, city, number, status, opened_on, flexible, subsidy, interest)
     SELECT ${member}, $1, $1 || lpad(nextval('account_number')::text, 10, '0'), '01', $2::date, $4 + (n - 1) * 3 + 1,
       $4 + (n - 1) * 3 + 2, $4 + (n - 1) * 3 + 3
     FROM generate_series(1, $3) AS n ORDER BY n`,
    [city, opened, accounts, base!.ledger],
  );
}

async function seedAgreements(owner: Database, { city, accounts, firstMonth, months }: ManyAccounts): Promise<void> {
  const seals = sealer(testAccountKeys);
  const next = nextMonth(firstMonth, months);
  for (let done = 0; done < accounts; done += batch) {
    const ids = Array.from({ length: Math.min(batch, accounts - done) }, () => randomUUID());
    const sealed = ids.map((id, at) => sealDebitAccount(seals, id, `6222${String(done + at + 1).padStart(12, '0')}`));
    await owner.query(
      `INSERT INTO agreement (id, member_id, account_id, city, number, status, mode, debit_account, signed_on, first_month,
         due_next)
       SELECT given.id, acc.member_id, acc.id, $1, $1 || '-' || lpad(nextval('agreement_number')::text, 8, '0'), 'ACTIVE',
         'MONTHLY', given.sealed, $2::date, $3, $4
       FROM unnest($5::uuid[], $6::bytea[]) WITH ORDINALITY AS given (id, sealed, at)
       JOIN account acc ON acc.member_id = ${idSql('($7 + given.at)')}`,
      [city, firstDay(firstMonth), firstMonth, next, ids, sealed, done],
    );
  }
  await owner.query(
    `INSERT INTO plan_version (agreement_id, version, from_month, base, ratio, monthly, decided_on)
     SELECT a.id, 1, $2, fen * 5, '20%', fen, $3
     FROM (SELECT member_id, ${monthly('row_number() OVER (ORDER BY id)')} AS fen FROM account WHERE city = $1) AS paying
     JOIN agreement a USING (member_id) ORDER BY a.id`,
    [city, firstMonth, firstDay(firstMonth)],
  );
}

async function seedHistory(owner: Database, of: ManyAccounts): Promise<void> {
  const { city, firstMonth, months, dues = true } = of;
  if (months === 0) return;
  const custody = await internalAccount(owner.manager, { city, pool: 'flexible', code: 'bank:custody' });
  const plan = 'agreement a JOIN plan_version v ON v.agreement_id = a.id JOIN account acc ON acc.id = a.account_id';
  const indexes = ['movement_into', 'movement_out_of', 'movement_reverses_key'];
  await withoutIndexes(owner, 'movement', indexes, async () => {
    for (const month of monthsFrom(firstMonth, nextMonth(firstMonth, months - 1))) {
      await owner.query(
        `INSERT INTO movement (from_account, to_account, city, pool, fen, code, booked_on, period, run)
         SELECT $2, acc.flexible, $1, 'flexible', v.monthly, '01', $3::date, $4, 'seed:' || $4 FROM ${plan} WHERE a.city = $1
         ORDER BY acc.id`,
        [city, custody, `${month}-20`, month],
      );
      if (!dues) continue;
      await owner.query(
        `INSERT INTO period_due (agreement_id, month, base, due_fen, paid_fen, due_on, filled_on)
         SELECT a.id, $2, v.base, v.monthly, v.monthly, $3::date, $3::date FROM ${plan} WHERE a.city = $1 ORDER BY a.id`,
        [city, month, `${month}-20`],
      );
    }
  });
}

type Made = { name: string; drop: string; make: string };

/** Does the work without some indexes of a table, those of unique constraints too, and makes them again from its rows. */
async function withoutIndexes(
  owner: Database,
  table: string,
  names: readonly string[],
  work: () => Promise<unknown>,
): Promise<void> {
  const made = await rows<Made>(
    owner,
    `SELECT i.relname AS name,
       CASE WHEN c.oid IS NULL THEN format('DROP INDEX %I', i.relname)
         ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', x.indrelid::regclass, i.relname) END AS drop,
       CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.oid)
         ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', x.indrelid::regclass, i.relname, pg_get_constraintdef(c.oid)) END AS make
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype IN ('p', 'u')
     WHERE x.indrelid = $1::regclass AND i.relname = ANY($2)`,
    [table, names],
  );
  for (const { drop } of made) await owner.query(drop);
  await work();
  for (const { make } of made) await owner.query(make);
}

/** The full months of the same members as the subsidies register was told of them. */
export async function seedMonthlyFacts(ownerUrl: string, of: ManyAccounts): Promise<void> {
  const owner = await asOwner(ownerUrl, 'subsidies');
  try {
    const { city, accounts, firstMonth, months } = of;
    await owner.query(
      `INSERT INTO participant (member_id, city, approved_on, opened_on)
       SELECT ${member}, $1, $2::date, $2::date FROM generate_series(1, $3) AS n`,
      [city, firstDay(firstMonth), accounts],
    );
    await withoutIndexes(owner, 'monthly_fact', ['monthly_fact_pkey', 'monthly_fact_candidate'], async () => {
      for (const [index, month] of monthsFrom(firstMonth, nextMonth(firstMonth, months - 1)).entries()) {
        await owner.query(
          `INSERT INTO monthly_fact (member_id, month, city, is_full, credited, streak_months, used)
           SELECT ${member}, $2, $1, true, ${monthly('n')}, $4, false FROM generate_series(1, $3) AS n`,
          [city, month, accounts, index + 1],
        );
        await owner.query('INSERT INTO told_month (city, month) VALUES ($1, $2)', [city, month]);
      }
    });
    for (const table of ['participant', 'monthly_fact']) await owner.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await owner.destroy();
  }
}
