import { Refusal } from '#kernel/refusal.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type MovementFacts, notCorrected } from '../rules/correction.ts';
import type { ProposeCorrectionInput } from '../schema.generated.ts';
import { type Correction, findCorrection, officerOf } from './corrections.ts';
import { lockAccount } from './lock-account.ts';

type Movement = MovementFacts & { id: string; memberId: string; reversal: boolean; reversed: boolean };

/** A.9: proposes to take a movement back that was booked wrongly; another officer decides. Nothing is booked yet. */
export async function proposeCorrection(context: Context, input: ProposeCorrectionInput): Promise<Correction> {
  const officer = officerOf(context);
  const movement = await movementOf(context, input.movementId);
  const command = { name: 'propose-correction', subject: movement.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const account = await lockAccount(context, db, movement.memberId).catch(() => {
      throw noSuchMovement();
    });
    refuseUncorrected(movement);
    await refuseProposed(db, movement.id);
    const note = input.note.trim();
    if (note.length < 1 || note.length > 500) {
      throw new Refusal('INVALID_INPUT', 'The note has 1 to 500 characters', { field: 'note' });
    }
    const [made] = await rows<{ id: string }>(
      db,
      `INSERT INTO correction (member_id, account_id, movement_id, reason_code, reason, status, proposed_by, proposed_on)
       VALUES ($1, $2, $3, $4, $5, 'PROPOSED', $6, $7) RETURNING id`,
      [account.memberId, account.id, movement.id, input.reason, note, officer, today],
    );
    return (await findCorrection(db, made!.id))!;
  });
}

const noSuchMovement = () => new Refusal('NOT_FOUND', 'There is no such movement of a member', { field: 'movementId' });

// As it is forever: what may change is asked again under the lock.
async function movementOf({ database }: Context, id: string): Promise<Movement> {
  if (!/^[1-9]\d{0,17}$/.test(id)) throw noSuchMovement();
  const [movement] = await rows<Movement>(
    database,
    `SELECT m.id::text AS id, coalesce(target.owner, source.owner) AS "memberId", m.code,
       CASE WHEN source.owner IS NULL THEN source.code END AS source, target.segment AS into,
       m.reverses IS NOT NULL AS reversal, EXISTS (SELECT FROM movement r WHERE r.reverses = m.id) AS reversed
     FROM movement m JOIN ledger_account source ON source.id = m.from_account
     JOIN ledger_account target ON target.id = m.to_account WHERE m.id = $1`,
    [id],
  );
  if (!movement?.memberId) throw noSuchMovement();
  return movement;
}

function refuseUncorrected(movement: Movement): void {
  const field = 'movementId';
  if (movement.reversal) {
    throw new Refusal('ALREADY_REVERSED', 'A reversal cannot be reversed: book the movement anew', { field });
  }
  if (movement.reversed) throw new Refusal('ALREADY_REVERSED', 'The movement has been reversed already', { field });
  const why = notCorrected(movement);
  if (why) throw new Refusal('NOT_ELIGIBLE', why, { field, rule: `A.5 ${movement.code}` });
}

async function refuseProposed(db: Db, movementId: string): Promise<void> {
  const open = await rows(db, "SELECT FROM correction WHERE movement_id = $1 AND status <> 'REJECTED'", [movementId]);
  if (open.length === 0) return;
  throw new Refusal('IN_PROGRESS', 'A correction of this movement waits for its decision', { field: 'movementId' });
}
