import { Refusal } from '#kernel/refusal.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { mayCancel } from '../rules/transfer-status.ts';
import type { CancelTransferInInput } from '../schema.generated.ts';
import { findTransfer, lockTransfer, type Transfer, transferOf } from './transfers.ts';

/**
 * HZ-12: takes a contact letter back (BDC903). One that was never sent ends here and now; for one that was, the platform
 * is asked, and it stays as it is until the platform has said so.
 */
export async function cancelTransferIn(context: Context, input: CancelTransferInInput): Promise<Transfer> {
  const known = await transferOf(context, input.transferId);
  const command = { name: 'cancel-transfer-in', subject: known.memberId, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    const { id, direction, statusCode, sentOn } = await lockTransfer(db, known);
    if (direction !== 'IN' || !mayCancel(statusCode)) {
      throw new Refusal('NOT_ELIGIBLE', 'The transfer can no longer be cancelled', { field: 'transferId' });
    }
    if (sentOn === null) {
      await db.query("UPDATE transfer SET status = '05', ended_on = $2, unsent = NULL WHERE id = $1", [id, today]);
    } else {
      await db.query("UPDATE transfer SET unsent = 'CANCEL' WHERE id = $1", [id]);
    }
    return (await findTransfer(db, 'id', id))!;
  });
}
