import { randomUUID } from 'node:crypto';
import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { perform } from '#service/perform.ts';
import { admit, type Context } from '../context.ts';
import { verificationDue } from '../rules/application.ts';
import { type CreditStanding, countingCredit, ownWord } from '../rules/credit.ts';
import { type Declaration, type Declared, declaredCredit, readDeclaration } from '../rules/declaration.ts';
import { type Eligibility, eligibility, refusalReason } from '../rules/eligibility.ts';
import type { ApplicationRow } from '../tables/application.ts';
import { applicationExists, type Known, lookUp, write } from './application-writing.ts';

export type ApplyToJoin = Declaration & {
  city: CityCode;
  ownIncome?: boolean;
  inUnit?: boolean;
  documentValidUntil?: CivilDate | null;
  idempotencyKey: string;
};

// A bound member's token speaks for one person: for any other number the answer is the same, known or not.
function mustBeOwn({ caller }: Context, known: Known | undefined): void {
  if (caller.audience !== 'member' || !caller.member || caller.member === known?.id) return;
  throw new Refusal('FORBIDDEN', 'A member applies for themselves', { field: 'identityNumber' });
}

function mustBeFree({ caller }: Context, known: Known | undefined): void {
  if (known?.live) throw applicationExists();
  // A token bound to nobody proves nothing about a person the register knows.
  if (caller.audience === 'member' && known && !caller.member) throw applicationExists();
  if (!known?.former) return;
  const message = 'This number was replaced by another; apply with that one';
  throw new Refusal('INVALID_INPUT', message, { field: 'identityNumber', rule: 'replaced' });
}

function creditOf({ caller, clock }: Context, input: ApplyToJoin): CreditStanding {
  const credit = declaredCredit(input.creditStanding, clock.today(), 'creditStanding');
  return caller.audience === 'member' ? ownWord(credit) : { ...credit, selfDeclared: false };
}

// By one spelling, and by no key of the index: sent again after that was changed, it is the same command. Of an input
// nothing is kept but a digest under a key.
function commandOf(input: ApplyToJoin, { identityNumber, spouseIdentityNumber }: Declared) {
  const numbers = { identityNumber, spouseIdentityNumber };
  return { name: 'apply-to-join', key: input.idempotencyKey, input: { ...input, ...numbers } };
}

function decide(memberId: string, city: CityCode, decision: Eligibility, expiresOn: CivilDate): ApplicationRow {
  return {
    id: randomUUID(),
    memberId,
    city,
    status: decision.eligible ? 'AWAITING_VERIFICATION' : 'REFUSED',
    appliedOn: decision.decidedOn,
    eligibility: decision,
    verificationId: decision.eligible ? randomUUID() : null,
    refusalReason: decision.eligible ? null : refusalReason(decision),
    expiresOn: decision.eligible ? expiresOn : null,
    agreedOn: null,
  };
}

/**
 * Applies to join: every condition of eligibility is answered and kept; who meets them all waits for verification, who
 * does not is refused at once and may apply again (CJ-01…04, HZ-01). One live application per person (CJ-08). What a
 * member's own token declares of credit is kept as unchecked (CJ-04), and such a token applies for its own person only.
 */
export async function applyToJoin(context: Context, input: ApplyToJoin): Promise<ApplicationRow> {
  const { caller, clock } = context;
  admit(caller, 'centre', 'member');
  if (caller.audience === 'centre' && !caller.cities.includes(input.city)) {
    throw new Refusal('FORBIDDEN', 'Not a city of this centre', { field: 'city' });
  }
  const today = clock.today();
  const policy = context.policy(input.city, today);
  const declared = readDeclaration(input, today, policy);
  const credit = creditOf(context, input);
  const before = await lookUp(context, context.database, declared.identityNumber, today);
  mustBeOwn(context, before);
  const memberId = before?.id ?? randomUUID();
  return perform(context, { ...commandOf(input, declared), subject: memberId }, async ({ db, now }) => {
    const known = before && (await lookUp(context, db, declared.identityNumber, today));
    mustBeFree(context, known);
    const inUnit = (input.inUnit ?? false) || (known?.inUnit ?? false);
    const { employmentForm, documentValidUntil = null } = input;
    const own = { employmentForm, documentValidUntil, ownIncome: input.ownIncome ?? false, inUnit };
    const applicant = { ...declared, ...own, credit: countingCredit(credit, known?.credit) };
    const decision = eligibility(applicant, today, policy);
    const application = decide(memberId, input.city, decision, verificationDue(today, policy.national));
    await write(db, context, known !== undefined, { memberId, application, declared, input, credit, now });
    return application;
  });
}
