import { randomUUID } from 'node:crypto';
import type { Fen } from '#kernel/money.ts';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';

type Application = { applicationId: string; memberId: string; city: CityCode };
type Offset = { offsetId: string; loanId: string; memberId: string; city: CityCode; fen: Fen };

const factsSql = `SELECT id AS "applicationId", member_id AS "memberId", city FROM loan_application
  WHERE status = 'SUBMITTED' AND facts_on IS NULL AND submitted_on < $1 LIMIT 500`;
const offsetsSql = `SELECT o.id AS "offsetId", o.loan_id AS "loanId", loan.member_id AS "memberId", loan.city, o.requested AS fen
  FROM loan_offset o JOIN loan ON loan.id = o.loan_id WHERE o.status = 'REQUESTED' AND o.requested_on < $1 LIMIT 500`;

/**
 * HZ-06, HZ-03: asks the register of contributions again for what it was asked on an earlier day and has not answered. What
 * was answered meanwhile is told again and taken once.
 */
export async function askAgain(context: Context): Promise<void> {
  const today = context.clock.today();
  const applications = await rows<Application>(context.database, factsSql, [today]);
  const offsets = await rows<Offset>(context.database, offsetsSql, [today]);
  if (applications.length + offsets.length === 0) return;
  const command = { name: 'ask-again', subject: 'loans', key: randomUUID(), input: null };
  await perform(context, command, async ({ emit }) => {
    for (const application of applications) emit({ type: 'loan-facts-requested', ...application });
    for (const { fen, ...offset } of offsets) emit({ type: 'offset-requested', ...offset, fen: fen.toString() });
    return null;
  });
}
