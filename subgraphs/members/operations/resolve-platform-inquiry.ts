import { Refusal } from '#kernel/refusal.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { referenceText } from '../rules/declaration.ts';
import type { ApplicationRow } from '../tables/application.ts';
import { actorOf, lockApplications, moveApplications } from './application-moves.ts';
import { tellApproved } from './tell-approved.ts';

export type ResolvePlatformInquiry = {
  applicationId: string;
  decision: 'ADMIT' | 'REFUSE';
  evidenceReference: string;
  idempotencyKey: string;
};

const noSuchInquiry = () =>
  new Refusal('NOT_FOUND', 'No such application waits for the staff', { field: 'applicationId' });

const resolveSql = `
  UPDATE platform_inquiry SET resolution = $2, resolved_on = $3, resolved_by = $4, evidence_reference = $5
  WHERE application_id = $1`;

/**
 * CJ-08: decides on an applicant of whom the national platform did not answer in time, or answered two things, by what
 * the applicant showed; an applicant who is verified is then approved or refused, one who is not yet waits for that alone.
 */
export async function resolvePlatformInquiry(
  context: Context,
  input: ResolvePlatformInquiry,
): Promise<Pick<ApplicationRow, 'id'>> {
  const { applicationId: id, decision } = input;
  admit(context.caller, 'centre');
  if (!isId(id)) throw noSuchInquiry();
  const evidence = referenceText(input.evidenceReference, 'evidenceReference');
  const command = { name: 'resolve-platform-inquiry', subject: id, key: input.idempotencyKey, input };
  return perform(context, command, async (transaction) => {
    const { db, today } = transaction;
    const [application] = await lockApplications(db, [id]);
    if (!application || !context.caller.cities.includes(application.city)) throw noSuchInquiry();
    const { platform, status } = application;
    if (platform === null || platform === 'OPEN' || platform === 'CLEAR' || application.resolution !== null) {
      throw noSuchInquiry();
    }
    await db.query(resolveSql, [id, decision, today, actorOf(context), evidence]);
    const waiting = status === 'AWAITING_PLATFORM' || status === 'AWAITING_VERIFICATION';
    const to = decision === 'REFUSE' ? 'REFUSED' : 'APPROVED';
    if (waiting && (to === 'REFUSED' || status === 'AWAITING_PLATFORM')) {
      const reason = `${decision === 'ADMIT' ? '中心人工核准' : '中心人工核查未通过'}唯一正常账户：${evidence}`;
      await moveApplications(context, transaction, [application], [{ id, to, clause: 'CJ-08', reason }]);
      if (to === 'APPROVED') await tellApproved(context, transaction, application.memberId);
    }
    return { id };
  });
}
