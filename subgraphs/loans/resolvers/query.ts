import { type CityName, cityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { applicationQueue } from '../operations/application-queue.ts';
import { openBreachCases } from '../operations/breach-cases.ts';
import { overdueLoans } from '../operations/overdue-loans.ts';
import { portfolio } from '../operations/portfolio.ts';
import { pendingWriteOffs } from '../operations/write-offs.ts';

type OfCity = { city: CityName };
type OfOverdue = OfCity & { bucket?: string | null; first: number; after?: string | null };
type OfQueue = OfCity & { lateOnly: boolean; first: number; after?: string | null };

/** What waits for the staff of a city. */
export const query = {
  loanApplications: (_: unknown, { city, ...asked }: OfQueue, context: Context) =>
    applicationQueue(context, cityCode(city), asked),
  loanPortfolio: (_: unknown, { city }: OfCity, context: Context) => portfolio(context, cityCode(city)),
  overdueLoans: (_: unknown, { city, ...asked }: OfOverdue, context: Context) =>
    overdueLoans(context, cityCode(city), asked),
  pendingWriteOffs: (_: unknown, { city }: OfCity, context: Context) => pendingWriteOffs(context, cityCode(city)),
  openBreachCases: (_: unknown, { city }: OfCity, context: Context) => openBreachCases(context, cityCode(city)),
};
