import { type CityName, cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { applicationQueue } from '../operations/application-queue.ts';
import { openBreachCases } from '../operations/breach-cases.ts';
import { pendingWriteOffs } from '../operations/write-offs.ts';

type OfCity = { city: CityName };
type OfQueue = OfCity & { lateOnly: boolean; first: number; after?: string | null };

/** What waits for the staff of a city. */
export const query = {
  loanApplications: (_: unknown, { city, ...asked }: OfQueue, context: Context) =>
    applicationQueue(context, cityCode(city), asked),
  pendingWriteOffs: (_: unknown, { city }: OfCity, context: Context) => pendingWriteOffs(context, cityCode(city)),
  openBreachCases: (_: unknown, { city }: OfCity, context: Context) => openBreachCases(context, cityCode(city)),
};
