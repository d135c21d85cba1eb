import { isCivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Connection, decodeCursor, page, pageSize } from '#service/connection.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { admit, type Context } from '../context.ts';
import { type VerificationRow, verificationColumns } from '../tables/verification.ts';

const most = 100;
const beforeAll = ['0001-01-01', '00000000-0000-0000-0000-000000000000'];

const pageSql = `
  SELECT ${verificationColumns} FROM verification v JOIN application a ON a.id = v.application_id
  WHERE v.status = 'PENDING' AND v.city = ANY($1::text[]) AND (v.applied_on, v.id) > ($2::date, $3::uuid)
  ORDER BY v.applied_on, v.id LIMIT $4`;

function after(cursor: string | null | undefined): string[] {
  const key = decodeCursor(cursor, beforeAll.length) ?? beforeAll;
  if (isCivilDate(key[0]!) && isId(key[1]!)) return key;
  throw new Refusal('INVALID_INPUT', 'The cursor is not one of ours', { field: 'after' });
}

/** A page of the verifications that wait in the caller's cities, oldest first (AG-02, CJ-23). */
export async function pendingVerifications(
  context: Context,
  asked: { first: number; after?: string | null },
): Promise<Connection<VerificationRow>> {
  admit(context.caller, 'hr-bureau', 'centre');
  const first = pageSize(asked.first, most);
  const parameters = [context.caller.cities, ...after(asked.after), first + 1];
  const found = await rows<VerificationRow>(context.database, pageSql, parameters);
  return page(found, first, (row) => [row.appliedOn, row.id]);
}

/** How many verifications wait in the caller's cities in all. */
export async function countPendingVerifications(context: Context): Promise<number> {
  admit(context.caller, 'hr-bureau', 'centre');
  const sql = `SELECT count(*)::int AS total FROM verification WHERE status = 'PENDING' AND city = ANY($1::text[])`;
  const [count] = await rows<{ total: number }>(context.database, sql, [context.caller.cities]);
  return count!.total;
}
