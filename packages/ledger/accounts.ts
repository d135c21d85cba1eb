import type { Fen } from '#kernel/money.ts';
import type { Db } from '#service/database.ts';

/** One account of a book; a small whole number. */
export type AccountId = number;
/** The name of an internal account in the chart of its book, such as `bank:custody` or `expense:interest`. */
export type AccountCode = string;
/** The pool of money of one city that an account belongs to. */
export type PoolOf = { city: string; pool: string };

/** The personal account of an owner and segment, opened at zero; asked again, the same account. Its balance in fen never falls below zero. */
export async function openAccount(db: Db, of: PoolOf & { owner: string; segment: string }): Promise<AccountId> {
  return accountId(
    db,
    `INSERT INTO ledger_account (city, pool, code, owner, segment, balance) VALUES ($1, $2, $4 || ':' || $3, $4::uuid, $3, 0)
     ON CONFLICT (city, pool, code) DO NOTHING RETURNING id`,
    `SELECT id FROM ledger_account WHERE city = $1 AND pool = $2 AND code = $4 || ':' || $3`,
    [of.city, of.pool, of.segment, of.owner],
  );
}

/** As openAccount, the personal accounts of an owner in several segments, in the order of these. */
export async function openAccounts(
  db: Db,
  { city, pool, owner }: PoolOf & { owner: string },
  segments: readonly string[],
): Promise<AccountId[]> {
  const opened = await db.query<{ id: AccountId; segment: string }[]>(
    `INSERT INTO ledger_account (city, pool, code, owner, segment, balance)
     SELECT $1, $2, $4 || ':' || segment, $4::uuid, segment, 0 FROM unnest($3::text[]) AS segment
     ON CONFLICT (city, pool, code) DO NOTHING RETURNING id, segment`,
    [city, pool, segments, owner],
  );
  const byName = new Map(opened.map(({ id, segment }) => [segment, id]));
  const ids: AccountId[] = [];
  for (const segment of segments) {
    ids.push(byName.get(segment) ?? (await openAccount(db, { city, pool, owner, segment })));
  }
  return ids;
}

/** An account of the centre itself, made on first use. It keeps no balance of its own, so that it is never a hot row. */
export async function internalAccount(db: Db, of: PoolOf & { code: AccountCode }): Promise<AccountId> {
  return accountId(
    db,
    'INSERT INTO ledger_account (city, pool, code) VALUES ($1, $2, $3) ON CONFLICT (city, pool, code) DO NOTHING RETURNING id',
    'SELECT id FROM ledger_account WHERE city = $1 AND pool = $2 AND code = $3',
    [of.city, of.pool, of.code],
  );
}

/** What an account holds, in fen: the kept balance of a personal account, the sum of its movements for an internal one. */
export async function balanceOf(db: Db, account: AccountId): Promise<Fen> {
  const [row] = await db.query<{ fen: Fen }[]>(
    `SELECT coalesce(balance,
       (SELECT coalesce(sum(fen), 0) FROM movement WHERE to_account = $1)
       - (SELECT coalesce(sum(fen), 0) FROM movement WHERE from_account = $1))::bigint AS fen
     FROM ledger_account WHERE id = $1`,
    [account],
  );
  if (!row) throw new Error('There is no such account in this book');
  return row.fen;
}

async function accountId(db: Db, insert: string, select: string, parameters: string[]): Promise<AccountId> {
  // Looked up first: accounts are opened once and asked for often. The last look finds one that another made meanwhile.
  for (const sql of [select, insert, select]) {
    const [row] = await db.query<{ id: AccountId }[]>(sql, parameters);
    if (row) return row.id;
  }
  throw new Error('An account could be neither found nor opened');
}
