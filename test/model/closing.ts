import { borrowed, isLentTo, spousesOf } from './facts.ts';
import { closingShare, huzhou } from './figures.ts';
import { standing } from './freezes.ts';
import { accrued, payAccrued } from './interest.ts';
import { turn } from './opening.ts';
import { held, hold } from './payouts.ts';
import {
  holds,
  inForce,
  isAsked,
  isClosed,
  type Member,
  move,
  No,
  type Payout,
  personal,
  type World,
} from './world.ts';

const flexible = ['FLEXIBLE', 'SUBSIDY', 'INTEREST'] as const;

/** Why an account is closed; the case where it is for a breach. */
type Asked = { reason: string; breach: string | null };

/** CJ-13, HZ-04, HZ-07: pays the flexible part out with interest to the day, or says everything that stands against it. */
export function closeAccount(world: World, member: Member, { reason, breach }: Asked): Payout {
  const { account } = member;
  if (!account) throw new No('ACCOUNT_NOT_OPEN');
  if (!/^(0[1-9]|99)$/.test(reason)) throw new No('INVALID_INPUT');
  refuseGround(member, breach);
  const against = objections(world, member);
  if (against.length > 0) throw new No(`NOT_ELIGIBLE ${against}`);
  const before = account.status;
  payAccrued(world, member, '');
  const subsidy = breach === null ? subsidyOf(world, member) : 0n;
  const book = { city: member.city, on: world.today, period: null, code: '99', from: 'expense:subsidy' };
  const subsidised = subsidy > 0n ? move(world, { ...book, to: personal(member, 'SUBSIDY'), fen: subsidy }) : null;
  const agreement = inForce(member) ?? null;
  if (agreement) Object.assign(agreement, { status: 'TERMINATED', ended: world.today });
  if (!member.inUnit) turn(member, '02', world.today);
  const parts = flexible.map((segment) => ({ segment, fen: holds(world, personal(member, segment)) }));
  const closing = { agreement, before, subsidy: subsidised };
  return hold(world, member, { kind: 'CLOSING', reason, parts: parts.filter(({ fen }) => fen > 0n), closing });
}

/** HZ-08: only Huzhou closes for a breach, which has its case. */
function refuseGround({ city }: Member, breach: string | null): void {
  if (breach === null) return;
  if (city !== huzhou) throw new No('NOT_ELIGIBLE');
  if (!breach.trim()) throw new No('INVALID_INPUT');
}

function objections(world: World, member: Member): string[] {
  const payable = flexible.reduce((sum, segment) => sum + holds(world, personal(member, segment)), 0n);
  const lent = spousesOf(world, member).some((spouse) => isLentTo(spouse, ['FUND', 'SUBSIDISED']));
  const against: [string, boolean][] = [
    ['ACCOUNT_CLOSED', isClosed(member.account!)],
    ['LOAN_OUTSTANDING', isLentTo(member, ['FUND'])],
    ['SUBSIDISED_LOAN', isLentTo(member, ['SUBSIDISED'])],
    ['SPOUSE_LOAN', lent],
    ['ACCOUNT_FROZEN', standing(world, member).length > 0],
    ['PAYOUT_IN_PROGRESS', held(world, member) !== undefined],
    ['DEBIT_IN_PROGRESS', member.agreements.some((agreement) => isAsked(world, agreement))],
    ['NOTHING_TO_PAY', payable + accrued(world, member, '') <= 0n],
  ];
  return against.filter(([, stands]) => stands).map(([code]) => code);
}

/** HZ-07: a share of the interest earned since the account was opened or closed last, for whom never borrowed. */
function subsidyOf(world: World, member: Member): bigint {
  if (member.city !== huzhou || borrowed(member).ever) return 0n;
  const last = world.moves.findLastIndex(
    ({ from, code }) => (code === '12' || code === '07') && from.startsWith(personal(member, 'HELD')),
  );
  const undone = new Set(world.moves.map(({ undoes }) => undoes));
  let earned = 0n;
  for (const credit of world.moves.slice(last + 1)) {
    const { to, code, fen } = credit;
    if (code === '09' && to === personal(member, 'INTEREST') && !undone.has(credit)) earned += fen;
  }
  return closingShare(earned);
}
