import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import { bankThat, pays } from '#test/banks.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import type { DebitFile } from '../adaptors/debit-instruction.ts';
import { writeResult } from '../adaptors/debit-result.ts';
import { collectDue } from '../jobs/collect.ts';
import { readContradictions } from './debit-contradictions.ts';
import { payNow } from './pay-now.ts';
import { takeDebitResult } from './take-debit-result.ts';

const changji = '652300';
let register: Rehearsal;

beforeEach(async () => {
  register = await rehearse('2026-03-05');
  await register.sign(await register.approve(changji));
  register.clock.set('2026-03-20');
});
afterEach(async () => {
  expect(await auditBooks(register.database.manager)).toEqual([]);
  await register.close();
});

const staff = () => register.context({ audience: 'centre', cities: [changji] });
const booked = () => rows(register.database, 'SELECT digest, booked_fen, suspended_fen FROM debit_result');
const movements = () => rows(register.database, 'SELECT id FROM movement');

/** The instruction of the month's batch, which the bank has not answered. */
async function asked(): Promise<DebitFile> {
  const files: DebitFile[] = [];
  const silent = bankThat((file) => {
    files.push(file);
    return undefined;
  });
  await collectDue(register.context({}, silent), changji, '2026-03-20');
  return files[0]!;
}
const answers = ({ batch, city, lines }: Pick<DebitFile, 'batch' | 'city' | 'lines'>) => ({
  paid: writeResult({ batch, city, lines: lines.map(pays) }),
  refused: writeResult({
    ...{ batch, city },
    lines: lines.map(({ lineId }) => ({ lineId, outcome: 'insufficient-funds', fen: 0n })),
  }),
});
const takes = (files: readonly string[]) =>
  Promise.allSettled(files.map((file) => takeDebitResult(register.context(), file)));

describe('CJ-07 two result files of the bank that say different things of one batch', () => {
  const kinds = {
    'a batch of the collection': asked,
    'a batch that nobody knows': async () => ({
      ...{ batch: randomUUID(), city: changji },
      lines: [{ lineId: 1, debitAccount: '', fen: yuan('1200') }],
    }),
    'a member’s own payment': async () => {
      const [member] = await rows<{ id: string }>(register.database, 'SELECT member_id AS id FROM account');
      const self = register.context({ audience: 'member', member: member!.id });
      const order = { memberId: member!.id, month: '2026-03', amount: yuan('1200'), idempotencyKey: randomUUID() };
      await payNow(self, order);
      return asked();
    },
  };

  it.each(Object.entries(kinds))(
    'at the same moment: of %s one is taken, the other is kept and told',
    async (_, made) => {
      const { paid, refused } = answers(await made());
      const ends = await takes([paid, refused, paid, refused]);
      const faults = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
      expect(faults).toEqual(Array(2).fill('Error: The batch was answered already, by another result file'));
      const [taken] = await booked();
      const [other, ...more] = await readContradictions(staff(), changji);
      expect(more).toEqual([]);
      expect(other).toMatchObject({ receivedOn: '2026-03-20' });
      expect([other!.amount, other!.amountTaken].sort()).toEqual([0n, yuan('1200')].sort());
      expect(other!.digest).not.toBe((taken as { digest: string }).digest);
      const before = await movements();
      await takes([paid, refused]);
      expect([await movements(), await readContradictions(staff(), changji)]).toEqual([before, [other]]);
    },
  );

  it('is for the staff of its city to see', async () => {
    const elsewhere = register.context({ audience: 'centre', cities: ['330500'] });
    expect(await refusal(readContradictions(elsewhere, changji))).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
  });
});
