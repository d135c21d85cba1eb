import { randomUUID } from 'node:crypto';
import type { CivilDate } from '#kernel/calendar.ts';
import { sumFen } from '#kernel/money.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { bookRepayments } from './book-repayments.ts';
import { lockContracts } from './contracts.ts';
import { type Due, instalmentsDue, repaymentOf } from './instalments-due.ts';

const chunk = 500;

/**
 * Writes down the next batch of what the bank is to debit today: everything due or overdue of loans not asked for yet
 * today. False when there is none. Nothing is asked of the bank before its batch is committed.
 */
export async function prepareRepayments(context: Context): Promise<boolean> {
  const today = context.clock.today();
  const ids = await loansToAsk(context.database.manager, today);
  if (ids.length === 0) return false;
  // A key of its own each time: what keeps a loan from being asked for twice is the table.
  const command = { name: 'prepare-repayments', subject: 'loans', key: randomUUID(), input: null };
  await perform(context, command, async (transaction) => {
    const { db } = transaction;
    const contracts = await lockContracts(db, ids);
    const asked = await askedAlready(db, ids, today);
    const unasked = contracts.filter(({ id }) => !asked.has(id));
    const due = await instalmentsDue(context, db, unasked, today);
    // Where nothing is left to pay of what is due, there is nothing to ask for: it is closed here.
    const nothing = due.filter(({ fen }) => fen === 0n);
    await bookRepayments(
      transaction,
      nothing.map((each) => repaymentOf(each, 0n, today)),
      today,
    );
    await writeBatch(
      db,
      due.filter(({ fen }) => fen > 0n),
      today,
    );
    return null;
  });
  return true;
}

const unaskedSql = `NOT EXISTS (
  SELECT FROM repayment_line l WHERE l.loan_id = i.loan_id AND (l.debit_on = $1::date OR l.outcome IS NULL))
  -- What the account gives is booked before the bank is asked for the rest.
  AND NOT EXISTS (SELECT FROM loan_offset o WHERE o.loan_id = i.loan_id AND o.status = 'REQUESTED')`;

async function loansToAsk(db: Db, today: CivilDate): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT DISTINCT i.loan_id AS id FROM instalment i
     WHERE i.closed_on IS NULL AND i.due_on <= $1::date AND ${unaskedSql} ORDER BY i.loan_id LIMIT $2`,
    [today, chunk],
  );
  return found.map(({ id }) => id);
}

async function askedAlready(db: Db, ids: readonly string[], today: CivilDate): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT loan_id AS id FROM repayment_line
     WHERE loan_id = ANY($1::uuid[]) AND (debit_on = $2::date OR outcome IS NULL)
     UNION SELECT loan_id FROM loan_offset WHERE loan_id = ANY($1::uuid[]) AND status = 'REQUESTED'`,
    [ids, today],
  );
  return new Set(found.map(({ id }) => id));
}

async function writeBatch(db: Db, due: readonly Due[], today: CivilDate): Promise<void> {
  if (due.length === 0) return;
  const amounts = due.map(({ fen }) => fen);
  const [batch] = await rows<{ id: number }>(
    db,
    'INSERT INTO repayment_batch (debit_on, lines, fen) VALUES ($1, $2, $3) RETURNING id',
    [today, due.length, sumFen(amounts)],
  );
  await db.query(
    `INSERT INTO repayment_line (batch_id, line, loan_id, debit_on, fen)
     SELECT $1, line, loan_id, $2, fen
     FROM unnest($3::uuid[], $4::bigint[]) WITH ORDINALITY AS asked (loan_id, fen, line)`,
    [batch!.id, today, due.map(({ contract }) => contract.id), amounts],
  );
}
