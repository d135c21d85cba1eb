import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDue } from '#contributions/jobs/collect.ts';
import type { Database } from '#service/database.ts';
import { countDisclosures, disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { trusted } from '#test/documents.ts';
import type { Answer } from '#test/gateway.ts';
import { identityNumber } from '#test/members.ts';
import { confirmed, debitAccountOf, forEach, type Participant, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';
import { statementsOf } from '#test/statements.ts';

// A thousand people of Changji took part from August 2026 on; it is 21 October, three debits have been.

const crowdSize = 995;
const document = trusted('tax-bureau/deductible-amounts');
const headers = { purpose: 'deduction-check' };
const paying = new Set<string>();

let stack: TestStack;
let owner: pg.Client;
let token: string;
let people: { plain: Participant; small: Participant; prepaid: Participant; late: Participant; unsigned: Participant };
let huzhou: Participant;
let crowd: Participant[];

type Deduction = {
  amount: string;
  contributed: string;
  cap: string;
  baseSource: string;
  months: { period: string; contributed: string; creditedOn: string; cap: string; deductible: string }[];
};
type Line = { position: number; found: boolean; name: string | null; deduction: Deduction | null };
type Inquiry = { identityNumber: string; priorYearAverageMonthlyIncome?: string };

const ask = (inquiries: readonly Inquiry[], more: { headers?: Record<string, string>; token?: string } = {}) =>
  stack.ask(more.token ?? token, document, {
    variables: { taxYear: 2026, inquiries },
    headers: more.headers ?? headers,
    operationName: 'DeductibleAmounts',
  });
const lines = (answer: Answer) => (answer.body.data as { taxpayers: Line[] }).taxpayers;
const of = ({ identityNumber }: Participant, priorYearAverageMonthlyIncome?: string): Inquiry => ({
  identityNumber,
  ...(priorYearAverageMonthlyIncome ? { priorYearAverageMonthlyIncome } : {}),
});

async function takePart() {
  const { world } = stack;
  people = {
    plain: await confirmed(world, { name: '马晓燕' }),
    small: await confirmed(world, { name: '阿依古丽·买买提' }),
    prepaid: await confirmed(world, { name: '王福康' }),
    late: await confirmed(world, { name: '李庆丰' }),
    unsigned: await confirmed(world, { name: '赵宁' }),
  };
  huzhou = await confirmed(world, { name: '沈月荷', city: '330500', industryCode: 'OTHER' });
  crowd = await forEach(Array.from({ length: crowdSize }), () => confirmed(world));
  await world.hear();
  await sign(world, people.plain, { base: '6000.00', ratio: '20%' });
  await sign(world, people.small, { base: '2100.00', ratio: '10%' });
  await sign(world, people.prepaid, { base: '35071.00', ratio: '10%', mode: 'QUARTERLY' });
  await sign(world, people.late, { base: '5000.00', ratio: '12%' });
  await sign(world, huzhou, { base: '8000.00', ratio: '20%', first: '1600.00' }, '330500');
  await forEach(crowd.slice(0, 200), (person) => sign(world, person, { base: '4000.00', ratio: '15%' }));
  await world.hear();
}

async function liveThreeDebits() {
  const { world, clock } = stack;
  for (const person of [...Object.values(people), huzhou, ...crowd]) paying.add(debitAccountOf(person.identityNumber));
  for (const day of ['2026-08-20', '2026-09-20', '2026-10-20']) {
    clock.set(day);
    if (day === '2026-09-20') paying.delete(debitAccountOf(people.late.identityNumber));
    for (const city of ['652300', '330500'] as const) await collectDue(world.runs.contributions, city, day);
  }
  clock.set('2026-10-21');
}

beforeAll(async () => {
  stack = await startTestStack('2026-08-05', { pays: (account) => paying.has(account), repays: () => true });
  owner = await ownerOf(stack.database.ownerUrl);
  await takePart();
  await liveThreeDebits();
  token = await stack.token('tax-bureau', { client_id: 'tax-bureau-changji' });
}, 180_000);

afterAll(async () => {
  await owner.end();
  await stack.stop();
});

describe('AG-01 CJ-14 the deductible amount', () => {
  const amounts = ({ deduction }: Line) => [deduction?.contributed, deduction?.cap, deduction?.amount];

  it('is the smaller of what was paid and 12 % of the base, month by month', async () => {
    const { plain, small, prepaid, late, unsigned } = people;
    const answered = lines(await ask([plain, small, prepaid, late, unsigned].map((person) => of(person))));
    expect(answered.map(amounts)).toEqual([
      // 3 × 6,000 × 20 % paid; 3 × 6,000 × 12 % allowed.
      ['3600.00', '2160.00', '2160.00'],
      // 3 × 2,100 × 10 % paid; 3 × 2,100 × 12 % = 3 × 252 allowed.
      ['630.00', '756.00', '630.00'],
      // August and September on 20 August, the last quarter on 20 October: 5 × 3,507.10 paid; 5 × 4,208.52 allowed.
      ['17535.50', '21042.60', '17535.50'],
      // August only, 5,000 × 12 %; the bank found nothing in September and October, so they allow nothing.
      ['600.00', '600.00', '600.00'],
      ['0.00', '0.00', '0.00'],
    ]);
    expect(answered[0]!.deduction!.months[1]).toEqual({
      period: '2026-09',
      contributed: '1200.00',
      creditedOn: '2026-09-20',
      base: '6000.00',
      cap: '720.00',
      deductible: '720.00',
    });
    expect(answered[2]!.deduction!.months.map(({ period, creditedOn }) => [period, creditedOn])).toEqual([
      ['2026-08', '2026-08-20'],
      ['2026-09', '2026-08-20'],
      ['2026-10', '2026-10-20'],
      ['2026-11', '2026-10-20'],
      ['2026-12', '2026-10-20'],
    ]);
    expect(answered[4]).toMatchObject({ found: true, deduction: { months: [] } });
  });

  it('says which figures no published document gives, and on what each rests', async () => {
    const [line] = lines(await ask([of(people.plain)]));
    expect(line!.deduction).toMatchObject({
      capRatio: '12%',
      ceilingBase: '35071.00',
      demonstrationFigures: ['national.tax.capRatio', 'tax.ceilingBase', 'national.tax.basis'],
      basis: expect.arrayContaining([{ clause: 'CJ-14', document: '财税〔2006〕10号第二条', status: 'unknown' }]),
    });
  });

  it('uses the income that the bureau gives in place of the base, the same person asked twice too', async () => {
    const { plain } = people;
    const answered = lines(await ask([of(plain, '5000.00'), of(plain), of(plain, '100000.00')]));
    // 3 × 5,000 × 12 %; the base as before; 100,000 is more than three average wages, so 3 × 35,071 × 12 %.
    expect(answered.map(amounts)).toEqual([
      ['3600.00', '1800.00', '1800.00'],
      ['3600.00', '2160.00', '2160.00'],
      ['3600.00', '12625.56', '3600.00'],
    ]);
    expect(answered.map(({ deduction }) => deduction!.baseSource)).toEqual([
      'INCOME_AS_GIVEN',
      'CONTRIBUTION_BASE',
      'INCOME_AS_GIVEN',
    ]);
  });
});

describe('AG-01 a batch', () => {
  const nobody = () => ({ identityNumber: identityNumber('1990-01-01') });
  const wrongDigit = ({ identityNumber: number }: Participant) => ({
    identityNumber: number.slice(0, -1) + (number.endsWith('1') ? '2' : '1'),
  });

  it('is answered in the order asked, found or not: nobody, a wrong check digit, another city', async () => {
    const asked = [nobody(), of(people.small), wrongDigit(people.plain), of(huzhou), of(people.plain), nobody()];
    const answered = lines(await ask(asked));
    expect(answered.map(({ position, found, name }) => [position, found, name])).toEqual([
      [0, false, null],
      [1, true, '阿依古丽·买买提'],
      [2, false, null],
      [3, false, null],
      [4, true, '马晓燕'],
      [5, false, null],
    ]);
    expect(answered.filter(({ found }) => !found).every(({ deduction }) => deduction === null)).toBe(true);
  });

  it('finds the people of Huzhou for the bureau of Huzhou, and nobody else', async () => {
    const bureau = await stack.token('tax-bureau', { client_id: 'tax-bureau-huzhou', cities: ['330500'] });
    const answered = lines(await ask([of(people.plain), of(huzhou)], { token: bureau }));
    // 1,600 at the opening, then two debits; 3 × 8,000 × 12 % allowed.
    expect(answered).toMatchObject([
      { found: false, deduction: null },
      { found: true, deduction: { contributed: '4800.00', cap: '2880.00', amount: '2880.00' } },
    ]);
  });

  it('has one inquiry at least and a thousand at most', async () => {
    const refused = async (inquiries: readonly Inquiry[]) => (await ask(inquiries)).body;
    expect(await refused([])).toMatchObject({ data: null, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    const all = [...crowd, ...Object.values(people), people.plain].map((person) => of(person));
    expect(all).toHaveLength(1001);
    expect(await refused(all)).toMatchObject({ data: null, errors: [{ extensions: { code: 'TOO_MANY' } }] });
  });

  it('of a thousand costs every subgraph as many SQL statements as one inquiry', async () => {
    const all = [...crowd, ...Object.values(people)].map((person) => of(person));
    const named = (name: string) => ({ options: { extra: { application_name: name } } }) as unknown as Database;
    const counted = async (inquiries: readonly Inquiry[]) => {
      const schemas = ['members', 'contributions', 'subsidies', 'loans', 'risk', 'gateway'];
      const counts: Record<string, number> = {};
      const work = schemas.reduce<() => Promise<unknown>>(
        (inner, schema) => async () => {
          counts[schema] = (await statementsOf(named(`provident-${schema}`), inner)).length;
        },
        async () => expect(lines(await ask(inquiries)).filter(({ found }) => found)).toHaveLength(inquiries.length),
      );
      await work();
      return counts;
    };
    const one = await counted(all.slice(0, 1));
    expect(one).toEqual({ members: 1, contributions: 1, subsidies: 0, loans: 0, risk: 0, gateway: 1 });
    expect(await counted(all)).toEqual(one);
  });
});

describe('AG-01 what the bureau learns is written down', () => {
  const always = ['Taxpayer.deduction', 'Taxpayer.found', 'Taxpayer.identityNumberMasked', 'Taxpayer.name'];

  it('once for each person found, with purpose, basis and the fields that were answered', async () => {
    const { plain, unsigned } = people;
    const asked = [of(plain, '5000.00'), of(huzhou), of(plain), of(unsigned), { identityNumber: '11010519491231002X' }];
    const more = { ...headers, officer: 'clerk-3', 'case-reference': '2026-17' };
    const rows = await disclosuresOf(owner, await ask(asked, { headers: more }));
    expect(rows.map(({ subject }) => subject).sort()).toEqual([plain.memberId, unsigned.memberId].sort());
    for (const row of rows) {
      expect(row).toMatchObject({
        client: 'tax-bureau-changji',
        audience: 'tax-bureau',
        officer: 'clerk-3',
        purpose: 'deduction-check',
        case_reference: '2026-17',
        operation_name: 'DeductibleAmounts',
        basis: expect.stringContaining('财税〔2006〕10号'),
      });
      expect(row.fields).toEqual(expect.arrayContaining(always));
    }
    const fieldsOf = ({ memberId }: Participant) => rows.find(({ subject }) => subject === memberId)!.fields;
    const told = ['Taxpayer.priorYearAverageMonthlyIncome', 'DeductionMonth.deductible'];
    expect(fieldsOf(plain)).toEqual(expect.arrayContaining(told));
    // Nothing was paid, so there are no months to tell of; that no income is known is an answer too.
    expect(fieldsOf(unsigned).filter((field) => told.includes(field))).toEqual(told.slice(0, 1));
  });

  it('before the answer leaves', async () => {
    await owner.query('BEGIN; LOCK TABLE gateway.disclosure_person IN SHARE MODE');
    let answered = false;
    const asking = ask([of(people.plain)]).then((answer) => {
      answered = true;
      return answer;
    });
    const waiting = "SELECT 1 FROM pg_locks WHERE relation = 'gateway.disclosure_person'::regclass AND NOT granted";
    await expect.poll(async () => (await owner.query(waiting)).rowCount).toBe(1);
    expect(answered).toBe(false);
    await owner.query('COMMIT');
    expect(await disclosuresOf(owner, await asking)).toHaveLength(1);
  });

  it('and without its purpose nothing is learnt and nothing written', async () => {
    const before = await countDisclosures(owner);
    for (const wrong of [{}, { purpose: 'green-channel' }, { purpose: 'own-data' }] as Record<string, string>[]) {
      const answer = await ask([of(people.plain)], { headers: wrong });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'PURPOSE_REQUIRED', field: 'purpose' } }] });
      expect(answer.body.data ?? null).toBeNull();
    }
    expect(await countDisclosures(owner)).toBe(before);
  });
});
