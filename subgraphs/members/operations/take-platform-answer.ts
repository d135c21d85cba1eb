import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform, type Transaction } from '#service/perform.ts';
import type { AccountAnswer } from '../adaptors/national-platform.ts';
import type { Context } from '../context.ts';
import { figuresKept } from '../rules/application.ts';
import { otherAccountReason, type PlatformAnswer, type PlatformStatus, platformVerdict } from '../rules/platform.ts';
import { type LockedApplication, lockApplications, type Move, moveApplications } from './application-moves.ts';
import { tellApproved } from './tell-approved.ts';

const unfit = (rule: string) => new Refusal('INVALID_INPUT', 'Not an answer to a question of ours', { rule });

/**
 * CJ-08: takes what the platform answered about an applicant, once for each message, in any order and however late. No
 * account elsewhere lets whoever is verified be approved; one elsewhere refuses whoever still waits; answers that
 * disagree, and one that comes after the approval, are for the staff.
 */
export async function takePlatformAnswer(context: Context, answer: AccountAnswer): Promise<void> {
  if (!isId(answer.inquiry)) throw unfit('inquiry');
  if (answer.id.length < 1 || answer.id.length > 100) throw unfit('id');
  if (answer.centre !== null && !/^\d{15}$/.test(answer.centre)) throw unfit('centre');
  const known = await rows(context.database, 'SELECT FROM platform_answer WHERE id = $1', [answer.id]);
  if (known.length > 0) return;
  const command = {
    name: 'take-platform-answer',
    subject: answer.inquiry,
    key: `platform ${answer.id}`,
    input: answer,
  };
  await perform(context, command, async (transaction) => {
    const [application] = await lockApplications(transaction.db, [answer.inquiry]);
    if (!application?.platform) throw unfit('inquiry');
    return weigh(context, transaction, application, answer);
  });
}

const keepSql = `
  INSERT INTO platform_answer (id, application_id, centre, as_of, received_at) VALUES ($1, $2, $3, $4, $5)`;
const answersSql = 'SELECT centre, as_of AS "asOf" FROM platform_answer WHERE application_id = $1 ORDER BY as_of, id';

async function weigh(
  context: Context,
  transaction: Transaction,
  application: LockedApplication,
  answer: AccountAnswer,
): Promise<{ verdict: PlatformStatus }> {
  const { db, now, today } = transaction;
  const { plan, national } = context.policy(application.city, today);
  await db.query(keepSql, [answer.id, application.id, answer.centre, answer.asOf, now]);
  const answers = await rows<PlatformAnswer>(db, answersSql, [application.id]);
  const verdict = platformVerdict(answers, plan.value.centreCode);
  await db.query('UPDATE platform_inquiry SET status = $2 WHERE application_id = $1', [application.id, verdict]);
  if (application.resolution !== null) return { verdict };
  const figures = figuresKept(national.enrolment.platformWaitDays);
  const move = moveOn(application, verdict, otherAccountReason(answers, plan.value.centreCode));
  if (move) await moveApplications(context, transaction, [application], [{ ...move, figures }]);
  if (move?.to === 'APPROVED') await tellApproved(context, transaction, application.memberId);
  return { verdict };
}

function moveOn({ id, status }: LockedApplication, verdict: PlatformStatus, reason: string): Move | undefined {
  const waiting = status === 'AWAITING_PLATFORM' || status === 'AWAITING_VERIFICATION';
  if (verdict === 'OTHER_ACCOUNT' && waiting) return { id, to: 'REFUSED', clause: 'CJ-08', reason };
  if (verdict !== 'CLEAR' || status !== 'AWAITING_PLATFORM') return undefined;
  return { id, to: 'APPROVED', clause: 'CJ-08', reason: '全国平台答复没有其他正常账户' };
}
