import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { storeJson } from '#service/json.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import {
  type Application,
  applicationById,
  lockApplication,
  type Review,
  refuseEnded,
  type Verdict,
} from './applications.ts';
import { officerOf, textOf } from './officer-of.ts';

export type ReviewApplication = {
  applicationId: string;
  recommendation: Verdict;
  note: string;
  firstHomeConfirmed: boolean;
  goodCredit: boolean;
  creditSource: string;
  creditAsOf: CivilDate;
  evidenceReference: string;
  idempotencyKey: string;
};

/**
 * HZ-05: records what an officer found by the evidence and recommends; reviewed again, the last review counts. What the
 * application is measured by must have been told (HZ-06).
 */
export async function reviewApplication(context: Context, input: ReviewApplication): Promise<Application> {
  const officer = officerOf(context);
  const { applicationId: id, idempotencyKey: key, ...found } = input;
  const texts = {
    note: textOf('note', found.note),
    creditSource: textOf('creditSource', found.creditSource, 100),
    evidenceReference: textOf('evidenceReference', found.evidenceReference, 200),
  };
  const command = { name: 'review-loan-application', subject: id, key, input: { id, ...found } };
  return perform(context, command, async ({ db, today }) => {
    const application = await lockApplication(context, db, id);
    refuseEnded(application);
    if (found.creditAsOf > today) {
      throw new Refusal('INVALID_INPUT', 'A credit standing is not of a day to come', { field: 'creditAsOf' });
    }
    if (application.facts === null) {
      const untold = 'The register of contributions has not told what was saved yet';
      const detail = { field: 'applicationId', clause: 'HZ-06' };
      throw about(application.memberId, new Refusal('IN_PROGRESS', untold, detail));
    }
    const review: Review = { ...found, ...texts, officer, on: today };
    await db.query(
      `UPDATE loan_application SET status = 'REVIEWED', review = $2, reviewed_by = $3, reviewed_on = $4 WHERE id = $1`,
      [id, storeJson(review), officer, today],
    );
    return applicationById(db, id);
  });
}
