import { afterEach, expect, it } from 'vitest';
import { rows } from '#service/database.ts';
import { sealer } from '#service/sealing.ts';
import { testAccountKeys } from '#test/account-keys.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import type { Context } from '../context.ts';
import { collectDue } from '../jobs/collect.ts';
import { openDebitAccount } from './debit-account.ts';
import { rotateKeys } from './rotate-keys.ts';

const changji = '652300';
const renewed = sealer(`a2:${'7e'.repeat(32)},${testAccountKeys}`);
let register: Rehearsal;

afterEach(() => register?.close());

const withNewKey = (given: Context): Context => ({ ...given, accounts: renewed });
const agreements = () =>
  rows<{ id: string; debit_account: Buffer }>(
    register.database,
    'SELECT id, debit_account FROM agreement ORDER BY number',
  );
const renewedOnes = async () =>
  (await agreements()).filter(({ debit_account }) => debit_account.subarray(0, 3).equals(renewed.mark)).length;

async function opened(members: number): Promise<string[]> {
  register = await rehearse('2026-03-05');
  for (let n = 0; n < members; n += 1) {
    await register.sign(await register.approve(changji), { debitAccount: `622200001111000${n}` });
  }
  return Array.from({ length: members }, (_, n) => `622200001111000${n}`);
}

it('seals every debit account anew, which opens with the new key alone and is the number that it was', async () => {
  const numbers = await opened(5);
  await rotateKeys(withNewKey(register.context()));
  const alone = sealer(`a2:${'7e'.repeat(32)}`);
  const found = (await agreements()).map(({ id, debit_account }) => openDebitAccount(alone, id, debit_account));
  expect(found).toEqual(numbers);
  const lines = () => rows(register.database, "SELECT count(*)::int AS n FROM operation WHERE name = 'rotate-keys'");
  expect(await lines()).toEqual([{ n: 1 }]);
  await rotateKeys(withNewKey(register.context()));
  expect(await lines()).toEqual([{ n: 1 }]);
});

it('CJ-07 leaves the accounts of a batch that the bank has not answered, so that it can be sent again; then renews them', async () => {
  await opened(5);
  register.clock.set('2026-03-20');
  const failing = { ...register.context().bank };
  for (const name of Object.keys(failing) as (keyof typeof failing)[]) {
    failing[name] = async () => {
      throw new Error('The line to the bank is down');
    };
  }
  const interrupted = collectDue(withNewKey(register.context({}, failing)), changji, '2026-03-20');
  await expect(interrupted).rejects.toThrow('The line to the bank is down');
  await rotateKeys(withNewKey(register.context()));
  expect(await renewedOnes()).toBe(0);
  await collectDue(withNewKey(register.context()), changji, '2026-03-20');
  expect(await rows(register.database, 'SELECT status, lines FROM debit_batch')).toEqual([
    { status: 'BOOKED', lines: 5 },
  ]);
  await rotateKeys(withNewKey(register.context()));
  expect(await renewedOnes()).toBe(5);
});

it('names in number only, and at the end, the accounts that were moved to another agreement', async () => {
  await opened(3);
  const [first, second] = await agreements();
  const move = 'UPDATE agreement SET debit_account = $2 WHERE id = $1';
  await register.database.query(move, [first!.id, second!.debit_account]);
  await expect(rotateKeys(withNewKey(register.context()))).rejects.toThrow(
    '1 agreements have a debit account that does not open',
  );
  expect(await renewedOnes()).toBe(2);
});
