import { dayText } from './calendar.ts';
import { holdDays, huzhou, withdrawalReason } from './figures.ts';
import { holds, type Member, move, No, type Outcome, type Payout, personal, type World } from './world.ts';

/** HZ-04, CJ-13: money is held until the bank has paid it: freely before a loan, or for a reason with its evidence. */
export function withdraw(
  world: World,
  member: Member,
  { amount, reason, evidence }: { amount: bigint; reason: string; evidence: string | null },
): Payout {
  if (!member.account) throw new No('ACCOUNT_NOT_OPEN');
  const loans = [...member.loans.values()];
  if (member.city === huzhou && loans.length > 0) {
    throw new No(loans.some(({ settled }) => settled === null) ? 'LOAN_OUTSTANDING' : 'NOT_ELIGIBLE');
  }
  if (!/^(0[1-9]|99)$/.test(reason)) throw new No('INVALID_INPUT');
  const rule = withdrawalReason(member.city, reason, world.today);
  if (!rule.taken) throw new No('NOT_ELIGIBLE');
  if ((rule.evidence && !evidence) || amount <= 0n) throw new No('INVALID_INPUT');
  if (held(world, member)) throw new No('IN_PROGRESS');
  if (holds(world, personal(member, 'FLEXIBLE')) < amount) throw new No('BALANCE_TOO_LOW');
  const payout: Payout = {
    ...{ who: member.who, fen: amount, reason, status: 'HELD', requested: world.today, resolved: null },
    answers: new Set(),
  };
  world.payouts.push(payout);
  book(world, payout, personal(member, 'FLEXIBLE'), personal(member, 'HELD'), '99');
  world.told.push(`payout-held ${member.who}`);
  return payout;
}

/** Money of a member on its way out, if any. */
export const held = (world: World, { who }: { who: number }): Payout | undefined =>
  world.payouts.find((payout) => payout.who === who && payout.status === 'HELD');

function book(world: World, { who, fen }: Payout, from: string, to: string, code: string): void {
  move(world, { city: world.members[who]!.city, from, to, fen, code, on: world.today, period: null });
}

function end(world: World, payout: Payout, status: Payout['status']): void {
  payout.status = status;
  payout.resolved = world.today;
  const member = world.members[payout.who]!;
  if (status === 'PAID') {
    book(world, payout, personal(member, 'HELD'), 'bank:custody', '11');
    member.withdrawals.push(world.today);
  } else {
    book(world, payout, personal(member, 'HELD'), personal(member, 'FLEXIBLE'), '99');
  }
}

/** The bank's answer, whenever it comes and however often: a hold ends once, and what is paid after it is in suspense. */
export function answer(world: World, payout: Payout, outcome: Outcome): void {
  if (payout.answers.has(outcome)) return;
  payout.answers.add(outcome);
  if (payout.status === 'HELD') end(world, payout, outcome === 'paid' ? 'PAID' : 'VOIDED');
  else if (outcome === 'paid') book(world, payout, 'suspense:paid-late', 'bank:custody', '99');
}

/** The member wants the money back. */
export function voidPayout(world: World, payout: Payout | undefined): Payout {
  if (!payout) throw new No('NOT_FOUND');
  if (payout.status !== 'HELD') throw new No('PAYOUT_RESOLVED');
  end(world, payout, 'VOIDED');
  return payout;
}

/** What the scheduler does about every payout that is held: order it again, or give it back after its last day. */
export function payOut(world: World): void {
  for (const payout of world.payouts.filter(({ status }) => status === 'HELD')) {
    if (payout.requested + holdDays < world.today) end(world, payout, 'EXPIRED');
    else if (world.mood !== null) answer(world, payout, world.mood);
  }
}

/** A payout as it is answered. */
export function payoutText({ fen, reason, status, requested, resolved }: Payout): string {
  const days = [requested, requested + holdDays].map(dayText);
  return [status, fen, reason, ...days, resolved === null ? '-' : dayText(resolved)].join(' ');
}
