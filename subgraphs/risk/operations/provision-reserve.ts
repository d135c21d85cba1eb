import type { Fen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { kindName, type PoolKind, poolId } from '../rules/pool.ts';
import { provision, provisionExpense, reserveAccount } from './chart.ts';
import type { PoolOf } from './pools.ts';

export type ProvisionReserve = { city: CityCode; kind: PoolKind; amount: Fen; idempotencyKey: string };

/** Books an amount in fen to the loan risk reserve of a pool (CJ-20, HZ-11). */
export async function provisionReserve(context: Context, input: ProvisionReserve): Promise<PoolOf> {
  const { idempotencyKey: key, ...asked } = input;
  const { city, kind, amount } = asked;
  const id = poolId({ city, kind });
  const command = { name: 'provision-reserve', subject: id, key, input: asked };
  return perform(context, command, async ({ db, today }) => {
    if (!context.caller.cities.includes(city))
      throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
    if (amount <= 0n) throw new Refusal('AMOUNT_OUT_OF_BOUNDS', 'A provision is more than 0', { field: 'amount' });
    const pool = { city, pool: kindName(kind) };
    const from = await internalAccount(db, { ...pool, code: provisionExpense });
    const to = await internalAccount(db, { ...pool, code: reserveAccount });
    await post(db, { from, to, fen: amount, code: provision, bookedOn: today });
    return { id, city, kind };
  });
}
