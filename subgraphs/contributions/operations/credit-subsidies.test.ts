import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { rows } from '#service/database.ts';
import type { EventOf, SubsidyAwarded } from '#service/event-types.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { readAccounts } from './read-accounts.ts';
import { readMovements } from './read-movements.ts';

let register: Rehearsal;

beforeAll(async () => {
  register = await rehearse('2026-03-05');
});
afterAll(() => register?.close());

const awards = (memberIds: readonly string[], payOn = '2026-03-01'): EventOf<'subsidies-awarded'> => ({
  type: 'subsidies-awarded',
  ...{ city: '652300', clause: 'CJ-15', payOn },
  awards: memberIds.map((memberId) => ({ awardId: randomUUID(), memberId, fen: '3600' })),
});
const award = (memberId: string, payOn?: string) => awards([memberId], payOn);
const credits = () => register.told.filter((event) => event.type === 'subsidies-credited');

describe('CJ-15 CJ-16 crediting a subsidy', () => {
  it('books it from 业务支出 to the subsidy segment, once for an award however often it is told', async () => {
    const memberId = await register.approve('652300');
    await register.sign(memberId, { firstContribution: yuan('1200') });
    const event = award(memberId);
    const id = randomUUID();
    await register.hear(event, id);
    await register.hear(event, id);
    await register.hear(event);
    const [account] = await readAccounts(register.context(), [memberId]);
    expect(account!.segments).toMatchObject([
      { memberId, segment: 'FLEXIBLE', balance: yuan('1200') },
      { memberId, segment: 'SUBSIDY', balance: yuan('36') },
      { memberId, segment: 'INTEREST', balance: 0n },
    ]);
    expect(account!.balance).toBe(yuan('1236'));
    const { awardId } = event.awards[0]!;
    const credited = { awardId, memberId, movementId: expect.any(String) };
    expect(credits()).toEqual([{ type: 'subsidies-credited', creditedOn: '2026-03-05', credits: [credited] }]);
    const { edges } = await readMovements(register.context(), memberId, { first: 1 });
    expect(edges[0]!.node).toMatchObject({
      code: '99',
      segment: 'SUBSIDY',
      amount: yuan('36'),
      bookedOn: '2026-03-05',
    });
  });

  it('books no earlier than the day it is to be paid', async () => {
    const memberId = await register.approve('652300');
    await register.sign(memberId);
    await register.hear(award(memberId, '2026-04-01'));
    expect(credits().at(-1)).toMatchObject({ creditedOn: '2026-04-01', credits: [{ memberId }] });
  });

  it('CJ-15 credits the awards of one message together, each by its own movement, and again only what is new', async () => {
    const members = [await register.approve('652300'), await register.approve('652300')];
    for (const memberId of members) await register.sign(memberId);
    const event = awards([...members, randomUUID()]);
    register.told.length = 0;
    await register.hear({ ...event, awards: event.awards.slice(0, 1) });
    await register.hear(event);
    const told = credits().map((each) => each.credits.map(({ memberId }) => memberId));
    expect(told).toEqual([[members[0]], [members[1]]]);
    const movements = new Set(credits().flatMap((each) => each.credits.map(({ movementId }) => movementId)));
    expect(movements.size).toBe(2);
    const accounts = await readAccounts(register.context(), members);
    expect(accounts.map((account) => account?.balance)).toEqual([yuan('36'), yuan('36')]);
  });

  it('books to suspense what has no account to go to, and tells that it was paid, and nobody that it was credited', async () => {
    register.told.length = 0;
    const event = award(randomUUID());
    await register.hear(event);
    expect(credits()).toEqual([]);
    const [{ awardId, memberId }] = event.awards as [SubsidyAwarded];
    const suspended = { awardId, memberId, movementId: expect.any(String) };
    expect(register.told).toEqual([{ type: 'subsidies-suspended', suspendedOn: '2026-03-05', awards: [suspended] }]);
    expect(await rows(register.database, 'SELECT count(*)::int AS n FROM subsidy_credit WHERE suspended')).toEqual([
      { n: 2 },
    ]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });

  it.each(['03', '04', '05'])(
    'books to suspense what would go to an account that is closed (A.6 %s)',
    async (status) => {
      const memberId = await register.approve('652300');
      await register.sign(memberId);
      await register.database.query('UPDATE account SET status = $2 WHERE member_id = $1', [memberId, status]);
      register.told.length = 0;
      const event = award(memberId);
      await register.hear(event);
      expect(credits()).toEqual([]);
      const sql = 'SELECT suspended FROM subsidy_credit WHERE award_id = $1';
      expect(await rows(register.database, sql, [event.awards[0]!.awardId])).toEqual([{ suspended: true }]);
      expect((await readAccounts(register.context(), [memberId]))[0]!.balance).toBe(0n);
    },
  );
});

describe('the movements of an account', () => {
  it('are paged from the newest to the oldest, none twice', async () => {
    const memberId = await register.approve('652300');
    await register.sign(memberId, { firstContribution: yuan('8400') });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await readMovements(register.context(), memberId, { first: 3, after });
      seen.push(...page.edges.map(({ node }) => node.period!));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.toSorted()).toEqual(['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09']);
  });
});
