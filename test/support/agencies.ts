import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { type CivilMonth, firstDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { runInstalments } from '#loans/jobs/instalments.ts';
import { clients } from '#local/clients.ts';
import { cityCodes } from '#service/cities.ts';
import { awardMonth } from '#subsidies/jobs/award-run.ts';
import { purposeOf } from './gateway.ts';
import type { TestStack } from './stack.ts';

/** What a refusal tells of itself. */
export type Told = {
  message: string;
  code: string;
  field?: string;
  clause?: string;
  rule?: string;
  nextAllowed?: string;
};

/** One agency, or one member, that asks the gateway over HTTP with its own access token. */
export type Agency = {
  /** The answer's data; an error if anything was refused. */
  ask<T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** The one refusal that came instead; an error if there was an answer. */
  refused(query: string, variables?: Record<string, unknown>): Promise<Told>;
};

/** A client of the demonstration as the issuer knows it; a member's token names the member, staff may name an officer. */
export function agency(stack: TestStack, id: string, member?: string, officer?: string): Agency {
  const client = clients.find((each) => each.id === id);
  if (!client) throw new TypeError(`No client ${id}`);
  const { audience, cities, scopes } = client;
  const claims = { client_id: id, cities, scope: scopes.join(' '), ...(member ? { member } : {}) };
  const token = stack.token(audience, claims);
  const send = async (query: string, variables: Record<string, unknown> = {}) =>
    stack.ask(await token, query, { variables, headers: { ...purposeOf(audience), ...(officer ? { officer } : {}) } });
  return {
    ask: async <T>(query: string, variables?: Record<string, unknown>) => {
      const { body, text } = await send(query, variables);
      if (body.errors || !body.data) throw new Error(`It was refused: ${text}`);
      return body.data as T;
    },
    refused: async (query, variables) => {
      const { body, text } = await send(query, variables);
      const [error, ...more] = body.errors ?? [];
      const codes = new Set(body.errors?.map(({ extensions }) => extensions['code']));
      // Only what GraphQL finds wrong with a document may come in several errors.
      const several = more.length > 0 && !codes.has('GRAPHQL_VALIDATION_FAILED');
      if (!error || several || codes.size > 1 || Object.values(body.data ?? {}).some((value) => value !== null)) {
        throw new Error(`It was not refused wholly and with one code: ${text}`);
      }
      const { correlation: _, ...detail } = error.extensions;
      return { ...detail, message: error.message } as Told;
    },
  };
}

/** A trusted document, by its path under gateway/documents. */
export const trusted = (path: string): string =>
  readFileSync(new URL(`../../gateway/documents/${path}.graphql`, import.meta.url), 'utf8');

/** A key that no other command has. */
export const newKey = (): string => randomUUID();

type Application = {
  id: string;
  status: string;
  refusalReason: string | null;
  verificationId: string | null;
  member: { id: string };
  eligibility: {
    eligible: boolean;
    decidedOn: string;
    retirementOn: string;
    conditions: { clause: string; description: string; met: boolean }[];
  };
};

/** Whoever meets every condition; a test says what differs, and always the city and the identity number. */
export const declaration = (given: Record<string, unknown>) => ({
  name: '马晓燕',
  phone: '13900000001',
  employmentForm: 'NEW_FORM',
  industryCode: 'OTHER',
  employedSince: '2023-03-01',
  creditStanding: { value: 'GOOD', source: '人民银行征信系统', asOf: '2025-01-01' },
  categories: [],
  idempotencyKey: newKey(),
  ...given,
});

/** Applies at a centre's counter and tells how it was decided. */
export async function apply(centre: Agency, given: Record<string, unknown>): Promise<Application> {
  const input = declaration(given);
  const told = await centre.ask<{ applyToJoin: Application }>(trusted('centre/apply-to-join'), { input });
  return told.applyToJoin;
}

/** The HR bureau confirms, and every register hears of it. */
export async function confirm(stack: TestStack, hr: Agency, verificationId: string | null): Promise<void> {
  const decision = { decision: 'CONFIRM', evidenceReference: 'HR-2025-001', validUntil: '2027-12-31' };
  const input = { verificationId, ...decision, idempotencyKey: newKey() };
  await hr.ask(trusted('hr-bureau/decide-verification'), { input });
  await stack.world.hear();
}

const debitAccount = '622200001234567890';

/** Signs an agreement by month, unless told otherwise. */
export async function sign(by: Agency, given: Record<string, unknown>): Promise<{ id: string; number: string }> {
  const input = { mode: 'MONTHLY', debitAccount, idempotencyKey: newKey(), ...given };
  const told = await by.ask<{ signAgreement: { id: string; number: string } }>(trusted('member/sign-agreement'), {
    input,
  });
  return told.signAgreement;
}

/** Applies, is confirmed and signs in one day; the id of the new member. */
export async function join(
  stack: TestStack,
  city: 'changji' | 'huzhou',
  person: Record<string, unknown>,
  plan: Record<string, unknown>,
): Promise<string> {
  const centre = agency(stack, `centre-${city}`);
  const { member, verificationId } = await apply(centre, { city: city.toUpperCase(), ...person });
  await confirm(stack, agency(stack, `hr-bureau-${city}`), verificationId);
  await sign(centre, { memberId: member.id, ...plan });
  await stack.world.hear();
  return member.id;
}

const mineQuery = `{ me { loanOutstanding
  streak { continuousFullMonths throughMonth fundsUsed }
  subsidyAwards { clause amount month status payOn creditedOn }
  account { balance statusCode openedOn segments { segment balance }
    agreement { id status endedOn firstMonth paidThrough base ratio monthlyAmount }
    movements(first: 100) { edges { node { bookedOn code segment amount period } } } } } }`;

export type Mine = {
  loanOutstanding: boolean;
  streak: Record<string, unknown>;
  subsidyAwards: Record<string, unknown>[];
  account: {
    balance: string;
    statusCode: string;
    openedOn: string;
    segments: { segment: string; balance: string }[];
    agreement: Record<string, unknown>;
    movements: { edges: { node: Record<'bookedOn' | 'code' | 'segment' | 'amount' | 'period', string> }[] };
  } | null;
};

/** What a member sees of their own. */
export const mine = async (self: Agency): Promise<Mine> => (await self.ask<{ me: Mine }>(mineQuery)).me;

/** The account of a member who has one, with its movements of one day as [code, segment, amount]. */
export async function accountOf(self: Agency, day = '') {
  const { account } = await mine(self);
  if (!account) throw new Error('The member has no account');
  const booked = account.movements.edges.filter(({ node }) => node.bookedOn === day);
  return { ...account, booked: booked.map(({ node }) => [node.code, node.segment, node.amount]) };
}

/** Collects a month in both cities on its debit day, the 20th: contributions and instalments. */
export async function collect(stack: TestStack, month: CivilMonth): Promise<void> {
  stack.clock.set(`${month}-20`);
  for (const city of cityCodes) await collectDue(stack.world.runs.contributions, city, `${month}-20`);
  await runInstalments(stack.world.runs.loans);
  await stack.world.hear();
}

/** Ends a month in both cities: interest on 30 June, closing and awards on the first of the next. */
export async function endMonth(stack: TestStack, month: CivilMonth): Promise<void> {
  const { world, clock } = stack;
  if (month.endsWith('-06')) {
    clock.set(`${month}-30`);
    for (const city of cityCodes) await settleInterest(world.runs.contributions, city, Number(month.slice(0, 4)));
  }
  clock.set(firstDay(nextMonth(month)));
  for (const city of cityCodes) await closeMonth(world.runs.contributions, city, month);
  await world.hear();
  for (const city of cityCodes) await awardMonth(world.runs.subsidies, city, month);
  await world.hear();
}

/** Lives whole months in both cities, as the calendar does. */
export async function live(stack: TestStack, first: CivilMonth, last: CivilMonth): Promise<void> {
  for (const month of monthsFrom(first, last)) {
    await collect(stack, month);
    await endMonth(stack, month);
  }
}
