import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { ownerQuery, type Rehearsal, rehearse } from '#test/contributions.ts';
import { collectDue } from '../jobs/collect.ts';
import { decideCorrection } from './decide-correction.ts';
import { freezeAccount } from './freeze-account.ts';
import { proposeCorrection } from './propose-correction.ts';
import { unfreezeAccount } from './unfreeze-account.ts';
import { withdraw } from './withdraw.ts';

let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-01');
  await register.sign(await register.approve('652300'));
  register.clock.set('2026-03-20');
  await collectDue(register.context(), '652300', '2026-03-20');
  await paidFrozenAndCorrected();
});
afterAll(() => register?.close());

/** A member of whom a payout was paid, a freeze lifted and a correction decided. */
async function paidFrozenAndCorrected(): Promise<void> {
  const key = () => ({ idempotencyKey: randomUUID() });
  const memberId = await register.approve('330500');
  await register.sign(memberId, { firstContribution: yuan('1200') });
  await withdraw(register.context(), { memberId, amount: yuan('100'), reasonCode: '99', ...key() });
  await register.payOut();
  const by = { kind: 'PARTIAL' as const, amount: 1n, authority: '法院', document: '1号' };
  const { id } = await freezeAccount(register.context(), { memberId, ...by, ...key() });
  await unfreezeAccount(register.context(), { freezeId: id, document: '2号', ...key() });
  const [one, two] = [register.context({ officer: 'one' }), register.context({ officer: 'two' })];
  const paid =
    "SELECT m.id::text AS id FROM movement m JOIN account a ON a.flexible = m.to_account WHERE member_id = $1 AND code = '01'";
  const [movement] = await rows<{ id: string }>(register.database, paid, [memberId]);
  const wrong = { movementId: movement!.id, reason: 'OTHER' as const, note: 'x', ...key() };
  const correction = await proposeCorrection(one, wrong);
  await decideCorrection(two, { correctionId: correction.id, decision: 'REJECT', ...key() });
}

describe('what is paid, answered or booked is not rewritten', () => {
  const once = [
    ['a paid month', "UPDATE period_due SET filled_on = '2025-01-01', base = 99999999 WHERE filled_on IS NOT NULL"],
    ['a paid month, taken back', 'UPDATE period_due SET filled_on = NULL, paid_fen = 0'],
    ['a booked batch', "UPDATE debit_batch SET status = 'PREPARED'"],
    ['a paid payout', "UPDATE payout SET status = 'VOIDED'"],
    ['what was settled of it', 'UPDATE payout_part SET settle_movement = NULL'],
    ['a lifted freeze', 'UPDATE account_freeze SET lifted_on = NULL, lifted_document = NULL'],
    ['a decided correction', "UPDATE correction SET status = 'PROPOSED', decided_by = NULL, decided_on = NULL"],
    ['the answer of a command', "UPDATE operation SET answer = '{}'"],
  ] as const;

  it.each(once)('by the service: %s', async (_, sql) => {
    await expect(register.database.query(sql)).rejects.toThrow(/not rewritten|answered once/);
  });

  it.each(once)('by the schema’s owner: %s', async (_, sql) => {
    await expect(ownerQuery(register, sql)).rejects.toThrow(/not rewritten|answered once/);
  });

  it('and the service says of no movement when it was recorded', async () => {
    const into = 'from_account, to_account, city, pool, fen, code, booked_on';
    const given = `SELECT f.id, t.id, t.city, t.pool, 100, '01', '2020-01-01' FROM ledger_account f
      JOIN ledger_account t ON t.owner IS NOT NULL AND f.owner IS NULL AND t.city = f.city LIMIT 1`;
    const dated = given.replace("'2020-01-01' FROM", "'2020-01-01', '2020-01-01'::timestamptz FROM");
    const insert = register.database.query(`INSERT INTO movement (${into}, recorded_at) ${dated}`);
    await expect(insert).rejects.toThrow('permission denied');
  });
});
