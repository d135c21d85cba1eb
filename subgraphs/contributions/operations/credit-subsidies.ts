import { type CivilDate, laterOf } from '#kernel/calendar.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { postEach } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { SubsidyAwarded } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import { log } from '#service/log.ts';
import type { Context } from '../context.ts';
import { flexiblePool } from './open-account.ts';

/** Credits awarded subsidies to their members' accounts from 业务支出, once for an award and all of a message or none (CJ-15, CJ-16). */
export async function creditSubsidies(context: Context, arrived: Arrived<'subsidies-awarded'>): Promise<void> {
  const { city, clause, payOn, awards } = arrived.event;
  await consume(context, arrived, async ({ db, emit }) => {
    const accounts = await lockAccountsOf(db, city, awards);
    const fresh = await notCredited(db, awards);
    if (fresh.length === 0) return;
    const creditedOn = laterOf(payOn, context.clock.today());
    const movements = await book(db, { city, bookedOn: creditedOn, accounts }, fresh);
    const credits = fresh.map(({ awardId, memberId }) => ({ awardId, memberId, movementId: movements.get(awardId)! }));
    await db.query(
      `INSERT INTO subsidy_credit (award_id, member_id, clause, movement_id, credited_on, suspended)
       SELECT award, member, $4, movement, $5, suspended
       FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $6::boolean[]) AS given (award, member, movement, suspended)`,
      [
        credits.map(({ awardId }) => awardId),
        credits.map(({ memberId }) => memberId),
        credits.map(({ movementId }) => movementId),
        clause,
        creditedOn,
        credits.map(({ memberId }) => !accounts.has(memberId)),
      ],
    );
    const suspended = credits.filter(({ memberId }) => !accounts.has(memberId));
    if (suspended.length > 0) {
      log.error(
        { awards: suspended.map(({ awardId }) => awardId) },
        'subsidies have no account to go to; they are booked to suspense',
      );
      emit({ type: 'subsidies-suspended', suspendedOn: creditedOn, awards: suspended });
    }
    const told = credits.filter(({ memberId }) => accounts.has(memberId));
    if (told.length > 0) emit({ type: 'subsidies-credited', creditedOn, credits: told });
  });
}

// In the order of their ids, as every run locks them. A closed account (A.6 03 to 05) takes no money any more.
async function lockAccountsOf(db: Db, city: CityCode, awards: readonly SubsidyAwarded[]): Promise<Map<string, number>> {
  const found = await rows<{ memberId: string; subsidy: number }>(
    db,
    `SELECT member_id AS "memberId", subsidy FROM account
     WHERE member_id = ANY ($1::uuid[]) AND city = $2 AND status NOT IN ('03', '04', '05') ORDER BY id FOR NO KEY UPDATE`,
    [awards.map(({ memberId }) => memberId), city],
  );
  return new Map(found.map(({ memberId, subsidy }) => [memberId, subsidy]));
}

async function notCredited(db: Db, awards: readonly SubsidyAwarded[]): Promise<SubsidyAwarded[]> {
  const found = await rows<{ awardId: string }>(
    db,
    'SELECT award_id AS "awardId" FROM subsidy_credit WHERE award_id = ANY ($1::uuid[])',
    [awards.map(({ awardId }) => awardId)],
  );
  const known = new Set(found.map(({ awardId }) => awardId));
  return awards.filter(({ awardId }) => !known.has(awardId));
}

/** Books each award by one movement and answers their ids by the awards'. */
async function book(
  db: Db,
  of: { city: CityCode; bookedOn: CivilDate; accounts: ReadonlyMap<string, number> },
  awards: readonly SubsidyAwarded[],
): Promise<Map<string, string>> {
  const pool = { city: of.city, pool: flexiblePool };
  const from = await internalAccount(db, { ...pool, code: 'expense:subsidy' });
  const suspense = await internalAccount(db, { ...pool, code: 'suspense:subsidy' });
  const movements = await postEach(db, {
    select: `SELECT $1::integer AS from_account, account AS to_account, fen, '99'::text AS code, $2::date AS booked_on,
        NULL::text AS period, 'subsidy:' || award AS run
      FROM unnest($3::uuid[], $4::int[], $5::bigint[]) AS given (award, account, fen)`,
    params: [
      from,
      of.bookedOn,
      awards.map(({ awardId }) => awardId),
      awards.map(({ memberId }) => of.accounts.get(memberId) ?? suspense),
      awards.map(({ fen }) => fen),
    ],
    accountsHeld: true,
  });
  return new Map(movements.map(({ id, run }) => [run!.slice('subsidy:'.length), id]));
}
