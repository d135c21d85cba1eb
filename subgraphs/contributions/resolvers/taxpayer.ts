import type { Fen } from '#kernel/money.ts';
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
  deduction: ({ memberId, averageIncome }: Taxpayer, { taxYear }: { taxYear: number }, { loaders }: Asking) =>
    memberId === null ? null : loaders.deductions(taxYear).load({ memberId, averageIncome }),
};

function incomeOf({ priorYearAverageMonthlyIncome: income }: Reference): Fen | null {
  return income === null || income === undefined ? null : scalars.Money.parseValue(income);
}
