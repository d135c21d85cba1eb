import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { letterNumber, otherCentre } from '../rules/transfer-letter.ts';
import type { RequestTransferInInput } from '../schema.generated.ts';
import { awaitsFirst } from './first-contribution.ts';
import { type LockedAccount, lockAccount, memberIdOf } from './lock-account.ts';
import { closedAccount, isClosed } from './open-account.ts';
import { findTransfer, refuseDuringTransfer, type Transfer } from './transfers.ts';

/**
 * CJ-10, HZ-12: writes a contact letter to the centre that has the member's money. It is sent to the national platform
 * after the commit, and again until the platform has taken it.
 */
export async function requestTransferIn(context: Context, input: RequestTransferInInput): Promise<Transfer> {
  const memberId = memberIdOf(input.memberId);
  const centres = await context.transferPlatform.centres();
  const command = { name: 'request-transfer-in', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const account = await lockAccount(context, db, memberId);
    const centre = otherCentre(account.city, input.centre);
    if (!centres.some(({ code }) => code === centre)) {
      throw new Refusal('NOT_FOUND', 'The platform knows no such centre', { field: 'centre' });
    }
    await refuseUnlessOpen(db, account);
    await refuseDuringTransfer(db, memberId);
    const letter = await nextLetter(db, account.city, today);
    await db.query(
      `INSERT INTO transfer (letter, direction, member_id, account_id, city, other_centre, status, requested_on, unsent)
       VALUES ($1, 'IN', $2, $3, $4, $5, '01', $6, 'APPLY')`,
      [letter, memberId, account.id, account.city, centre, today],
    );
    return (await findTransfer(db, 'letter', letter))!;
  });
}

/** CJ-10: the next contact letter number of a city's centre on a day: no number is given twice, and none is left out. */
async function nextLetter(db: Db, city: CityCode, today: CivilDate): Promise<string> {
  const [row] = await rows<{ last: number }>(
    db,
    `INSERT INTO contact_letter (city, written_on, last) VALUES ($1, $2, 1)
     ON CONFLICT (city, written_on) DO UPDATE SET last = contact_letter.last + 1 RETURNING last`,
    [city, today],
  );
  return letterNumber(city, today, row!.last);
}

async function refuseUnlessOpen(db: Db, { id, city, memberId }: LockedAccount): Promise<void> {
  const [account] = await rows<{ status: string }>(db, 'SELECT status FROM account WHERE id = $1', [id]);
  const clause = clauseOf(city, 'transfer');
  if (isClosed(account!.status)) throw closedAccount(memberId, { clause });
  if (!(await awaitsFirst(db, id))) return;
  const waits = new Refusal('ACCOUNT_NOT_OPEN', 'The account waits for its first contribution', { clause });
  throw about(memberId, waits);
}
