import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import { tryEach } from '#service/try-each.ts';
import type { Context } from '../context.ts';
import { lockRepaying } from '../operations/lock-loan.ts';
import { requestOffset } from '../operations/offset-loan.ts';

const dueSql = `
  SELECT DISTINCT loan.id FROM loan JOIN instalment i ON i.loan_id = loan.id
  WHERE loan.monthly_offset AND loan.status = 'REPAYING' AND i.closed_on IS NULL AND i.due_on <= $1::date
    AND NOT EXISTS (SELECT FROM loan_offset o WHERE o.loan_id = loan.id AND (o.requested_on = $1::date OR o.status = 'REQUESTED'))
    AND NOT EXISTS (SELECT FROM repayment_line l WHERE l.loan_id = loan.id AND l.outcome IS NULL)
    AND loan.id > $2::uuid
  ORDER BY loan.id LIMIT 500`;

/**
 * HZ-03: asks the accounts of those who agreed to it for what is due (按月冲还贷), once a day, before the bank is asked for
 * the rest. Repeatable at any moment; one that fails stops no other.
 */
export async function runOffsets(context: Context): Promise<void> {
  await tryEach(loansDue(context), async (loanId) => {
    const key = `offset-loan/${loanId}/${context.clock.today()}`;
    const command = { name: 'offset-loan', subject: loanId, key, input: { loanId } };
    await perform(context, command, async (transaction) => {
      const contract = await lockRepaying(context, transaction.db, loanId);
      return (await requestOffset(context, transaction, contract)) ?? null;
    });
  });
}

async function* loansDue(context: Context): AsyncGenerator<string> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await rows<{ id: string }>(context.database, dueSql, [context.clock.today(), after]);
    yield* found.map(({ id }) => id);
    if (found.length < 500) return;
    after = found.at(-1)!.id;
  }
}
