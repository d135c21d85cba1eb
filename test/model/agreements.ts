import { type Month, monthIn, yearIn } from './calendar.ts';
import {
  caughtUp,
  covered,
  endByItself,
  fill,
  fromBank,
  keep,
  lastPaid,
  mayContribute,
  monthsOf,
  owe,
  payable,
} from './dues.ts';
import { borrowed } from './facts.ts';
import { baseBounds, changeMonth, huzhou, leastPayment, ratioBounds, share } from './figures.ts';
import { takesNothingIn } from './freezes.ts';
import { completeOpening, openOrReopen, turn, waits } from './opening.ts';
import { atTheCounter, atTheDesk, order, type Payment, refuseKnown } from './payments.ts';
import {
  type Agreement,
  type By,
  inForce,
  isAsked,
  isClosed,
  isLeaving,
  type Member,
  type Mode,
  No,
  type World,
} from './world.ts';

export type Choice = { base: bigint; ratio: string };
export type Signing = Choice & { mode: Mode; debitAccount: string; first: bigint | null; own: boolean };

/** CJ-05: base × ratio inside the bounds. */
function monthly(world: World, member: Member, { base, ratio }: Choice, mode: Mode): bigint {
  const { least, most } = baseBounds(member.city, world.today);
  const percent = /^[1-9]\d?%$/.test(ratio) ? Number.parseInt(ratio, 10) : 0;
  const inside = base >= least && base <= most && percent >= ratioBounds.least && percent <= ratioBounds.most;
  if (!inside) throw new No('AMOUNT_OUT_OF_BOUNDS');
  const fen = share(base, percent);
  if (fen * BigInt(monthsOf(mode)) < leastPayment[member.city]) throw new No('AMOUNT_OUT_OF_BOUNDS');
  return fen;
}

const refuseWhoMayNot = (world: World, member: Member) => {
  if (!mayContribute(member, world.today)) throw new No('NOT_ELIGIBLE');
};

/** CJ-05, CJ-07, CJ-12, HZ-02. */
export function sign(world: World, member: Member, signing: Signing): Agreement {
  if (!member.approved) throw new No('NOT_APPROVED');
  refuseWhoMayNot(world, member);
  const fen = monthly(world, member, signing, signing.mode);
  if (isLeaving(world, member)) throw new No('IN_PROGRESS');
  const before = inForce(member);
  if (member.agreements.some((one) => isAsked(world, one))) throw new No('IN_PROGRESS');
  const seen = before && caughtUp(world, member, before);
  if (seen && seen.ended === null) throw new No('AGREEMENT_ACTIVE');
  refuseFirst(member, signing.first);
  if (!/^\d{12,32}$/.test(signing.debitAccount)) throw new No('INVALID_INPUT');
  const now = monthIn(world.today);
  const prepaid = lastPaid(member.agreements);
  const firstMonth = prepaid === null ? now : Math.max(now, prepaid + 1);
  const percent = Number.parseInt(signing.ratio, 10);
  const plan = { from: firstMonth, base: signing.base, percent, monthly: fen, decided: world.today };
  const agreement: Agreement = {
    ...{ status: 'ACTIVE', mode: signing.mode, signed: world.today, ended: null, firstMonth, plans: [plan] },
    ...{ dues: new Map(), next: firstMonth, refused: [] },
  };
  if (signing.first !== null && takesNothingIn(world, member)) throw new No('ACCOUNT_FROZEN');
  const months = signing.first === null ? [] : covered(payable(member, agreement, world.today), signing.first);
  if (before) {
    keep(before, seen!.owing);
    endByItself(member, before, seen!.ended!);
  }
  const { opened, reopened } = openOrReopen(world, member);
  const begins = opened || reopened || waits(member);
  member.agreements.push(agreement);
  owe(member, agreement, Math.max(now, ...months), world.today);
  payFirst(world, member, agreement, months, signing);
  const paid = signing.first !== null && !signing.own;
  if (!paid && member.city === huzhou) {
    if (begins && member.account!.status === '01') member.account!.status = '99';
  } else if (opened || waits(member)) completeOpening(world, member);
  turn(member, '01', world.today);
  return agreement;
}

/** HZ-02: from staff as paid at the counter, from a member by an order to the bank. */
function payFirst(world: World, member: Member, agreement: Agreement, months: Month[], { first, own }: Signing): void {
  if (first === null) return;
  if (own) {
    order(world, member, agreement, months, first);
    return;
  }
  fill(world, member, agreement, months, fromBank(world.today));
  atTheCounter(world, member, agreement, months, first, atTheDesk);
}

function refuseFirst(member: Member, amount: bigint | null): void {
  if (amount === null) {
    if (member.city === huzhou && (!member.account || isClosed(member.account) || waits(member)))
      throw new No('FIRST_CONTRIBUTION_REQUIRED');
  } else if (amount < leastPayment[member.city]) {
    throw new No('AMOUNT_OUT_OF_BOUNDS');
  }
}

const needAccount = (member: Member) => {
  if (!member.account) throw new No('ACCOUNT_NOT_OPEN');
};

/** CJ-07, CJ-12: what a member may pay outside the batch, or why not. */
function paying(
  world: World,
  member: Member,
  month: Month,
  amount: bigint,
  by: By,
): { agreement: Agreement; months: Month[] } {
  needAccount(member);
  refuseWhoMayNot(world, member);
  const agreement = inForce(member);
  if (!agreement || month < agreement.firstMonth) throw new No('BACK_PAYMENT_REFUSED');
  if (isAsked(world, agreement)) throw new No('IN_PROGRESS');
  const { ended, owing } = caughtUp(world, member, agreement);
  if (ended !== null) throw new No('BACK_PAYMENT_REFUSED');
  if (amount < leastPayment[member.city]) throw new No('AMOUNT_OUT_OF_BOUNDS');
  const dues = payable(member, owing, world.today);
  if (month !== dues[0]?.month) {
    throw new No(dues.some((due) => due.month === month) ? 'INVALID_INPUT' : 'PERIOD_ALREADY_PAID');
  }
  if (takesNothingIn(world, member)) throw new No('ACCOUNT_FROZEN');
  const months = covered(dues, amount);
  refuseKnown(world, member.city, by);
  keep(agreement, owing);
  owe(member, agreement, Math.max(...months), world.today);
  return { agreement, months };
}

/** CJ-07, CJ-12: a payment at the counter, or one that the national platform has collected. */
export function contribute(world: World, member: Member, month: Month, amount: bigint, by: By): Month[] {
  if (by.channel === 'APP') throw new No('INVALID_INPUT');
  const { agreement, months } = paying(world, member, month, amount, by);
  fill(world, member, agreement, months, fromBank(world.today));
  atTheCounter(world, member, agreement, months, amount, by);
  return months;
}

/** CJ-07: a payment that the member orders the bank to make. */
export function payNow(world: World, member: Member, month: Month, amount: bigint): Payment {
  const { agreement, months } = paying(world, member, month, amount, { channel: 'APP', reference: null });
  return order(world, member, agreement, months, amount);
}

/** CJ-06: once, in July. */
export function changePlan(world: World, member: Member, choice: Choice): Agreement {
  needAccount(member);
  const agreement = inForce(member);
  if (!agreement) throw new No('AGREEMENT_NOT_FOUND');
  if (monthIn(world.today) % 12 !== changeMonth - 1) throw new No('CHANGE_NOT_IN_JULY');
  const changes = member.agreements.flatMap(({ plans }) => plans.slice(1));
  if (changes.some(({ decided }) => yearIn(decided) === yearIn(world.today))) throw new No('CHANGE_ALREADY_MADE');
  const fen = monthly(world, member, choice, agreement.mode);
  if (isAsked(world, agreement)) throw new No('IN_PROGRESS');
  const paid = lastPaid([agreement]);
  const from = Math.max(monthIn(world.today), (paid ?? 0) + 1);
  const percent = Number.parseInt(choice.ratio, 10);
  agreement.plans.push({ from, base: choice.base, percent, monthly: fen, decided: world.today });
  member.account!.events.push({ code: '10', on: world.today });
  for (const [month, due] of agreement.dues)
    if (month >= from && due.filled === null) {
      Object.assign(due, { base: choice.base, fen });
    }
  return agreement;
}

/** CJ-11: at the member's wish, without a loan. */
export function terminate(world: World, member: Member): Agreement {
  needAccount(member);
  const agreement = inForce(member);
  if (!agreement) throw new No('AGREEMENT_NOT_FOUND');
  if (borrowed(member).now) throw new No('LOAN_OUTSTANDING');
  if (isAsked(world, agreement)) throw new No('IN_PROGRESS');
  agreement.status = 'TERMINATED';
  agreement.ended = world.today;
  turn(member, '02', world.today);
  return agreement;
}
