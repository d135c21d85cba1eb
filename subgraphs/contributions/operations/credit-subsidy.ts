import type { CivilDate } from '#kernel/calendar.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import { type Db, rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import { log } from '#service/log.ts';
import type { Context } from '../context.ts';
import { flexiblePool } from './open-account.ts';

/** Credits an awarded subsidy to its member's account from 业务支出, once for an award (CJ-15, CJ-16). */
export async function creditSubsidy(context: Context, arrived: Arrived<'subsidy-awarded'>): Promise<void> {
  const { awardId, memberId, city, clause, payOn, fen } = arrived.event;
  await consume(context, arrived, async ({ db, emit }) => {
    if (await isCredited(db, awardId)) return;
    const bookedOn = laterOf(payOn, context.clock.today());
    const of = { city, pool: flexiblePool };
    const account = await subsidyAccount(db, memberId, city);
    const to = account ?? (await internalAccount(db, { ...of, code: 'suspense:subsidy' }));
    const from = await internalAccount(db, { ...of, code: 'expense:subsidy' });
    const movement = await post(db, { from, to, fen: BigInt(fen), code: '99', bookedOn, run: `subsidy:${awardId}` });
    await db.query(
      `INSERT INTO subsidy_credit (award_id, member_id, clause, movement_id, credited_on, suspended)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [awardId, memberId, clause, movement.id, bookedOn, account === undefined],
    );
    if (account) {
      emit({ type: 'subsidy-credited', awardId, memberId, creditedOn: bookedOn, movementId: movement.id });
    } else {
      log.error({ awardId }, 'a subsidy has no account to go to; it is booked to suspense');
    }
  });
}

function laterOf(payOn: CivilDate, today: CivilDate): CivilDate {
  if (payOn > today) return payOn;
  return today;
}

async function isCredited(db: Db, awardId: string): Promise<boolean> {
  const found = await rows(db, 'SELECT 1 FROM subsidy_credit WHERE award_id = $1', [awardId]);
  return found.length > 0;
}

// A closed account (A.6 03 to 05) takes no money any more.
async function subsidyAccount(db: Db, memberId: string, city: string): Promise<number | undefined> {
  const [account] = await rows<{ subsidy: number }>(
    db,
    `SELECT subsidy FROM account WHERE member_id = $1 AND city = $2 AND status NOT IN ('03', '04', '05')
     FOR NO KEY UPDATE`,
    [memberId, city],
  );
  return account?.subsidy;
}
