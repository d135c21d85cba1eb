import type { Day, Month } from './calendar.ts';
import { type City, changji, huzhou } from './figures.ts';

export type Mode = 'MONTHLY' | 'QUARTERLY' | 'YEARLY';
export type Plan = { from: Month; base: bigint; percent: number; monthly: bigint; decided: Day };
export type Due = { fen: bigint; filled: Day | null; asked: boolean };
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
export type Payout = {
  who: number;
  fen: bigint;
  reason: string;
  status: 'HELD' | 'PAID' | 'VOIDED' | 'EXPIRED';
  requested: Day;
  resolved: Day | null;
  /** What the bank has said of it, in whichever order. */
  answers: Set<Outcome>;
};
export type Outcome = 'paid' | 'refused';
export type Streak = { months: number; from: Month | null; through: Month | null; agreement: number | null };
export type Account = { opened: Day; status: '01' | '02' | '04' | '05'; streak: Streak };
export type Loan = { granted: Day | null; settled: Day | null };
export type Member = {
  who: number;
  city: City;
  retires: Day;
  approved: boolean;
  inUnit: boolean;
  sequence: number;
  poor: boolean;
  account: Account | null;
  agreements: Agreement[];
  loans: Map<number, Loan>;
  withdrawals: Day[];
};
/** One movement; an account is the code of an internal one, or `who:SEGMENT`. */
export type Move = {
  city: City;
  from: string;
  to: string;
  fen: bigint;
  code: string;
  on: Day;
  period: Month | null;
};

/** All that the model knows: a few members of both cities and their book. */
export type World = {
  today: Day;
  members: Member[];
  /** Whose account was opened when: the order in which runs take them. */
  opened: Member[];
  moves: Move[];
  held: Map<string, bigint>;
  closedThrough: Partial<Record<City, Month>>;
  collected: Set<string>;
  settled: Set<string>;
  awards: Set<string>;
  /** What the bank that pays out says to every order; nothing while it is silent. */
  mood: Outcome | null;
  payouts: Payout[];
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

export function newWorld(today: Day, retires: Day): World {
  const member = (city: City, who: number): Member => ({
    ...{ who, city, approved: false, inUnit: false, sequence: 0, poor: false, account: null },
    // The last of each city is about to retire.
    retires: who % 3 === 2 ? today + 200 : retires,
    ...{ agreements: [], loans: new Map(), withdrawals: [] },
  });
  return {
    today,
    members: [changji, changji, changji, huzhou, huzhou, huzhou].map(member),
    ...{ opened: [], moves: [], held: new Map(), closedThrough: {}, told: [], mood: 'paid', payouts: [] },
    ...{ collected: new Set(), settled: new Set(), awards: new Set() },
  };
}

export const personal = (member: Member, segment: string): string => `${member.who}:${segment}`;
export const holds = (world: World, account: string): bigint => world.held.get(account) ?? 0n;

/** Books a movement; the model's book refuses what no book may do. */
export function move(world: World, movement: Move): void {
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
}

const isPersonal = (account: string) => /^\d:/.test(account);

export const inForce = (member: Member): Agreement | undefined =>
  member.agreements.find(({ status }) => status === 'ACTIVE');
