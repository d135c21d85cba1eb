import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { awardMonth } from './award-run.ts';
import { openRegister, paid, type Register } from './register.test-support.ts';

let register: Register;

beforeAll(async () => {
  register = await openRegister();
});

afterAll(() => register.stop());

describe('events', () => {
  it('an event that arrives twice has its effect once', async () => {
    const [memberId, id] = [randomUUID(), randomUUID()];
    const event = {
      type: 'month-closed',
      city: '652300',
      month: '2024-02',
      chunk: 0,
      rows: [{ memberId, ...paid(100n, 1) }],
    } as const;
    await register.arrive({ ...event, rows: [...event.rows] }, id);
    await register.arrive({ ...event, rows: [] }, id);
    const kept = await rows(register.database, 'SELECT credited FROM monthly_fact WHERE member_id = $1', [memberId]);
    expect(kept).toEqual([{ credited: 100n }]);
  });

  it('a closed month that is told otherwise later is a fault and changes nothing', async () => {
    const memberId = randomUUID();
    await register.close(memberId, '2024-02', paid(100n, 1));
    await register.close(memberId, '2024-02', paid(100n, 1));
    await expect(register.close(memberId, '2024-02', paid(200n, 1))).rejects.toThrow('told otherwise');
  });

  it('HZ-07 what was paid on closing is among the awards once, with its figures, and again after another closing', async () => {
    const memberId = randomUUID();
    const figure = { name: 'subsidies.closingInterest.rate', text: '30%', from: '2023-09-01' };
    const event = {
      type: 'closing-subsidy-paid' as const,
      ...{
        awardId: randomUUID(),
        memberId,
        city: '330500' as const,
        clause: 'HZ-07',
        fen: '151',
        paidOn: '2026-06-05',
      },
      ...{ movementId: '17', reference: '湖州市试点方案三7' },
      figures: [{ ...figure, reference: '湖州市试点方案三7', status: 'unknown' as const }],
      facts: { ground: 'MEMBER_WISH', everLent: false, interestEarnedFen: '503', contributedFen: '215400' },
    };
    await register.arrive(event);
    await register.arrive(event);
    await register.arrive({ ...event, awardId: randomUUID(), fen: '20', paidOn: '2026-06-25', movementId: '29' });
    const [explained] = await register.awardsOf(memberId);
    expect(explained).toMatchObject({ rule: 'closing-interest-subsidy', facts: event.facts });
    expect(explained!.conditions.map(({ description, met }) => [description, met])).toEqual([
      ['未使用住房公积金贷款', true],
      ['办理销户提取', true],
    ]);
    const paid = { clause: 'HZ-07', month: '2026-06', status: 'CREDITED', figures: [{ status: 'unknown' }] };
    expect(await register.awardsOf(memberId)).toMatchObject([
      { ...paid, creditedOn: expect.any(String) },
      { ...paid, creditedOn: expect.any(String) },
    ]);
  });

  it('a credited award says when, and is never credited by another movement', async () => {
    const member = await register.payer(12, '2026-05', yuan('600'));
    await awardMonth(register.context, '652300', '2026-05');
    const [award] = await register.awardsOf(member);
    const credited = (awardId: string, movementId: string) =>
      register.arrive({
        type: 'subsidies-credited',
        creditedOn: '2026-06-01',
        credits: [{ awardId, memberId: member, movementId }],
      });
    await credited(award!.id, '41');
    await credited(award!.id, '41');
    expect(await register.awardsOf(member)).toMatchObject([{ status: 'CREDITED', creditedOn: '2026-06-01' }]);
    await expect(credited(award!.id, '42')).rejects.toThrow('another movement');
    await expect(credited(randomUUID(), '43')).rejects.toThrow('unknown');
  });

  it('an approval that arrives after a later change does not bring the old categories back', async () => {
    const memberId = randomUUID();
    const facts = {
      memberId,
      city: '652300',
      approvedOn: '2025-01-02',
      retirementOn: '2050-01-01',
      inUnit: false,
    } as const;
    await register.arrive({ type: 'member-facts-changed', ...facts, sequence: 2, spouseId: null, categories: [] });
    await register.arrive({
      type: 'application-approved',
      ...facts,
      sequence: 1,
      spouseId: null,
      categories: [{ kind: 'VETERAN', graduatedOn: null }],
    });
    const kept = await rows(register.database, 'SELECT categories FROM participant WHERE member_id = $1', [memberId]);
    expect(kept).toEqual([{ categories: [] }]);
  });

  it('CJ-16 of two changes the one told last stays, though it arrives first', async () => {
    const memberId = await register.payer(6, '2025-01', yuan('600'));
    await register.enrol(memberId, 'VETERAN', '2024-08-01');
    const facts = { memberId, city: '652300', approvedOn: '2024-08-01', retirementOn: '2050-01-01' } as const;
    const veteran = { kind: 'VETERAN', graduatedOn: null } as const;
    const changed = { type: 'member-facts-changed', ...facts, inUnit: false } as const;
    await register.arrive({ ...changed, sequence: 3, spouseId: null, categories: [] });
    await register.arrive({ ...changed, sequence: 2, spouseId: null, categories: [veteran] });
    expect((await awardMonth(register.context, '652300', '2025-01')).awarded).toBe(0);
  });

  it('CJ-16 the day of opening and the categories are both kept, whichever is told first', async () => {
    const memberId = randomUUID();
    await register.arrive({ type: 'account-opened', memberId, city: '652300', openedOn: '2024-08-01' });
    await register.enrol(memberId, 'STUDENT', '2024-08-01');
    const kept = await rows(register.database, 'SELECT opened_on, categories FROM participant WHERE member_id = $1', [
      memberId,
    ]);
    expect(kept).toMatchObject([{ opened_on: '2024-08-01', categories: [{ kind: 'STUDENT' }] }]);
  });
});
