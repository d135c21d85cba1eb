import type { Day, Month } from './calendar.ts';
import { type City, changji, huzhou } from './figures.ts';
import type { Freeze } from './freezes.ts';
import type { Payment } from './payments.ts';
import type { Item } from './suspense.ts';
import type { Taken, Transfer } from './transfers.ts';

export type Mode = 'MONTHLY' | 'QUARTERLY' | 'YEARLY';
export type Plan = { from: Month; base: bigint; percent: number; monthly: bigint; decided: Day };
/** `asked` tells by what the bank was asked for it last: by the run, or by the member's own payment. */
export type Due = { base: bigint; fen: bigint; filled: Day | null; asked: 'run' | 'payment' | null };
/** By which way a payment outside the batch came, and by which the one who took the money knows it. */
export type By = { channel: 'COUNTER' | 'APP' | 'NATIONAL_PLATFORM'; reference: string | null };
export type Agreement = {
  status: 'ACTIVE' | 'TERMINATED' | 'LAPSED' | 'CONVERTED';
  mode: Mode;
  signed: Day;
  ended: Day | null;
  firstMonth: Month;
  plans: Plan[];
  dues: Map<Month, Due>;
  /** The first month that nothing was written down for. */
  next: Month;
  /** When the bank refused what it was asked for. */
  refused: Day[];
};
/** How a member's own account answers a debit. */
export type Purse = 'full' | 'poor' | 'odd' | 'twice';
export type Outcome = 'paid' | 'refused';
export type Payout = {
  kind: 'WITHDRAWAL' | 'CLOSING' | 'TRANSFER_OUT';
  who: number;
  /** What each segment gave, one of the unit pool with `@unit`. */
  parts: { segment: string; fen: bigint; by?: Move }[];
  reason: string;
  status: 'HELD' | 'PAID' | 'VOIDED' | 'EXPIRED';
  requested: Day;
  resolved: Day | null;
  /** What the bank has said of it, in whichever order. */
  answers: Set<Outcome>;
  closing: { agreement: Agreement | null; before: Account['status']; subsidy: Move | null } | null;
};
export type Correction = { who: number; of: Move; status: 'PROPOSED' | 'BOOKED' | 'REJECTED' };
export type Lien = { kind: 'FUND' | 'SUBSIDISED'; status: 'PLACED' | 'RELEASED' | 'REFUSED'; refusal: string; on: Day };
export type Streak = { months: number; from: Month | null; through: Month | null; agreement: number | null };
/** Interest of a year: by which run if by one, and what was booked if anything. */
export type Settled = { year: number; pool: string; fen: bigint; run: Run | null; by: Move | null };
/** The settlement of a year of a city: a run that was taken back makes room for another. */
export type Run = { city: City; year: number; state: 'finished' | 'reversing' | 'reversed' | 'paused' | 'open' };
export type Account = {
  opened: Day;
  status: '01' | '02' | '04' | '05' | '06' | '99';
  streak: Streak;
  /** What happened to it without money, by its code. */
  events: { code: string; on: Day }[];
  /** The years of each pool whose interest is settled, and days to which it was paid in between. */
  settled: Map<string, Settled>;
  paidUntil: Record<'' | '@unit', Day[]>;
};
export type Loan = { granted: Day | null; settled: Day | null };
export type Member = {
  who: number;
  city: City;
  retires: Day;
  approved: boolean;
  inUnit: boolean;
  sequence: number;
  purse: Purse;
  account: Account | null;
  agreements: Agreement[];
  loans: Map<number, Loan>;
  liens: Map<number, Lien>;
  spouse: number | null;
  /** As whom they contributed: `until` is the first day on which it no longer held. */
  identities: { unit: boolean; from: Day; until: Day | null }[];
  withdrawals: Day[];
};
/** One movement; an account is the code of an internal one, or `who:SEGMENT`, with `@unit` in the unit pool. */
export type Move = {
  city: City;
  from: string;
  to: string;
  fen: bigint;
  code: string;
  on: Day;
  period: Month | null;
  /** The movement it takes back, where that matters. */
  undoes?: Move;
};

/** All that the model knows: a few members of both cities and their book. */
export type World = {
  today: Day;
  /** The cities whose runs go by. */
  cities: readonly City[];
  members: Member[];
  /** Whose account was opened when: the order in which runs take them. */
  opened: Member[];
  moves: Move[];
  held: Map<string, bigint>;
  closedThrough: Partial<Record<City, Month>>;
  collected: Set<string>;
  awards: Set<string>;
  /** What the bank that pays out says to every order; nothing while it is silent. */
  mood: Outcome | null;
  payouts: Payout[];
  payments: Payment[];
  freezes: Freeze[];
  corrections: Correction[];
  settlements: Run[];
  suspense: Item[];
  transfers: Transfer[];
  /** The messages of the transfer platform by their ids. */
  taken: Map<string, Taken>;
  /** Of which suspended money it was tried on a day to give it to its member. */
  tried: Set<string>;
  told: string[];
};

/** "No", with the code that the register must say too. */
export class No extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export function newWorld(today: Day, retires: Day, cities: readonly City[]): World {
  const member = (city: City, who: number): Member => ({
    ...{ who, city, approved: false, inUnit: false, sequence: 0, purse: 'full', account: null },
    // The last of each city is about to retire.
    retires: who % 3 === 2 ? today + 200 : retires,
    ...{ agreements: [], loans: new Map(), liens: new Map(), withdrawals: [], spouse: null, identities: [] },
  });
  return {
    ...{ today, cities },
    members: [changji, changji, changji, huzhou, huzhou, huzhou].map(member),
    ...{
      opened: [],
      moves: [],
      held: new Map(),
      closedThrough: {},
      told: [],
      mood: 'paid',
      payouts: [],
      payments: [],
      freezes: [],
      corrections: [],
      settlements: [],
      suspense: [],
      transfers: [],
    },
    ...{ collected: new Set(), awards: new Set(), taken: new Map(), tried: new Set() },
  };
}

export const personal = (member: Member, segment: string): string => `${member.who}:${segment}`;
export const holds = (world: World, account: string): bigint => world.held.get(account) ?? 0n;

/** Books a movement; the model's book refuses what no book may do. */
export function move(world: World, movement: Move): Move {
  const { from, to, fen, city } = movement;
  if (fen <= 0n || from === to) throw new Error('The model booked what cannot be booked');
  if (isPersonal(from) && holds(world, from) < fen) throw new No('BALANCE_TOO_LOW');
  world.moves.push(movement);
  for (const [account, change] of [
    [from, -fen],
    [to, fen],
  ] as const) {
    const key = isPersonal(account) ? account : `${city} ${account}`;
    world.held.set(key, holds(world, key) + change);
  }
  return movement;
}

const isPersonal = (account: string) => /^\d:/.test(account);

export const inForce = (member: Member): Agreement | undefined =>
  member.agreements.find(({ status }) => status === 'ACTIVE');

/** Paid out, or sent to another centre. */
export const isClosed = ({ status }: Account): boolean => status === '04' || status === '05';

const isOnItsWay = (world: World, { who }: { who: number }, kinds: readonly Payout['kind'][]): boolean =>
  world.payouts.some((payout) => payout.who === who && payout.status === 'HELD' && kinds.includes(payout.kind));
export const isClosing = (world: World, member: { who: number }): boolean => isOnItsWay(world, member, ['CLOSING']);
/** Whether all that a member has is about to be paid out or sent away. */
export const isLeaving = (world: World, member: { who: number }): boolean =>
  isOnItsWay(world, member, ['CLOSING', 'TRANSFER_OUT']);

/** Whether the bank is being asked for dues of an agreement. */
export const isAsked = (world: World, agreement: Agreement): boolean =>
  world.payments.some((payment) => payment.agreement === agreement && payment.status === 'PENDING');
