import type { EventHandlers } from '#service/events.ts';
import type { Context } from '../context.ts';
import { refillReserve } from '../operations/refill-reserve.ts';
import { useReserve } from '../operations/use-reserve.ts';

/** What risk does on each event; every effect happens at most once per event. */
export const handlersOf = (context: Context): EventHandlers => ({
  'loan-written-off': (arrived) => useReserve(context, arrived),
  'loan-recovered': (arrived) => refillReserve(context, arrived),
});
