import { monthOf } from '#kernel/calendar.ts';
import { type Arrived, consume } from '#service/events.ts';
import type { Context } from '../context.ts';
import type { Condition } from '../rules/decision.ts';
import { keepBasis } from './keep-basis.ts';

const insertSql = `
  INSERT INTO award (id, member_id, city, clause, month, fen, pay_on, status, credited_on, movement_id,
    basis_id, facts, awarded_at)
  VALUES ($1, $2, $3, 'HZ-07', $4, $5, $6, 'CREDITED', $6, $7, $8, $10, $9)
  ON CONFLICT (id) DO NOTHING`;

const conditions: readonly Condition[] = [
  { clause: 'HZ-07', description: '未使用住房公积金贷款', met: true },
  { clause: 'HZ-07', description: '办理销户提取', met: true },
];

/** HZ-07: keeps the interest subsidy that was paid on closing among the member's awards, with the figures used; once. */
export function recordClosingSubsidy(context: Context, arrived: Arrived<'closing-subsidy-paid'>): Promise<void> {
  const { awardId, memberId, city, fen, paidOn, movementId, reference, figures, facts } = arrived.event;
  return consume(context, arrived, async ({ db }) => {
    const basis = await keepBasis(db, { rule: 'closing-interest-subsidy', reference, figures, conditions });
    const given = [awardId, memberId, city, monthOf(paidOn), fen, paidOn, movementId];
    await db.query(insertSql, [...given, basis, context.clock.now(), JSON.stringify(facts ?? {})]);
  });
}
