import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import { admit, type Context } from '../context.ts';
import { referenceText } from '../rules/declaration.ts';
import { type VerificationRow, verificationColumns } from '../tables/verification.ts';
import { factsOnApproval } from './member-facts.ts';

export type DecideVerification = {
  verificationId: string;
  decision: 'CONFIRM' | 'REJECT';
  evidenceReference: string;
  validUntil?: CivilDate | null;
  rejectionReason?: string | null;
  idempotencyKey: string;
};

type Outcome = { evidence: string; validUntil: CivilDate | null; reason: string | null };

// Deciding only what still waits makes a second decision impossible, also at the same moment.
const decideSql = `
  WITH decided AS (
    UPDATE verification SET status = $3, decided_on = $4, decided_by = $5, evidence_reference = $6,
      valid_until = $7, rejection_reason = $8
    WHERE id = $1 AND status = 'PENDING' AND city = ANY($2::text[]) RETURNING *
  ),
  settled AS (
    UPDATE application SET status = CASE WHEN $3 = 'CONFIRMED' THEN 'APPROVED' ELSE 'REFUSED' END,
      approved_on = CASE WHEN $3 = 'CONFIRMED' THEN $4::date END, refusal_reason = $8
    FROM decided WHERE application.id = decided.application_id
  )
  SELECT ${verificationColumns} FROM decided v JOIN application a ON a.id = v.application_id`;

function outcomeOf(input: DecideVerification, today: CivilDate): Outcome {
  const evidence = referenceText(input.evidenceReference, 'evidenceReference');
  if (input.decision === 'CONFIRM') {
    if (!input.validUntil || input.validUntil <= today) {
      throw new Refusal('INVALID_INPUT', 'A confirmation holds until a later day', { field: 'validUntil' });
    }
    return { evidence, validUntil: input.validUntil, reason: null };
  }
  if (!input.rejectionReason) {
    throw new Refusal('INVALID_INPUT', 'A rejection tells why', { field: 'rejectionReason' });
  }
  return { evidence, validUntil: null, reason: referenceText(input.rejectionReason, 'rejectionReason', 500) };
}

async function refuse(db: Db, context: Context, id: string): Promise<never> {
  const sql = 'SELECT member_id AS "memberId" FROM verification WHERE id = $1 AND city = ANY($2::text[])';
  const [existing] = await rows<{ memberId: string }>(db, sql, [id, context.caller.cities]);
  const decided = new Refusal('VERIFICATION_DECIDED', 'This verification is decided already', { clause: 'CJ-23' });
  if (existing) throw about(existing.memberId, decided);
  throw new Refusal('NOT_FOUND', 'No such verification', { field: 'verificationId' });
}

/** Confirms or rejects identity and employment of an applicant of the bureau's own city, once (CJ-23, AG-02). */
export async function decideVerification(context: Context, input: DecideVerification): Promise<VerificationRow> {
  const { caller } = context;
  admit(caller, 'hr-bureau');
  if (!isId(input.verificationId)) throw new Refusal('NOT_FOUND', 'No such verification', { field: 'verificationId' });
  const command = { name: 'decide-verification', subject: input.verificationId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, emit, today }) => {
    const { evidence, validUntil, reason } = outcomeOf(input, today);
    const status = input.decision === 'CONFIRM' ? 'CONFIRMED' : 'REJECTED';
    const by = caller.officer ?? caller.client;
    const parameters = [input.verificationId, caller.cities, status, today, by, evidence, validUntil, reason];
    const [decided] = await rows<VerificationRow>(db, decideSql, parameters);
    if (!decided) return refuse(db, context, input.verificationId);
    if (status === 'CONFIRMED') {
      const { own, declarers } = await factsOnApproval(context, db, decided.memberId, today);
      if (own) emit({ type: 'application-approved', ...own });
      for (const facts of declarers) emit({ type: 'member-facts-changed', ...facts });
    }
    return decided;
  });
}
