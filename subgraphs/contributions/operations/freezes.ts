import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { LockedAccount } from './lock-account.ts';

/** How far an account is frozen (冻结标志): 只收不付, 不收不付, 部分冻结. */
export type FreezeKind = 'RECEIVE_ONLY' | 'NO_MOVEMENT' | 'PARTIAL';

/** A freeze by an authority and what became of it; the amount in fen is what a partial one keeps in the account. */
export type Freeze = {
  id: string;
  memberId: string;
  accountId: number;
  kind: FreezeKind;
  fen: Fen | null;
  authority: string;
  document: string;
  fromOn: CivilDate;
  /** The last day; null until it is lifted. */
  until: CivilDate | null;
  liftedOn: CivilDate | null;
  liftedDocument: string | null;
};

type At = { db: Db; today: CivilDate };

const columns = `f.id, f.member_id AS "memberId", f.account_id AS "accountId", f.kind, f.fen, f.authority, f.document,
  f.from_on AS "fromOn", f.until_on AS until, f.lifted_on AS "liftedOn", f.lifted_document AS "liftedDocument"`;

/** Whether a freeze stands on a day, as a scalar; `freeze` and `day` are SQL. */
export const standsOn = (freeze: string, day: string): string =>
  `(${freeze}.lifted_on IS NULL AND ${freeze}.from_on <= ${day} AND coalesce(${freeze}.until_on, 'infinity') >= ${day})`;

/** The freezes of members' accounts, newest first. */
export function freezesOf(db: Db | Database, memberIds: readonly string[]): Promise<Freeze[]> {
  const sql = `SELECT ${columns} FROM account_freeze f WHERE f.member_id = ANY($1::uuid[]) ORDER BY f.ordinal DESC`;
  return rows<Freeze>(db, sql, [memberIds]);
}

/** A freeze by its id; undefined where there is none. */
export async function findFreeze(db: Db | Database, id: string): Promise<Freeze | undefined> {
  return (await rows<Freeze>(db, `SELECT ${columns} FROM account_freeze f WHERE f.id = $1`, [id]))[0];
}

/** The freezes of a city whose last day has passed and that nobody has lifted. */
export function endedFreezes(db: Database, city: string, today: CivilDate): Promise<Freeze[]> {
  return rows<Freeze>(
    db,
    `SELECT ${columns} FROM account_freeze f JOIN account acc ON acc.id = f.account_id
     WHERE acc.city = $1 AND f.lifted_on IS NULL AND f.until_on < $2 ORDER BY f.ordinal`,
    [city, today],
  );
}

function standing({ db, today }: At, accountId: number): Promise<Freeze[]> {
  const sql = `SELECT ${columns} FROM account_freeze f WHERE f.account_id = $1 AND ${standsOn('f', '$2::date')}`;
  return rows<Freeze>(db, sql, [accountId, today]);
}

/** CJ-13: what the freezes of a locked account leave free to be taken out, in fen; null where none stands. */
export async function freeOf(at: At, account: LockedAccount): Promise<Fen | null> {
  const freezes = await standing(at, account.id);
  if (freezes.length === 0) return null;
  if (freezes.some(({ kind }) => kind !== 'PARTIAL')) return 0n;
  return (await ownedIn(at, account)) - keptBy(freezes);
}

// Several authorities may each freeze an amount: each is to find its own.
const keptBy = (freezes: readonly Freeze[]): Fen => freezes.reduce((sum, each) => sum + (each.fen ?? 0n), 0n);

// What is held for a payout was ordered before, and is as good as gone.
async function ownedIn({ db }: At, { memberId }: LockedAccount): Promise<Fen> {
  const [owned] = await rows<{ fen: Fen }>(
    db,
    "SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account WHERE owner = $1 AND segment <> 'HELD'",
    [memberId],
  );
  return owned!.fen;
}

/** CJ-13: refuses ACCOUNT_FROZEN when a freeze of a locked account forbids taking so much out, in fen. */
export async function refuseFrozenOut(at: At, account: LockedAccount, fen: Fen): Promise<void> {
  const freezes = await standing(at, account.id);
  if (freezes.length === 0) return;
  if (freezes.some(({ kind }) => kind === 'NO_MOVEMENT')) throw frozen('不收不付');
  if (freezes.some(({ kind }) => kind === 'RECEIVE_ONLY')) throw frozen('只收不付');
  const kept = keptBy(freezes);
  if ((await ownedIn(at, account)) - fen < kept) throw frozen(`部分冻结 ${yuanText(kept)}`);
}

/** CJ-13: as refuseFrozenOut, whether freezes forbid taking so much out of an account, as SQL; `fen` and the rest are SQL. */
export const frozenOut = (account: string, member: string, fen: string, day: string): string => `(
  SELECT count(*) > 0 AND (bool_or(f.kind <> 'PARTIAL') OR (
    SELECT coalesce(sum(o.balance), 0) FROM ledger_account o WHERE o.owner = ${member} AND o.segment <> 'HELD'
  ) - ${fen} < coalesce(sum(f.fen), 0))
  FROM account_freeze f WHERE f.account_id = ${account} AND ${standsOn('f', day)})`;

/** CJ-10: whether a locked account takes no money in (不收不付). */
export async function takesNothingIn(at: At, accountId: number): Promise<boolean> {
  return (await standing(at, accountId)).some(({ kind }) => kind === 'NO_MOVEMENT');
}

/** CJ-07: refuses ACCOUNT_FROZEN when a locked account takes no money in (不收不付); a lesser freeze lets it in. */
export async function refuseFrozenIn(at: At, accountId: number): Promise<void> {
  if (await takesNothingIn(at, accountId)) throw frozen('不收不付');
}

const frozen = (rule: string) => new Refusal('ACCOUNT_FROZEN', 'The account is frozen', { rule });

/** CJ-07: takes the dues of accounts that take no money in out of a batch: they are asked for when that has ended. */
export async function leaveOutFrozen(db: Db, batch: number, on: CivilDate): Promise<void> {
  await db.query(
    `UPDATE period_due d SET batch_id = NULL FROM agreement a, account_freeze f
     WHERE d.batch_id = $1 AND a.id = d.agreement_id AND f.account_id = a.account_id AND f.kind = 'NO_MOVEMENT'
       AND ${standsOn('f', '$2::date')}`,
    [batch, on],
  );
}

/** CJ-13: gives a locked account the status that its freezes leave it: 06 while one stands, else in use or sealed. */
export async function setStatusByFreezes({ db, today }: At, accountId: number): Promise<void> {
  await db.query(
    `UPDATE account acc SET status = CASE
       WHEN EXISTS (SELECT FROM account_freeze f WHERE f.account_id = acc.id AND ${standsOn('f', '$2::date')}) THEN '06'
       WHEN EXISTS (SELECT FROM agreement a WHERE a.account_id = acc.id AND a.status = 'ACTIVE') THEN '01'
       WHEN EXISTS (SELECT FROM identity_period i
         WHERE i.member_id = acc.member_id AND i.until_on IS NULL AND i.identity = 'UNIT') THEN '01'
       ELSE '02' END
     WHERE acc.id = $1 AND acc.status IN ('01', '02', '06')`,
    [accountId, today],
  );
}
