import type { Day } from './calendar.ts';
import { dayText } from './calendar.ts';
import { caughtUp, fill, keep, owe, payable } from './dues.ts';
import type { City } from './figures.ts';
import { takesNothingIn } from './freezes.ts';
import { inForce, isAsked, type Member, move, No, type World } from './world.ts';

/** Money that the bank took and that pays no dues. */
export type Item = {
  city: City;
  who: number;
  reason: 'WRONG_AMOUNT' | 'PAID_TWICE';
  fen: bigint;
  open: bigint;
  noted: Day;
};

const account = 'suspense:unmatched-debit';

/** CJ-07: what the bank took beside what it was asked for waits for the staff. */
function suspend(world: World, { city, who }: Member, fen: bigint, of: { reason: Item['reason']; on: Day }): void {
  const book = { city, from: 'bank:custody', to: account, code: '99', period: null };
  move(world, { ...book, fen, on: of.on });
  world.suspense.push({ city, who, reason: of.reason, fen, open: fen, noted: world.today });
}

/** CJ-07: what a bank answers to a line by the habit of its account: whether it is paid, and what is in suspense. */
export function answered(world: World, member: Member, fen: bigint, on: Day): boolean {
  if (member.purse === 'odd') suspend(world, member, fen + 1n, { reason: 'WRONG_AMOUNT', on });
  if (member.purse === 'twice') suspend(world, member, fen, { reason: 'PAID_TWICE', on });
  return member.purse === 'full' || member.purse === 'twice';
}

/** CJ-07: gives money in suspense to the oldest dues of a member, as many whole months as it pays, or back. */
export function resolve(world: World, item: Item | undefined, member: Member | undefined): Item {
  if (!item) throw new No('NOT_FOUND');
  if (member && !member.account) throw new No('ACCOUNT_NOT_OPEN');
  if (item.open <= 0n) throw new No('SUSPENSE_RESOLVED');
  if (member) credit(world, item, member);
  else {
    const book = { city: item.city, from: account, to: 'bank:custody', code: '99', on: world.today, period: null };
    move(world, { ...book, fen: item.open });
    item.open = 0n;
  }
  return item;
}

function credit(world: World, item: Item, member: Member): void {
  if (member.city !== item.city) throw new No('ACCOUNT_NOT_OPEN');
  const agreement = inForce(member);
  if (!agreement) throw new No('BACK_PAYMENT_REFUSED');
  if (isAsked(world, agreement)) throw new No('IN_PROGRESS');
  const { ended, owing } = caughtUp(world, member, agreement);
  if (ended !== null) throw new No('BACK_PAYMENT_REFUSED');
  let left = item.open;
  const months: number[] = [];
  for (const { month, fen } of payable(member, owing, world.today)) {
    if (fen > left) break;
    left -= fen;
    months.push(month);
  }
  if (months.length === 0) throw new No('AMOUNT_OUT_OF_BOUNDS');
  if (takesNothingIn(world, member)) throw new No('ACCOUNT_FROZEN');
  keep(agreement, owing);
  owe(member, agreement, Math.max(...months), world.today);
  fill(world, member, agreement, months, { on: world.today, from: account });
  item.open = left;
}

export const suspenseLine = ({ city, who, reason, fen, open, noted }: Item): string =>
  ['suspense', city, who, reason, fen, open, dayText(noted)].join(' ');
