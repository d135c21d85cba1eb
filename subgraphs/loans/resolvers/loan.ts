import type { Context } from '../context.ts';
import type { Application } from '../operations/applications.ts';
import { type BreachCase, breachCasesOf } from '../operations/breach-cases.ts';
import { gradeOf } from '../operations/grade-of.ts';
import type { Loan } from '../operations/loans.ts';
import { type Offset, offsetsOf } from '../operations/offsets.ts';
import { paymentsOf, planOf, settlementOf } from '../operations/read-plan.ts';
import { recoveriesOf, type WrittenOffDebt, writtenOffDebtOf } from '../operations/recoveries.ts';
import type { WriteOff } from '../operations/write-offs.ts';
import { planChangesOf } from '../operations/write-plan.ts';

const priorities = { 'first-home': 'FIRST_HOME', 'second-home': 'SECOND_HOME' } as const;
const priority = (of: Pick<Loan, 'priority'>) => priorities[of.priority];

const loan = {
  priority,
  riskGrade: (of: Loan, _: unknown, context: Context) => gradeOf(context, of).riskGrade,
  overdueBucket: (of: Loan, _: unknown, context: Context) => gradeOf(context, of).overdueBucket,
  instalments: ({ id }: Loan, asked: { first: number; after: number }, context: Context) => planOf(context, id, asked),
  payments: ({ id }: Loan, { first }: { first: number }, context: Context) => paymentsOf(context, id, first),
  planChanges: ({ id }: Loan, _: unknown, { database }: Context) => planChangesOf(database.manager, id),
  settlement: ({ id }: Loan, _: unknown, context: Context) => settlementOf(context, id),
  offsets: ({ id }: Loan, _: unknown, { database }: Context) => offsetsOf(database.manager, id),
  writtenOffDebt: (of: Loan, _: unknown, context: Context) => writtenOffDebtOf(context, of),
  breachCases: ({ id }: Loan, _: unknown, { database }: Context) => breachCasesOf(database.manager, id),
};

const application = {
  priority,
  firstHome: (of: Application) => of.priority === 'first-home',
  late: (of: Application, _: unknown, { clock }: Context) =>
    ['SUBMITTED', 'REVIEWED'].includes(of.status) && of.decideBy < clock.today(),
  factsAsOf: ({ facts }: Application) => (facts === null || facts === 'none' ? null : facts.asOf),
  loan: async ({ loanId, memberId }: Application, _: unknown, { loaders }: Context) =>
    loanId === null ? null : (await loaders.loansOf.load(memberId)).find(({ id }) => id === loanId),
};

const weighed = {
  conditions: ({ weighing }: WriteOff | BreachCase) => weighing.conditions,
  figures: ({ weighing }: WriteOff | BreachCase) => weighing.figures,
};

const offset = {
  parts: ({ explained }: Offset) =>
    (explained?.parts ?? []).map(({ segment, takenFen, leftOutFen, reason }) => ({
      ...{ segment, taken: BigInt(takenFen), leftOut: BigInt(leftOutFen), reason },
    })),
  figures: ({ explained }: Offset) => (explained ? [explained.figure] : []),
};

const debt = {
  recoveries: ({ loanId }: WrittenOffDebt, _: unknown, { database }: Context) => recoveriesOf(database.manager, loanId),
};

/** A loan, an application for one, and what is decided of it. */
export const loanTypes = {
  Loan: loan,
  LoanApplication: application,
  WriteOff: weighed,
  BreachCase: weighed,
  LoanOffset: offset,
  WrittenOffDebt: debt,
};
