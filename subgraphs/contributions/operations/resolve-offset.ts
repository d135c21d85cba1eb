import type { Arrived } from '#service/events.ts';
import type { Context } from '../context.ts';
import { resolvePayout } from './resolve-payout.ts';

/**
 * HZ-03, HZ-04: settles what was held towards a loan once the loan register has booked it, on the day that it has it in its
 * book, or gives it back. Told again, it changes nothing: an answer to a payout is taken once.
 */
export async function resolveOffset(context: Context, { event }: Arrived<'offset-decided'>): Promise<void> {
  await resolvePayout(context, event.offsetId, event.booked ? 'paid' : 'refused', event.on);
}
