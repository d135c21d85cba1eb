import { type Day, dayText, first, last, type Month, monthIn } from './calendar.ts';
import { standing, takesNothingIn } from './freezes.ts';
import { completeOpening, openOrReopen, turn, waits } from './opening.ts';
import {
  inForce,
  isClosed,
  isClosing,
  isLeaving,
  type Lien,
  type Member,
  type Move,
  move,
  No,
  personal,
  type World,
} from './world.ts';

export type Facts = { sequence: number; inUnit: boolean; spouse: number | null };

/** CJ-10, HZ-03: what the member register tells; the last word counts, and another identity ends the agreement or seals. */
export function learn(world: World, member: Member, facts: Facts, begins: Day): void {
  if (member.approved && facts.sequence <= member.sequence) return;
  Object.assign(member, { approved: true, ...facts });
  const current = member.identities.at(-1);
  if (current?.unit === facts.inUnit) return;
  const on = current ? Math.max(world.today, current.from) : begins;
  if (current) current.until = on;
  member.identities.push({ unit: facts.inUnit, from: on, until: null });
  if (!current || !member.account) return;
  const agreement = inForce(member);
  if (facts.inUnit && agreement) {
    Object.assign(agreement, { status: 'CONVERTED', ended: Math.max(agreement.signed, on) });
  }
  member.account.events.push({ code: '06', on: world.today });
  turn(member, facts.inUnit ? '01' : '02', world.today);
}

/** CJ-10, HZ-03: what a unit paid for a month, which opens an account if there is none. */
export function bookUnit(world: World, member: Member, month: Month, amount: bigint): void {
  if (amount <= 0n || month > monthIn(world.today)) throw new No('INVALID_INPUT');
  if (!member.approved) throw new No('NOT_APPROVED');
  const held = member.identities.some(
    ({ unit, from, until }) =>
      unit && (until === null || until > from) && from <= last(month) && (until === null || until > first(month)),
  );
  if (!held) throw new No('NOT_ELIGIBLE');
  if (isLeaving(world, member)) throw new No('IN_PROGRESS');
  if (takesNothingIn(world, member)) throw new No('ACCOUNT_FROZEN');
  const to = `${personal(member, 'UNIT')}@unit`;
  const stands = (paid: Move) => !world.moves.some(({ undoes }) => undoes === paid);
  if (world.moves.some((paid) => paid.to === to && paid.period === month && stands(paid)))
    throw new No('PERIOD_ALREADY_PAID');
  if (openOrReopen(world, member).opened || waits(member)) completeOpening(world, member);
  move(world, {
    city: member.city,
    from: 'bank:custody@unit',
    to,
    fen: amount,
    code: '01',
    on: world.today,
    period: month,
  });
}

/** CJ-13: what is lent needs a lien first, and nothing is lent against an account that is closed, closing or frozen. */
export function requestLien(world: World, member: Member, loan: number, kind: Lien['kind']): void {
  const spouses = spousesOf(world, member);
  const { account } = member;
  let refusal = '';
  if (!account || waits(member)) refusal = 'ACCOUNT_NOT_OPEN';
  else if (isClosed(account)) refusal = 'ACCOUNT_CLOSED';
  else if (isLeaving(world, member) || spouses.some((one) => isClosing(world, one))) refusal = 'CLOSING_IN_PROGRESS';
  else if (standing(world, member).length > 0) refusal = 'ACCOUNT_FROZEN';
  const decided: Lien = { kind, status: refusal ? 'REFUSED' : 'PLACED', refusal, on: world.today };
  const lien = member.liens.get(loan) ?? decided;
  member.liens.set(loan, lien);
  world.told.push(`lien-${lien.refusal ? 'refused' : 'placed'} ${member.who} ${lien.refusal} ${dayText(lien.on)}`);
}

/** CJ-13: the spouse whom a member declared, and whoever declared the member. */
export const spousesOf = (world: World, { who, spouse }: Member): Member[] =>
  world.members.filter((one) => one.who !== who && (one.who === spouse || one.spouse === who));

/** CJ-13: whether anything is lent to a member, or about to be. */
export function isLentTo(member: Member, kinds: readonly Lien['kind'][]): boolean {
  const unsettled = [...member.loans].some(
    ([loan, { settled }]) => settled === null && kinds.includes(member.liens.get(loan)?.kind ?? 'FUND'),
  );
  return (
    unsettled || [...member.liens.values()].some(({ kind, status }) => status === 'PLACED' && kinds.includes(kind))
  );
}

/** CJ-11, HZ-04: whether anything was ever lent to a member, and whether it still is; a lien stands before its loan. */
export function borrowed(member: Member): { ever: boolean; now: boolean } {
  const loans = [...member.loans.values()];
  const lien = [...member.liens.values()].some(({ status }) => status === 'PLACED');
  return { ever: lien || loans.length > 0, now: lien || loans.some(({ settled }) => settled === null) };
}

/** What the loan register tells; the two may come in either order. */
export function hearOfLoan(member: Member, loan: number, what: 'granted' | 'settled', on: Day): void {
  const known = member.loans.get(loan) ?? { granted: null, settled: null };
  member.loans.set(loan, { ...known, [what]: on });
  const lien = member.liens.get(loan);
  if (what === 'settled' && lien?.status === 'PLACED') lien.status = 'RELEASED';
}

/** CJ-15: an award is credited once, or kept in suspense for whom has no account to credit. */
export function creditSubsidy(world: World, member: Member, award: string, fen: bigint, payOn: Day): void {
  if (world.awards.has(award)) return;
  world.awards.add(award);
  const open = member.account && !isClosed(member.account);
  const to = open ? personal(member, 'SUBSIDY') : 'suspense:subsidy';
  const on = Math.max(payOn, world.today);
  move(world, { city: member.city, from: 'expense:subsidy', to, fen, code: '99', on, period: null });
  world.told.push(open ? `subsidies-credited ${member.who}` : 'subsidies-suspended');
}
