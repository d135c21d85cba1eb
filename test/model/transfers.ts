import { type Day, dayText } from './calendar.ts';
import { borrowed } from './facts.ts';
import { standing } from './freezes.ts';
import { earnsAnything, payAccrued } from './interest.ts';
import { waits } from './opening.ts';
import { held, hold } from './payouts.ts';
import { inForce, isAsked, isClosed, type Member, type Move, No, type Payout, type World } from './world.ts';

export type Status = '00' | '01' | '02' | '05' | '06' | '08' | '13' | '20' | '40';
/** Money on its way from another centre or to one. */
export type Transfer = {
  letter: string;
  direction: 'IN' | 'OUT';
  who: number;
  status: Status;
  reason: string | null;
  ended: Day | null;
  unsent: 'APPLY' | 'CANCEL' | 'ANSWER' | null;
  sent: boolean;
  told: { principal: bigint; interest: bigint } | null;
  received: bigint | null;
  suspended: Move | null;
  booked: boolean;
  payout: Payout | null;
};
export type Says =
  | { kind: 'STATUS'; status: Status }
  | { kind: 'INFO'; amount: bigint; principal: bigint; interest: bigint }
  | { kind: 'CREDIT'; fen: bigint };
/** A message that was taken, and the money it brought to suspense. */
export type Taken = {
  letter: string;
  effect: string;
  city: Member['city'] | null;
  suspended: Move | null;
  returned: boolean;
};

const ahead: Record<Status, string> = {
  ...{ '01': '02 08 00 05 06 13 20 40', '02': '08 00 05 06 13 20 40', '08': '00 05 06 13 20 40', '06': '05 13 20 40' },
  ...{ '00': '', '20': '', '05': '', '13': '', '40': '' },
};
export const comesAfter = (status: Status, earlier: Status): boolean => ahead[earlier].split(' ').includes(status);
export const done = (status: Status): boolean => status === '00' || status === '20';
export const over = (status: Status): boolean => ahead[status] === '';

const isUnderWay = ({ transfers }: World, { who }: Member): boolean =>
  transfers.some((each) => each.who === who && each.ended === null && !each.booked);

const refuseCentre = ({ city }: Member, centre: string): void => {
  if (!/^\d{15}$/.test(centre) || centre.startsWith(city)) throw new No('INVALID_INPUT');
};

const blank = { reason: null, ended: null, sent: false, told: null, received: null, suspended: null, booked: false };

/** CJ-10, HZ-12: asks another centre for the money that a member has there. */
export function askIn(world: World, member: Member, centre: string, known: readonly string[]): Transfer {
  if (!member.account) throw new No('ACCOUNT_NOT_OPEN');
  refuseCentre(member, centre);
  if (!known.includes(centre)) throw new No('NOT_FOUND');
  if (isClosed(member.account) || waits(member)) throw new No('ACCOUNT_NOT_OPEN');
  if (isUnderWay(world, member)) throw new No('IN_PROGRESS');
  const head = `${member.city}${dayText(world.today).slice(2).replaceAll('-', '')}`;
  const nth =
    world.transfers.filter(({ letter, direction }) => direction === 'IN' && letter.startsWith(head)).length + 1;
  const letter = `${head}${String(nth).padStart(4, '0')}`;
  const transfer: Transfer = {
    ...{ ...blank, letter, direction: 'IN', who: member.who, status: '01', unsent: 'APPLY', payout: null },
  };
  world.transfers.push(transfer);
  return transfer;
}

/** HZ-12: what was not sent ends here; what was is for the platform to call off. */
export function cancel(world: World, transfer: Transfer | undefined): Transfer {
  if (!transfer) throw new No('NOT_FOUND');
  if (transfer.direction !== 'IN' || !['01', '02', '06'].includes(transfer.status)) throw new No('NOT_ELIGIBLE');
  if (transfer.sent) transfer.unsent = 'CANCEL';
  else Object.assign(transfer, { status: '05', ended: world.today, unsent: null });
  return transfer;
}

type Leaving = { letter: string; centre: string; refused: string | null };

/** HZ-12: answers another centre: with all that the member has, or with why not. */
export function leave(world: World, member: Member, { letter, centre, refused }: Leaving): Transfer {
  if (refused !== null && !refused.trim()) throw new No('INVALID_INPUT');
  if (!member.account) throw new No('ACCOUNT_NOT_OPEN');
  refuseCentre(member, centre);
  if (!/^\d{16}$/.test(letter) || !letter.startsWith(centre.slice(0, 6))) throw new No('INVALID_INPUT');
  if (world.transfers.some((each) => each.letter === letter)) throw new No('IN_PROGRESS');
  const answered = { ...blank, letter, direction: 'OUT', who: member.who, unsent: 'ANSWER' } as const;
  const transfer: Transfer =
    refused === null
      ? { ...answered, status: '08', ...holdAll(world, member) }
      : { ...answered, status: '13', reason: refused.trim(), ended: world.today, payout: null };
  world.transfers.push(transfer);
  return transfer;
}

function holdAll(world: World, member: Member): Pick<Transfer, 'told' | 'payout'> {
  if (isUnderWay(world, member)) throw new No('IN_PROGRESS');
  if (inForce(member)) throw new No('AGREEMENT_ACTIVE');
  if (isClosed(member.account!)) throw new No('ACCOUNT_NOT_OPEN');
  if (member.account!.status === '01') throw new No('NOT_ELIGIBLE');
  if (member.agreements.some((agreement) => isAsked(world, agreement))) throw new No('IN_PROGRESS');
  if (borrowed(member).now) throw new No('LOAN_OUTSTANDING');
  if (segmentsOf(world, member).length === 0 && !earnsAnything(world, member)) throw new No('BALANCE_TOO_LOW');
  if (held(world, member)) throw new No('IN_PROGRESS');
  // All of it goes, so that nothing is left that a freeze could keep.
  if (standing(world, member).length > 0) throw new No('ACCOUNT_FROZEN');
  const interest = payAccrued(world, member, '') + payAccrued(world, member, '@unit');
  const parts = segmentsOf(world, member);
  const payout = hold(world, member, { kind: 'TRANSFER_OUT', reason: '', parts, closing: null });
  const all = parts.reduce((sum, { fen }) => sum + fen, 0n);
  return { payout, told: { principal: all - interest, interest } };
}

const segmentsOf = ({ held: book }: World, { who }: Member): { segment: string; fen: bigint }[] =>
  [...book]
    .filter(([account, fen]) => account.startsWith(`${who}:`) && !account.startsWith(`${who}:HELD`) && fen > 0n)
    .map(([account, fen]) => ({ segment: account.slice(2), fen }));
