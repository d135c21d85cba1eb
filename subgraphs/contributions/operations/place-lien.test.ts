import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CityCode } from '#service/cities.ts';
import { rows } from '#service/database.ts';
import type { DomainEvent } from '#service/event-types.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { closeMonth } from '../jobs/close-month.ts';
import { placeLien } from './place-lien.ts';
import { currentAgreements } from './read-agreements.ts';
import { terminateAgreement } from './terminate-agreement.ts';

const changji = '652300';
const huzhou = '330500';
let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());

async function member(city: CityCode = changji): Promise<string> {
  const memberId = await register.approve(city);
  await register.sign(memberId, city === huzhou ? { firstContribution: 120_000n } : {});
  return memberId;
}

/** Asks for a lien and gives the answers that were told. */
async function ask(memberId: string, loanId: string = randomUUID(), kind: 'FUND' | 'SUBSIDISED' = 'FUND') {
  const before = register.told.length;
  await register.hear({ type: 'lien-requested', loanId, memberId, city: changji, kind });
  return register.told.slice(before) as Extract<DomainEvent, { loanId: string }>[];
}

describe('CJ-13 a lien', () => {
  it('is placed on the account before its loan is paid out, and the loan register is told', async () => {
    const memberId = await member();
    const loanId = randomUUID();
    const about = { loanId, memberId, kind: 'FUND', on: '2026-03-05' };
    expect(await ask(memberId, loanId)).toEqual([{ type: 'lien-placed', ...about }]);
    expect(await ask(memberId, loanId)).toEqual([{ type: 'lien-placed', ...about }]);
    expect(await rows(register.database, 'SELECT status FROM lien WHERE loan_id = $1', [loanId])).toEqual([
      { status: 'PLACED' },
    ]);
  });

  it('CJ-11 keeps the agreement of whoever pays nothing for more than three months, before its loan is paid out', async () => {
    const [lent, free] = [await member(), await member()];
    expect(await ask(lent)).toMatchObject([{ type: 'lien-placed' }]);
    register.clock.set('2026-07-01');
    for (const month of ['2026-03', '2026-04', '2026-05', '2026-06']) {
      await closeMonth(register.context(), changji, month);
    }
    const standing = await currentAgreements(register.context(), [lent, free]);
    expect(standing.find(({ memberId }) => memberId === lent)).toMatchObject({
      status: 'ACTIVE',
      breachSince: '2026-03',
    });
    expect(standing.find(({ memberId }) => memberId === free)).toMatchObject({
      status: 'LAPSED',
      endedOn: '2026-06-30',
    });
    register.clock.set('2026-03-05');
  });

  it('CJ-11 counts as a loan from its moment on, until the loan is settled', async () => {
    const memberId = await member();
    const loanId = randomUUID();
    await ask(memberId, loanId);
    const stop = () => terminateAgreement(register.context(), { memberId, idempotencyKey: randomUUID() });
    expect(await refusal(stop())).toMatchObject({ code: 'LOAN_OUTSTANDING', clause: 'CJ-11' });
    const settled = { type: 'loan-settled' as const, loanId, memberId, city: changji as CityCode, on: '2026-03-05' };
    await register.hear({ ...settled, type: 'loan-granted' });
    await register.hear(settled);
    await register.hear(settled);
    expect((await stop()).status).toBe('TERMINATED');
    // Asked again after all, it is what it was: no second lien.
    expect(await ask(memberId, loanId)).toMatchObject([{ type: 'lien-placed', loanId }]);
    const kept = await rows(register.database, 'SELECT status, released_on FROM lien WHERE loan_id = $1', [loanId]);
    expect(kept).toEqual([{ status: 'RELEASED', released_on: '2026-03-05' }]);
  });

  it('is refused without an account, on a closed one and on a frozen one, and stays refused', async () => {
    const loanId = randomUUID();
    const stranger = await register.approve(changji);
    expect(await ask(stranger, loanId)).toMatchObject([{ type: 'lien-refused', reason: 'ACCOUNT_NOT_OPEN' }]);
    await register.sign(stranger);
    expect(await ask(stranger, loanId)).toMatchObject([{ type: 'lien-refused', reason: 'ACCOUNT_NOT_OPEN' }]);
    const closed = await member();
    await register.database.query("UPDATE account SET status = '05' WHERE member_id = $1", [closed]);
    expect(await ask(closed)).toMatchObject([{ type: 'lien-refused', reason: 'ACCOUNT_CLOSED' }]);
    const frozen = await member(huzhou);
    await ownerQuery(
      register,
      `INSERT INTO account_freeze (member_id, account_id, kind, authority, document, from_on)
       SELECT member_id, id, 'RECEIVE_ONLY', '昌吉市人民法院', '(2026)新2301执1号', '2026-03-01' FROM account WHERE member_id = $1`,
      [frozen],
    );
    expect(await ask(frozen)).toMatchObject([{ type: 'lien-refused', reason: 'ACCOUNT_FROZEN' }]);
  });

  it('is not placed when its answer could not be told, and is placed once when the question comes again', async () => {
    const memberId = await member();
    const loanId = randomUUID();
    const event = {
      type: 'lien-requested' as const,
      loanId,
      memberId,
      city: changji as CityCode,
      kind: 'FUND' as const,
    };
    const arrived = { id: randomUUID(), event };
    const events = { ...register.context().events, insert: () => Promise.reject(new Error('killed')) };
    await expect(placeLien({ ...register.context(), events }, arrived)).rejects.toThrow('killed');
    const kept = () => rows(register.database, 'SELECT status FROM lien WHERE loan_id = $1', [loanId]);
    expect(await kept()).toEqual([]);
    const before = register.told.length;
    await placeLien(register.context(), arrived);
    await placeLien(register.context(), arrived);
    expect(register.told.slice(before)).toMatchObject([{ type: 'lien-placed', loanId }]);
    expect(await kept()).toEqual([{ status: 'PLACED' }]);
  });

  it('asked for eight times at once is one lien, and every question is answered', async () => {
    const memberId = await member();
    const loanId = randomUUID();
    const before = register.told.length;
    const asked = {
      type: 'lien-requested' as const,
      loanId,
      memberId,
      city: changji as CityCode,
      kind: 'FUND' as const,
    };
    await Promise.all(Array.from({ length: 8 }, () => register.hear(asked)));
    expect(register.told.slice(before).map(({ type }) => type)).toEqual(Array.from({ length: 8 }, () => 'lien-placed'));
  });
});
