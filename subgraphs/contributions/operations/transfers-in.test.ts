import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { balanceOf, internalAccount } from '#ledger/accounts.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import {
  demonstrationInfo,
  simulatedTransferPlatform,
  type TransferStory,
} from '../adaptors/simulated-transfer-platform.ts';
import type { TransferMessage, TransferPlatform } from '../adaptors/transfer-platform.ts';
import { exchangeTransfers } from '../jobs/transfers.ts';
import type { TransferStatus } from '../rules/transfer-status.ts';
import { cancelTransferIn } from './cancel-transfer-in.ts';
import { freezeAccount } from './freeze-account.ts';
import { readAccounts } from './read-accounts.ts';
import { requestTransferIn } from './request-transfer-in.ts';
import { returnTransferMoney } from './return-transfer-money.ts';
import { takeTransferMessage } from './take-transfer-message.ts';
import { readTransferSuspense } from './transfer-suspense.ts';
import { type Transfer, transfersOf } from './transfers.ts';
import { unfreezeAccount } from './unfreeze-account.ts';

const changji = '652300';
const urumqi = '650100000000000';
const total = yuan('12041.25');

let register: Rehearsal;
beforeAll(async () => {
  register = await rehearse('2026-03-02');
});
afterAll(() => register.close());

const key = () => ({ idempotencyKey: randomUUID() });
const joined = async () => {
  const memberId = await register.approve(changji);
  await register.sign(memberId);
  return memberId;
};
const request = (memberId: string, centre = urumqi) =>
  requestTransferIn(register.context(), { memberId, centre, ...key() });
const over = (platform: TransferPlatform) =>
  exchangeTransfers({ ...register.context(), transferPlatform: platform }, changji);
const exchange = (story?: TransferStory) => over(simulatedTransferPlatform(story));
const transferOf = async (memberId: string) => (await transfersOf(register.database, [memberId]))[0]!;
const transferredIn = async (memberId: string) => {
  const [account] = await readAccounts(register.context(), [memberId]);
  return account!.segments.find(({ segment }) => segment === 'TRANSFERRED_IN')?.balance ?? 0n;
};
const inSuspense = async () => {
  const db = register.database.manager;
  return balanceOf(db, await internalAccount(db, { city: changji, pool: 'unit', code: 'suspense:transfer-in' }));
};
const tell = (message: TransferMessage) => takeTransferMessage(register.context(), message);
const status = ({ letter }: Transfer, code: TransferStatus, id: string = randomUUID()): TransferMessage => {
  return { id, letter, kind: 'STATUS', status: code };
};
const info = ({ letter }: Transfer, given = {}, id: string = randomUUID()): TransferMessage => {
  return { id, letter, kind: 'INFO', info: { ...demonstrationInfo, ...given } };
};
const money = ({ letter }: Transfer, fen = total, id: string = randomUUID()): TransferMessage => {
  return { id, letter, kind: 'CREDIT', fen };
};

describe('CJ-10 HZ-12 a transfer in', () => {
  it('is a contact letter, sent once by BDC901 or BDC902, and its money is the member’s when all has come', async () => {
    const members = [await joined(), await joined()];
    const [one, two] = [await request(members[0]!), await request(members[1]!)];
    expect([one.letter, two.letter]).toEqual(['6523002603020001', '6523002603020002']);
    expect(one).toMatchObject({ direction: 'IN', centre: urumqi, statusCode: '01', booked: null });
    const sent: unknown[] = [];
    const platform = { ...simulatedTransferPlatform(), apply: async (letters: unknown) => void sent.push(letters) };
    await over(platform);
    await over(platform);
    expect(sent).toEqual([
      [one, two].map(({ letter, memberId }) => {
        return { letter, from: urumqi, to: '652300000000000', memberId, writtenOn: '2026-03-02' };
      }),
    ]);
    for (const memberId of members) {
      const told = { statusCode: '00', principal: yuan('12000'), interest: yuan('41.25'), booked: total };
      expect(await transferOf(memberId)).toMatchObject({ ...told, endedOn: '2026-03-02' });
      expect(await transferredIn(memberId)).toBe(total);
    }
  });

  it('is one in flight for a member, to a centre that the platform knows, into an account that is open', async () => {
    const memberId = await joined();
    expect(await refusal(request(memberId, '652300000000000'))).toMatchObject({
      code: 'INVALID_INPUT',
      clause: 'CJ-10',
    });
    expect(await refusal(request(memberId, '110000000000000'))).toMatchObject({ code: 'NOT_FOUND', field: 'centre' });
    expect((await refusal(request(await register.approve(changji)))).code).toBe('ACCOUNT_NOT_OPEN');
    await request(memberId);
    expect((await refusal(request(memberId))).code).toBe('IN_PROGRESS');
    const elsewhere = register.context({ audience: 'centre', cities: ['330500'] });
    const asked = requestTransferIn(elsewhere, { memberId, centre: urumqi, ...key() });
    expect((await refusal(asked)).code).toBe('ACCOUNT_NOT_OPEN');
    await exchange();
    await request(memberId);
    await exchange();
    expect(await transferredIn(memberId)).toBe(2n * total);
  });

  it('TranAmt = OrAcctAmt + Yinter, or it is rejected and the money waits in suspense for a word that agrees', async () => {
    const memberId = await joined();
    const transfer = await request(memberId);
    const before = await inSuspense();
    expect(await tell(info(transfer, { amount: yuan('12041.24') }))).toBe('rejected');
    expect(await tell(money(transfer))).toBe('suspended');
    expect(await inSuspense()).toBe(before + total);
    expect(await transferredIn(memberId)).toBe(0n);
    expect(await tell(info(transfer))).toBe('booked');
    expect(await inSuspense()).toBe(before);
    expect(await transferredIn(memberId)).toBe(total);
    expect(await tell(info(transfer, { amount: total, principal: total, interest: 0n }))).toBe('contradicts');
  });

  it('of another amount than was told stays in suspense, and so does money of nobody’s letter', async () => {
    const memberId = await joined();
    const transfer = await request(memberId);
    const before = await inSuspense();
    await tell(info(transfer));
    expect(await tell(money(transfer, total - 1n))).toBe('suspended');
    expect(await tell({ id: randomUUID(), letter: '6523009901010001', kind: 'CREDIT', fen: 500n })).toBe('suspended');
    expect(await inSuspense()).toBe(before + total - 1n + 500n);
    expect(await transferredIn(memberId)).toBe(0n);
    const staff = register.context({ audience: 'centre', cities: [changji] });
    const there = await readTransferSuspense(staff, changji);
    expect(there).toMatchObject([
      { memberId, letter: transfer.letter, amount: total - 1n },
      { memberId: null, letter: '6523009901010001', amount: 500n },
    ]);
    for (const { id } of there) await returnTransferMoney(staff, { itemId: id, ...key() });
    expect(await inSuspense()).toBe(before);
    expect(await readTransferSuspense(staff, changji)).toEqual([]);
    const again = returnTransferMoney(staff, { itemId: there[1]!.id, ...key() });
    expect((await refusal(again)).code).toBe('NOT_FOUND');
    // The right amount may come anew.
    expect(await tell(money(transfer))).toBe('booked');
    expect(await transferredIn(memberId)).toBe(total);
  });

  it('AG-04 in suspense is told, and sent back, by the centre of the city alone', async () => {
    const transfer = await request(await joined());
    const message = money(transfer, 700n);
    await tell(message);
    const elsewhere = register.context({ audience: 'centre', cities: ['330500'] });
    expect((await refusal(readTransferSuspense(elsewhere, changji))).code).toBe('FORBIDDEN');
    const back = returnTransferMoney(elsewhere, { itemId: message.id, ...key() });
    expect((await refusal(back)).code).toBe('NOT_FOUND');
    await tell(status(transfer, '40'));
  });

  it('waits in suspense while the account takes nothing in (不收不付), and is the member’s when it does again', async () => {
    const memberId = await joined();
    const transfer = await request(memberId);
    const staff = register.context({ audience: 'centre', officer: 'o-1' });
    const order = { kind: 'NO_MOVEMENT' as const, authority: '昌吉州中级人民法院', document: '(2026)新23执1号' };
    const freeze = await freezeAccount(staff, { memberId, ...order, ...key() });
    await tell(info(transfer));
    expect(await tell(money(transfer))).toBe('suspended');
    await tell(status(transfer, '00'));
    await exchange(() => []);
    expect(await transferredIn(memberId)).toBe(0n);
    await unfreezeAccount(staff, { freezeId: freeze.id, document: '(2026)新23执1号解', ...key() });
    register.clock.set('2026-03-03');
    await exchange(() => []);
    await exchange(() => []);
    register.clock.set('2026-03-02');
    expect(await transferredIn(memberId)).toBe(total);
    expect(await transferOf(memberId)).toMatchObject({ booked: total, statusCode: '00' });
  });

  it('cancelled before it was sent ends at once; afterwards the platform says so, until the account was approved', async () => {
    const memberId = await joined();
    const cancel = ({ id }: Transfer) => cancelTransferIn(register.context(), { transferId: id, ...key() });
    expect(await cancel(await request(memberId))).toMatchObject({ statusCode: '05', endedOn: '2026-03-02' });
    const sent = await request(memberId);
    await exchange(() => []);
    const asked: string[] = [];
    expect(await cancel(sent)).toMatchObject({ statusCode: '01', endedOn: null });
    await over({
      ...simulatedTransferPlatform(({ letter }) => [{ id: `${letter}:05`, letter, kind: 'STATUS', status: '05' }]),
      cancel: async (letters) => void asked.push(...letters),
    });
    expect(asked).toEqual([sent.letter]);
    expect(await transferOf(memberId)).toMatchObject({ statusCode: '05', unsent: null });
    expect((await refusal(cancel(sent))).code).toBe('NOT_ELIGIBLE');
    expect((await refusal(cancel({ ...sent, id: randomUUID() }))).code).toBe('NOT_FOUND');
    const late = await request(memberId);
    await tell(status(late, '08'));
    expect((await refusal(cancel(late))).code).toBe('NOT_ELIGIBLE');
    await tell(status(late, '40'));
  });

  it('refused by the other centre keeps its code and reason', async () => {
    const memberId = await joined();
    const { letter } = await request(memberId);
    await exchange(() => [{ id: randomUUID(), letter, kind: 'STATUS', status: '13', reason: '账户未封存' }]);
    expect(await transferOf(memberId)).toMatchObject({ statusCode: '13', reason: '账户未封存', endedOn: '2026-03-02' });
  });
});

describe('HZ-12 messages of a transfer', () => {
  it('lead to the same end in every order, each told twice, with statuses missing', async () => {
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const memberId = await joined();
      const transfer = await request(memberId);
      const told = [status(transfer, '00'), info(transfer), money(transfer), status(transfer, '02')];
      for (const at of [...order, 3]) {
        const message = told[at]!;
        const [effect, again] = [await tell(message), await tell(message)];
        expect(again).toBe(effect);
      }
      expect(await transferOf(memberId)).toMatchObject({ statusCode: '00', booked: total });
      expect(await transferredIn(memberId)).toBe(total);
    }
  });

  it('told at the same moment by two workers have their effect once', async () => {
    const memberId = await joined();
    const transfer = await request(memberId);
    const told = [info(transfer), money(transfer), status(transfer, '00')];
    await Promise.allSettled([...told, ...told, ...told].map(tell));
    for (const message of told) await tell(message);
    expect(await transferredIn(memberId)).toBe(total);
    expect((await transferOf(memberId)).statusCode).toBe('00');
  });

  it('that contradict its end change nothing, and money after it was called off is nobody’s until staff decide', async () => {
    const memberId = await joined();
    const transfer = await request(memberId);
    const before = await inSuspense();
    await tell(info(transfer));
    expect(await tell(status(transfer, '05'))).toBe('moves');
    expect(await tell(status(transfer, '00'))).toBe('contradicts');
    expect(await tell(status(transfer, '02'))).toBe('late');
    expect(await tell(money(transfer))).toBe('suspended');
    expect(await transferOf(memberId)).toMatchObject({ statusCode: '05', booked: null });
    expect(await inSuspense()).toBe(before + total);
    await tell(money(transfer));
    expect(await inSuspense()).toBe(before + 2n * total);
  });

  it('that call off what has come already take nothing back, and stand in the way of nothing new', async () => {
    const memberId = await joined();
    const transfer = await request(memberId);
    await tell(info(transfer));
    await tell(money(transfer));
    expect(await tell(status(transfer, '40'))).toBe('contradicts');
    expect(await transferOf(memberId)).toMatchObject({ statusCode: '01', booked: total, endedOn: null });
    expect(await tell(status(await request(memberId), '40'))).toBe('moves');
  });
});
