import { settableClock } from '#kernel/clock.ts';
import { identityCheckDigit } from '#kernel/identity-card.ts';
import { type Context, identityKeys, membersContext } from '#members/context.ts';
import { openMembersDatabase } from '#members/database.ts';
import { type ApplyToJoin, applyToJoin } from '#members/operations/apply-to-join.ts';
import { decideVerification } from '#members/operations/decide-verification.ts';
import type { ApplicationRow } from '#members/tables/application.ts';
import type { Caller } from '#service/caller.ts';
import { type Events, openEvents } from '#service/events.ts';
import { freshDatabase } from './database.ts';

const keys = identityKeys(`k1:${'1f'.repeat(32)}`, '2e'.repeat(32));

/** A caller of one audience for Changji unless told otherwise. */
export function callerOf(audience: Caller['audience'], given: Partial<Caller> = {}): Caller {
  return { client: `${audience}-changji`, audience, cities: ['652300'], scopes: [], correlation: 'test', ...given };
}

/** A members register of its own, whose clock can be moved and whose caller can be chosen. */
export async function membersRegister(on = '2026-10-01') {
  const fresh = await freshDatabase();
  const database = await openMembersDatabase(fresh.url('members'));
  const events: Events = await openEvents({ url: fresh.url('members'), consumer: 'members' });
  const clock = settableClock(on);
  const as = (caller: Caller): Context => membersContext({ database, clock, caller, events, keys });
  return {
    fresh,
    database,
    clock,
    keys,
    as,
    centre: as(callerOf('centre')),
    huzhouCentre: as(callerOf('centre', { client: 'centre-huzhou', cities: ['330500'] })),
    hr: as(callerOf('hr-bureau')),
    close: async () => {
      await events.stop();
      await database.destroy();
      await fresh.drop();
    },
  };
}

export type Register = Awaited<ReturnType<typeof membersRegister>>;

let sequence = 0;

/** A resident identity number of a birth date, different each time; odd sequence men, even women. */
export function identityNumber(birth: string, sex: 'MALE' | 'FEMALE' = 'MALE'): string {
  sequence += 1;
  const place = String(sequence % 50).padStart(2, '0');
  const area = 652_301 + Math.floor(sequence / 50);
  const first17 = `${area}${birth.replaceAll('-', '')}${place}${sex === 'MALE' ? 1 : 2}`;
  return first17 + identityCheckDigit(first17);
}

/** An application that meets every condition in Changji, with what a test wants different. */
export function application(given: Partial<ApplyToJoin> = {}): ApplyToJoin {
  sequence += 1;
  return {
    city: '652300',
    name: '马晓燕',
    identityNumber: identityNumber('1992-08-15'),
    phone: '13900000001',
    employmentForm: 'NEW_FORM',
    industryCode: 'LOGISTICS',
    employedSince: '2024-03-01',
    creditStanding: { value: 'GOOD', source: '人民银行征信系统', asOf: '2024-01-01' },
    categories: [],
    idempotencyKey: `application-${sequence}`,
    ...given,
  };
}

/** Someone who applied and was confirmed. */
export async function approved(register: Register, given: Partial<ApplyToJoin> = {}): Promise<ApplicationRow> {
  const applied = await applyToJoin(register.centre, application(given));
  await decideVerification(register.hr, {
    verificationId: applied.verificationId!,
    decision: 'CONFIRM',
    evidenceReference: 'HR-2026-1',
    validUntil: '2027-09-30',
    idempotencyKey: `confirm-${applied.id}`,
  });
  return applied;
}
