import type { CivilMonth } from '#kernel/calendar.ts';
import type { Fen } from '#kernel/money.ts';
import type { SubsidyClause } from './decision.ts';
import { awardsEarned, type EarnedAward, type MemberFacts, type PolicyOfMonth } from './member-awards.ts';

type Sides<T> = { inForce: T; tried: T };
type Cell = { persons: number; fen: Fen };

/** What a clause would give in a month, or over the whole span, by the figures in force and by those tried; in fen. */
export type TriedMonth = Sides<Cell> & { month: CivilMonth; clause: SubsidyClause };
export type TriedTotal = Sides<Cell> & { clause: SubsidyClause; personsWithMore: number; personsWithLess: number };
/** What a trial found. */
export type TrialOutcome = { months: TriedMonth[]; totals: TriedTotal[] };

const sides = ['inForce', 'tried'] as const;
const clauses: readonly SubsidyClause[] = ['CJ-15', 'CJ-16'];
const nothing = (): Sides<Cell> => ({ inForce: { persons: 0, fen: 0n }, tried: { persons: 0, fen: 0n } });

/** CJ-15, CJ-16: gathers, member by member, what a span would give by the figures in force and by those tried. */
export function trial(policies: Sides<PolicyOfMonth>, asked: Parameters<typeof awardsEarned>[2]) {
  const months = new Map<string, TriedMonth>();
  const totals = new Map(
    clauses.map((clause): [SubsidyClause, TriedTotal] => [
      clause,
      { clause, ...nothing(), personsWithMore: 0, personsWithLess: 0 },
    ]),
  );
  const count = (side: 'inForce' | 'tried', { clause, month, fen }: EarnedAward): void => {
    const key = `${month} ${clause}`;
    const cell = months.get(key) ?? { month, clause, ...nothing() };
    months.set(key, cell);
    // Of one month and clause nobody is awarded twice.
    cell[side].persons += 1;
    cell[side].fen += fen;
  };
  return {
    take(member: MemberFacts): void {
      const own = { inForce: new Map<SubsidyClause, Fen>(), tried: new Map<SubsidyClause, Fen>() };
      for (const side of sides) {
        for (const award of awardsEarned(policies[side], member, asked)) {
          count(side, award);
          own[side].set(award.clause, (own[side].get(award.clause) ?? 0n) + award.fen);
        }
      }
      for (const clause of clauses) compare(totals.get(clause)!, own.inForce.get(clause), own.tried.get(clause));
    },
    outcome: (): TrialOutcome => ({
      months: [...months.keys()].sort().map((key) => months.get(key)!),
      totals: [...totals.values()],
    }),
  };
}

function compare(total: TriedTotal, inForce: Fen | undefined, tried: Fen | undefined): void {
  for (const [side, fen] of [
    ['inForce', inForce],
    ['tried', tried],
  ] as const) {
    if (fen === undefined) continue;
    total[side].persons += 1;
    total[side].fen += fen;
  }
  const difference = (tried ?? 0n) - (inForce ?? 0n);
  if (difference > 0n) total.personsWithMore += 1;
  if (difference < 0n) total.personsWithLess += 1;
}
