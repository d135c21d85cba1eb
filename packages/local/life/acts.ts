import { changePlan } from '#contributions/operations/change-plan.ts';
import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { applyForLoan } from '#loans/operations/apply-for-loan.ts';
import { decideApplication } from '#loans/operations/decide-application.ts';
import { reviewApplication } from '#loans/operations/review-application.ts';
import { applyToJoin } from '#members/operations/apply-to-join.ts';
import { decideVerification } from '#members/operations/decide-verification.ts';
import { giveConsent } from '#members/operations/give-consent.ts';
import type { Person } from './people.ts';
import type { World } from './world.ts';

/** A person and what became of them in the registers. */
export type Living = Person & {
  serial: number;
  memberId?: string;
  verificationId?: string;
  approved?: boolean;
  signed?: boolean;
  loanApplication?: string;
  consents: { bank: string; id: string }[];
};

// The same person doing the same thing has the same key, so a life that was interrupted can be lived again.
const key = (person: Living, act: string) => `life-${person.city}-${person.serial}-${act}`;

/** Applies at the centre's counter; those whom the conditions refuse go no further. */
export async function apply(world: World, person: Living, today: CivilDate): Promise<void> {
  const application = await applyToJoin(world.members[person.city], {
    city: person.city,
    name: person.name,
    identityNumber: person.identityNumber,
    sex: person.sex,
    phone: person.phone,
    employmentForm: person.employmentForm,
    industryCode: person.industryCode,
    employedSince: addMonths(today, -18),
    ownIncome: person.ownIncome,
    inUnit: person.inUnit,
    spouseIdentityNumber: person.spouse,
    creditStanding: { value: person.credit, source: '征信查询（演示）', asOf: today },
    categories: person.categories.map((category) => ({ ...category, evidenceReference: `EV-${person.serial}` })),
    idempotencyKey: key(person, 'apply'),
  });
  person.memberId = application.memberId;
  if (application.verificationId) person.verificationId = application.verificationId;
}

/** The HR bureau decides. */
export async function verify(world: World, person: Living, today: CivilDate): Promise<void> {
  if (!person.verificationId) return;
  await decideVerification(world.hrBureau[person.city], {
    verificationId: person.verificationId,
    decision: person.verified ? 'CONFIRM' : 'REJECT',
    evidenceReference: `HR-${person.serial}`,
    validUntil: person.verified ? addMonths(today, 36) : null,
    rejectionReason: person.verified ? null : '未查到申报的灵活就业记录',
    idempotencyKey: key(person, 'verify'),
  });
  person.approved = person.verified;
}

/** Signs the agreement, the first or, after a lapse, a new one (CJ-12). */
export async function sign(world: World, person: Living, act: string): Promise<void> {
  if (!person.approved || !person.memberId) return;
  const { baseYuan, ratio, mode } = person.life;
  const months = { MONTHLY: 1, QUARTERLY: 3, YEARLY: 12 }[mode];
  const first = BigInt(baseYuan) * BigInt(ratio) * BigInt(months);
  const signing = signAgreement(world.contributions[person.city], {
    memberId: person.memberId,
    base: yuan(`${baseYuan}.00`),
    ratio: `${ratio}%`,
    mode,
    debitAccount: person.debitAccount,
    // Base in yuan times whole percents is fen.
    firstContribution: person.city === '330500' && act === 'sign' ? first : null,
    idempotencyKey: key(person, act),
  });
  // Coming back, some find that what they prepaid still runs: no new agreement is needed.
  await (act === 'sign' ? signing : settle(signing));
  person.signed = true;
}

/** Changes the plan in July (CJ-06). */
export async function change(world: World, person: Living, year: number): Promise<void> {
  if (!person.signed || !person.memberId) return;
  await settle(
    changePlan(world.contributions[person.city], {
      memberId: person.memberId,
      base: yuan(`${person.life.baseYuan + 300}.00`),
      ratio: `${person.life.ratio}%`,
      idempotencyKey: key(person, `change-${year}`),
    }),
  );
}

/** Lets the bank see the green channel. */
export async function consent(world: World, person: Living, today: CivilDate): Promise<void> {
  if (!person.memberId) return;
  for (const bank of person.life.consentsTo) {
    const given = await giveConsent(world.members[person.city], {
      memberId: person.memberId,
      recipient: bank,
      purpose: 'GREEN_CHANNEL',
      validUntil: addMonths(today, 12),
      idempotencyKey: key(person, `consent-${bank}-${today}`),
    });
    person.consents.push({ bank, id: given.id });
  }
}

/** An officer of the person's city, of whom two see every loan. */
const officer = (world: World, { city }: Living, name: string) => {
  const office = world.loans[city];
  return { ...office, caller: { ...office.caller, officer: name } };
};

/** Applies for a loan (HZ-05); it is decided when the registers have heard of it. */
export async function askForLoan(world: World, person: Living): Promise<void> {
  const wish = person.life.borrows;
  if (!wish || !person.signed || !person.memberId) return;
  const { memberId } = person;
  await settle(
    applyForLoan(officer(world, person, 'LD-1'), {
      memberId,
      principal: yuan(`${wish.yuan}.00`),
      months: wish.months,
      method: wish.equalPrincipal ? 'EQUAL_PRINCIPAL' : 'EQUAL_INSTALMENT',
      firstHome: true,
      housePrice: yuan(`${wish.yuan * 2}.00`),
      idempotencyKey: key(person, 'borrow'),
    }).then(({ id }) => {
      person.loanApplication = id;
    }),
  );
}

/** One officer reviews the application, and another decides it (HZ-05). */
export async function decideOnLoan(world: World, person: Living, today: CivilDate): Promise<void> {
  const applicationId = person.loanApplication;
  if (!applicationId) return;
  const reviewed = reviewApplication(officer(world, person, 'LD-1'), {
    ...{ applicationId, recommendation: 'APPROVE', note: '材料齐全（演示）' },
    ...{ firstHomeConfirmed: true, goodCredit: true, creditSource: '征信查询（演示）', creditAsOf: today },
    ...{ evidenceReference: `LOAN-${person.serial}`, idempotencyKey: key(person, 'borrow-review') },
  });
  const approved = { verdict: 'APPROVE' as const, reason: '符合条件（演示）' };
  await settle(
    reviewed.then(() =>
      decideApplication(officer(world, person, 'LD-2'), {
        ...{ applicationId, ...approved, idempotencyKey: key(person, 'borrow-decision') },
      }),
    ),
  );
}

/** Takes some money out before any loan (HZ-04). */
export async function takeOut(world: World, person: Living): Promise<void> {
  if (!person.signed || !person.memberId) return;
  await settle(
    withdraw(world.contributions[person.city], {
      memberId: person.memberId,
      amount: yuan('500.00'),
      reasonCode: '99',
      idempotencyKey: key(person, 'withdraw'),
    }),
  );
}

// A wish may be refused, as in life: nothing is due, the balance is too low, the agreement has lapsed.
async function settle(wish: Promise<unknown>): Promise<void> {
  try {
    await wish;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
