import type { Fen } from '#kernel/money.ts';
import { outOfReach } from '#service/reach.ts';
import { scalars } from '#service/scalars.ts';
import type { Asking } from './loaders.ts';

type Taxpayer = { memberId: string | null; averageIncome: Fen | null };
/** As the gateway sends it: a reference is JSON, so its money is still yuan text. */
type Reference = { memberId?: string | null; priorYearAverageMonthlyIncome?: string | null };

/** Taxpayer: the deductible amount, for the income that the bureau gave or else the contribution base. */
export const taxpayerResolvers = {
  __resolveReference: (reference: Reference): Taxpayer => ({
    memberId: reference.memberId ?? null,
    averageIncome: incomeOf(reference),
  }),
  // The gateway asks for it again, to know whose figures these are: the same person may be asked about with several incomes.
  priorYearAverageMonthlyIncome: ({ averageIncome }: Taxpayer) => averageIncome,
  deduction: async (
    { memberId, averageIncome }: Taxpayer,
    { taxYear }: { taxYear: number },
    { caller, loaders }: Asking,
  ) => {
    if (memberId === null) return null;
    if (caller.audience !== 'tax-bureau') throw outOfReach();
    const told = await loaders.deductions(taxYear).load({ memberId, averageIncome });
    // AG-01: the bureau of a person's own city; refused alike for a person elsewhere and for one who is not known.
    if (!told || !caller.cities.includes(told.city)) throw outOfReach();
    return told;
  },
};

function incomeOf({ priorYearAverageMonthlyIncome: income }: Reference): Fen | null {
  return income === null || income === undefined ? null : scalars.Money.parseValue(income);
}
