import type { Context } from '#contributions/context.ts';
import { averageBalances } from '#contributions/operations/average-balance.ts';
import { balancesOn } from '#contributions/operations/balance-on.ts';
import { deductible } from '#contributions/operations/deductible.ts';
import { dayText } from './calendar.ts';

/** What the register tells of a member's past, as the model tells it. */
export async function look(
  context: Context,
  memberId: string,
  { from, on, year }: { from: number; on: number; year: number },
): Promise<string> {
  const [balance] = await balancesOn(context, [{ memberId, on: dayText(on) }]);
  const held = balance!.segments.map(({ pool, segment, balance: fen }) => {
    return `${segment}${pool === 'flexible' ? '' : `@${pool}`}=${fen}`;
  });
  const [average] = await averageBalances(context, [memberId], { from: dayText(from), to: dayText(on) });
  const [deduction] = await deductible(context, [{ memberId, averageIncome: null }], year);
  const told = deduction ? `${deduction.amount} ${deduction.contributed} ${deduction.cap}` : 'nobody';
  return `${held.sort().join(' ')} | ${average!.product} ${average!.average} | ${told}`;
}
