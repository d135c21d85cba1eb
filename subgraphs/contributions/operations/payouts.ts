import type { CivilDate } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import { demonstrationFigures } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import { type Database, type Db, rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import type { PayoutKind, PayoutStatus } from '../rules/payout.ts';

/** Money of an account on its way out: held, then paid, or given back; amounts in fen. */
export type Payout = {
  id: string;
  /** By which the bank, or the transfer platform, knows it. */
  reference: string;
  memberId: string;
  accountId: number;
  city: CityCode;
  kind: PayoutKind;
  fen: Fen;
  reasonCode: string | null;
  evidence: string | null;
  status: PayoutStatus;
  requestedOn: CivilDate;
  /** By which day the centre decides. */
  decideBy: CivilDate;
  /** The last day on which it may be paid. */
  expiresOn: CivilDate;
  resolvedOn: CivilDate | null;
};

/** What one segment gives to a payout, in fen. */
export type PayoutPart = { ledgerAccount: number; pool: string; segment: string; fen: Fen; holdMovement: string };

export const payoutColumns = `p.id, p.reference, p.member_id AS "memberId", p.account_id AS "accountId", p.city, p.kind,
  p.fen, p.reason_code AS "reasonCode", p.evidence, p.status, p.requested_on AS "requestedOn", p.decide_by AS "decideBy",
  p.expires_on AS "expiresOn", p.resolved_on AS "resolvedOn"`;

/** A payout by its id or by its reference; undefined where there is none. */
export async function findPayout(
  db: Db | Database,
  by: 'id' | 'reference',
  value: string,
): Promise<Payout | undefined> {
  const [found] = await rows<Payout>(db, `SELECT ${payoutColumns} FROM payout p WHERE p.${by} = $1`, [value]);
  return found;
}

/** The payout as it stands, its account locked before it: nobody else resolves it meanwhile. */
export async function lockPayout(db: Db, id: string): Promise<Payout> {
  await db.query('SELECT FROM account WHERE id = (SELECT account_id FROM payout WHERE id = $1) FOR NO KEY UPDATE', [
    id,
  ]);
  return (await findPayout(db, 'id', id))!;
}

/** What the segments gave to a payout, in the order of the ledger accounts. */
export function partsOf(db: Db | Database, payoutId: string): Promise<PayoutPart[]> {
  return rows<PayoutPart>(
    db,
    `SELECT ledger_account AS "ledgerAccount", pool, segment, fen, hold_movement::text AS "holdMovement"
     FROM payout_part WHERE payout_id = $1 ORDER BY ledger_account`,
    [payoutId],
  );
}

/** The payouts of members' accounts, newest first. */
export function payoutsOf(db: Db | Database, memberIds: readonly string[]): Promise<Payout[]> {
  return rows<Payout>(
    db,
    `SELECT ${payoutColumns} FROM payout p WHERE p.member_id = ANY($1::uuid[]) ORDER BY p.ordinal DESC`,
    [memberIds],
  );
}

const atOnce = 500;

/**
 * The payouts of a city that the bank is to pay and has not, oldest first, read part by part however many they are; a
 * transfer is another centre's to answer, an offset the loan register's.
 */
export async function* heldIn(db: Database, city: CityCode): AsyncGenerator<Payout> {
  const sql = `SELECT ${payoutColumns}, p.ordinal::text AS ordinal FROM payout p
    WHERE p.city = $1 AND p.status = 'HELD' AND p.kind IN ('WITHDRAWAL', 'CLOSING') AND p.ordinal > $2::bigint
    ORDER BY p.ordinal LIMIT ${atOnce}`;
  for (let after = '0'; ; ) {
    const found = await rows<Payout & { ordinal: string }>(db, sql, [city, after]);
    yield* found;
    if (found.length < atOnce) return;
    after = found.at(-1)!.ordinal;
  }
}

/** HZ-04, CJ-13: the names of the unpublished figures by which a payout's days were set, as they were on its day. */
export function payoutDemonstrationFigures({ policy }: Context, { city, requestedOn }: Payout): string[] {
  const { withdrawal, national } = policy(city, requestedOn);
  return demonstrationFigures(
    withdrawal.reasons,
    withdrawal.holdDays,
    national.loan.withdrawalDays,
    national.loan.dayKind,
  );
}
