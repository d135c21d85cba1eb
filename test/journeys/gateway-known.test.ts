import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

// A question that was answered before is answered again without parsing and planning it; nobody may notice.

const [ann, bob] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
const query =
  'query Find($id: ID!) { member(id: $id) { city spouse { id } application { refusalReason } account { balance } } }';

let members: Misbehaving;
let contributions: Misbehaving;
let gateway: TestGateway;
let owner: pg.Client;
let token: string;

beforeAll(async () => {
  members = await misbehaving();
  contributions = await misbehaving();
  gateway = await startTestGateway({ subgraphUrls: { members: members.url, contributions: contributions.url } });
  owner = await ownerOf(gateway.database.ownerUrl);
  token = await gateway.token('centre', { scope: 'member:read account:read ledger:read' });
});

afterAll(async () => {
  await owner.end();
  await gateway.stop();
  await members.stop();
  await contributions.stop();
});

const member = { __typename: 'Member', id: ann, city: 'CHANGJI', spouse: null, application: { refusalReason: null } };
const persons = [{ path: ['member'], subject: ann }];
const account = (balance: string | null) => ({ id: ann, account: balance === null ? null : { balance } });

beforeEach(() => {
  members.behave = answer({ data: { member }, extensions: { persons } });
  contributions.behave = answer({ data: { _entities: [account('12.00')] } });
});

type More = Parameters<TestGateway['ask']>[2];

async function ask(more: More = {}, by = token, asked = query) {
  const answered = await gateway.ask(by, asked, { variables: { id: ann }, headers: purposeOf('centre'), ...more });
  const rows = (await disclosuresOf(owner, answered)).map(({ subject, fields }) => ({ subject, fields }));
  const correlation = answered.headers.get('x-correlation-id')!;
  const type = answered.headers.get('content-type');
  return { status: answered.status, type, text: answered.text.replaceAll(correlation, 'correlation'), rows };
}

/** The same question twice. */
async function twice(more: More = {}, asked = query) {
  const first = await ask(more, token, asked);
  const second = await ask(more, token, asked);
  expect(second).toEqual(first);
  return second;
}

/** Asks while the record cannot be written, and ends the first try to write it. */
async function endingOneCommit<T>(asking: () => Promise<T>): Promise<T> {
  await owner.query('BEGIN; LOCK TABLE gateway.disclosure_person IN ACCESS EXCLUSIVE MODE');
  const answering = asking();
  const endWaiting = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%disclosure_telling%'`;
  await expect.poll(async () => (await owner.query(endWaiting)).rowCount).toBe(1);
  await owner.query('ROLLBACK');
  return answering;
}

describe('a question that was answered before', () => {
  it('is answered in the same bytes, and written down the same', async () => {
    const { status, rows, text } = await twice();
    expect(status).toBe(200);
    expect(text).toContain('"balance":"12.00"');
    expect(rows).toHaveLength(1);
    expect(rows[0]!.fields).toContain('Account.balance');
  });

  it('is answered with the same errors when a subgraph fails, each subgraph asked once', async () => {
    await ask();
    contributions.behave = answer({ errors: [{ message: 'SELECT secret' }], data: null });
    contributions.calls.length = 0;
    members.calls.length = 0;
    const { text } = await twice();
    expect(text).toContain('INTERNAL');
    expect(text).not.toContain('secret');
    expect([members.calls.length, contributions.calls.length]).toEqual([2, 2]);
  });

  for (const [what, of, told] of [
    ['a part of it', () => contributions, '"city":"CHANGJI"'],
    ['all of it', () => members, '"data":{"member":null}'],
  ] as const) {
    it(`is answered in the same bytes, and written down the same, when ${what} is missing`, async () => {
      of().behave = answer({ errors: [{ message: 'SELECT secret' }], data: null });
      const anew = `${query} # without ${what}`;
      const [first, second] = [await ask({}, token, anew), await ask({}, token, anew)];
      expect(second).toEqual(first);
      expect(first.text).toContain('"code":"INTERNAL"');
      expect(first.text).toContain(told);
      expect(first.rows).toHaveLength(what === 'all of it' ? 0 : 1);
    });
  }

  it('is refused in the same words for want of a scope or a purpose, with nothing fetched', async () => {
    await ask();
    members.calls.length = 0;
    const nobody = await gateway.token('centre', { scope: '' });
    for (const refused of [await ask({}, nobody), await ask({ headers: {} })]) {
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.text).toMatch(/FORBIDDEN|PURPOSE_REQUIRED/);
    }
    expect(members.calls).toHaveLength(0);
  });

  it('is refused in the same words when a variable does not fit', async () => {
    await ask();
    for (const variables of [{}, { id: null }, { id: { $ne: 1 } }, { id: ['x', 'y'] }, { id: 1.5 }, { id: true }]) {
      const { text } = await twice({ variables: variables as Record<string, unknown> });
      expect(text).toContain('BAD_USER_INPUT');
    }
  });

  it('tells nothing about a person whom nobody asked about', async () => {
    await ask();
    contributions.behave = answer({
      data: { _entities: [account('12.00')] },
      extensions: { persons: [{ path: ['_entities', 0, 'account'], subject: bob }] },
    });
    const { text, rows } = await twice();
    expect(text).not.toContain('12.00');
    expect(rows.map(({ subject }) => subject)).not.toContain(bob);
  });

  describe('with an answer so long that only its bytes are held', () => {
    const refusalReason = '材料"不全"🀄'.repeat(10_000);
    const long = () => {
      const of = { ...member, application: { refusalReason } };
      members.behave = answer({ data: { member: of }, extensions: { persons } });
    };

    it('is answered in the same bytes, and written down the same', async () => {
      long();
      const { status, rows, text } = await twice({}, `${query} # with a long answer`);
      expect(status).toBe(200);
      expect(JSON.parse(text).data.member.application).toEqual({ refusalReason });
      expect(rows).toHaveLength(1);
      expect(rows[0]!.fields).toContain('Application.refusalReason');
    });

    const calls = () => [members.calls.length, contributions.calls.length];
    const forgetCalls = () => {
      members.calls.length = 0;
      contributions.calls.length = 0;
    };

    it('tells nothing while it cannot be written down, and asks each subgraph once', async () => {
      long();
      await ask();
      await owner.query('ALTER TABLE gateway.disclosure_person RENAME TO disclosure_away');
      try {
        forgetCalls();
        const { status, text, rows } = await ask();
        expect(status).toBe(503);
        expect(text).toContain('DISCLOSURE_UNAVAILABLE');
        expect(text).not.toContain('材料');
        expect(rows).toEqual([]);
        expect(calls()).toEqual([1, 1]);
      } finally {
        await owner.query('ALTER TABLE gateway.disclosure_away RENAME TO disclosure_person');
      }
    });

    it('tells the same when it is written down at the second try', async () => {
      long();
      const usual = await ask();
      forgetCalls();
      expect(await endingOneCommit(ask)).toEqual(usual);
      expect(calls()).toEqual([1, 1]);
    });
  });

  describe('with more than is written at a time', () => {
    const inquiries = Array.from({ length: 300 }, () => ({ identityNumber: '65230119900307001X' }));
    const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const taxpayers = inquiries.map((_, position) => {
      const name = '阿依古丽·买买提'.repeat(position % 40);
      return { __typename: 'Taxpayer', memberId: idOf(position), priorYearAverageMonthlyIncome: null, position, name };
    });
    const asked = `query Many($inquiries: [TaxpayerInquiry!]!) {
      taxpayers(inquiries: $inquiries) { position name deduction(taxYear: 2026) { amount } } }`;
    const headers = purposeOf('tax-bureau');

    async function askAboutMany() {
      const subjects = taxpayers.map(({ memberId: subject }, index) => ({ path: ['taxpayers', index], subject }));
      members.behave = answer({ data: { taxpayers }, extensions: { persons: subjects } });
      const entities = taxpayers.map(({ memberId }) => {
        return { memberId, priorYearAverageMonthlyIncome: null, deduction: { amount: '1.00' } };
      });
      contributions.behave = answer({ data: { _entities: entities } });
      return ask({ variables: { inquiries }, headers }, await gateway.token('tax-bureau'), asked);
    }

    it('is answered in the same bytes, and everybody is written down', async () => {
      const [first, second] = [await askAboutMany(), await askAboutMany()];
      expect(second).toEqual(first);
      const told = taxpayers.map(({ position, name }) => ({ position, name, deduction: { amount: '1.00' } }));
      expect(JSON.parse(second.text).data.taxpayers).toEqual(told);
      expect(Buffer.byteLength(second.text)).toBeGreaterThan(100_000);
      expect(second.rows).toHaveLength(300);
    });

    it('tells the same when it is written down at the second try', async () => {
      const usual = await askAboutMany();
      expect(await endingOneCommit(askAboutMany)).toEqual(usual);
    });

    it('is answered in the same bytes about nobody', async () => {
      const lines = Array.from({ length: 3_000 }, (_, index) => ({
        account: `个人 ${index}`,
        pool: 'p',
        balance: '1.00',
      }));
      contributions.behave = answer({ data: { trialBalance: lines } });
      const trial =
        'query Trial($with: Boolean!) { trialBalance(city: CHANGJI) { account pool @include(if: $with) balance } }';
      const { text, rows } = await twice({ variables: { with: true } }, trial);
      expect(JSON.parse(text).data.trialBalance).toEqual(lines);
      expect(rows).toEqual([]);
    });
  });

  it('is answered as anybody’s own, whoever asked before', async () => {
    await ask();
    contributions.behave = answer({ data: { _entities: [account('13.00')] } });
    expect((await ask()).text).toContain('13.00');
  });
});
