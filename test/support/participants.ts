import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import { yuan } from '#kernel/money.ts';
import type { World } from '#local/life/world.ts';
import { type ApplyToJoin, applyToJoin } from '#members/operations/apply-to-join.ts';
import { decideVerification } from '#members/operations/decide-verification.ts';
import { application } from './members.ts';

/** Someone who takes part, with the number that an agency asks by. */
export type Participant = { memberId: string; identityNumber: string; verificationId: string };

/** Base in yuan and ratio in whole percents, with how often it is paid. */
export type Plan = { base: string; ratio: string; mode?: 'MONTHLY' | 'QUARTERLY' | 'YEARLY'; first?: string };

let sequence = 0;

/** The debit account that a person signs with: the test's bank knows people by it. */
export const debitAccountOf = (identityNumber: string): string => `62${identityNumber.slice(0, 17).padStart(18, '0')}`;

/** Applies at the centre of the city asked for, Changji unless told otherwise; nobody has verified it yet. */
export async function applicant(world: World, given: Partial<ApplyToJoin> = {}): Promise<Participant> {
  const asked = application(given);
  const applied = await applyToJoin(world.members[asked.city], asked);
  return { memberId: applied.memberId, identityNumber: asked.identityNumber, verificationId: applied.verificationId! };
}

/** Applies and is confirmed by the city's HR bureau for three years; every register has heard of it when `hear` was called. */
export async function confirmed(world: World, given: Partial<ApplyToJoin> = {}): Promise<Participant> {
  const person = await applicant(world, given);
  sequence += 1;
  await decideVerification(world.hrBureau[given.city ?? '652300'], {
    verificationId: person.verificationId,
    decision: 'CONFIRM',
    evidenceReference: `HR-${sequence}`,
    validUntil: '2029-09-30',
    idempotencyKey: `confirmed-${person.verificationId}`,
  });
  return person;
}

/** Signs the agreement of someone confirmed, at the counter of their city. */
export async function sign(world: World, person: Participant, plan: Plan, city: ApplyToJoin['city'] = '652300') {
  return signAgreement(world.contributions[city], {
    memberId: person.memberId,
    base: yuan(plan.base),
    ratio: plan.ratio,
    mode: plan.mode ?? 'MONTHLY',
    debitAccount: debitAccountOf(person.identityNumber),
    firstContribution: plan.first ? yuan(plan.first) : null,
    idempotencyKey: `sign-${person.memberId}`,
  });
}

/** Does the work for each of many, a few at the same time, keeping their order in the answer. */
export async function forEach<A, B>(items: readonly A[], work: (item: A, index: number) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) done[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return done;
}
