import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, yuanText } from '#kernel/money.ts';
import type { CityPolicy } from '#policy/policy.ts';

/** One thing that is asked before money may be drawn, in Chinese, and whether it is met. */
export type Condition = { clause: string; description: string; met: boolean };

/** A facility as it stands; amounts in fen. */
export type FacilityFacts = {
  status: 'PROPOSED' | 'APPROVED' | 'REJECTED';
  resolution: string | null;
  resolvedOn: CivilDate | null;
  untilOn: CivilDate;
  limit: Fen;
  outstanding: Fen;
};

const clause = 'HZ-10';

/** HZ-10: what may still be drawn of a facility, in fen, as if nothing else stood against it. */
export const undrawn = ({ limit, outstanding }: FacilityFacts): Fen => (limit > outstanding ? limit - outstanding : 0n);

/** HZ-10: every condition for drawing so much in fen on a day; without a recorded resolution of the committee nothing can be drawn. */
export function drawConditions(policy: CityPolicy, facts: FacilityFacts, on: CivilDate, amount: Fen): Condition[] {
  const ask = (description: string, met: boolean): Condition => ({ clause, description, met });
  const { status, resolution, resolvedOn, untilOn, limit } = facts;
  const approved = status === 'APPROVED' && resolvedOn !== null && resolvedOn <= on;
  const needed = policy.risk.financingNeedsApproval.value;
  return [
    ask(
      `管委会已批准融资${approved ? `（${resolution}，${resolvedOn}）` : '：没有记录在案的批准'}`,
      approved || (!needed && status !== 'REJECTED'),
    ),
    ask(`在融资期限内：至${untilOn}`, on <= untilOn),
    ask(
      `不超过融资额度：额度${yuanText(limit)}元，尚可提${yuanText(undrawn(facts))}元，拟提${yuanText(amount)}元`,
      amount <= undrawn(facts),
    ),
  ];
}
