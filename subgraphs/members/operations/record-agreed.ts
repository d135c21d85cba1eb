import { rows } from '#service/database.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import { addStep } from './application-moves.ts';

const agreedSql = `
  UPDATE application a SET agreed_on = $2 FROM member m
  WHERE m.id = $1 AND a.id = m.application_id AND a.status = 'APPROVED' AND a.agreed_on IS NULL RETURNING a.id`;

/** Notes that an approved applicant signed and has an account: the application has come to its end (CJ-07). */
export async function recordAgreed(context: Context, arrived: Arrived<'account-opened'>): Promise<void> {
  const { memberId, openedOn } = arrived.event;
  await consume(context, arrived, async ({ db }) => {
    const [agreed] = await rows<{ id: string }>(db, agreedSql, [memberId, openedOn]);
    if (!agreed) return;
    const step = { id: agreed.id, status: 'AGREED', day: openedOn, clause: 'CJ-07', reason: '已签订协议并开户' };
    await addStep(db, 'contributions', step, context.clock.now());
  });
}
