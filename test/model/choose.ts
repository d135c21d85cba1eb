import type { Action } from './action.ts';
import { type Day, day, first, inMonth, monthIn, yearIn } from './calendar.ts';
import type { Command, Run } from './commands.ts';
import { caughtUp, payable } from './dues.ts';
import { baseBounds, debitDate, huzhou, share } from './figures.ts';
import { owns } from './freezes.ts';
import { leaving, ofTransfer } from './transfer-choose.ts';
import { holds, inForce, type Member, personal, type World } from './world.ts';

const baseOf = (world: World, member: Member, n: number): bigint => {
  const { least, most } = baseBounds(member.city, world.today);
  const odd = [least, most, least - 1n, most + 1n, 333_333n, 718_000n];
  return odd[n] ?? 600_000n + BigInt(n % 3) * 12_345n;
};

/** What an action means as things stand now. */
export function commandOf(world: World, action: Exclude<Action, { kind: 'again' | 'nothing' }>): Command {
  if (action.kind === 'hop') return hop(world, action);
  if (action.kind === 'run') return { kind: 'today', on: world.today, runs: inTurn(world, [action.run]) };
  if (action.kind === 'mood') return action;
  if (action.kind === 'answer' || action.kind === 'void') {
    return { ...action, payout: world.payouts.length - action.payout };
  }
  if (action.kind === 'decide') return { ...action, correction: world.corrections.length - action.correction };
  if (action.kind === 'lift') return { kind: 'lift', freeze: world.freezes.length - action.freeze };
  if (action.kind === 'reverse' || action.kind === 'resume') return settlement(world, action);
  if (action.kind === 'message' || action.kind === 'return' || action.kind === 'cancel')
    return ofTransfer(world, action);
  const member = whom(world, action);
  const { who } = member;
  switch (action.kind) {
    case 'facts':
      return facts(member, action);
    case 'unit':
      return { kind: 'unit', who, month: monthIn(world.today) - action.ago, fen: BigInt(action.fen) };
    case 'freeze':
      return freezing(world, member, action);
    case 'propose':
      return { kind: 'propose', who, move: moveOf(world, member, action.back) };
    case 'look': {
      const on = world.today - action.ago;
      return { kind: 'look', who, on, from: on - action.span, year: yearIn(on) };
    }
    case 'lien':
      return { ...action, who, lien: action.loan === 0 ? 'FUND' : 'SUBSIDISED' };
    case 'sign':
      return signing(world, member, action);
    case 'contribute':
    case 'pay-now':
      return payment(world, member, action);
    case 'change':
      return { kind: 'change', who, base: baseOf(world, member, action.base), ratio: `${action.percent}%` };
    case 'withdraw':
      return withdrawal(world, member, action);
    case 'suspense': {
      // Most often whose line it was.
      const item = world.suspense.length - action.back;
      const to = action.who % 4 === 0 ? who : (world.suspense[item]?.who ?? who);
      return { kind: 'suspense', item, to: action.credit ? to : null };
    }
    case 'leave':
      return leaving(member, action);
    case 'subsidy': {
      const [award, payOn] = [`${who}${action.award}`, world.today + action.ahead];
      return { kind: 'subsidy', who, award, fen: BigInt(action.fen), payOn };
    }
    default:
      return { ...action, who };
  }
}

function facts(member: Member, { late, inUnit, spouse }: Action & { kind: 'facts' }): Command {
  const sequence = member.sequence + (late ? 0 : 1);
  return { kind: 'facts', who: member.who, sequence, inUnit, spouse: spouse === member.who ? null : spouse };
}

/** A settlement that was begun, most often the last. */
function settlement(
  { cities, settlements }: World,
  { kind, city: n, ago }: Extract<Action, { kind: 'reverse' | 'resume' }>,
): Command {
  const city = cities[n % cities.length]!;
  const years = settlements.filter((run) => run.city === city).map(({ year }) => year);
  return { kind, city, year: Math.max(2025, ...years) - ago };
}

function freezing(world: World, member: Member, { freeze, part, days }: Action & { kind: 'freeze' }): Command {
  // A part of nought is an amount where none belongs, or none where one does.
  const named = (freeze === 'PARTIAL') === part > 0;
  const fen = named ? owns(world, member) / BigInt(Math.max(part, 1)) : null;
  return { kind: 'freeze', who: member.who, freeze, fen, until: days === null ? null : world.today + days };
}

/** The movement of a member that is so far from the last, by its place in the book; −1 where there is none. */
function moveOf(world: World, { who }: Member, back: number): number {
  const own = [...world.moves.keys()].filter((n) => {
    const { from, to, code } = world.moves[n]!;
    return (back % 2 === 0 || code === '01') && [from, to].some((account) => account.startsWith(`${who}:`));
  });
  return own.at(-back) ?? -1;
}

/** Most often somebody who can do it, and now and then anybody. */
function whom(world: World, { kind, who }: { kind: Action['kind']; who: number }): Member {
  const { members, opened } = world;
  const able = {
    sign: () => members.filter((one) => one.approved && !inForce(one) && world.cities.includes(one.city)),
    leave: () => opened.filter((one) => !inForce(one)),
    unit: () => members.filter(({ identities }) => identities.some(({ unit }) => unit)),
  };
  const likely = kind === 'sign' || kind === 'unit' || kind === 'leave' ? able[kind]() : opened;
  return who >= members.length && likely.length > 0 ? likely[who % likely.length]! : members[who % members.length]!;
}

// What the scheduler would start on the day; on any day each of them may be late.
const runsOf: Record<(Action & { kind: 'hop' })['to'], readonly Run[]> = {
  debit: ['collect', 'payouts'],
  month: ['close-month'],
  june: ['settle-interest'],
  july: ['close-month', 'settle-interest'],
  days: ['collect', 'close-month', 'settle-interest', 'payouts', 'freezes', 'transfers'],
};

// A month, or a year's interest, waits for the bank's answer to what it was asked before.
const inTurn = ({ payments, members, cities }: World, runs: readonly Run[]): Run[] => {
  const asked = payments.some(({ status, who }) => status === 'PENDING' && cities.includes(members[who]!.city));
  return asked && runs[0] !== 'collect' ? ['collect', ...runs] : [...runs];
};

function hop(world: World, { to, days, runs }: Action & { kind: 'hop' }): Command {
  const { today } = world;
  const month = monthIn(today);
  const debit = inMonth(month, debitDate);
  const year = yearIn(today);
  const next = (target: Day, later: Day) => (target > today ? target : later);
  const on = {
    debit: next(debit, inMonth(month + 1, debitDate)),
    month: first(month + 1),
    june: next(day(year, 6, 30), day(year + 1, 6, 30)),
    july: next(day(year, 7, 1), day(year + 1, 7, 1)),
    days: today + days,
  }[to];
  // Half a year at once is far enough.
  const landed = Math.min(on, today + 180);
  return { kind: 'today', on: landed, runs: runs ? inTurn(world, runsOf[to]) : [] };
}

function signing(world: World, member: Member, action: Action & { kind: 'sign' }): Command {
  const { mode } = action;
  const base = baseOf(world, member, action.base);
  const months = BigInt(Math.max(action.first, 0));
  const unwished = member.city !== huzhou && action.first < 3;
  const amount = unwished || months === 0n ? null : share(base, action.percent) * months;
  const debitAccount = action.account === 'good' ? `622200000000000${member.who}` : '6222x';
  const first = action.first === -1 ? 1n : amount;
  const { own } = action;
  return { kind: 'sign', who: member.who, own, base, ratio: `${action.percent}%`, mode, debitAccount, first };
}

function payment(world: World, member: Member, action: Extract<Action, { kind: 'contribute' | 'pay-now' }>): Command {
  const { months, off, from } = action;
  const agreement = inForce(member);
  const dues = agreement ? payable(member, caughtUp(world, member, agreement).owing, world.today) : [];
  const oldest = dues[0]?.month ?? monthIn(world.today);
  const amount = dues.slice(0, months).reduce((sum, { fen }) => sum + fen, 0n) + BigInt(off);
  const asked = { who: member.who, month: oldest + from, amount };
  return action.kind === 'contribute' ? { kind: 'contribute', ...asked, by: action.by } : { kind: 'pay-now', ...asked };
}

function withdrawal(world: World, member: Member, action: Action & { kind: 'withdraw' }): Command {
  const { part, off, reason } = action;
  const all = holds(world, personal(member, 'FLEXIBLE'));
  const amount = part <= 0 ? BigInt(part) : all / BigInt(part) + BigInt(off);
  return { kind: 'withdraw', who: member.who, amount, reason, evidence: action.evidence ? 'contract' : null };
}
