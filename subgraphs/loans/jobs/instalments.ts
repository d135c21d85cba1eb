import type { Fen } from '#kernel/money.ts';
import type { Context } from '../context.ts';
import { collectInstalments } from '../operations/collect-instalments.ts';

export type InstalmentRun = { asked: number; paid: number; fen: Fen };

const beforeAllLoans = '00000000-0000-0000-0000-000000000000';

/** The day's run: every loan with something due or overdue is asked of the bank once, chunk by chunk; repeatable. */
export async function runInstalments(context: Context): Promise<InstalmentRun> {
  const run = { asked: 0, paid: 0, fen: 0n };
  for (let after: string | null = beforeAllLoans; after; ) {
    const { asked, paid, fen, last } = await collectInstalments(context, after);
    run.asked += asked;
    run.paid += paid;
    run.fen += fen;
    after = last;
  }
  return run;
}
