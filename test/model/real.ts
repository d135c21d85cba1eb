import type { Context } from '#contributions/context.ts';
import { closeEndedMonths } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { endFreezes } from '#contributions/jobs/freezes.ts';
import { payOutHeld } from '#contributions/jobs/payouts.ts';
import { takeBackBegun } from '#contributions/jobs/runs.ts';
import { settleEndedYears } from '#contributions/jobs/settle-interest.ts';
import { bookUnitContribution } from '#contributions/operations/book-unit-contribution.ts';
import { changePlan } from '#contributions/operations/change-plan.ts';
import { closeAccount } from '#contributions/operations/close-account.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import { decideCorrection } from '#contributions/operations/decide-correction.ts';
import { freezeAccount } from '#contributions/operations/freeze-account.ts';
import { payNow } from '#contributions/operations/pay-now.ts';
import { findPayout, type Payout } from '#contributions/operations/payouts.ts';
import { resolvePayout } from '#contributions/operations/resolve-payout.ts';
import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import { terminateAgreement } from '#contributions/operations/terminate-agreement.ts';
import { unfreezeAccount } from '#contributions/operations/unfreeze-account.ts';
import { voidWithdrawal } from '#contributions/operations/void-withdrawal.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import type { CityCode } from '#service/cities.ts';
import type { Rehearsal } from '#test/contributions.ts';
import { dayText, monthText } from './calendar.ts';
import type { Command, Run } from './commands.ts';
import { hear, idFrom, idOf } from './hear.ts';
import { look } from './look.ts';
import { exchange, ofTransfers } from './real-transfers.ts';
import { ofSuspense, propose, settlement } from './staff.ts';
import { agreementText } from './told.ts';
import type { Move, Purse, World } from './world.ts';

const settle = async (context: Context, city: CityCode): Promise<void> => {
  await takeBackBegun(context, city);
  await settleEndedYears(context, city);
};

const runs = {
  ...{ collect: collectDue, 'close-month': closeEndedMonths, 'settle-interest': settle },
  ...{ payouts: payOutHeld, freezes: endFreezes, transfers: exchange },
} satisfies Record<Run, (context: Context, city: CityCode, date: string) => Promise<void>>;

/** The register, with what it gave ids to, in the order in which it did. */
export type Known = {
  register: Rehearsal;
  payouts: { id: string; reference: string }[];
  freezes: string[];
  corrections: string[];
  /** How the debit account of each member answers, where it was said. */
  purses: Map<string, Purse>;
  /** The id of each of the model's movements. */
  movements: Map<Move, bigint>;
};

/** Asks the register for what a command is, under an idempotency key, and tells the answer as a line. */
export async function carryOut(known: Known, world: World, command: Command, key: string): Promise<string> {
  const { register } = known;
  const context = register.context();
  if (command.kind === 'today') return pass(register, world, command);
  switch (command.kind) {
    case 'ask-in':
    case 'leave':
    case 'cancel':
    case 'message':
    case 'return':
      return ofTransfers(known, world, command, key);
    case 'suspense':
      return ofSuspense(context, world, command, key);
  }
  if (!('who' in command)) return ofOther(known, command, key);
  const about = { memberId: idOf(command.who), idempotencyKey: key };
  switch (command.kind) {
    case 'sign':
      return sign(known, about, command);
    case 'change':
      return agreementText(await changePlan(context, { ...about, base: command.base, ratio: command.ratio }));
    case 'terminate':
      return agreementText(await terminateAgreement(context, about));
    case 'contribute': {
      const asked = { ...about, month: monthText(command.month), amount: command.amount, ...command.by };
      const { amount, months, creditedOn, balance } = await contribute(context, asked);
      return `${amount} ${months} ${creditedOn} ${balance}`;
    }
    case 'pay-now': {
      const asked = { ...about, month: monthText(command.month), amount: command.amount };
      const { amount, months, status } = await payNow(context, asked);
      return `${amount} ${months} ${status}`;
    }
    case 'withdraw': {
      const { amount, reason, evidence } = command;
      const payout = await withdraw(context, { ...about, amount, reasonCode: reason, evidenceReference: evidence });
      if (!known.payouts.some(({ id }) => id === payout.id)) known.payouts.push(payout);
      return payoutText(payout);
    }
    case 'unit': {
      const asked = { ...about, month: monthText(command.month), amount: command.fen, base: 500_000n };
      const { amount, segment, bookedOn } = await bookUnitContribution(context, asked);
      return `${amount} ${segment} ${bookedOn}`;
    }
    case 'close':
      return close(known, about, command);
    case 'propose':
      return propose(known, world, command, key);
    case 'freeze':
      return freeze(known, about, command);
    case 'look':
      return look(context, about.memberId, command);
    case 'purse':
      known.purses.set(`622200000000000${command.who}`, command.purse);
      return '';
    default:
      await hear(register, world, world.members[command.who]!, command);
      return '';
  }
}

async function sign(
  { register }: Known,
  about: { memberId: string; idempotencyKey: string },
  { own, base, ratio, mode, debitAccount, first }: Extract<Command, { kind: 'sign' }>,
): Promise<string> {
  // A member who signs alone says nothing that is money: the first contribution is ordered from the bank.
  const caller = own ? { client: 'app', audience: 'member' as const, member: about.memberId, cities: [] } : {};
  const input = { ...about, base, ratio, mode, debitAccount, firstContribution: first };
  return agreementText(await signAgreement(register.context(caller), input));
}

async function freeze(
  { register, freezes }: Known,
  about: { memberId: string; idempotencyKey: string },
  { freeze: kind, fen: amount, until }: Extract<Command, { kind: 'freeze' }>,
): Promise<string> {
  const asked = { ...about, kind, amount, until: until === null ? null : dayText(until), authority: '人民法院' };
  const { id } = await freezeAccount(register.context(), { ...asked, document: '（2026）执1号' });
  if (!freezes.includes(id)) freezes.push(id);
  return '';
}

async function ofOther(
  { register, payouts, freezes, corrections }: Known,
  command: Extract<Command, { kind: 'answer' | 'void' | 'mood' | 'lift' | 'decide' | 'reverse' | 'resume' }>,
  idempotencyKey: string,
): Promise<string> {
  const context = register.context();
  if (command.kind === 'reverse' || command.kind === 'resume') return settlement(register, command, idempotencyKey);
  if (command.kind === 'mood') {
    const { mood } = command;
    register.paying.habit = () => mood ?? undefined;
    return '';
  }
  if (command.kind === 'lift') {
    const freezeId = freezes[command.freeze] ?? idFrom(3, '0');
    await unfreezeAccount(context, { freezeId, document: '（2026）解1号', idempotencyKey });
    return '';
  }
  if (command.kind === 'decide') {
    const correctionId = corrections[command.correction] ?? idFrom(3, '0');
    const { decision, officer } = command;
    const decided = await decideCorrection(register.context({ officer }), { correctionId, decision, idempotencyKey });
    return `${decided.fen} ${decided.status}`;
  }
  const { id = idFrom(3, '0'), reference = '' } = payouts[command.payout] ?? {};
  return command.kind === 'void'
    ? payoutText(await voidWithdrawal(context, { withdrawalId: id, idempotencyKey }))
    : payoutText(await resolvePayout(context, reference, command.outcome));
}

async function close(
  { register, payouts }: Known,
  about: { memberId: string; idempotencyKey: string },
  { reason, breach }: Extract<Command, { kind: 'close' }>,
): Promise<string> {
  const closing = await closeAccount(register.context(), {
    ...{ ...about, reasonCode: reason, ground: breach === null ? 'MEMBER_WISH' : 'BREACH' },
    caseReference: breach,
  });
  const payout = (await findPayout(register.database, 'id', closing.id))!;
  if (!payouts.some(({ id }) => id === payout.id)) payouts.push(payout);
  // As it was when it was asked for: sent again, the answer is the first.
  return payoutText({ ...payout, status: closing.status, fen: closing.amount, resolvedOn: closing.resolvedOn });
}

function payoutText({ kind, status, fen, reasonCode, requestedOn, expiresOn, resolvedOn }: Payout): string {
  return [kind, status, fen, reasonCode, requestedOn, expiresOn, resolvedOn ?? '-'].join(' ');
}

async function pass(
  { clock, context }: Rehearsal,
  { cities }: World,
  { on, runs: asked }: { on: number; runs: readonly Run[] },
): Promise<string> {
  clock.set(dayText(on));
  for (const run of asked) for (const city of cities) await runs[run](context(), city, dayText(on));
  return '';
}
