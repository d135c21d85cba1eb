import { yuan } from '#kernel/money.ts';
import { applyForLoan } from '#loans/operations/apply-for-loan.ts';
import { decideApplication } from '#loans/operations/decide-application.ts';
import { reviewApplication } from '#loans/operations/review-application.ts';
import type { World } from '#local/life/world.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { type Agency, agency, newKey } from './agencies.ts';
import type { TestStack } from './stack.ts';

/** What is applied for; the rest is as below unless a test says what differs. */
export type Wish = {
  memberId: string;
  principal: string;
  months: number;
  method?: 'EQUAL_PRINCIPAL' | 'EQUAL_INSTALMENT';
  firstHome?: boolean;
  housePrice?: string;
};

type City = 'changji' | 'huzhou';

/** An officer of a city's centre. */
export const officer = (stack: TestStack, city: City, name: string): Agency =>
  agency(stack, `centre-${city}`, undefined, name);

const usual = { method: 'EQUAL_PRINCIPAL', firstHome: true, housePrice: '1000000.00' } as const;

/** What a reviewing officer found, with nothing against it. */
const findings = (applicationId: string, creditAsOf: string) => ({
  ...{ applicationId, recommendation: 'APPROVE' as const, note: '材料齐全', firstHomeConfirmed: true },
  ...{ goodCredit: true, creditSource: '人民银行征信系统', creditAsOf, evidenceReference: '不动产登记查询-1' },
});

const told = `id status priority decideBy late factsAsOf loan { id status principal annualRate months outstandingPrincipal
  overduePeriods demonstrationFigures disbursedOn }`;

export type Applied = {
  id: string;
  status: string;
  priority: string;
  decideBy: string;
  late: boolean;
  loan: ({ id: string; status: string } & Record<string, unknown>) | null;
};

/** Applies at the counter: not yet measured, reviewed or decided. */
export async function applyForOne(stack: TestStack, city: City, wish: Wish): Promise<Applied> {
  const document = `mutation ($input: ApplyForLoanInput!) { applyForLoan(input: $input) { ${told} } }`;
  const input = { ...usual, ...wish, idempotencyKey: newKey() };
  const answer = await officer(stack, city, 'loan-1').ask<{ applyForLoan: Applied }>(document, { input });
  return answer.applyForLoan;
}

/** One officer reviews with nothing against it, unless told otherwise. */
export async function review(stack: TestStack, city: City, id: string, more: object = {}): Promise<Applied> {
  const document = `mutation ($input: ReviewLoanApplicationInput!) { reviewLoanApplication(input: $input) { ${told} } }`;
  const input = { ...findings(id, stack.clock.today()), ...more, idempotencyKey: newKey() };
  const answer = await officer(stack, city, 'loan-1').ask<{ reviewLoanApplication: Applied }>(document, { input });
  return answer.reviewLoanApplication;
}

export const decideDocument = `mutation ($input: DecideLoanApplicationInput!) {
  decideLoanApplication(input: $input) { ${told} } }`;
/** The input of an approval. */
export const approving = (applicationId: string) => ({
  input: { applicationId, verdict: 'APPROVE', reason: '符合条件', idempotencyKey: newKey() },
});

/** Another officer approves; the loan waits for its lien until the registers have heard. */
export async function approve(stack: TestStack, city: City, id: string): Promise<NonNullable<Applied['loan']>> {
  const second = officer(stack, city, 'loan-2');
  const answer = await second.ask<{ decideLoanApplication: Applied }>(decideDocument, approving(id));
  return answer.decideLoanApplication.loan!;
}

/** Applied for, measured and reviewed; to be decided. */
export async function reviewed(stack: TestStack, city: City, wish: Wish): Promise<string> {
  const { id } = await applyForOne(stack, city, wish);
  await stack.world.hear();
  await review(stack, city, id);
  return id;
}

/** Applied for, measured, reviewed and approved; not yet paid out. */
export const lend = async (stack: TestStack, city: City, wish: Wish) =>
  approve(stack, city, await reviewed(stack, city, wish));

/** As lend, by the operations themselves: nothing of it is on the record of disclosures. */
export async function lendIn(world: World, city: CityCode, wish: Wish): Promise<string> {
  const by = (name: string) => {
    const office = world.loans[city];
    return { ...office, caller: { ...office.caller, officer: name } };
  };
  const asked = { ...usual, ...wish, principal: yuan(wish.principal), housePrice: yuan('1000000.00') };
  const { id } = await applyForLoan(by('loan-1'), { ...asked, idempotencyKey: newKey() });
  await world.hear();
  const found = findings(id, by('loan-1').clock.today());
  await reviewApplication(by('loan-1'), { ...found, idempotencyKey: newKey() });
  const approved = { applicationId: id, verdict: 'APPROVE' as const, reason: '符合条件', idempotencyKey: newKey() };
  return (await decideApplication(by('loan-2'), approved)).loanId!;
}

/** What waits for the staff of a city, refused to another city in a journey of its own: loan-decisions.test.ts. */
export const loanQueues = ['loanApplications', 'loanPortfolio', 'overdueLoans', 'pendingWriteOffs', 'openBreachCases'];

/** Every command by the id of something of a loan, with the field of that id, and what else it takes. */
export const byLoanIds: Record<string, [string, object]> = {
  repayLoan: ['loanId', { amount: '1.00' }],
  prepayLoan: ['loanId', { principal: '1.00', keeps: 'TERM' }],
  offsetLoan: ['loanId', {}],
  recordRecovery: ['loanId', { amount: '1.00', reference: '无' }],
  setMonthlyOffset: ['loanId', { monthly: true }],
  proposeWriteOff: ['loanId', { reason: '无', evidenceReference: '无' }],
  openBreachCase: ['loanId', { kind: 'FALSE_PROMISE', grounds: '无', evidenceReference: '无' }],
  withdrawLoanApplication: ['applicationId', {}],
  reviewLoanApplication: ['applicationId', { ...findings('', '2026-01-01') }],
  decideLoanApplication: ['applicationId', { verdict: 'REFUSE', reason: '无' }],
  decideWriteOff: ['writeOffId', { approve: false }],
  replyToBreachCase: ['breachCaseId', { reply: '无' }],
  decideBreachCase: ['breachCaseId', { measure: 'NONE', reason: '无' }],
};
export const loanCommands = Object.keys(byLoanIds);

/** A command by its name, and what is asked of its answer. */
export const mutation = (name: string, fields: string): string =>
  `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields} } }`;

/** The variables of a command that is given for the first time. */
export const keyed = (input: object) => ({ input: { ...input, idempotencyKey: newKey() } });

/** What the book of the accounts owes that of the loans by its clearing account, and what that one claims, in fen. */
export async function clearingOf({ databases }: World): Promise<[bigint, bigint]> {
  const of = async (name: 'contributions' | 'loans', code: string) => {
    const sql = `SELECT coalesce(sum(CASE WHEN m.to_account = l.id THEN m.fen ELSE -m.fen END), 0)::bigint AS fen
      FROM ledger_account l LEFT JOIN movement m ON l.id IN (m.from_account, m.to_account) WHERE l.code = $1`;
    return (await rows<{ fen: bigint }>(databases[name].database, sql, [code]))[0]!.fen;
  };
  return [await of('contributions', 'clearing:loans'), await of('loans', 'clearing:contributions')];
}
