import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import type { CivilDate } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { applyForLoan } from '#loans/operations/apply-for-loan.ts';
import { decideApplication } from '#loans/operations/decide-application.ts';
import { reviewApplication } from '#loans/operations/review-application.ts';
import { askPlatform } from '#members/operations/ask-platform.ts';
import type { CityCode } from '#service/cities.ts';
import { type Agency, agency, newKey } from '../agencies.ts';
import { bankThat, pays } from '../banks.ts';
import { mutation } from '../lending.ts';
import { applicant, confirmed, forEach, type Participant, sign } from '../participants.ts';
import { startTestStack, type TestStack } from '../stack.ts';
import type { City, Values } from './case.ts';

const codes: Record<City, CityCode> = { changji: '652300', huzhou: '330500' };
const cities: City[] = ['changji', 'huzhou'];
const plan = { base: '7180.00', ratio: '10%', first: '718.00' };
/** How many of each the commands use up, so that none meets what another has done. */
const many: Record<City, { borrowers: number; savers: number; approved: number; left: number }> = {
  changji: { borrowers: 18, savers: 44, approved: 6, left: 1 },
  huzhou: { borrowers: 12, savers: 34, approved: 4, left: 1 },
};

export type Borrower = { memberId: string; loanId: string };

type People = {
  borrowers: Borrower[];
  savers: string[];
  /** Approved, who have signed nothing yet. */
  approved: string[];
  /** Applications that the national platform left to the staff. */
  left: string[];
};

export type Stage = {
  stack: TestStack;
  code(city: City): CityCode;
  saver(city: City): string;
  borrower(city: City): Borrower;
  approved(city: City): string;
  left(city: City): string;
  applicant(city: City): Promise<{ memberId: string; applicationId: string; verificationId: string }>;
  clerk(city: City, officer?: string): Agency;
  /** Gives a command by the first clerk of a city, and tells what of its answer is asked for. */
  done<T = { id: string }>(city: City, name: string, input: Values, fields?: string): Promise<T>;
};

/**
 * Two cities with people for every command: loans of January 2026 of which nothing was repaid, collections that the bank
 * answered and one that it did not, and savers and applicants of July 2027, when it is today.
 */
export async function openStage(today: CivilDate = '2027-07-01'): Promise<Stage> {
  const stack = await startTestStack('2026-01-05', { pays: () => true, repays: () => false });
  const people = { changji: none(), huzhou: none() };
  for (const city of cities) people[city].borrowers = await lend(stack, city);
  await live(stack);
  for (const city of cities) people[city].left = await leaveToStaff(stack, city, today);
  stack.clock.set(today);
  await askPlatform({ ...stack.world.runs.members, platform: { normalAccounts: () => Promise.reject(new Error()) } });
  for (const city of cities) {
    people[city].approved = (await approve(stack, city, many[city].approved)).map(({ memberId }) => memberId);
    people[city].savers = (await save(stack, city, many[city].savers)).map(({ memberId }) => memberId);
  }
  await stack.world.hear();
  return stageOf(stack, people);
}

const none = (): People => ({ borrowers: [], savers: [], approved: [], left: [] });

function stageOf(stack: TestStack, people: Record<City, People>): Stage {
  const next = <K extends keyof People>(city: City, kind: K): People[K][number] => {
    const one = people[city][kind].pop();
    if (!one) throw new Error(`There are no more ${kind} of ${city}`);
    return one;
  };
  const clerk: Stage['clerk'] = (city, officer = 'clerk-1') => agency(stack, `centre-${city}`, undefined, officer);
  return {
    stack,
    clerk,
    code: (city) => codes[city],
    saver: (city) => next(city, 'savers') as string,
    borrower: (city) => next(city, 'borrowers') as Borrower,
    approved: (city) => next(city, 'approved') as string,
    left: (city) => next(city, 'left') as string,
    applicant: (city) => applicationOf(stack, city),
    done: async <T>(city: City, name: string, input: Values, fields = 'id') => {
      const answer = await clerk(city).ask<Record<string, T>>(mutation(name, fields), {
        input: { ...input, idempotencyKey: newKey() },
      });
      return answer[name]!;
    },
  };
}

async function applicationOf(stack: TestStack, city: City) {
  const { memberId, verificationId } = await applicant(stack.world, { city: codes[city], industryCode: 'OTHER' });
  const { member } = await agency(stack, `centre-${city}`).ask<{ member: { application: { id: string } } }>(
    'query ($id: ID!) { member(id: $id) { application { id } } }',
    { id: memberId },
  );
  return { memberId, verificationId, applicationId: member.application.id };
}

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

async function approve(stack: TestStack, city: City, count: number): Promise<Participant[]> {
  const approved = await forEach(times(count), () =>
    confirmed(stack.world, { city: codes[city], industryCode: 'OTHER' }),
  );
  await stack.world.hear();
  return approved;
}

async function save(stack: TestStack, city: City, count: number): Promise<Participant[]> {
  const savers = await approve(stack, city, count);
  await forEach(savers, (person) => sign(stack.world, person, plan, codes[city]));
  return savers;
}

/** Lends to each who has saved since the same day; the instalments begin a month later. */
async function lend(stack: TestStack, city: City): Promise<Borrower[]> {
  const savers = await save(stack, city, many[city].borrowers);
  await stack.world.hear();
  const by = (officer: string) => {
    const office = stack.world.loans[codes[city]];
    return { ...office, caller: { ...office.caller, officer } };
  };
  const keyed = <T extends object>(input: T) => ({ ...input, idempotencyKey: newKey() });
  const wish = { principal: yuan('30000.00'), months: 60, method: 'EQUAL_PRINCIPAL' as const, firstHome: true };
  const asked = await forEach(savers, ({ memberId }) =>
    applyForLoan(by('loan-1'), keyed({ memberId, ...wish, housePrice: yuan('500000.00') })),
  );
  await stack.world.hear();
  const findings = {
    ...{ recommendation: 'APPROVE' as const, note: '材料齐全', firstHomeConfirmed: true, goodCredit: true },
    ...{ creditSource: '人民银行征信系统', creditAsOf: stack.clock.today(), evidenceReference: '查询-1' },
  };
  const decision = { verdict: 'APPROVE' as const, reason: '符合条件' };
  const lent = await forEach(asked, async ({ id: applicationId, memberId }) => {
    await reviewApplication(by('loan-1'), keyed({ applicationId, ...findings }));
    const { loanId } = await decideApplication(by('loan-2'), keyed({ applicationId, ...decision }));
    return { memberId, loanId: loanId! };
  });
  await stack.world.hear();
  return lent;
}

/** Two collections that the bank answered, one that it did not, and a month that is closed. */
async function live(stack: TestStack): Promise<void> {
  const answers = { '2026-02-20': true, '2026-03-20': true, '2026-04-20': false };
  for (const [day, answered] of Object.entries(answers)) {
    stack.clock.set(day);
    const bank = bankThat(({ lines }) => (answered ? lines.map(pays) : undefined));
    for (const city of cities) await collectDue({ ...stack.world.runs.contributions, bank }, codes[city], day);
  }
  for (const city of cities) await closeMonth(stack.world.runs.contributions, codes[city], '2026-01');
  await stack.world.hear();
}

async function leaveToStaff(stack: TestStack, city: City, today: CivilDate): Promise<string[]> {
  stack.clock.set(`${today.slice(0, 4)}-06-10`);
  const left = await forEach(times(many[city].left), () => applicationOf(stack, city));
  return left.map(({ applicationId }) => applicationId);
}
