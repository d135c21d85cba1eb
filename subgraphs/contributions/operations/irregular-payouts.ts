import type { CivilDate } from '#kernel/calendar.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { Context } from '../context.ts';
import { type Payout, payoutColumns } from './payouts.ts';

/** An answer of the bank that came after the money was given back, or against its other answer. */
export type IrregularAnswer = {
  memberId: string;
  withdrawal: Payout;
  outcome: 'PAID' | 'REFUSED';
  effect: 'LATE' | 'CONTRADICTS';
  answeredOn: CivilDate;
  /** When what was paid too late was charged or returned. */
  recoveredOn: CivilDate | null;
};

type Row = Payout & {
  outcome: string;
  effect: IrregularAnswer['effect'];
  answeredOn: CivilDate;
  recoveredOn: CivilDate | null;
};

/** HZ-04: the answers in a city of the caller's own that staff are to look into with the bank, newest first. */
export async function irregularPayouts({ caller, database }: Context, city: CityCode): Promise<IrregularAnswer[]> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const found = await rows<Row>(
    database,
    `SELECT ${payoutColumns}, a.outcome, a.effect, a.answered_on AS "answeredOn", r.recovered_on AS "recoveredOn"
     FROM payout_answer a JOIN payout p ON p.id = a.payout_id
     LEFT JOIN payout_recovery r ON r.payout_id = p.id AND a.effect = 'LATE'
     WHERE p.city = $1 AND a.effect IN ('LATE', 'CONTRADICTS') ORDER BY a.answered_on DESC, p.ordinal DESC LIMIT 200`,
    [city],
  );
  return found.map(({ outcome, effect, answeredOn, recoveredOn, ...withdrawal }) => {
    const said = outcome === 'paid' ? 'PAID' : 'REFUSED';
    return { memberId: withdrawal.memberId, withdrawal, outcome: said, effect, answeredOn, recoveredOn };
  });
}
