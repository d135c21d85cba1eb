import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthsFrom } from '#kernel/calendar.ts';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import type { DomainEvent } from '#service/event-types.ts';
import { awardMonth } from './award-run.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister();
});

afterAll(() => register.stop());

async function told(memberId: string): Promise<DomainEvent[]> {
  const found = await rows<{ event: DomainEvent }>(
    register.database,
    `SELECT data->'event' AS event FROM events.job WHERE name = 'subsidies.subsidies-awarded.contributions'
     AND data->'event'->'awards' @> jsonb_build_array(jsonb_build_object('memberId', $1::text))`,
    [memberId],
  );
  return found.map(({ event }) => event);
}

describe('the award run', () => {
  it('CJ-15 awards 36.00 for twelve months of 600 yuan, tells contributions, and a second run awards nothing', async () => {
    const member = await register.payer(12, '2025-01', yuan('600'));
    expect(await awardMonth(register.context, '652300', '2025-01')).toEqual({ awarded: 1, fen: yuan('36') });
    expect(await awardMonth(register.context, '652300', '2025-01')).toEqual({ awarded: 0, fen: 0n });
    const [award, ...more] = await register.awardsOf(member);
    expect(more).toEqual([]);
    expect(award).toMatchObject({
      clause: 'CJ-15',
      fen: yuan('36'),
      month: '2025-01',
      payOn: '2025-02-01',
      status: 'AWARDED',
    });
    expect(award?.reference).toContain('二（三）2（2）');
    expect(award?.conditions.every(({ met }) => met)).toBe(true);
    expect(await told(member)).toEqual([
      {
        type: 'subsidies-awarded',
        city: '652300',
        clause: 'CJ-15',
        payOn: '2025-02-01',
        awards: [{ awardId: award?.id, memberId: member, fen: '3600' }],
      },
    ]);
  });

  it('CJ-15 and CJ-16 stack in one month, and CJ-16 comes once in a lifetime', async () => {
    const member = await register.payer(12, '2025-02', yuan('1200'));
    await register.enrol(member, 'VETERAN', '2024-03-05');
    expect(await awardMonth(register.context, '652300', '2025-02')).toEqual({ awarded: 2, fen: yuan('172') });
    await register.close(member, '2025-03', paid(yuan('1200'), 13));
    expect(await awardMonth(register.context, '652300', '2025-03')).toEqual({ awarded: 0, fen: 0n });
    expect((await register.awardsOf(member)).map(({ clause, fen }) => [clause, fen])).toEqual([
      ['CJ-15', yuan('72')],
      ['CJ-16', yuan('100')],
    ]);
  });

  it('CJ-16 is awarded at six full months and not at five', async () => {
    const member = await register.payer(5, '2025-04', yuan('500'));
    await register.enrol(member, 'BORDER_GUARD', '2024-12-01');
    expect((await awardMonth(register.context, '652300', '2025-04')).awarded).toBe(0);
    await register.close(member, '2025-05', paid(yuan('500'), 6));
    expect(await awardMonth(register.context, '652300', '2025-05')).toEqual({ awarded: 1, fen: yuan('100') });
  });

  it('CJ-15 awards nothing after eleven months, nor when a month of the run saw a withdrawal', async () => {
    const short = await register.payer(11, '2025-06', yuan('600'));
    const used = await register.payer(11, '2025-05', yuan('600'));
    await register.close(used, '2025-06', paid(yuan('600'), 12, { used: true }));
    expect((await awardMonth(register.context, '652300', '2025-06')).awarded).toBe(0);
    expect([await register.awardsOf(short), await register.awardsOf(used)]).toEqual([[], []]);
  });

  it('CJ-15 a loan outstanding in the run uses the funds, one settled before it does not', async () => {
    const [lent, settled] = [
      await register.payer(12, '2025-07', yuan('600')),
      await register.payer(12, '2025-07', yuan('600')),
    ];
    for (const [memberId, on] of [
      [lent, '2025-03-10'],
      [settled, '2023-03-10'],
    ] as const) {
      const loan = { loanId: randomUUID(), memberId, city: '652300' } as const;
      await register.arrive({ type: 'loan-granted', ...loan, on });
      if (memberId === settled) await register.arrive({ type: 'loan-settled', ...loan, on: '2024-07-31' });
    }
    expect((await awardMonth(register.context, '652300', '2025-07')).awarded).toBe(1);
    expect([(await register.awardsOf(lent)).length, (await register.awardsOf(settled)).length]).toEqual([0, 1]);
  });

  it.each([
    ['granted on the last day of the run', '2025-07-31', null, 0],
    ['granted the day after the run', '2025-08-01', null, 1],
    ['settled on the first day of the run', '2023-03-10', '2024-08-01', 0],
    ['settled the day before the run', '2023-03-10', '2024-07-31', 1],
    ['settled, and its grant not heard of', null, '2024-08-01', 0],
  ])('CJ-15 a loan %s: %s to %s, awards %i', async (_, granted, settled, awarded) => {
    const memberId = await register.payer(12, '2025-07', yuan('600'));
    const loan = { loanId: randomUUID(), memberId, city: '652300' } as const;
    if (settled) await register.arrive({ type: 'loan-settled', ...loan, on: settled });
    if (granted) await register.arrive({ type: 'loan-granted', ...loan, on: granted });
    await awardMonth(register.context, '652300', '2025-07');
    expect(await register.awardsOf(memberId)).toHaveLength(awarded);
  });

  it('CJ-16 a loan of the month after the sixth does not take the subsidy away, one of the sixth does', async () => {
    const [after, within] = [
      await register.payer(6, '2025-10', yuan('600')),
      await register.payer(6, '2025-10', yuan('600')),
    ];
    for (const [memberId, on] of [
      [after, '2025-11-01'],
      [within, '2025-10-31'],
    ] as const) {
      await register.enrol(memberId, 'STUDENT', '2025-05-02');
      await register.arrive({ type: 'loan-granted', loanId: randomUUID(), memberId, city: '652300', on });
    }
    expect(await awardMonth(register.context, '652300', '2025-10')).toEqual({ awarded: 1, fen: yuan('100') });
    expect(await register.awardsOf(after)).toHaveLength(1);
  });

  it('CJ-15 is awarded again for the next twelve months of the run only', async () => {
    const member = await register.payer(24, '2025-08', yuan('600'));
    await awardMonth(register.context, '652300', '2024-08');
    for (const month of monthsFrom('2024-09', '2025-08')) await awardMonth(register.context, '652300', month);
    expect((await register.awardsOf(member)).map(({ month, fen }) => [month, fen])).toEqual([
      ['2025-08', yuan('36')],
      ['2024-08', yuan('36')],
    ]);
  });

  it('CJ-15 CJ-16 are not Huzhou’s: nothing is awarded there', async () => {
    const member = await register.payer(12, '2025-09', yuan('718'), '330500');
    await register.enrol(member, 'STUDENT', '2024-10-01', '330500');
    expect(await awardMonth(register.context, '330500', '2025-09')).toEqual({ awarded: 0, fen: 0n });
  });

  it('awards more members than one chunk holds, and late facts on the next run', async () => {
    const month = '2026-03';
    const members = Array.from({ length: 1200 }, () => randomUUID());
    for (const [index, each] of monthsFrom('2025-04', month).entries()) {
      const facts = members.map((memberId) => ({ memberId, ...paid(yuan('600'), index + 1) }));
      const late = each === month ? facts.slice(0, 1100) : facts;
      await register.arrive({ type: 'month-closed', city: '652300', month: each, chunk: 0, rows: late });
    }
    expect(await awardMonth(register.context, '652300', month)).toEqual({ awarded: 1100, fen: yuan('39600') });
    const rest = members.slice(1100).map((memberId) => ({ memberId, ...paid(yuan('600'), 12) }));
    await register.arrive({ type: 'month-closed', city: '652300', month, chunk: 1, rows: rest });
    expect(await awardMonth(register.context, '652300', month)).toEqual({ awarded: 100, fen: yuan('3600') });
  });

  it('two runs at the same time award everybody once', async () => {
    const member = await register.payer(12, '2026-04', yuan('600'));
    const runs = await Promise.all([1, 2, 3].map(() => awardMonth(register.context, '652300', '2026-04')));
    expect(runs.reduce((sum, { awarded }) => sum + awarded, 0)).toBe(1);
    expect(await told(member)).toHaveLength(1);
  });
});

describe('rights', () => {
  it.each([
    'UPDATE award SET fen = fen + 1',
    'DELETE FROM award',
    'UPDATE monthly_fact SET used = false',
    'DELETE FROM monthly_fact',
  ])('the service itself may not %s', async (sql) => {
    await expect(register.database.query(sql)).rejects.toThrow('permission denied');
  });

  it('every award carries its audit line', async () => {
    const lines = await rows<{ subject: string }>(
      register.database,
      "SELECT subject FROM operation WHERE name = 'award-subsidies'",
    );
    expect(lines.map(({ subject }) => subject)).toContain('652300 CJ-15 2025-01');
  });
});
