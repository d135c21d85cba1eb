import { changePlan, contribute, payNow, sign, terminate } from './agreements.ts';
import { type Day, dayText, monthText } from './calendar.ts';
import { closeAccount } from './closing.ts';
import { approved, type Command, centres, type Run } from './commands.ts';
import { decide, propose } from './corrections.ts';
import { paidThrough } from './dues.ts';
import { bookUnit, creditSubsidy, hearOfLoan, learn, requestLien } from './facts.ts';
import { endFreezes, freeze, lift } from './freezes.ts';
import { settleInterest } from './interest.ts';
import { resume, reverse } from './interest-again.ts';
import { averageOf, balancesOn, deductibleOf } from './looks.ts';
import { answer, payOut, payoutText, voidPayout, withdraw } from './payouts.ts';
import { closeMonths, collect } from './runs.ts';
import { resolve } from './suspense.ts';
import { transferText } from './transfer-lines.ts';
import { exchange, sendBack, take } from './transfer-messages.ts';
import { askIn, cancel, leave } from './transfers.ts';
import { type Agreement, type Member, No, type World } from './world.ts';

/** An agreement as it is answered. */
function agreementText(agreement: Agreement): string {
  const { status, mode, signed, ended, firstMonth, plans } = agreement;
  const { base, percent, monthly } = plans.at(-1)!;
  const through = paidThrough(agreement);
  const days = [dayText(signed), ended === null ? '-' : dayText(ended), monthText(firstMonth)];
  return [status, mode, ...days, through === null ? '-' : monthText(through), base, `${percent}%`, monthly].join(' ');
}

/** Does a command in the model and tells the answer; a No is thrown. */
export function reckon(world: World, command: Command): string {
  if (command.kind === 'today') return pass(world, command.on, command.runs);
  if (!('who' in command)) return reckonOther(world, command);
  const member = world.members[command.who]!;
  switch (command.kind) {
    case 'facts':
      learn(world, member, command, approved);
      return '';
    case 'unit':
      bookUnit(world, member, command.month, command.fen);
      return `${command.fen} UNIT ${dayText(world.today)}`;
    case 'freeze':
      freeze(world, member, { ...command, kind: command.freeze });
      return '';
    case 'propose': {
      const { of, status } = propose(world, member, world.moves[command.move]);
      return `${of.fen} ${status}`;
    }
    case 'look': {
      const { from, on, year } = command;
      const past = [balancesOn(world, member, on), averageOf(world, member, from, on)];
      return [...past, deductibleOf(member, year)].join(' | ');
    }
    case 'lien':
      requestLien(world, member, command.loan, command.lien);
      return '';
    case 'close':
      return payoutText(closeAccount(world, member, command));
    case 'sign':
      return agreementText(sign(world, member, command));
    case 'change':
      return agreementText(changePlan(world, member, command));
    case 'terminate':
      return agreementText(terminate(world, member));
    case 'contribute': {
      const months = contribute(world, member, command.month, command.amount, command.by);
      return `${command.amount} ${months.map(monthText)} ${dayText(world.today)} ${total(world, member)}`;
    }
    case 'pay-now': {
      const { fen, months, status } = payNow(world, member, command.month, command.amount);
      return `${fen} ${months.map(monthText)} ${status}`;
    }
    case 'withdraw':
      return payoutText(withdraw(world, member, command));
    case 'loan':
      hearOfLoan(member, command.loan, command.what, world.today);
      return '';
    case 'subsidy':
      creditSubsidy(world, member, command.award, command.fen, command.payOn);
      return '';
    case 'ask-in':
      return transferText(askIn(world, member, command.centre, centres));
    case 'leave':
      return transferText(leave(world, member, command));
    case 'purse':
      member.purse = command.purse;
      return '';
  }
}

function reckonOther(world: World, command: Exclude<Command, { who: number } | { kind: 'today' }>): string {
  if (command.kind === 'message') return take(world, command);
  if (command.kind === 'cancel') return transferText(cancel(world, world.transfers[command.transfer]));
  if (command.kind === 'suspense') {
    const whose = command.to === null ? undefined : world.members[command.to];
    return `${resolve(world, world.suspense[command.item], whose).open}`;
  }
  if (command.kind === 'return') sendBack(world, world.taken.get(command.message));
  if (command.kind === 'reverse') reverse(world, command);
  if (command.kind === 'resume') resume(world, command);
  if (command.kind === 'decide') {
    const { of, status } = decide(world, world.corrections[command.correction], command);
    return `${of.fen} ${status}`;
  }
  if (command.kind === 'lift') lift(world, world.freezes[command.freeze]);
  if (command.kind === 'mood') world.mood = command.mood;
  if (command.kind === 'void') return payoutText(voidPayout(world, world.payouts[command.payout]));
  if (command.kind === 'answer') {
    const payout = world.payouts[command.payout];
    if (!payout) throw new No('nothing to answer');
    answer(world, payout, command.outcome);
    return payoutText(payout);
  }
  return '';
}

const total = (world: World, member: Member): bigint =>
  [...world.held].reduce((sum, [account, fen]) => (account.startsWith(`${member.who}:`) ? sum + fen : sum), 0n);

function pass(world: World, on: Day, runs: readonly Run[]): string {
  world.today = on;
  const does = { collect, 'close-month': closeMonths, 'settle-interest': settleInterest };
  for (const run of runs) {
    if (run === 'payouts') payOut(world);
    else if (run === 'freezes') endFreezes(world);
    else if (run === 'transfers') exchange(world);
    else for (const city of world.cities) does[run](world, city);
  }
  return '';
}
