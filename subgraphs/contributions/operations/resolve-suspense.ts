import type { CivilDate } from '#kernel/calendar.ts';
import { type Fen, sumFen, yuanText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { clauseOf } from '../rules/clauses.ts';
import { wholeMonthsIn } from '../rules/dues.ts';
import type { ResolveSuspenseInput } from '../schema.generated.ts';
import { lockAccount, memberIdOf } from './lock-account.ts';
import { flexiblePool } from './open-account.ts';
import { payDues, unpaidDues } from './pay-dues.ts';
import { payableAgreement } from './payable-dues.ts';
import { readSuspenseItem, type SuspenseView } from './read-suspense.ts';
import { suspenseAccount } from './suspend.ts';

type OpenItem = { id: string; city: CityCode; open: Fen };

/**
 * Takes money out of suspense (CJ-07): to the oldest dues of a member, as many whole months as it pays, the rest staying
 * where it is; or back to whoever was debited.
 */
export async function resolveSuspense(context: Context, input: ResolveSuspenseInput): Promise<SuspenseView> {
  const id = input.itemId.toLowerCase();
  const memberId = input.resolution === 'CREDIT' ? memberIdOf(input.memberId ?? '') : undefined;
  const city = await cityOf(context, id);
  const command = { name: 'resolve-suspense', subject: memberId ?? city, key: input.idempotencyKey, input };
  return perform(context, command, async ({ db, today }) => {
    if (memberId) await credit(context, db, { id, memberId, today });
    else await giveBack(db, await lockItem(db, id), today);
    return readSuspenseItem(db, id);
  });
}

async function cityOf({ caller, database }: Context, id: string): Promise<CityCode> {
  const [item] = isId(id)
    ? await rows<{ city: CityCode }>(database, 'SELECT city FROM suspense_item WHERE id = $1', [id])
    : [];
  if (item && caller.cities.includes(item.city)) return item.city;
  throw new Refusal('NOT_FOUND', 'There is no such item in suspense', { field: 'itemId' });
}

async function lockItem(db: Db, id: string): Promise<OpenItem> {
  const [item] = await rows<OpenItem>(
    db,
    'SELECT id, city, open_fen AS open FROM suspense_item WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (item!.open > 0n) return item!;
  throw new Refusal('SUSPENSE_RESOLVED', 'Nothing of this item is left in suspense', { field: 'itemId' });
}

type Crediting = { id: string; memberId: string; today: CivilDate };

async function credit(context: Context, db: Db, { id, memberId, today }: Crediting): Promise<void> {
  const account = await lockAccount(context, db, memberId);
  const item = await lockItem(db, id);
  if (account.city !== item.city) {
    throw new Refusal('ACCOUNT_NOT_OPEN', 'The member has no account in the city of this item', { field: 'memberId' });
  }
  const agreement = await payableAgreement(context, db, account);
  const dues = await unpaidDues(db, agreement, today);
  const amount = sumFen(wholeMonthsIn(dues, item.open).map(({ fen }) => fen));
  if (amount === 0n) {
    const least = dues[0] && yuanText(dues[0].fen);
    throw new Refusal('AMOUNT_OUT_OF_BOUNDS', 'The money pays no whole month', {
      field: 'memberId',
      clause: clauseOf(account.city, 'payment'),
      ...(least ? { rule: least } : {}),
    });
  }
  const from = { code: suspenseAccount, run: `suspense:${id}` };
  await payDues(db, { account, agreement }, { dues, amount, today, from });
  await resolved(db, item, { resolution: 'CREDITED', memberId, fen: amount, today });
}

// Books that the money goes back the way it came; the bank is told by whoever resolves it.
async function giveBack(db: Db, item: OpenItem, today: CivilDate): Promise<void> {
  const { city, open: fen } = item;
  const from = await internalAccount(db, { city, pool: flexiblePool, code: suspenseAccount });
  const to = await internalAccount(db, { city, pool: flexiblePool, code: 'bank:custody' });
  await post(db, { from, to, fen, code: '99', bookedOn: today, run: `suspense:${item.id}` });
  await resolved(db, item, { resolution: 'RETURNED', memberId: null, fen, today });
}

type Resolution = { resolution: 'CREDITED' | 'RETURNED'; memberId: string | null; fen: Fen; today: CivilDate };

async function resolved(db: Db, { id }: OpenItem, { resolution, memberId, fen, today }: Resolution): Promise<void> {
  await db.query('UPDATE suspense_item SET open_fen = open_fen - $2 WHERE id = $1', [id, fen]);
  await db.query(
    `INSERT INTO suspense_resolution (item_id, number, resolution, member_id, fen, resolved_on)
     SELECT $1, count(*) + 1, $2, $3, $4, $5 FROM suspense_resolution WHERE item_id = $1`,
    [id, resolution, memberId, fen, today],
  );
}
