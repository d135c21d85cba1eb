import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import type { Transaction } from '#service/perform.ts';
import { about } from '#service/told-refusals.ts';
import type { Context } from '../context.ts';
import { referenceText } from '../rules/declaration.ts';
import { platformAdmits } from '../rules/platform.ts';
import { type VerificationRow, verificationColumns } from '../tables/verification.ts';
import { actorOf, type LockedApplication, lockApplications, type Move, moveApplications } from './application-moves.ts';
import { lockCouples } from './lock-members.ts';
import { tellApproved } from './tell-approved.ts';

/** One decision of the HR bureau, as it was given. */
export type Decision = {
  verificationId: string;
  decision: 'CONFIRM' | 'REJECT';
  evidenceReference: string;
  validUntil?: CivilDate | null;
  rejectionReason?: string | null;
};

type Outcome = { id: string; evidence: string; validUntil: CivilDate | null; reason: string | null };
type Waiting = {
  id: string;
  applicationId: string;
  memberId: string;
  status: string;
  round: number;
  dueOn: CivilDate | null;
};

const noSuchVerification = () => new Refusal('NOT_FOUND', 'No such verification', { field: 'verificationId' });

/** A decision that is well formed, or a refusal that names its field. */
function outcomeOf(given: Decision, today: CivilDate): Outcome {
  if (!isId(given.verificationId)) throw noSuchVerification();
  const id = given.verificationId.toLowerCase();
  const evidence = referenceText(given.evidenceReference, 'evidenceReference');
  if (given.decision === 'CONFIRM') {
    if (!given.validUntil || given.validUntil <= today) {
      throw new Refusal('INVALID_INPUT', 'A confirmation holds until a later day', { field: 'validUntil' });
    }
    // Whoever gives a reason against it may have meant to reject.
    if ((given.rejectionReason ?? null) !== null) {
      throw new Refusal('INVALID_INPUT', 'Only a rejection tells why', { field: 'rejectionReason' });
    }
    return { id, evidence, validUntil: given.validUntil, reason: null };
  }
  if (!given.rejectionReason) {
    throw new Refusal('INVALID_INPUT', 'A rejection tells why', { field: 'rejectionReason' });
  }
  return { id, evidence, validUntil: null, reason: referenceText(given.rejectionReason, 'rejectionReason', 500) };
}

/** The decisions that confirm and are well formed: nobody is asked about an applicant for the sake of any other. */
export const confirmations = (given: readonly Decision[], today: CivilDate): Decision[] =>
  given.filter((each) => each.decision === 'CONFIRM' && !(refusalOr(() => outcomeOf(each, today)) instanceof Refusal));

const waitingSql = `
  SELECT v.id, v.application_id AS "applicationId", v.member_id AS "memberId", v.status, v.round, v.due_on AS "dueOn"
  FROM verification v WHERE v.id = ANY($1::uuid[]) AND v.city = ANY($2::text[])`;

const decideSql = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, evidence text, "validUntil" date, reason text)
  ),
  decided AS (
    UPDATE verification v SET status = CASE WHEN g.reason IS NULL THEN 'CONFIRMED' ELSE 'REJECTED' END,
      decided_on = $2, decided_by = $3, evidence_reference = g.evidence, valid_until = g."validUntil",
      rejection_reason = g.reason
    FROM given g WHERE v.id = g.id AND v.status = 'PENDING' RETURNING v.*
  )
  SELECT ${verificationColumns} FROM decided v JOIN application a ON a.id = v.application_id`;

async function waitingOf(db: Db, context: Context, ids: readonly string[]): Promise<Map<string, Waiting>> {
  const parameters = [ids, context.caller.cities];
  const found = await rows<Waiting>(db, waitingSql, parameters);
  await lockApplications(
    db,
    found.map(({ applicationId }) => applicationId),
  );
  // Anew under the lock: an application may have ended meanwhile.
  return new Map((await rows<Waiting>(db, waitingSql, parameters)).map((each) => [each.id, each]));
}

function moveOf({ reason }: Outcome, application: LockedApplication): Move {
  const { id, platform, resolution } = application;
  if (reason !== null) return { id, to: 'REFUSED', clause: 'CJ-23', reason };
  if (platform === null || platformAdmits(platform, resolution)) {
    return { id, to: 'APPROVED', clause: 'CJ-23', reason: '身份及就业状况核实属实' };
  }
  return { id, to: 'AWAITING_PLATFORM', clause: 'CJ-08', reason: '核实属实，等候全国平台对唯一正常账户的答复' };
}

/**
 * Confirms or rejects verifications of the caller's cities, each by itself: in the order given, the verification as
 * decided or the refusal of that one. A first confirmation approves the applicant, unless the national platform has not
 * answered yet (CJ-08, CJ-23); one that is asked for again changes nothing but its own validity.
 */
export async function settleVerifications(
  context: Context,
  transaction: Transaction,
  given: readonly Decision[],
): Promise<(VerificationRow | Refusal)[]> {
  const { db, today } = transaction;
  const outcomes = given.map((each) => refusalOr(() => outcomeOf(each, today)));
  const ids = outcomes.flatMap((each) => (each instanceof Refusal ? [] : [each.id]));
  const waiting = await waitingOf(db, context, ids);
  const seen = new Set<string>();
  const results = outcomes.map((outcome) =>
    outcome instanceof Refusal ? outcome : sorted(outcome, { waiting, seen, today }),
  );
  const taken = results.filter((each): each is Outcome => !(each instanceof Refusal));
  const parameters = [JSON.stringify(taken), today, actorOf(context)];
  const decided = await rows<VerificationRow>(db, decideSql, parameters);
  await approve(context, transaction, taken, waiting);
  const byId = new Map(decided.map((row) => [row.id, row]));
  return results.map((each) => (each instanceof Refusal ? each : byId.get(each.id)!));
}

function sorted(
  outcome: Outcome,
  { waiting, seen, today }: { waiting: Map<string, Waiting>; seen: Set<string>; today: CivilDate },
): Outcome | Refusal {
  const found = waiting.get(outcome.id);
  if (!found) return noSuchVerification();
  if (seen.has(outcome.id)) {
    return new Refusal('INVALID_INPUT', 'A verification is decided once', {
      field: 'verificationId',
      rule: 'repeated',
    });
  }
  seen.add(outcome.id);
  if (found.status === 'PENDING') {
    if (found.round > 1 || found.dueOn === null || today <= found.dueOn) return outcome;
    // The job ends it in the night; until then too nobody is approved on a day that the applicant was told is too late.
    const ended = 'Nobody verified it in time, and the application has ended';
    return about(found.memberId, new Refusal('APPLICATION_DECIDED', ended, { clause: 'CJ-23' }));
  }
  const decided = new Refusal('VERIFICATION_DECIDED', 'This verification is decided already', { clause: 'CJ-23' });
  return about(found.memberId, decided);
}

function refusalOr<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown;
    throw thrown;
  }
}

async function approve(
  context: Context,
  transaction: Transaction,
  taken: readonly Outcome[],
  waiting: ReadonlyMap<string, Waiting>,
): Promise<void> {
  const first = new Map(
    taken.flatMap((outcome) => {
      const { round, applicationId } = waiting.get(outcome.id)!;
      return round === 1 ? [[applicationId, outcome] as const] : [];
    }),
  );
  const locked = await lockApplications(transaction.db, [...first.keys()]);
  const moves = locked.map((application) => moveOf(first.get(application.id)!, application));
  await moveApplications(context, transaction, locked, moves);
  const approved = new Set(moves.filter(({ to }) => to === 'APPROVED').map(({ id }) => id));
  const members = locked.filter(({ id }) => approved.has(id)).map(({ memberId }) => memberId);
  // All at once, before any: another bureau may be deciding about the other halves of these couples.
  await lockCouples(transaction.db, members);
  for (const memberId of members) await tellApproved(context, transaction, memberId);
}
