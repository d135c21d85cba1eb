import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { OutAnswer } from '../adaptors/transfer-platform.ts';
import type { Context } from '../context.ts';
import { centreCode } from '../rules/transfer-letter.ts';
import { outInfoOf } from './out-info.ts';
import { openTransfers, type Transfer } from './transfers.ts';

/**
 * HZ-12: tells the platform what it has not been told: contact letters, those taken back, and answers to other centres'.
 * What was told and not noted is told again, which is the same; a letter is marked before it leaves, so that one taken
 * back at that moment is taken back there too.
 */
export async function sendTransfers(context: Context, city: CityCode): Promise<void> {
  await markSent(context, city);
  for await (const open of openTransfers(context.database, city)) await send(context, city, open);
}

async function send(context: Context, city: CityCode, open: readonly Transfer[]): Promise<void> {
  const { database, transferPlatform } = context;
  const of = (unsent: Transfer['unsent']) => open.filter((transfer) => transfer.unsent === unsent);
  const letters = of('APPLY');
  if (letters.length > 0) {
    const to = centreCode(context.policy(city, context.clock.today()));
    await transferPlatform.apply(
      letters.map(({ letter, centre, memberId, requestedOn }) => {
        return { letter, from: centre, to, memberId, writtenOn: requestedOn };
      }),
    );
    await markTold(database.manager, letters);
  }
  const cancelled = of('CANCEL');
  if (cancelled.length > 0) {
    await transferPlatform.cancel(cancelled.map(({ letter }) => letter));
    await markTold(database.manager, cancelled);
  }
  const answered = of('ANSWER');
  if (answered.length > 0) {
    const answers: OutAnswer[] = [];
    for (const transfer of answered) answers.push(await answerOf(context, transfer));
    await transferPlatform.answer(answers);
    await markTold(database.manager, answered);
  }
}

async function answerOf(context: Context, transfer: Transfer): Promise<OutAnswer> {
  const { letter, reason, payoutId } = transfer;
  if (payoutId === null) return { letter, status: '13', reason: reason ?? '' };
  return { letter, status: '08', info: await outInfoOf(context.database, transfer) };
}

async function markSent({ database, clock }: Context, city: CityCode): Promise<void> {
  const sql = "UPDATE transfer SET sent_on = $2 WHERE city = $1 AND unsent = 'APPLY' AND sent_on IS NULL RETURNING id";
  await rows(database, sql, [city, clock.today()]);
}

async function markTold(db: Db, told: readonly Transfer[]): Promise<void> {
  await db.query('UPDATE transfer SET unsent = NULL WHERE id = ANY($1::uuid[]) AND unsent = $2', [
    told.map(({ id }) => id),
    told[0]!.unsent,
  ]);
}
