import type { Fen } from '#kernel/money.ts';
import type { RefusalCode } from '#kernel/refusal.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { runOfCaller } from './runs.ts';

/** An account that a collection could not be taken back from, and every reason; the sum in fen. */
export type RunRefusal = { accountId: number; memberId: string; rows: number; amount: Fen; reasons: RefusalCode[] };

const largestPage = 200;

/** A.9: from whom a run could not take a collection back, in the order of their accounts; of a city of the caller's own. */
export async function readRunRefusals(
  context: Context,
  runId: string,
  asked: { first: number; after?: string | null },
): Promise<Connection<RunRefusal>> {
  const id = await runOfCaller(context, context.database.manager, runId);
  const first = pageSize(asked.first, largestPage);
  const [after = '0'] = decodeCursor(asked.after, 1) ?? [];
  if (!/^\d{1,9}$/.test(after)) {
    throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
  }
  const found = await rows<RunRefusal>(
    context.database,
    `SELECT f.account_id AS "accountId", acc.member_id AS "memberId", f.rows, f.fen AS amount, f.reasons
     FROM run_refusal f JOIN account acc ON acc.id = f.account_id
     WHERE f.run_id = $1 AND f.account_id > $2 ORDER BY f.account_id LIMIT $3`,
    [id, after, first + 1],
  );
  return page(found, first, ({ accountId }) => [accountId]);
}
