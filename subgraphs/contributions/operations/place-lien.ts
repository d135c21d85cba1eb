import type { CivilDate } from '#kernel/calendar.ts';
import { type Db, rows } from '#service/database.ts';
import type { DomainEvent, EventOf, LienRefusal } from '#service/event-types.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { type LienFacts, lienRefusal } from '../rules/lien.ts';
import { standsOn } from './freezes.ts';
import { lockHousehold, spousesOf } from './household.ts';

type Lien = { status: 'PLACED' | 'REFUSED' | 'RELEASED'; refusedFor: LienRefusal | null; decidedOn: CivilDate };

/**
 * CJ-13: places the lien of a loan on the member's account before the loan is paid out, or refuses it, under the locks
 * of the couple's accounts. Asked again, it answers what was decided.
 */
export async function placeLien(context: Context, arrived: Arrived<'lien-requested'>): Promise<void> {
  const asked = arrived.event;
  const today = context.clock.today();
  await consume(context, arrived, async ({ db, emit }) => {
    const refusedFor = lienRefusal(await lienFacts(db, asked.memberId, today));
    await db.query(
      `INSERT INTO lien (loan_id, member_id, kind, status, decided_on, refused_for)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (loan_id) DO NOTHING`,
      [asked.loanId, asked.memberId, asked.kind, refusedFor ? 'REFUSED' : 'PLACED', today, refusedFor],
    );
    emit(answerTo(asked, await lienOf(db, asked.loanId)));
  });
}

/** CJ-13: releases the lien of a loan that is settled; one that is released already stays. */
export async function releaseLien(db: Db, loanId: string, on: CivilDate): Promise<void> {
  await db.query("UPDATE lien SET status = 'RELEASED', released_on = $2 WHERE loan_id = $1 AND status = 'PLACED'", [
    loanId,
    on,
  ]);
}

async function lienFacts(db: Db, memberId: string, today: CivilDate): Promise<LienFacts> {
  const account = await lockHousehold(db, memberId);
  if (!account) return { status: null, frozen: false, closing: false };
  const [facts] = await rows<LienFacts>(
    db,
    `SELECT acc.status, EXISTS (SELECT FROM account_freeze f WHERE f.account_id = acc.id AND ${standsOn('f', '$2::date')}) AS frozen,
       EXISTS (SELECT FROM payout p WHERE p.status = 'HELD' AND p.kind IN ('CLOSING', 'TRANSFER_OUT')
         AND (p.account_id = acc.id OR (p.kind = 'CLOSING' AND p.member_id = ANY($3::uuid[])))) AS closing
     FROM account acc WHERE acc.id = $1`,
    [account.id, today, await spousesOf(db, memberId)],
  );
  return facts!;
}

async function lienOf(db: Db, loanId: string): Promise<Lien> {
  const sql = `SELECT status, refused_for AS "refusedFor", decided_on AS "decidedOn" FROM lien WHERE loan_id = $1`;
  return (await rows<Lien>(db, sql, [loanId]))[0]!;
}

function answerTo({ loanId, memberId, kind }: EventOf<'lien-requested'>, lien: Lien): DomainEvent {
  const about = { loanId, memberId, kind, on: lien.decidedOn };
  return lien.refusedFor === null
    ? { type: 'lien-placed', ...about }
    : { type: 'lien-refused', ...about, reason: lien.refusedFor };
}
