import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DebitFile } from '#contributions/adaptors/debit-instruction.ts';
import { writeResult } from '#contributions/adaptors/debit-result.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { takeDebitResult } from '#contributions/operations/take-debit-result.ts';
import type { ReturnedLine } from '#contributions/rules/debit-lines.ts';
import { monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { auditBooks, trialBalance } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { rows } from '#service/database.ts';
import { bankThat, pays } from '#test/banks.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { proofSize, report } from './proof-size.ts';

const size = proofSize({ small: { members: 12, months: 6 }, full: { members: 200, months: 60 } });
const draw = random(size.seed);
const changji = '652300';
let register: Rehearsal;

/** What the bank says it took in all, and what of it should pay dues, counted here line by line. */
const told = { taken: 0n, dues: 0n, wrong: 0, late: 0, again: 0 };
/** The batches that were asked for; a wrong answer comes later, by the same batch, or for no batch. */
const answered: string[] = [];

const refused = (lineId: number): ReturnedLine => ({
  lineId,
  outcome: draw.pick(['insufficient-funds', 'account-closed']),
  fen: 0n,
});

/** Answers every line, some of them wrongly: another amount, twice, or a line that nobody asked for. */
function answerTo({ lines }: DebitFile): ReturnedLine[] {
  const returned = lines.flatMap((line): ReturnedLine[] => {
    const kind = draw.between(1, 10);
    if (kind <= 5) return [pays(line)];
    if (kind <= 7) return [refused(line.lineId)];
    told.wrong += 1;
    if (kind === 8) return [{ ...pays(line), fen: line.fen + BigInt(draw.between(1, 9) - 5 || 7) }];
    if (kind === 9) return [pays(line), pays(line)];
    return [pays(line), { ...pays(line), lineId: lines.length + line.lineId }];
  });
  const owed = new Map(lines.map(({ lineId, fen }) => [lineId, fen]));
  const paid = new Set(returned.filter(({ lineId, fen }) => owed.get(lineId) === fen).map(({ lineId }) => lineId));
  told.taken += returned.reduce((sum, { fen }) => sum + fen, 0n);
  told.dues += [...paid].reduce((sum, lineId) => sum + owed.get(lineId)!, 0n);
  return returned;
}

/** Files of the batch are kept, so that each can come again; about one in three is silent on the first day. */
function bank() {
  const files = new Map<string, ReturnedLine[]>();
  const silent = new Set<string>();
  return bankThat((file) => {
    if (!files.has(file.batch) && draw.chance(0.3) && !silent.has(file.batch)) {
      silent.add(file.batch);
      told.late += 1;
      return undefined;
    }
    const lines = files.get(file.batch) ?? answerTo(file);
    files.set(file.batch, lines);
    answered.push(writeResult({ batch: file.batch, city: file.city, lines }));
    return lines;
  });
}

beforeAll(async () => {
  register = await rehearse('2026-03-02');
  for (let n = 0; n < size.members; n += 1) {
    const memberId = await register.approve(changji);
    await register.sign(memberId, {
      base: yuan(String(2070 + 13 * n)),
      mode: draw.pick(['MONTHLY', 'QUARTERLY', 'YEARLY']),
    });
  }
  const anyBank = bank();
  for (const month of monthsFrom('2026-03', nextMonth('2026-03', size.months - 1))) {
    for (const day of ['20', '21', '25', '26']) {
      register.clock.set(`${month}-${day}`);
      await collectDue(register.context({}, anyBank), changji, `${month}-${day}`);
    }
    if (answered.length === 0) continue;
    told.again += 1;
    await takeDebitResult(register.context(), draw.pick(answered));
  }
}, 1_800_000);
afterAll(() => register?.close());

describe('CJ-07 whatever a bank answers, on the day or later, rightly, wrongly or twice', () => {
  it('what left the bank is in members’ accounts or in suspense, to the fen', async () => {
    const lines = await trialBalance(register.database.manager, changji);
    const balance = (name: string) => lines.find(({ account }) => account === name)?.balance ?? 0n;
    expect(told.wrong).toBeGreaterThan(0);
    expect(balance('bank:custody')).toBe(-told.taken);
    expect(balance('personal:FLEXIBLE')).toBe(told.dues);
    expect(balance('suspense:unmatched-debit')).toBe(told.taken - told.dues);
    expect(await auditBooks(register.database.manager)).toEqual([]);
    report('debit results', { batches: new Set(answered).size, wrong: told.wrong, late: told.late, again: told.again });
  });

  it('no month is paid twice, and a month is paid exactly when its money was booked', async () => {
    const twice = 'SELECT to_account, period FROM movement WHERE code = $1 GROUP BY 1, 2 HAVING count(*) > 1';
    expect(await rows(register.database, twice, ['01'])).toEqual([]);
    const [paid] = await rows<{ fen: bigint }>(
      register.database,
      'SELECT sum(paid_fen)::bigint AS fen FROM period_due',
    );
    expect(paid!.fen).toBe(told.dues);
  });

  it('each file is kept as the bank gave it, with what was booked of it and what was not', async () => {
    const kept = await rows<{ file: string; adds: boolean }>(
      register.database,
      'SELECT file, paid_fen = booked_fen + suspended_fen AS adds FROM debit_result ORDER BY file',
    );
    expect(kept.map(({ file }) => file)).toEqual([...new Set(answered)].sort());
    expect(kept.every(({ adds }) => adds)).toBe(true);
  });
});
