import { createHash, createHmac } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDue } from '#contributions/jobs/collect.ts';
import { openTaxExport } from '#contributions/operations/tax-export.ts';
import { bureauKey } from '#members/operations/tax-reference.ts';
import type { CityCode } from '#service/cities.ts';
import { ownerOf } from '#test/disclosures.ts';
import { trusted } from '#test/documents.ts';
import { confirmed, forEach, type Participant, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

// Twelve people of Changji and one of Huzhou took part from August 2026 on; it is 21 October, three debits have been.

let stack: TestStack;
let owner: pg.Client;
let people: Participant[];
let huzhou: Participant;
let token: string;
const purpose = { purpose: 'deduction-check' };
const scope = 'deduction:export';

const bureau = (city: 'changji' | 'huzhou', claims: Record<string, unknown> = {}) =>
  stack.token('tax-bureau', {
    client_id: `tax-bureau-${city}`,
    cities: [city === 'changji' ? '652300' : '330500'],
    scope,
    ...claims,
  });

const exportUrl = () => stack.url.replace('/graphql', '/exports/tax');

type Export = { status: number; headers: Headers; bytes: Buffer; text: string; correlation: string; broken: boolean };

/** What arrived of an export, whole or broken off. */
async function get(query: string, more: { headers?: Record<string, string>; token?: string } = {}): Promise<Export> {
  const authorization = `Bearer ${more.token ?? token}`;
  const answer = await fetch(`${exportUrl()}?${query}`, { headers: { authorization, ...(more.headers ?? purpose) } });
  const parts: Uint8Array[] = [];
  let broken = false;
  try {
    for await (const part of answer.body!) parts.push(part);
  } catch {
    broken = true;
  }
  const bytes = Buffer.concat(parts);
  const zipped = answer.headers.get('content-type') === 'application/gzip';
  const text = (zipped ? gunzipSync(bytes) : bytes).toString('utf8');
  const correlation = answer.headers.get('x-correlation-id') ?? '';
  return { status: answer.status, headers: answer.headers, bytes, text, correlation, broken };
}

type Line = {
  reference?: string;
  amount: string;
  export?: string;
  chunk?: number;
  end?: true;
  sha256: string;
} & Record<string, unknown>;
const linesOf = ({ text }: Export) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const persons = (answer: Export) => linesOf(answer).filter((line) => line.reference && !line.export);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const refused = async (query: string, more?: Parameters<typeof get>[1]) => {
  const { status, text } = await get(query, more);
  const { code, field, rule } = JSON.parse(text).errors[0].extensions;
  return [status, code, field ?? rule];
};

/** The reference as the bureau reckons it from the number on its own file. */
const reckoned = (city: CityCode, { identityNumber }: Participant) =>
  createHmac('sha256', bureauKey('2e'.repeat(32), city))
    .update(identityNumber)
    .digest('hex');

const toldOf = async ({ correlation }: Export) =>
  (await owner.query('SELECT * FROM gateway.disclosure WHERE correlation = $1 ORDER BY id', [correlation])).rows;

/** Begins the export of a year in chunks of so many accounts, as a city with very many has them. */
async function begin(taxYear: number, size: number): Promise<void> {
  const caller = {
    ...stack.world.contributions['652300'].caller,
    audience: 'tax-bureau',
    client: 'tax-bureau-changji',
    scopes: [scope],
  };
  const { id } = await openTaxExport({ ...stack.world.contributions['652300'], caller } as never, {
    city: '652300',
    taxYear,
  });
  await owner.query('DELETE FROM contributions.tax_export_chunk WHERE export_id = $1', [id]);
  await owner.query(
    `INSERT INTO contributions.tax_export_chunk (export_id, chunk, first_account, last_account)
     SELECT $1, chunk + 1, min(id), max(id)
     FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / $2 AS chunk FROM contributions.account WHERE city = '652300') n
     GROUP BY chunk`,
    [id, size],
  );
}

beforeAll(async () => {
  stack = await startTestStack('2026-08-03');
  owner = await ownerOf(stack.database.ownerUrl);
  people = await forEach([...Array(12).keys()], () => confirmed(stack.world));
  huzhou = await confirmed(stack.world, { city: '330500', industryCode: 'OTHER' });
  await stack.world.hear();
  await forEach(people, (person, index) => sign(stack.world, person, { base: `${6000 + index}`, ratio: '20%' }));
  await sign(stack.world, huzhou, { base: '8000', ratio: '20%', first: '1600' }, '330500');
  await stack.world.hear();
  for (const day of ['2026-08-20', '2026-09-20', '2026-10-20']) {
    stack.clock.set(day);
    for (const city of ['652300', '330500'] as const) await collectDue(stack.world.runs.contributions, city, day);
  }
  stack.clock.set('2026-10-21');
  token = await bureau('changji');
}, 240_000);

afterAll(async () => {
  await owner?.end();
  await stack?.stop();
});

describe('CJ-14 AG-01 the export of a tax year', () => {
  it('CJ-14 tells of everybody who paid exactly what the bureau is told of them one by one', async () => {
    await begin(2026, 5);
    const answer = await get('tax-year=2026');
    expect([answer.status, answer.headers.get('content-type'), answer.broken]).toEqual([
      200,
      'application/gzip',
      false,
    ]);
    const lines = persons(answer);
    expect(lines.map(({ reference }) => reference).sort()).toEqual(people.map((one) => reckoned('652300', one)).sort());
    const inquiries = people.map(({ identityNumber }) => ({ identityNumber }));
    const variables = { taxYear: 2026, inquiries };
    const asked = await stack.ask(token, trusted('tax-bureau/deductible-amounts'), { variables, headers: purpose });
    const singly = (asked.body.data as { taxpayers: { deduction: Record<string, unknown> }[] }).taxpayers;
    for (const [index, { deduction }] of singly.entries()) {
      const line = lines.find(({ reference }) => reference === reckoned('652300', people[index]!))!;
      const { amount, contributed, cap, capRatio } = deduction as Line;
      expect(line).toMatchObject({ taxYear: 2026, amount, contributed, cap, capRatio });
      const months = (deduction['months'] as Line[]).map(({ period, contributed: paid, creditedOn, cap: most }) => ({
        period,
        contributed: paid,
        creditedOn,
        cap: most,
      }));
      expect(line['months']).toEqual(months);
    }
  });

  it('AG-01 says nothing else of anybody: no name, number, phone, balance, account or loan', async () => {
    const [line] = persons(await get('tax-year=2026'));
    expect(Object.keys(line!)).toEqual(['reference', 'taxYear', 'amount', 'contributed', 'cap', 'capRatio', 'months']);
    expect(Object.keys((line!['months'] as object[])[0]!)).toEqual(['period', 'contributed', 'creditedOn', 'cap']);
    const { text } = await get('tax-year=2026&format=csv');
    const [{ reference }] = persons(await get('tax-year=2026')) as [Line];
    for (const told of [JSON.stringify(line), text.split('\r\n').find((row) => row.startsWith(reference!))!]) {
      for (const { identityNumber, memberId } of people)
        expect(told).not.toContain(identityNumber.slice(6, 14) || memberId);
    }
  });

  it('is a gzip member a chunk with a digest each, ends with count, sum and digest, and is the same whenever it is read', async () => {
    const answer = await get('tax-year=2026');
    const rows = answer.text.split('\n');
    let from = 1;
    const contents: string[] = [];
    for (const [at, row] of rows.entries()) {
      const trailer = row ? (JSON.parse(row) as Line) : undefined;
      if (trailer?.chunk === undefined) continue;
      const chunk = rows.slice(from, at);
      expect(trailer).toMatchObject({ rows: chunk.length, sha256: sha256(`${chunk.join('\n')}\n`) });
      contents.push(String(trailer['content']));
      from = at + 1;
    }
    const amounts = persons(answer).map(({ amount }) => Number(amount) * 100);
    const sum = (amounts.reduce((total, each) => total + Math.round(each), 0) / 100).toFixed(2);
    const end = linesOf(answer).at(-1)!;
    expect(end).toEqual({
      end: true,
      rows: 12,
      amount: sum,
      sha256: sha256(contents.map((each) => `${each}\n`).join('')),
    });
    expect(contents).toHaveLength(3);
    expect((await get('tax-year=2026')).bytes.equals(answer.bytes)).toBe(true);
  });

  it('goes on from any chunk: what was read before and what is read after make the whole', async () => {
    const whole = await get('tax-year=2026');
    const rest = await get('tax-year=2026&from-chunk=3');
    expect(linesOf(rest)[0]).toMatchObject({ fromChunk: 3, chunks: 3 });
    const third = linesOf(whole).slice(linesOf(whole).findIndex(({ chunk }) => chunk === 2) + 1);
    expect(linesOf(rest).slice(1)).toEqual(third);
    expect(await refused('tax-year=2026&from-chunk=5')).toEqual([400, 'INVALID_INPUT', 'from-chunk']);
    await begin(2025, 5);
    expect(await refused('tax-year=2025&from-chunk=2')).toEqual([400, 'INVALID_INPUT', 'from-chunk']);
  });

  it('is as CSV the same amounts, and no cell begins as a formula would', async () => {
    const { text, headers } = await get('tax-year=2026&format=csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="deduction-652300-2026.csv.gz"');
    const rows = text.trimEnd().split('\r\n');
    expect(rows[0]).toBe('reference,tax_year,amount,contributed,cap,cap_ratio');
    for (const cell of rows.flatMap((row) => row.split(','))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const told = persons(await get('tax-year=2026'));
    const expected = told.map(({ reference, amount, contributed, cap, capRatio }) =>
      [reference, 2026, amount, contributed, cap, capRatio].join(','),
    );
    expect(rows.slice(1).filter((row) => !row.startsWith('#'))).toEqual(expected);
    const first = rows.indexOf(rows.find((row) => row.startsWith('#chunk,1,'))!);
    const [, , , , digest] = rows[first]!.split(',');
    expect(digest).toBe(sha256(`${rows.slice(2, first).join('\r\n')}\r\n`));
  });
});

describe('AG-06 whom an export tells of', () => {
  it('is written down once a person before it leaves, with what they were told and why', async () => {
    const answer = await get('tax-year=2026', {
      headers: { ...purpose, officer: 'clerk-7', 'case-reference': 'Y-2026' },
    });
    const told = await toldOf(answer);
    expect(told.map(({ subject }) => subject).sort()).toEqual(people.map(({ memberId }) => memberId).sort());
    for (const row of told) {
      expect(row).toMatchObject({
        client: 'tax-bureau-changji',
        audience: 'tax-bureau',
        officer: 'clerk-7',
        case_reference: 'Y-2026',
        purpose: 'deduction-check',
        operation_name: 'TaxExport',
        document_hash: answer.headers.get('x-export'),
        basis: expect.stringContaining('财税〔2006〕10号'),
        fields: expect.arrayContaining(['Deduction.amount', 'DeductionMonth.period']),
      });
    }
    // Read from the third chunk on, only the two in it.
    expect(await toldOf(await get('tax-year=2026&from-chunk=3&format=csv'))).toHaveLength(2);
  });

  it('cannot leave when that cannot be written', async () => {
    await owner.query('REVOKE INSERT ON gateway.disclosure FROM provident_gateway');
    try {
      const answer = await get('tax-year=2026');
      expect([answer.status, JSON.parse(answer.text).errors[0].extensions.code]).toEqual([
        503,
        'DISCLOSURE_UNAVAILABLE',
      ]);
      expect(await toldOf(answer)).toEqual([]);
    } finally {
      await owner.query('GRANT INSERT ON gateway.disclosure TO provident_gateway');
    }
    expect((await get('tax-year=2026')).broken).toBe(false);
  });

  it('is broken off in the middle with the reason as its last line, and goes on from there', async () => {
    await owner.query(`CREATE FUNCTION gateway.third() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT count(*) FROM gateway.disclosure WHERE correlation = NEW.correlation) >= 10 THEN RAISE 'full'; END IF;
      RETURN NEW; END $$;
      CREATE TRIGGER third BEFORE INSERT ON gateway.disclosure FOR EACH ROW EXECUTE FUNCTION gateway.third()`);
    const answer = await get('tax-year=2026');
    await owner.query('DROP FUNCTION gateway.third CASCADE');
    expect([answer.status, answer.broken]).toEqual([200, true]);
    expect(linesOf(answer).at(-1)).toMatchObject({ refused: 'DISCLOSURE_UNAVAILABLE', chunk: 3 });
    expect(persons(answer)).toHaveLength(10);
    expect(await toldOf(answer)).toHaveLength(10);
    const rest = await get('tax-year=2026&from-chunk=3');
    const whole = persons(await get('tax-year=2026'));
    expect([...persons(answer), ...persons(rest)]).toEqual(whole);
  });
});

describe('CJ-14 what has changed since it was exported', () => {
  it('CJ-14 is refused by the name of the chunk when read again, and told by a correction', async () => {
    const before = await get('tax-year=2026');
    const reference = before.headers.get('x-export')!;
    stack.clock.set('2026-11-20');
    await collectDue(stack.world.runs.contributions, '652300', '2026-11-20');
    stack.clock.set('2026-11-21');
    const again = await get('tax-year=2026');
    expect([again.status, JSON.parse(again.text).errors[0].extensions]).toEqual([
      409,
      { code: 'EXPORT_CHANGED', rule: 'chunk 1', correlation: expect.any(String) },
    ]);
    const correction = await get(`tax-year=2026&correction-of=${reference}`);
    expect(linesOf(correction)[0]).toMatchObject({ correctionOf: reference, taxYear: 2026, capRatio: '12%' });
    expect(persons(correction)).toHaveLength(12);
    expect(persons(correction).every((line) => (line['months'] as unknown[]).length === 4)).toBe(true);
    expect((await get(`tax-year=2026&correction-of=${reference}`)).bytes.equals(correction.bytes)).toBe(true);
  });
});

describe('AG-01 who may export', () => {
  it('AG-01 the bureau of the city with the scope and the purpose, nobody else', async () => {
    expect(await refused('tax-year=2026', { headers: {} })).toEqual([400, 'PURPOSE_REQUIRED', 'purpose']);
    expect(await refused('tax-year=2026', { token: await bureau('changji', { scope: '' }) })).toEqual([
      403,
      'FORBIDDEN',
      scope,
    ]);
    expect(await refused('tax-year=2026&city=HUZHOU')).toEqual([403, 'FORBIDDEN', 'jurisdiction']);
    for (const audience of ['hr-bureau', 'bank', 'centre', 'regulator', 'member'] as const) {
      const other = { token: await stack.token(audience, { scope }), headers: { purpose: 'service' } };
      expect(await refused('tax-year=2026', other)).toEqual([404, 'NOT_FOUND', undefined]);
    }
    expect((await get('tax-year=2026', { token: 'none' })).status).toBe(401);
    const answer = await get('tax-year=2026', { token: await bureau('huzhou') });
    expect(persons(answer).map(({ reference }) => reference)).toEqual([reckoned('330500', huzhou)]);
    // An export of one city is none of the other's.
    const foreign = `tax-year=2026&correction-of=${answer.headers.get('x-export')}`;
    expect(await refused(foreign)).toEqual([403, 'FORBIDDEN', 'jurisdiction']);
  });

  it('AG-01 asks for nothing in the address but year, format, chunk, city and what is corrected', async () => {
    const wrong = [
      '',
      'tax-year=26',
      'tax-year=2026&format=xlsx',
      'tax-year=2026&identity=x',
      'tax-year=2026&tax-year=2026',
    ];
    for (const query of wrong) expect(await refused(query)).toEqual([400, 'INVALID_INPUT', 'parameters']);
    expect(await refused('tax-year=2030')).toEqual([400, 'INVALID_INPUT', 'tax-year']);
    const posted = await fetch(`${exportUrl()}?tax-year=2026`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...purpose },
    });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('AG-01 one export at a time for a bureau, until it has ended', async () => {
    await owner.query(
      `INSERT INTO gateway.export_lease VALUES ('tax-bureau-busy', 'another', $1) ON CONFLICT (client) DO UPDATE SET until = $1`,
      ['2026-11-21T02:01:00Z'],
    );
    const busy = await bureau('huzhou', { client_id: 'tax-bureau-busy' });
    expect(await refused('tax-year=2026', { token: busy })).toEqual([409, 'IN_PROGRESS', undefined]);
    // One that was left by a crash ends by itself.
    stack.clock.set('2026-11-22');
    expect((await get('tax-year=2026', { token: busy })).status).toBe(200);
    expect((await get('tax-year=2026', { token: busy })).status).toBe(200);
  });
});
