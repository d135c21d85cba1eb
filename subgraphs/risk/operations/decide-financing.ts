import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Facility, facilityOf, knownFacility, lockFacility, officerOf } from './financing.ts';

export type DecideFinancing = {
  facilityId: string;
  approve: boolean;
  /** The committee's resolution and its day; asked for on approval. */
  resolution?: string | null;
  resolvedOn?: CivilDate | null;
  idempotencyKey: string;
};

/** HZ-10: records what the committee (管委会) resolved of a facility, by another officer than the one who proposed it, once. */
export async function decideFinancing(context: Context, input: DecideFinancing): Promise<Facility> {
  const officer = officerOf(context);
  const known = await knownFacility(context, input.facilityId);
  const command = { name: 'decide-financing', subject: known.id, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const facility = await lockFacility(db, known.id);
    if (facility.status !== 'PROPOSED') {
      throw new Refusal('NOT_FOUND', 'There is no such facility to decide', { field: 'facilityId', clause: 'HZ-10' });
    }
    if (facility.proposedBy === officer) {
      throw new Refusal('FORBIDDEN', 'Another officer records the resolution', {
        ...{ field: 'officer', rule: 'four-eyes', clause: 'HZ-10' },
      });
    }
    const [resolution, resolvedOn] = resolved(input, today);
    await db.query(
      `UPDATE financing_facility SET status = $2, resolution = $3, resolved_on = $4, decided_by = $5, decided_on = $6 WHERE id = $1`,
      [known.id, input.approve ? 'APPROVED' : 'REJECTED', resolution, resolvedOn, officer, today],
    );
    return (await facilityOf(db, known.id))!;
  });
}

function resolved({ approve, resolution, resolvedOn }: DecideFinancing, today: CivilDate): (string | null)[] {
  const words = resolution?.trim() ?? '';
  const clause = 'HZ-10';
  if (words.length > 200) throw new Refusal('INVALID_INPUT', 'At most 200 characters', { field: 'resolution' });
  if (resolvedOn && resolvedOn > today)
    throw new Refusal('INVALID_INPUT', 'Nothing is resolved on a day to come', { field: 'resolvedOn', clause });
  if (approve && words === '')
    throw new Refusal('INVALID_INPUT', 'An approval names the resolution', { field: 'resolution', clause });
  if (approve && !resolvedOn)
    throw new Refusal('INVALID_INPUT', 'An approval names its day', { field: 'resolvedOn', clause });
  return [words === '' ? null : words, resolvedOn ?? null];
}
