import type { Day } from './calendar.ts';
import { inForce, type Member, move, personal, type World } from './world.ts';

/** CJ-10, HZ-03: what the member register tells; the last word counts, and another identity ends the agreement or seals. */
export function learn(world: World, member: Member, facts: { sequence: number; inUnit: boolean }): void {
  if (member.approved && facts.sequence <= member.sequence) return;
  const converted = member.approved && member.inUnit !== facts.inUnit;
  Object.assign(member, { approved: true, ...facts });
  if (!converted || !member.account) return;
  const agreement = inForce(member);
  if (facts.inUnit && agreement) Object.assign(agreement, { status: 'CONVERTED', ended: world.today });
  const [from, to] = facts.inUnit ? (['02', '01'] as const) : (['01', '02'] as const);
  if (member.account.status === from) member.account.status = to;
}

/** What the loan register tells; the two may come in either order. */
export function hearOfLoan(member: Member, loan: number, what: 'granted' | 'settled', on: Day): void {
  const known = member.loans.get(loan) ?? { granted: null, settled: null };
  member.loans.set(loan, { ...known, [what]: on });
}

/** CJ-15: an award is credited once, or kept in suspense for whom has no account to credit. */
export function creditSubsidy(world: World, member: Member, award: string, fen: bigint, payOn: Day): void {
  if (world.awards.has(award)) return;
  world.awards.add(award);
  const open = member.account && ['01', '02'].includes(member.account.status);
  const to = open ? personal(member, 'SUBSIDY') : 'suspense:subsidy';
  const on = Math.max(payOn, world.today);
  move(world, { city: member.city, from: 'expense:subsidy', to, fen, code: '99', on, period: null });
  if (open) world.told.push(`subsidy-credited ${member.who}`);
}
