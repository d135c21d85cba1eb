import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { otherCentre, otherLetter } from '../rules/transfer-letter.ts';
import type { RefuseTransferOutInput } from '../schema.generated.ts';
import { lockAccount, memberIdOf } from './lock-account.ts';
import { findTransfer, refuseKnownLetter, type Transfer } from './transfers.ts';

const longestReason = 200;

/** HZ-12: answers another centre's contact letter with a refusal and its reason (13 转出审核不通过); nothing is held. */
export async function refuseTransferOut(context: Context, input: RefuseTransferOutInput): Promise<Transfer> {
  const memberId = memberIdOf(input.memberId);
  const reason = input.reason.trim();
  if (reason.length === 0 || reason.length > longestReason) {
    throw new Refusal('INVALID_INPUT', `A reason has 1 to ${longestReason} characters`, { field: 'reason' });
  }
  const command = { name: 'refuse-transfer-out', subject: memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const account = await lockAccount(context, db, memberId);
    const centre = otherCentre(account.city, input.centre);
    const letter = otherLetter(input.letter, centre);
    await refuseKnownLetter(db, letter);
    await db.query(
      `INSERT INTO transfer (letter, direction, member_id, account_id, city, other_centre, status, reason, requested_on, unsent, ended_on)
       VALUES ($1, 'OUT', $2, $3, $4, $5, '13', $6, $7, 'ANSWER', $7)`,
      [letter, memberId, account.id, account.city, centre, reason, today],
    );
    return (await findTransfer(db, 'letter', letter))!;
  });
}
