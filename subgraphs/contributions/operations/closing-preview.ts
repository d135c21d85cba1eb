import { type Fen, sumFen } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type ClosingReason, closingDemonstrationFigures, closingReasons, closingSegments } from '../rules/closing.ts';
import { closingSubsidy } from '../rules/closing-subsidy.ts';
import { readClosingFacts, readSubsidyFacts, segmentsOf } from './closing-facts.ts';
import { accruedInterest } from './interest-accrued.ts';
import type { LockedAccount } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';

/** What closing today would pay, segment by segment in fen, and every condition of it. */
export type ClosingPreview = {
  allowed: boolean;
  reasons: ClosingReason[];
  lines: { segment: 'FLEXIBLE' | 'SUBSIDY' | 'INTEREST'; amount: Fen }[];
  interest: Fen;
  subsidy: Fen;
  total: Fen;
  sealed: Fen;
  demonstrationFigures: string[];
};

/** CJ-13, HZ-07: what closing an account at the member's wish would pay today, and what bars it; nothing is written. */
export async function closingPreview(context: Context, memberId: string): Promise<ClosingPreview> {
  const { database, clock } = context;
  const today = clock.today();
  const account = await accountOf(context, memberId);
  const policy = context.policy(account.city, today);
  const db = database.manager;
  const interest = (await accruedInterest(context, db, account, { pool: flexiblePool, on: today })).fen;
  const facts = await readSubsidyFacts(db, account, { ground: 'MEMBER_WISH', on: today });
  const earned = { ...facts, interestEarned: facts.interestEarned + interest };
  const subsidy = closingSubsidy(policy, earned)?.fen ?? 0n;
  const owned = await segmentsOf(db, memberId);
  const more: Record<string, Fen> = { INTEREST: interest, SUBSIDY: subsidy };
  const balanceOf = (name: string) =>
    sumFen(owned.filter(({ pool, segment }) => pool === flexiblePool && segment === name).map(({ fen }) => fen));
  const lines = closingSegments(policy).map((segment) => ({
    segment,
    amount: balanceOf(segment) + (more[segment] ?? 0n),
  }));
  const total = sumFen(lines.map(({ amount }) => amount));
  const reasons = closingReasons(policy, { ...(await readClosingFacts(context, db, account, today)), payable: total });
  return {
    allowed: reasons.every(({ met }) => met),
    reasons,
    ...{ lines, interest, subsidy, total },
    sealed: sumFen(owned.filter(({ pool }) => pool !== flexiblePool).map(({ fen }) => fen)),
    demonstrationFigures: closingDemonstrationFigures(policy),
  };
}

async function accountOf({ database }: Context, memberId: string): Promise<LockedAccount> {
  const sql = 'SELECT id, member_id AS "memberId", city, flexible FROM account WHERE member_id = $1';
  return (await rows<LockedAccount>(database, sql, [memberId]))[0]!;
}
