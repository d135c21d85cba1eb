import type { CivilDate, CivilMonth } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/clock.ts';
import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#service/database.ts';
import type { AccountId } from './accounts.ts';

/** One booking: money in fen that left one account and entered another on a civil day. */
export type Movement = {
  id: string;
  fromAccount: AccountId;
  toAccount: AccountId;
  fen: Fen;
  /** What the movement is, by JGJ/T 320 table A.5 (`01` 汇缴 …) or A.15 for loans. */
  code: string;
  bookedOn: CivilDate;
  period: CivilMonth | null;
  run: string | null;
  /** The movement this one takes back (冲账). */
  reverses: string | null;
  recordedAt: Instant;
};

export type Posting = {
  from: AccountId;
  to: AccountId;
  fen: Fen;
  code: string;
  bookedOn: CivilDate;
  period?: CivilMonth | null;
  run?: string | null;
};

const single = `SELECT $1::integer AS from_account, $2::integer AS to_account, $3::bigint AS fen, $4::text AS code,
  $5::date AS booked_on, $6::text AS period, $7::text AS run`;

/** Books one movement and moves the kept balances with it; refuses to take more than a personal account holds. */
export async function post(db: Db, posting: Posting): Promise<Movement> {
  return postOne(db, posting, null);
}

/** How many movements were booked and how much in fen. */
export type Booked = { rows: number; fen: Fen };

/** A query that yields movements, as postSelected takes it; `made` are named queries before it that it may read, and that may write. */
export type Selected = {
  select: string;
  made?: string;
  params?: readonly unknown[];
  accountsHeld?: boolean;
  reversing?: boolean;
};

/**
 * Books every movement that the query yields (columns from_account, to_account, fen, code, booked_on, period, run, and
 * reverses where movements are taken back) and moves the kept balances, in one statement; all or none. `accountsHeld`
 * says that the caller already keeps everybody else from these accounts by locks of its own, taken in one order.
 */
export async function postSelected(db: Db, given: Selected): Promise<Booked> {
  const sql = `${bookingOf(given)} SELECT count(*)::int AS rows, coalesce(sum(fen), 0)::bigint AS fen FROM moved`;
  const [row] = await refusingOverdraft(db.query<Booked[]>(sql, [...(given.params ?? [])]));
  return row!;
}

/** As postSelected, and tells of each movement its id and its run: for no more of them than one message holds. */
export async function postEach(db: Db, given: Selected): Promise<{ id: string; run: string | null }[]> {
  return refusingOverdraft(db.query(`${bookingOf(given)} SELECT id::text, run FROM moved`, [...(given.params ?? [])]));
}

const bookingOf = ({ select, made, accountsHeld = false, reversing = false }: Selected): string =>
  booking(select, {
    made,
    reverses: reversing ? 'input.reverses' : 'NULL::bigint',
    gate: 'true',
    accountsHeld,
    told: 'id, from_account, to_account, fen, run',
  });

/** Takes a movement back by one in the other direction that names it; a movement can be taken back once. */
export async function reverse(db: Db, movementId: string, { bookedOn }: { bookedOn: CivilDate }): Promise<Movement> {
  const [original] = await db.query<(Posting & { reversal: boolean; reversed: boolean })[]>(
    `SELECT m.to_account AS from, m.from_account AS to, m.fen, m.code, m.period, m.run, m.reverses IS NOT NULL AS reversal,
       EXISTS (SELECT FROM movement r WHERE r.reverses = m.id) AS reversed
     FROM movement m WHERE m.id = $1`,
    [movementId],
  );
  if (!original) throw new Refusal('NOT_FOUND', 'There is no such movement in this book');
  if (original.reversal) throw new Refusal('ALREADY_REVERSED', 'A reversal cannot be reversed: book the movement anew');
  if (original.reversed) throw new Refusal('ALREADY_REVERSED', 'The movement has been reversed already');
  return postOne(db, { ...original, bookedOn }, movementId);
}

async function postOne(db: Db, posting: Posting, reverses: string | null): Promise<Movement> {
  const enough = 'NOT EXISTS (SELECT FROM locked WHERE locked.id = input.from_account AND locked.balance < input.fen)';
  const sql = `${booking(single, { reverses: '$8::bigint', gate: enough, accountsHeld: false, told: '*' })}
    SELECT id::text, from_account AS "fromAccount", to_account AS "toAccount", fen, code, booked_on AS "bookedOn", period,
      run, reverses::text, recorded_at AS "recordedAt" FROM moved`;
  const { from, to, fen, code, bookedOn, period = null, run = null } = posting;
  // What the types say, held against whatever was forced past them: no float ever meets the book.
  if (typeof fen !== 'bigint') throw new TypeError('A movement is booked in whole fen, as a bigint');
  const [movement] = await db.query<Movement[]>(sql, [from, to, fen, code, bookedOn, period, run, reverses]);
  if (!movement) throw balanceTooLow();
  return movement;
}

/** How movements are booked: what they take back and under which condition, as SQL, and which of their columns are told. */
type Booking = { made?: string | undefined; reverses: string; gate: string; accountsHeld: boolean; told: string };

/**
 * Personal accounts are locked in the order of their ids before anything is written, so that two bookings cannot wait
 * for each other; an account that does not exist leaves its city empty and fails the statement.
 */
function booking(select: string, { made, reverses, gate, accountsHeld, told }: Booking): string {
  const locks = accountsHeld
    ? ''
    : `locked AS MATERIALIZED (
      SELECT id, balance FROM ledger_account
      WHERE balance IS NOT NULL AND id IN (SELECT from_account FROM input UNION SELECT to_account FROM input)
      ORDER BY id FOR NO KEY UPDATE),`;
  return `WITH ${made ? `${made},` : ''} input AS MATERIALIZED (${select}), ${locks}
    moved AS (
      INSERT INTO movement (from_account, to_account, city, pool, fen, code, booked_on, period, run, reverses)
      SELECT input.from_account, input.to_account, source.city, source.pool, input.fen, input.code, input.booked_on,
        input.period, input.run, ${reverses}
      FROM input LEFT JOIN ledger_account source ON source.id = input.from_account
      WHERE ${gate}
      RETURNING ${told}),
    change AS (
      SELECT account, sum(fen)::bigint AS fen FROM (
        SELECT to_account AS account, fen FROM moved UNION ALL SELECT from_account, -fen FROM moved) AS side
      GROUP BY account),
    kept AS (
      UPDATE ledger_account SET balance = ledger_account.balance + change.fen
      FROM change
      -- Counted, not joined: it takes all locks first, and a join of two row sets of unknown size may be quadratic.
      WHERE ledger_account.id = change.account AND ledger_account.balance IS NOT NULL AND change.fen <> 0
        ${accountsHeld ? '' : 'AND (SELECT count(*) FROM locked) >= 0'})`;
}

async function refusingOverdraft<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? {};
    throw constraint === 'ledger_account_not_overdrawn' ? balanceTooLow() : error;
  }
}

const balanceTooLow = () => new Refusal('BALANCE_TOO_LOW', 'The account does not hold that much');
