import type { Context } from '#contributions/context.ts';
import { closeEndedMonths } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { payOutHeld } from '#contributions/jobs/payouts.ts';
import { settleEndedYears } from '#contributions/jobs/settle-interest.ts';
import { changePlan } from '#contributions/operations/change-plan.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import type { Payout } from '#contributions/operations/payouts.ts';
import type { AgreementView } from '#contributions/operations/read-agreements.ts';
import { resolvePayout } from '#contributions/operations/resolve-payout.ts';
import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import { terminateAgreement } from '#contributions/operations/terminate-agreement.ts';
import { voidWithdrawal } from '#contributions/operations/void-withdrawal.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import type { CityCode } from '#service/cities.ts';
import type { DomainEvent } from '#service/event-types.ts';
import type { Rehearsal } from '#test/contributions.ts';
import { dayText, monthText } from './calendar.ts';
import type { Command, Run } from './commands.ts';
import { cities } from './figures.ts';
import type { Member, World } from './world.ts';

export const idOf = (who: number): string => `00000000-0000-4000-8000-00000000000${who}`;
const whoOf = (memberId: string): string => memberId.slice(-1);
const idFrom = (kind: number, text: string) => `0000000${kind}-0000-4000-8000-${text.padStart(12, '0')}`;

const runs = {
  ...{ collect: collectDue, 'close-month': closeEndedMonths, 'settle-interest': settleEndedYears },
  payouts: payOutHeld,
} satisfies Record<Run, (context: Context, city: CityCode, date: string) => Promise<void>>;

/** Asks the register for what a command is, under an idempotency key, and tells the answer as a line. */
export async function carryOut(
  { register, payouts }: { register: Rehearsal; payouts: Payout[] },
  world: World,
  command: Command,
  key: string,
): Promise<string> {
  const context = register.context();
  if (command.kind === 'today') return pass(register, command.on, command.runs);
  if (!('who' in command)) return ofPayout(register, payouts, command, key);
  const member = world.members[command.who]!;
  const about = { memberId: idOf(command.who), idempotencyKey: key };
  switch (command.kind) {
    case 'sign': {
      const { base, ratio, mode, debitAccount, first } = command;
      const input = { ...about, base, ratio, mode, debitAccount, firstContribution: first };
      return agreementText(await signAgreement(context, input));
    }
    case 'change':
      return agreementText(await changePlan(context, { ...about, base: command.base, ratio: command.ratio }));
    case 'terminate':
      return agreementText(await terminateAgreement(context, about));
    case 'contribute': {
      const asked = { ...about, month: monthText(command.month), amount: command.amount };
      const { amount, months, creditedOn, balance } = await contribute(context, asked);
      return `${amount} ${months} ${creditedOn} ${balance}`;
    }
    case 'withdraw': {
      const { amount, reason, evidence } = command;
      const payout = await withdraw(context, { ...about, amount, reasonCode: reason, evidenceReference: evidence });
      if (!payouts.some(({ id }) => id === payout.id)) payouts.push(payout);
      return payoutText(payout);
    }
    case 'purse':
      purse(register, command.who, command.poor);
      return '';
    default:
      await hear(register, world, member, command);
      return '';
  }
}

async function ofPayout(
  register: Rehearsal,
  payouts: readonly Payout[],
  command: Extract<Command, { kind: 'answer' | 'void' | 'mood' }>,
  idempotencyKey: string,
): Promise<string> {
  if (command.kind === 'mood') {
    const { mood } = command;
    register.paying.habit = () => mood ?? undefined;
    return '';
  }
  const { id = idFrom(3, '0'), reference = '' } = payouts[command.payout] ?? {};
  const context = register.context();
  return command.kind === 'void'
    ? payoutText(await voidWithdrawal(context, { withdrawalId: id, idempotencyKey }))
    : payoutText(await resolvePayout(context, reference, command.outcome));
}

function payoutText({ status, fen, reasonCode, requestedOn, expiresOn, resolvedOn }: Payout): string {
  return [status, fen, reasonCode, requestedOn, expiresOn, resolvedOn ?? '-'].join(' ');
}

function purse({ poor }: Rehearsal, who: number, empty: boolean): void {
  const account = `622200000000000${who}`;
  if (empty) poor.add(account);
  else poor.delete(account);
}

type Heard = Extract<Command, { kind: 'facts' | 'loan' | 'subsidy' }>;

async function hear(register: Rehearsal, world: World, member: Member, command: Heard): Promise<void> {
  const about = { memberId: idOf(member.who), city: member.city };
  if (command.kind === 'facts') {
    const facts = { approvedOn: '2025-12-01', retirementOn: dayText(member.retires), spouseId: null, categories: [] };
    const { sequence, inUnit } = command;
    await register.hear({ type: 'member-facts-changed', ...about, ...facts, sequence, inUnit });
  } else if (command.kind === 'loan') {
    const loan = { ...about, loanId: idFrom(1, `${member.who}${command.loan}`), on: dayText(world.today) };
    await register.hear({ type: `loan-${command.what}`, ...loan });
  } else {
    const award = { ...about, awardId: idFrom(2, command.award), fen: String(command.fen), clause: 'CJ-15' };
    await register.hear({ type: 'subsidy-awarded', ...award, payOn: dayText(command.payOn) });
  }
}

async function pass(register: Rehearsal, on: number, asked: readonly Run[]): Promise<string> {
  register.clock.set(dayText(on));
  for (const run of asked) {
    for (const city of cities) {
      await runs[run](register.context(), city, dayText(on));
    }
  }
  return '';
}

function agreementText(agreement: AgreementView): string {
  const { status, mode, signedOn, endedOn, firstMonth, paidThrough, base, ratio, monthlyAmount } = agreement;
  const days = [signedOn, endedOn ?? '-', firstMonth, paidThrough ?? '-'];
  return [status, mode, ...days, base, ratio, monthlyAmount].join(' ');
}

/** What was told, as the model tells it. */
export function toldText(event: DomainEvent): string {
  switch (event.type) {
    case 'account-opened':
    case 'subsidy-credited':
    case 'payout-held':
      return `${event.type} ${whoOf(event.memberId)}`;
    case 'month-closed': {
      const rows = event.rows.map(
        ({ memberId, full, creditedFen, streakMonths, used }) =>
          `${whoOf(memberId)}:${full}:${creditedFen}:${streakMonths}:${used}`,
      );
      return `month-closed ${event.city} ${event.month} ${rows.join(' ')}`;
    }
    default:
      return event.type;
  }
}
