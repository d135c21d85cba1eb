import type { Day } from './calendar.ts';
import { holds, inForce, isClosed, type Member, No, type World } from './world.ts';

export type Freeze = {
  who: number;
  kind: 'RECEIVE_ONLY' | 'NO_MOVEMENT' | 'PARTIAL';
  fen: bigint | null;
  from: Day;
  until: Day | null;
  lifted: boolean;
};

/** The freezes of an account that hold today. */
export const standing = (world: World, { who }: { who: number }): Freeze[] =>
  world.freezes.filter(
    (freeze) => freeze.who === who && !freeze.lifted && (freeze.until === null || freeze.until >= world.today),
  );

export const takesNothingIn = (world: World, member: Member): boolean =>
  standing(world, member).some(({ kind }) => kind === 'NO_MOVEMENT');

/** All that a member owns, held money included. */
export const owns = (world: World, { who }: { who: number }): bigint =>
  [...world.held.keys()].reduce((sum, key) => (key.startsWith(`${who}:`) ? sum + holds(world, key) : sum), 0n);

const onItsWay = (world: World, { who }: { who: number }): bigint =>
  world.payouts
    .filter((payout) => payout.who === who && payout.status === 'HELD')
    .flatMap(({ parts }) => parts)
    .reduce((sum, { fen }) => sum + fen, 0n);

/** Whether a freeze keeps so much in. */
export function keptIn(world: World, member: Member, fen: bigint): boolean {
  const freezes = standing(world, member);
  if (freezes.length === 0) return false;
  const kept = freezes.reduce((sum, freeze) => sum + (freeze.fen ?? 0n), 0n);
  const stays = owns(world, member) - onItsWay(world, member) - fen;
  return freezes.some(({ kind }) => kind !== 'PARTIAL') || stays < kept;
}

/** Refuses to take out what a freeze keeps in. */
export function refuseFrozenOut(world: World, member: Member, fen: bigint): void {
  if (keptIn(world, member, fen)) throw new No('ACCOUNT_FROZEN');
}

export function freeze(
  world: World,
  member: Member,
  { kind, fen, until }: { kind: Freeze['kind']; fen: bigint | null; until: Day | null },
): void {
  if (!member.account || isClosed(member.account)) throw new No('ACCOUNT_NOT_OPEN');
  if ((kind === 'PARTIAL') !== (fen !== null) || (fen !== null && fen <= 0n)) throw new No('INVALID_INPUT');
  if (until !== null && until < world.today) throw new No('INVALID_INPUT');
  world.freezes.push({ who: member.who, kind, fen, from: world.today, until, lifted: false });
  setStatus(world, member);
  member.account.events.push({ code: '14', on: world.today });
}

export function lift(world: World, freeze: Freeze | undefined): void {
  if (!freeze || freeze.lifted) throw new No('NOT_FOUND');
  freeze.lifted = true;
  const member = world.members[freeze.who]!;
  setStatus(world, member);
  member.account!.events.push({ code: '15', on: world.today });
}

/** What the clock does about freezes whose last day has passed. */
export function endFreezes(world: World): void {
  for (const each of world.freezes) {
    const ended = !each.lifted && each.until !== null && each.until < world.today;
    if (ended && world.cities.includes(world.members[each.who]!.city)) lift(world, each);
  }
}

function setStatus(world: World, member: Member): void {
  const account = member.account!;
  if (isClosed(account) || account.status === '99') return;
  if (standing(world, member).length > 0) account.status = '06';
  else account.status = inForce(member) || member.inUnit ? '01' : '02';
}
