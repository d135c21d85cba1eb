import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import type { LockedAccount } from './lock-account.ts';

/** How far an account is frozen (冻结标志): 只收不付, 不收不付, 部分冻结. */
export type FreezeKind = 'RECEIVE_ONLY' | 'NO_MOVEMENT' | 'PARTIAL';

/** Whether a freeze stands on a day, as a scalar; `freeze` and `day` are SQL. */
export const standsOn = (freeze: string, day: string): string =>
  `(${freeze}.lifted_on IS NULL AND ${freeze}.from_on <= ${day} AND coalesce(${freeze}.until_on, 'infinity') >= ${day})`;

type At = { db: Db; today: CivilDate };

/** Refuses ACCOUNT_FROZEN when a freeze of a locked account forbids taking so much out, in fen. */
export async function refuseFrozenOut({ db, today }: At, account: LockedAccount, fen: Fen): Promise<void> {
  const standing = await rows<{ kind: FreezeKind; fen: Fen | null }>(
    db,
    `SELECT kind, fen FROM account_freeze f WHERE account_id = $1 AND ${standsOn('f', '$2::date')}`,
    [account.id, today],
  );
  if (standing.length === 0) return;
  if (standing.some(({ kind }) => kind === 'NO_MOVEMENT')) throw frozen('不收不付');
  if (standing.some(({ kind }) => kind === 'RECEIVE_ONLY')) throw frozen('只收不付');
  // Several authorities may each freeze an amount: each is to find its own.
  const kept = standing.reduce((sum, each) => sum + (each.fen ?? 0n), 0n);
  const [owned] = await rows<{ fen: Fen }>(
    db,
    'SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account WHERE owner = $1',
    [account.memberId],
  );
  if (owned!.fen - fen < kept) throw frozen(`部分冻结 ${yuanText(kept)}`);
}

const frozen = (rule: string) => new Refusal('ACCOUNT_FROZEN', 'The account is frozen', { rule });
