import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import type { TerminateAgreementInput } from '../schema.generated.ts';
import { sealAccounts } from './account-events.ts';
import { refuseDuringDebit, requireAgreement } from './agreement-in-force.ts';
import { loansOf } from './loans-of.ts';
import { lockAccount, memberIdOf } from './lock-account.ts';
import { type AgreementView, readAgreement } from './read-agreements.ts';

/** Ends the agreement at the member's wish and seals the account (封存); refused with a loan outstanding (CJ-11). */
export async function terminateAgreement(context: Context, input: TerminateAgreementInput): Promise<AgreementView> {
  const memberId = memberIdOf(input.memberId);
  const command = { name: 'terminate-agreement', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const account = await lockAccount(context, db, memberId);
    const agreement = await requireAgreement(db, account.id);
    const { outstanding } = await loansOf(db, memberId);
    if (outstanding) {
      const clause = clauseOf(account.city, 'exit');
      throw new Refusal('LOAN_OUTSTANDING', 'Paying may stop only when no loan is outstanding', { clause });
    }
    await refuseDuringDebit(db, agreement.id);
    await db.query("UPDATE agreement SET status = 'TERMINATED', ended_on = $2 WHERE id = $1", [agreement.id, today]);
    await sealAccounts({ db, today }, [account.id]);
    return readAgreement(context, db, agreement.id);
  });
}
