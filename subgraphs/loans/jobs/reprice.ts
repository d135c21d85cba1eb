import type { CivilDate } from '#kernel/calendar.ts';
import { cityCodes } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { repriceLoan } from '../operations/reprice-loan.ts';
import { lastRepricing } from '../rules/rates.ts';

const waitingSql = `
  SELECT id FROM loan WHERE status = 'REPAYING' AND city = $1 AND months > 12
    AND disbursed_on < $2::date AND coalesce(repriced_on, disbursed_on) < $2::date AND id > $3::uuid
    AND disbursed_on + make_interval(months => months) > $2::date
    AND NOT EXISTS (SELECT FROM plan_change c WHERE c.loan_id = loan.id AND c.kind = 'RECALL')
  ORDER BY id LIMIT 500`;

/**
 * Reprices every loan of more than a year at the rate that stands on the last day of repricing (DOMAIN 5.3), once for that
 * day, however late it runs; one that fails stops no other and is tried again the next day.
 */
export async function runRepricing(context: Context): Promise<void> {
  await tryEach(loansToReprice(context), ({ loanId, on }) => repriceLoan(context, loanId, on));
}

async function* loansToReprice(context: Context): AsyncGenerator<{ loanId: string; on: CivilDate }> {
  const today = context.clock.today();
  for (const city of cityCodes) {
    const on = lastRepricing(today, context.policy(city, today));
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const found = await rows<{ id: string }>(context.database, waitingSql, [city, on, after]);
      for (const { id } of found) yield { loanId: id, on };
      if (found.length < 500) break;
      after = found.at(-1)!.id;
    }
  }
}
