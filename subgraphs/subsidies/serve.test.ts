import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '#kernel/clock.ts';
import { type Caller, callerKeys, signCaller, systemCaller } from '#service/caller.ts';
import type { Served } from '#service/serve.ts';
import { freshDatabase, type TestDatabase } from '#test/database.ts';
import { openSubsidies } from './database.ts';
import { serveSubsidies } from './serve.ts';

const keys = callerKeys(`test:${'ab'.repeat(32)}`);
const clock = fixedClock('2026-11-21');
let test: TestDatabase;
let served: Served;

beforeAll(async () => {
  test = await freshDatabase();
  served = await serveSubsidies({ url: test.url('subsidies'), port: 0, keys, clock });
});

afterAll(async () => {
  await served.stop();
  await test.drop();
});

const member = {
  __typename: 'Member',
  id: randomUUID(),
  city: 'CHANGJI',
  keyIndustry: true,
  creditStanding: { value: 'GOOD', source: '人民银行', asOf: '2026-11-01' },
  streak: { continuousFullMonths: 14, throughMonth: '2026-10', fundsUsed: false },
  overdueState: { overdue: false, overduePeriods: 0, asOf: '2026-11-21T02:00:00.000Z' },
};

const query = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Member {
      greenChannel { eligible tier reasons { clause met } demonstrationFigures asOf
        evidence { continuousFullMonths keyIndustry creditStanding overdue } }
      subsidyAwards { id amount }
    }
  }
}`;

async function ask(representation: object, signed = true, caller: Partial<Caller> = {}, asked = query) {
  const body = JSON.stringify({ query: asked, variables: { representations: [representation] } });
  const headers = signed ? signCaller(keys, { ...systemCaller('test'), ...caller }, body, clock.now()) : {};
  const response = await fetch(`http://127.0.0.1:${served.port}/graphql`, { method: 'POST', body, headers });
  return {
    status: response.status,
    ...((await response.json()) as { data?: unknown; errors?: unknown }),
  };
}

describe('the subgraph over HTTP', () => {
  it('CJ-18 answers the green channel from the facts it is brought, as of now', async () => {
    const { data, errors } = await ask(member);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [
        {
          greenChannel: {
            eligible: true,
            tier: 'B',
            evidence: { continuousFullMonths: 14, keyIndustry: true, creditStanding: 'GOOD', overdue: false },
            asOf: clock.now(),
            demonstrationFigures: ['greenChannel.tiers', 'contribution.fullPeriodGraceDays'],
          },
          subsidyAwards: [],
        },
      ],
    });
  });

  it.each(['city', 'keyIndustry', 'creditStanding', 'streak', 'overdueState'])(
    'CJ-18 a missing %s is a fault, never a default',
    async (fact) => {
      for (const value of [null, undefined]) {
        const { data, errors } = await ask({ ...member, [fact]: value });
        expect(data).toEqual({ _entities: [null] });
        expect(errors).toHaveLength(1);
      }
    },
  );

  it.each(['greenChannel { eligible }', 'subsidyAwards { amount }'])(
    'AG-04 AG-06 tells %s only to the member and to a centre of their city, in one refusal for everybody and nobody',
    async (field) => {
      const participant = randomUUID();
      const database = await openSubsidies(test.url('subsidies'));
      await database.query("INSERT INTO participant (member_id, city) VALUES ($1, '652300')", [participant]);
      await database.destroy();
      const selection = `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Member { ${field} } } }`;
      const tell = (caller: Partial<Caller>, more: object = {}) =>
        ask({ ...member, id: participant, ...more }, true, caller, selection);
      const [changji, huzhou] = [{ cities: ['652300'] }, { cities: ['330500'] }] as const;
      expect((await tell(changji)).errors).toBeUndefined();
      expect((await tell({ audience: 'member', cities: [], member: participant })).errors).toBeUndefined();
      const refused = [
        await tell(huzhou),
        // Whatever city the reference says, or none: this register knows better.
        await tell(huzhou, { city: 'HUZHOU' }),
        await tell(huzhou, { id: randomUUID() }),
        await tell(changji, { city: null }),
        await tell({ audience: 'member', ...changji, member: randomUUID() }),
        await tell({ audience: 'tax-bureau' }),
        await tell({ audience: 'hr-bureau' }),
        await tell({ audience: 'regulator' }),
      ];
      for (const { data, errors } of refused) {
        expect(data).toEqual({ _entities: [null] });
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', rule: 'jurisdiction' } }]);
      }
      const bank = await tell({ audience: 'bank', cities: [] });
      expect(bank.errors === undefined).toBe(field.startsWith('greenChannel'));
    },
  );

  it('a call without the gateway’s signature is refused', async () => {
    expect(await ask(member, false)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});
