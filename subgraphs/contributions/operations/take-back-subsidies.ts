import { type CivilDate, laterOf } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post, reverse } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { SubsidyAwarded, SubsidyReturned } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import { log } from '#service/log.ts';
import type { Context } from '../context.ts';
import { refuseFrozenOut } from './freezes.ts';
import { findAccount } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';

/**
 * CJ-15, CJ-16: undoes subsidies that a late fact took the ground from, each by an entry against the one that credited it,
 * no earlier than that one. What the account does not hold any more, or may not give, is owed by the member: it leaves 业务支出
 * all the same, and staff are told. One whose crediting is still on its way is tried again.
 */
export function takeBackSubsidies(context: Context, arrived: Arrived<'subsidies-taken-back'>): Promise<void> {
  const { city, awards } = arrived.event;
  return consume(context, arrived, async ({ db, emit }) => {
    for (const [returnedOn, returns] of await eachTakenBack(context, db, city, awards)) {
      emit({ type: 'subsidies-returned', returnedOn, returns });
    }
  });
}

async function eachTakenBack(context: Context, db: Db, city: CityCode, awards: readonly SubsidyAwarded[]) {
  const byDay = new Map<CivilDate, SubsidyReturned[]>();
  for (const award of awards.toSorted((one, other) => (one.memberId < other.memberId ? -1 : 1))) {
    const [credit] = await rows<Credit>(db, creditSql, [award.awardId, award.memberId]);
    if (!credit) throw new Error(`The award ${award.awardId} was taken back before it was credited`);
    const returnedOn = laterOf(credit.creditedOn, context.clock.today());
    const returned = await takeBack(db, { city, today: returnedOn }, award, credit);
    byDay.set(returnedOn, [...(byDay.get(returnedOn) ?? []), returned]);
  }
  return byDay;
}

type Credit = { movementId: string; creditedOn: CivilDate };

const creditSql = `
  SELECT movement_id::text AS "movementId", credited_on AS "creditedOn" FROM subsidy_credit
  WHERE award_id = $1 AND member_id = $2`;

async function takeBack(
  db: Db,
  { city, today }: { city: CityCode; today: CivilDate },
  { awardId, memberId, fen }: SubsidyAwarded,
  credit: Credit,
): Promise<SubsidyReturned> {
  if (await mayGive(db, { memberId, fen: BigInt(fen), today, movementId: credit.movementId })) {
    const { id } = await reverse(db, credit.movementId, { bookedOn: today });
    return { awardId, memberId, movementId: id, recovered: true };
  }
  const pool = { city, pool: flexiblePool };
  const from = await internalAccount(db, { ...pool, code: 'receivable:subsidy' });
  const to = await internalAccount(db, { ...pool, code: 'expense:subsidy' });
  const run = `subsidy-return:${awardId}`;
  const owed = await post(db, { from, to, fen: BigInt(fen), code: '99', bookedOn: today, run });
  log.warn({ award: awardId, city }, 'a subsidy taken back is not in the account any more: the member owes it');
  return { awardId, memberId, movementId: owed.id, recovered: false };
}

type Asked = { memberId: string; fen: bigint; today: CivilDate; movementId: string };

// What was credited to suspense lies there still; of an account the lock comes first, as everywhere.
async function mayGive(db: Db, { memberId, fen, today, movementId }: Asked): Promise<boolean> {
  const account = await findAccount(db, memberId);
  const sql = `SELECT l.balance FROM movement m JOIN ledger_account l ON l.id = m.to_account WHERE m.id = $1`;
  const [held] = await rows<{ balance: bigint | null }>(db, sql, [movementId]);
  if (held!.balance === null) return true;
  if (!account || held!.balance < fen) return false;
  try {
    await refuseFrozenOut({ db, today }, account, fen);
    return true;
  } catch (thrown) {
    if (thrown instanceof Refusal) return false;
    throw thrown;
  }
}
