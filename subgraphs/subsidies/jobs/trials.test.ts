import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { rows } from '#service/database.ts';
import { findTrial, readTrials } from '../operations/award-trials.ts';
import { type TryAwards, tryAwards } from '../operations/try-awards.ts';
import { awardClosedMonths } from './award-run.ts';
import { previewAwards } from './preview-awards.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';
import { runTrial } from './run-trial.ts';

let register: Register;
const span = { city: '652300', from: '2024-12', to: '2025-12' } as const;

beforeAll(async () => {
  register = await openRegister();
  // Two years of 600 yuan, with money taken out in the second month; and eleven months of 1,000.
  const user = await register.payer(1, '2024-01', yuan('600'));
  await register.close(user, '2024-02', paid(yuan('600'), 2, { used: true }));
  for (let n = 3; n <= 24; n += 1) {
    const month = `${n <= 12 ? 2024 : 2025}-${String(((n - 1) % 12) + 1).padStart(2, '0')}`;
    await register.close(user, month, paid(yuan('600'), n));
  }
  await register.payer(12, '2024-12', yuan('1000'));
  const graduate = await register.payer(4, '2025-12', yuan('700'));
  await register.enrol(graduate, 'STUDENT', '2025-09-01');
});
afterAll(() => register.stop());

const context = () => ({ ...register.context, caller: { ...register.context.caller, officer: 'clerk-7' } });
const ask = (changes: TryAwards['changes'], more: Partial<TryAwards> = {}) =>
  tryAwards(context(), { ...span, changes, idempotencyKey: randomUUID(), ...more });
async function tried(changes: TryAwards['changes']) {
  const { id } = await ask(changes);
  await runTrial(register.context, id);
  return (await findTrial(context(), id))!.outcome!;
}
const cell = (persons: number, fen: bigint) => ({ persons, fen });

describe('CJ-15 CJ-16 what if', () => {
  it('asks both by the figures in force and by others, and shows the difference in people and money', async () => {
    const outcome = await tried([
      { figure: 'subsidies.contribution.rate', value: '1%' },
      { figure: 'subsidies.contribution.unusedOver', value: 'counted-months' },
      { figure: 'subsidies.oneOff.minimumMonths', value: '4' },
    ]);
    const [one, none] = [cell(1, yuan('100')), cell(0, 0n)];
    expect(outcome.months).toEqual([
      { month: '2024-12', clause: 'CJ-15', inForce: cell(1, yuan('60')), tried: cell(1, yuan('120')) },
      { month: '2025-12', clause: 'CJ-15', inForce: none, tried: cell(1, yuan('72')) },
      { month: '2025-12', clause: 'CJ-16', inForce: none, tried: one },
    ]);
    expect(outcome.totals).toEqual([
      {
        clause: 'CJ-15',
        inForce: cell(1, yuan('60')),
        tried: cell(2, yuan('192')),
        personsWithMore: 2,
        personsWithLess: 0,
      },
      { clause: 'CJ-16', inForce: none, tried: one, personsWithMore: 1, personsWithLess: 0 },
    ]);
  });

  it('shows who would have less, and nothing changed where nothing is', async () => {
    const [yearly] = (await tried([{ figure: 'subsidies.contribution.minimumMonths', value: '13' }])).totals;
    expect(yearly).toMatchObject({ inForce: cell(1, yuan('60')), tried: cell(0, 0n), personsWithLess: 1 });
    const same = await tried([{ figure: 'subsidies.contribution.window', value: 'rolling' }]);
    for (const { inForce, tried: other } of same.months) expect(other).toEqual(inForce);
  });

  it('awards nothing, and finds the same after the span was awarded in truth', async () => {
    const change = [{ figure: 'subsidies.contribution.rate', value: '1%' }];
    const before = await tried(change);
    expect(await rows(register.database, 'SELECT FROM award')).toEqual([]);
    await awardClosedMonths(register.context);
    expect(await tried(change)).toEqual(before);
  });

  it('is kept with who asked, once for a key', async () => {
    const key = { idempotencyKey: randomUUID() };
    const change = [{ figure: 'contribution.fundsUnused', value: 'no-withdrawal' }];
    const first = await ask(change, key);
    expect((await ask(change, key)).id).toBe(first.id);
    const trials = await readTrials(context(), '652300', 100);
    expect(trials.find(({ id }) => id === first.id)).toMatchObject({
      id: first.id,
      from: '2024-12',
      changes: [{ ...change[0], inForce: 'no-withdrawal-and-no-loan' }],
      finishedAt: null,
      outcome: null,
    });
    await runTrial(register.context, first.id);
    const done = await findTrial(context(), first.id);
    await runTrial(register.context, first.id);
    expect(await findTrial(context(), first.id)).toEqual(done);
    const [kept] = await rows(register.database, 'SELECT asked_by FROM award_trial WHERE id = $1', [first.id]);
    expect(kept).toEqual({ asked_by: 'clerk-7' });
  });

  const good = { figure: 'subsidies.contribution.window', value: 'fund-year' };
  it.each<[string, TryAwards['changes'], Partial<TryAwards>, object]>([
    ['a figure that there is not', [{ ...good, figure: 'subsidies.contribution.nothing' }], {}, { rule: 'value' }],
    ['a figure of something else', [{ ...good, figure: 'loan.cap' }], {}, { rule: 'figure' }],
    ['a fact of another register', [{ ...good, figure: 'contribution.fullPeriodGraceDays' }], {}, { rule: 'figure' }],
    ['a figure of every object', [{ ...good, figure: 'subsidies.contribution.constructor' }], {}, { rule: 'value' }],
    ['a value it cannot have', [{ ...good, value: 'lunar-year' }], {}, { rule: 'value' }],
    [
      'a value too long',
      [{ figure: 'subsidies.contribution.rate', value: `${'9'.repeat(120)}%` }],
      {},
      { rule: 'value' },
    ],
    ['the same figure twice', [good, good], {}, { rule: 'once' }],
    ['more figures than there are', Array.from({ length: 21 }, () => good), {}, { rule: 'most-changes' }],
    ['a span that ends before it begins', [good], { to: '2024-11' }, { rule: 'span' }],
    ['a span too long', [good], { from: '2020-01' }, { rule: 'most-months' }],
    ['months not closed', [good], { to: '2026-01' }, { rule: 'closed-months' }],
    ['a city without such subsidies', [good], { city: '330500' }, { rule: 'no-subsidy' }],
  ])('refuses %s, and keeps nothing of it', async (_, changes, more, detail) => {
    const count = 'SELECT count(*)::int AS n FROM award_trial';
    const before = await rows(register.database, count);
    const refused = await ask(changes, more).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', detail });
    expect(await rows(register.database, count)).toEqual(before);
  });

  it('AG-04 is nobody’s of another city', async () => {
    const elsewhere = { ...context(), caller: { ...context().caller, cities: ['330500'] as const } };
    const { id } = await ask([good]);
    expect(await findTrial(elsewhere, id)).toBeNull();
    await expect(readTrials(elsewhere, '652300', 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const asked = { ...span, changes: [good], idempotencyKey: randomUUID() };
    await expect(tryAwards(elsewhere, asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a look over all awards', () => {
  it('CJ-15 waits for nothing that is being awarded, and nothing waits for it', async () => {
    const memberId = await register.payer(12, '2026-02', yuan('600'));
    const awarding = register.database.createQueryRunner();
    await awarding.startTransaction();
    try {
      const basis = `INSERT INTO award_basis (digest, rule, reference, figures, conditions) VALUES ('x', 'x', 'x', '[]', '[]') RETURNING id`;
      const [{ id }] = await awarding.query(basis);
      await awarding.query(
        `INSERT INTO award (id, member_id, city, clause, month, window_from, fen, pay_on, basis_id, facts, awarded_at)
         VALUES (gen_random_uuid(), $1, '652300', 'CJ-15', '2026-02', '2025-03', 3600, '2026-03-01', $2, '{}', now())`,
        [memberId, id],
      );
      await awarding.query('UPDATE told_month SET awarded_at = now()');
      expect(await previewAwards(register.context)).toMatchObject([{ period: '2026-02', clause: 'CJ-15', rows: 1 }]);
    } finally {
      await awarding.rollbackTransaction();
      await awarding.release();
    }
  });
});
