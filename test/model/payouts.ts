import { dayText } from './calendar.ts';
import { endByClosing, endByLeaving, undoClosing } from './closed.ts';
import { borrowed } from './facts.ts';
import { holdDays, huzhou, withdrawalReason } from './figures.ts';
import { refuseFrozenOut } from './freezes.ts';
import { holds, type Member, type Move, move, No, type Outcome, type Payout, personal, type World } from './world.ts';

/** HZ-04, CJ-13: money is held until the bank has paid it: freely before a loan, or for a reason with its evidence. */
export function withdraw(
  world: World,
  member: Member,
  { amount, reason, evidence }: { amount: bigint; reason: string; evidence: string | null },
): Payout {
  if (!member.account) throw new No('ACCOUNT_NOT_OPEN');
  const { ever, now } = borrowed(member);
  if (member.city === huzhou && ever) throw new No(now ? 'LOAN_OUTSTANDING' : 'NOT_ELIGIBLE');
  if (!/^(0[1-9]|99)$/.test(reason)) throw new No('INVALID_INPUT');
  const rule = withdrawalReason(member.city, reason, world.today);
  if (!rule.taken) throw new No('NOT_ELIGIBLE');
  if ((rule.evidence && !evidence) || amount <= 0n) throw new No('INVALID_INPUT');
  return hold(world, member, {
    kind: 'WITHDRAWAL',
    reason,
    parts: [{ segment: 'FLEXIBLE', fen: amount }],
    closing: null,
  });
}

/** Holds money of a member until the bank has answered. */
export function hold(
  world: World,
  member: Member,
  holding: Pick<Payout, 'kind' | 'reason' | 'parts' | 'closing'>,
): Payout {
  if (held(world, member)) throw new No('IN_PROGRESS');
  refuseFrozenOut(world, member, sumOf(holding));
  if (holding.parts.some(({ segment, fen }) => holds(world, personal(member, segment)) < fen)) {
    throw new No('BALANCE_TOO_LOW');
  }
  const payout: Payout = {
    ...{ ...holding, who: member.who, status: 'HELD', requested: world.today, resolved: null, answers: new Set() },
  };
  world.payouts.push(payout);
  for (const part of payout.parts) {
    part.by = book(
      world,
      member,
      [personal(member, part.segment), `${personal(member, 'HELD')}${poolOf(part)}`],
      part.fen,
      '99',
    );
  }
  if (payout.kind !== 'TRANSFER_OUT') world.told.push(`payout-held ${member.who}`);
  return payout;
}

const poolOf = ({ segment }: { segment: string }) => (segment.endsWith('@unit') ? '@unit' : '');
const codes: Record<Payout['kind'], string> = { WITHDRAWAL: '11', CLOSING: '12', TRANSFER_OUT: '07' };

const sumOf = ({ parts }: Pick<Payout, 'parts'>): bigint => parts.reduce((sum, { fen }) => sum + fen, 0n);

/** Money of a member on its way out, if any. */
export const held = (world: World, { who }: { who: number }): Payout | undefined =>
  world.payouts.find((payout) => payout.who === who && payout.status === 'HELD');

function book(world: World, { city }: Member, [from, to]: readonly [string, string], fen: bigint, code: string): Move {
  return move(world, { city, from, to, fen, code, on: world.today, period: null });
}

function end(world: World, payout: Payout, status: Payout['status']): void {
  payout.status = status;
  payout.resolved = world.today;
  const member = world.members[payout.who]!;
  const paid = status === 'PAID';
  for (const { segment, fen, by } of payout.parts) {
    const pool = poolOf({ segment });
    const to = paid ? `bank:custody${pool}` : personal(member, segment);
    const sides = [`${personal(member, 'HELD')}${pool}`, to] as const;
    const moved = book(world, member, sides, fen, paid ? codes[payout.kind] : '99');
    if (!paid) moved.undoes = by!;
    else if (payout.kind !== 'TRANSFER_OUT') member.withdrawals.push(world.today);
  }
  if (paid && payout.kind === 'TRANSFER_OUT') endByLeaving(world, member, payout);
  if (!payout.closing) return;
  if (paid) endByClosing(world, member, payout);
  else undoClosing(world, member, payout.closing);
}

/** The bank's answer, whenever it comes and however often: a hold ends once, and what is paid after it is in suspense. */
export function answer(world: World, payout: Payout, outcome: Outcome): void {
  if (payout.answers.has(outcome)) return;
  payout.answers.add(outcome);
  if (payout.status === 'HELD') end(world, payout, outcome === 'paid' ? 'PAID' : 'VOIDED');
  else if (outcome === 'paid') {
    for (const part of payout.parts) {
      const sides = [`suspense:paid-late${poolOf(part)}`, `bank:custody${poolOf(part)}`] as const;
      book(world, world.members[payout.who]!, sides, part.fen, '99');
    }
  }
}

/** The member wants the money back. */
export function voidPayout(world: World, payout: Payout | undefined): Payout {
  if (!payout || payout.kind === 'TRANSFER_OUT') throw new No('NOT_FOUND');
  if (payout.status !== 'HELD') throw new No('PAYOUT_RESOLVED');
  end(world, payout, 'VOIDED');
  return payout;
}

/** What the scheduler does about every payout that is held: order it again, or give it back after its last day. */
export function payOut(world: World): void {
  for (const payout of world.payouts) {
    if (payout.kind === 'TRANSFER_OUT') continue;
    if (payout.status !== 'HELD' || !world.cities.includes(world.members[payout.who]!.city)) continue;
    if (payout.requested + holdDays < world.today) end(world, payout, 'EXPIRED');
    else if (world.mood !== null) answer(world, payout, world.mood);
  }
}

/** A payout as it is answered. */
export function payoutText(payout: Payout): string {
  const { kind, reason, status, requested, resolved } = payout;
  const days = [requested, requested + holdDays].map(dayText);
  return [kind, status, sumOf(payout), reason, ...days, resolved === null ? '-' : dayText(resolved)].join(' ');
}
