import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '#service/database.ts';
import { awardClosedMonths, awardMonth } from './award-run.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';

const city = '652300';
let register: Register;

beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.stop());

const correct = (memberId: string, month: string) =>
  register.arrive({ type: 'month-corrected', memberId, city, month });
const streaks = async (memberId: string) => {
  const sql =
    'SELECT month, streak_months AS n, is_full AS full, credited FROM monthly_fact WHERE member_id = $1 ORDER BY 1';
  const found = await rows<{ month: string; n: number; full: boolean; credited: bigint }>(register.database, sql, [
    memberId,
  ]);
  return found.map(({ n, full, credited }) => [n, full, credited]);
};

describe('CJ-15 a closed month whose contribution was taken back', () => {
  it('is not full after all, and no subsidy is awarded over it', async () => {
    const memberId = await register.payer(12, '2024-12', 100_000n);
    await correct(memberId, '2024-11');
    expect((await streaks(memberId)).slice(-3)).toEqual([
      [10, true, 100_000n],
      [0, false, 0n],
      [1, true, 100_000n],
    ]);
    await awardMonth(register.context, city, '2024-12');
    expect(await register.awardsOf(memberId)).toEqual([]);
  });

  it('leaves a run that began after it as it was, across a year', async () => {
    const memberId = await register.payer(2, '2024-12', 100n);
    await register.close(memberId, '2025-01', { full: false, creditedFen: '0', streakMonths: 0, used: false });
    for (const [n, month] of ['2025-02', '2025-03'].entries()) await register.close(memberId, month, paid(100n, n + 1));
    await correct(memberId, '2024-11');
    expect((await streaks(memberId)).map(([n]) => n)).toEqual([0, 1, 0, 1, 2]);
  });

  it('takes back what was awarded for it by an entry that says why, and leaves the award as it was', async () => {
    const memberId = await register.payer(12, '2025-12', 100_000n);
    await awardMonth(register.context, city, '2025-12');
    const [before] = await register.awardsOf(memberId);
    await correct(memberId, '2025-01');
    const [after, ...more] = await register.awardsOf(memberId);
    expect(more).toEqual([]);
    const { takenBack, ...stands } = after!;
    expect({ ...stands, takenBack: null }).toEqual(before);
    expect(takenBack).toMatchObject({ reason: { kind: 'MONTH_CORRECTED', month: '2025-01' }, on: '2026-06-30' });
    expect(takenBack!.conditions.filter(({ met }) => !met).map(({ description }) => description)).toEqual([
      '连续、足额缴存满12个月（含）：至2025-12连续11个月',
      '2025-12为当年缴存额计算期末：连续缴存每满12个月',
      '2025-01至2025-12逐月足额缴存',
    ]);
    const told = await rows<{ data: { event: object } }>(
      register.database,
      "SELECT data FROM events.job WHERE name = 'subsidies.subsidies-taken-back.contributions'",
    );
    const awards = [{ awardId: before!.id, memberId, fen: '6000' }];
    expect(told.map(({ data }) => data.event)).toEqual([{ type: 'subsidies-taken-back', city, awards }]);
  });

  it('CJ-16 takes an opening subsidy back that rests on it, once, and lets it be earned anew', async () => {
    const memberId = await register.payer(6, '2024-06', 100_000n);
    await register.enrol(memberId, 'VETERAN', '2024-01-01');
    await awardMonth(register.context, city, '2024-06');
    await correct(memberId, '2024-03');
    await correct(memberId, '2024-03');
    for (const [n, month] of ['2024-07', '2024-08', '2024-09'].entries())
      await register.close(memberId, month, paid(100_000n, n + 4));
    await awardClosedMonths(register.context);
    const awards = await register.awardsOf(memberId);
    expect(awards.map(({ month, takenBack }) => [month, takenBack !== null])).toEqual([
      ['2024-09', false],
      ['2024-06', true],
    ]);
  });

  it('CJ-16 leaves an opening subsidy that stands without it, whatever group the member has left since', async () => {
    const memberId = await register.payer(8, '2025-08', 100_000n);
    await register.enrol(memberId, 'STUDENT', '2025-01-01');
    await awardMonth(register.context, city, '2025-08');
    const facts = { memberId, city, approvedOn: '2025-01-01', retirementOn: '2050-01-01', inUnit: false } as const;
    const categories = [{ kind: 'STUDENT', graduatedOn: null, since: '2025-01-01', until: '2025-08-31' }] as const;
    await register.arrive({
      type: 'member-facts-changed',
      ...facts,
      sequence: 2,
      spouseId: null,
      categories: [...categories],
    });
    await correct(memberId, '2025-01');
    expect(await register.awardsOf(memberId)).toMatchObject([{ month: '2025-08', clause: 'CJ-16', takenBack: null }]);
    await correct(memberId, '2025-04');
    expect(await register.awardsOf(memberId)).toMatchObject([{ month: '2025-08', takenBack: expect.anything() }]);
  });

  it('awards what the later months earn without it, in the next run', async () => {
    const memberId = await register.payer(24, '2025-12', 100_000n);
    for (const month of ['2024-12', '2025-12']) await awardMonth(register.context, city, month);
    await correct(memberId, '2024-05');
    await awardClosedMonths(register.context);
    const awards = await register.awardsOf(memberId);
    expect(awards.map(({ month, takenBack }) => [month, takenBack !== null])).toEqual([
      ['2025-12', true],
      ['2025-05', false],
      ['2024-12', true],
    ]);
  });

  it('leaves an award that does not rest on it', async () => {
    const memberId = await register.payer(25, '2026-05', 100_000n);
    for (const month of ['2025-04', '2026-04']) await awardMonth(register.context, city, month);
    await correct(memberId, '2026-05');
    const awards = await register.awardsOf(memberId);
    expect(awards.map(({ month, takenBack }) => [month, takenBack])).toEqual([
      ['2026-04', null],
      ['2025-04', null],
    ]);
  });

  it('is waited for by nobody: what is awarded meanwhile is weighed by it', async () => {
    const memberId = await register.payer(12, '2024-12', 100_000n);
    const { events } = register.context;
    let corrected: Promise<void> | undefined;
    const meanwhile: typeof events.insert = async (db, told) => {
      corrected ??= correct(memberId, '2024-12');
      await new Promise((resolve) => setTimeout(resolve, 200));
      await events.insert(db, told);
    };
    await awardMonth({ ...register.context, events: { ...events, insert: meanwhile } }, city, '2024-12');
    await corrected;
    expect(await register.awardsOf(memberId)).toMatchObject([{ month: '2024-12', takenBack: expect.anything() }]);
  });

  it('says when the book has undone it, and whether the money came back', async () => {
    const memberId = await register.payer(12, '2024-12', 100_000n);
    await awardMonth(register.context, city, '2024-12');
    await correct(memberId, '2024-12');
    const [award] = await register.awardsOf(memberId);
    const tell = (movementId: string) =>
      register.arrive({
        type: 'subsidies-returned',
        returnedOn: '2026-07-01',
        returns: [{ awardId: award!.id, memberId, movementId, recovered: false }],
      });
    await tell('7');
    await tell('7');
    expect(await register.awardsOf(memberId)).toMatchObject([
      { takenBack: { undoneOn: '2026-07-01', recovered: false } },
    ]);
    await expect(tell('8')).rejects.toThrow('undone before');
  });

  it('is waited for when the correction comes before the closing', async () => {
    const memberId = await register.payer(1, '2025-01', 100n);
    await expect(correct(memberId, '2025-02')).rejects.toThrow('before its closing');
    await register.close(memberId, '2025-02', paid(100n, 2));
    await correct(memberId, '2025-02');
    expect((await streaks(memberId)).map(([n]) => n)).toEqual([1, 0]);
  });

  it('CJ-16 is known to a later month that was closed before it and is told after it', async () => {
    const memberId = await register.payer(5, '2024-05', 100_000n);
    await register.enrol(memberId, 'VETERAN', '2024-01-01');
    await correct(memberId, '2024-03');
    // As it was when the month was closed.
    await register.close(memberId, '2024-06', paid(100_000n, 6));
    expect((await streaks(memberId)).map(([n]) => n)).toEqual([1, 2, 0, 1, 2, 3]);
    await awardMonth(register.context, city, '2024-06');
    expect(await register.awardsOf(memberId)).toEqual([]);
  });
});
