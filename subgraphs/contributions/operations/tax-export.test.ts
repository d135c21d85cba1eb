import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, firstDay, nextMonth } from '#kernel/calendar.ts';
import { yuan, yuanText } from '#kernel/money.ts';
import type { Caller } from '#service/caller.ts';
import { ownerQuery, type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { readingOf, type TaxReading } from '#test/tax-readings.ts';
import type { Context } from '../context.ts';
import { deductible } from './deductible.ts';
import { readTaxChunk, readTaxEnd } from './tax-chunk.ts';
import { openTaxExport } from './tax-export.ts';

const full = process.env['PROOF_SIZE'] === 'full';
const crowd = full ? 5_000 : 120;

let register: Rehearsal;
const members: string[] = [];
const city = '652300' as const;
const referenceOf = (memberId: string) => createHash('sha256').update(memberId).digest('hex');

// A small generator of its own, so that a failure comes again.
let state = 20_261_122;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

const bureau: Partial<Caller> = {
  client: 'tax-bureau-changji',
  audience: 'tax-bureau',
  cities: [city],
  scopes: ['deduction:export'],
};

const asking = (reading: TaxReading = {}): Context => readingOf(register.context(bureau), reading);

type Line = { reference: string; amount: string; contributed: string; cap: string; capRatio: string; months: object[] };

async function readAll(context: Context, reference: string, chunks: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (let chunk = 1; chunk <= chunks; chunk += 1) {
    const read = await readTaxChunk(context, { reference, chunk, format: 'ndjson' });
    const text = read.lines.split('\n').slice(0, -1);
    expect([read.rows, read.subjects.length]).toEqual([text.length, text.length * 16]);
    expect(read.digest).toBe(createHash('sha256').update(read.lines).digest('hex'));
    lines.push(...text.map((line) => JSON.parse(line) as Line));
  }
  return lines;
}

/** What the rule says of everybody for whom it says anything. */
async function ruled(context: Context, taxYear: number) {
  const keys = members.map((memberId) => ({ memberId, averageIncome: null }));
  const told = await deductible(context, keys, taxYear);
  return told.flatMap((one, index) =>
    one && one.months.length > 0
      ? [
          {
            reference: referenceOf(members[index]!),
            taxYear,
            amount: yuanText(one.amount),
            contributed: yuanText(one.contributed),
            cap: yuanText(one.cap),
            capRatio: one.capRatio,
            months: one.months.map(({ period, contributed, creditedOn, cap }) => ({
              period,
              contributed: yuanText(contributed),
              creditedOn,
              cap: yuanText(cap),
            })),
          },
        ]
      : [],
  );
}

const byReference = (a: { reference: string }, b: { reference: string }) => (a.reference < b.reference ? -1 : 1);

async function exported(taxYear: number, readings: TaxReading, correctionOf?: string) {
  const context = asking(readings);
  const begun = await openTaxExport(context, { city, taxYear, correctionOf: correctionOf ?? null });
  const lines = await readAll(context, begun.reference, begun.chunks);
  return { ...begun, lines, end: await readTaxEnd(context, begun.reference) };
}

type Paid = { memberId: string; month: string; day: string; fen: bigint; base: bigint };

/** Months paid at any time for any time, at any base: what no agreement would allow too. */
function drawn(memberId: string): Paid[] {
  const months = new Map<string, Paid>();
  for (let n = random(30); n > 0; n -= 1) {
    const month = nextMonth('2024-10', random(40));
    const day = addDays(firstDay(month), random(500) - 250);
    months.set(month, {
      memberId,
      month,
      day,
      fen: BigInt(1 + random(900_000)),
      base: BigInt(100_000 + random(5_000_000)),
    });
  }
  return [...months.values()];
}

beforeAll(async () => {
  register = await rehearse('2028-02-01');
  for (let n = 0; n < crowd; n += 1) {
    const memberId = await register.approve(city);
    await register.sign(memberId);
    members.push(memberId);
  }
  const paid = members.flatMap(drawn);
  await ownerQuery(
    register,
    `INSERT INTO period_due (agreement_id, month, base, due_fen, paid_fen, due_on, filled_on)
     SELECT a.id, d.month, d.base, d.fen, d.fen, d.day, d.day
     FROM unnest($1::uuid[], $2::text[], $3::date[], $4::bigint[], $5::bigint[]) AS d (member_id, month, day, fen, base)
     JOIN agreement a USING (member_id) ON CONFLICT DO NOTHING`,
    (['memberId', 'month', 'day', 'fen', 'base'] as const).map((column) => paid.map((one) => one[column])),
  );
  await ownerQuery(
    register,
    "UPDATE enrolment e SET tax_reference = encode(sha256(convert_to(e.member_id::text, 'UTF8')), 'hex')",
  );
}, 900_000);
afterAll(() => register?.close());

describe('CJ-14 the export of a whole year', () => {
  it.each([
    [2025, { capRatio: '12%', basis: 'cash' }],
    [2026, { capRatio: '24%', basis: 'period' }],
    [2027, { capRatio: '24%', basis: 'cash' }],
    [2024, { capRatio: '12%', basis: 'period' }],
  ] as [number, TaxReading][])(
    'CJ-14 of %i under %o is for everybody what the rule says, month by month',
    async (taxYear, readings) => {
      const { lines, end } = await exported(taxYear, readings);
      const expected = await ruled(asking(readings), taxYear);
      expect(lines.toSorted(byReference)).toEqual(expected.toSorted(byReference));
      const sum = expected.reduce((total, { amount }) => total + yuan(amount), 0n);
      expect([end.rows, end.fen]).toEqual([expected.length, sum]);
      expect(expected.length).toBeGreaterThan(crowd / 2);
    },
  );

  it('CJ-14 a correction tells those alone whose amount has changed since, and one who has nothing left that it is nothing', async () => {
    const first = await exported(2025, { capRatio: '12%', basis: 'cash' });
    // Everything of 2025 of one person is taken back, as a correction of the book does, and another's month was repaid.
    const [gone, other] = first.lines.map(({ reference }) => members.find((id) => referenceOf(id) === reference)!);
    const unpay = (memberId: string, which: string) =>
      ownerQuery(
        register,
        `DELETE FROM period_due d USING agreement a WHERE a.id = d.agreement_id AND a.member_id = $1 AND ${which}`,
        [memberId],
      );
    await unpay(gone!, 'true');
    await unpay(
      other!,
      "d.month = (SELECT min(month) FROM period_due WHERE agreement_id = a.id AND filled_on BETWEEN '2025-01-01' AND '2025-12-31')",
    );
    const again = await refusal(readAll(asking(), first.reference, first.chunks));
    expect(again).toMatchObject({ code: 'EXPORT_CHANGED', rule: 'chunk 1' });

    const correction = await exported(2025, { capRatio: '12%', basis: 'cash' }, first.reference);
    expect(correction.correctionOf).toBe(first.reference);
    expect(correction.lines.map(({ reference }) => reference).toSorted()).toEqual(
      [gone!, other!].map(referenceOf).toSorted(),
    );
    const ofGone = correction.lines.find(({ reference }) => reference === referenceOf(gone!));
    expect(ofGone).toMatchObject({ amount: '0.00', contributed: '0.00', cap: '0.00', months: [] });
    const now = await ruled(asking({ capRatio: '12%', basis: 'cash' }), 2025);
    const ofOther = (lines: { reference: string }[]) =>
      lines.filter(({ reference }) => reference === referenceOf(other!));
    expect(ofOther(correction.lines)).toEqual(ofOther(now));

    // Asked again it is the same; with nothing new the next correction is empty; another reading changes everybody's.
    expect((await exported(2025, {}, first.reference)).end).toEqual(correction.end);
    const none = await exported(2025, { capRatio: '12%', basis: 'cash' }, correction.reference);
    expect(none.lines).toEqual([]);
    const reading = await exported(2025, { capRatio: '24%', basis: 'cash' }, none.reference);
    // With the one who has nothing left, whose line names the ratio too.
    expect(reading.lines.length).toBe(now.length + 1);
  });

  it('AG-01 is for the bureau of the city with the right to it alone, and of years that have begun', async () => {
    const ask = (caller: Partial<Caller>, taxYear = 2025) =>
      refusal(openTaxExport(register.context({ ...bureau, ...caller }), { city, taxYear }));
    expect(await ask({ scopes: [] })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask({ cities: ['330500'] })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask({ audience: 'centre' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask({}, 2029)).toMatchObject({ code: 'INVALID_INPUT', field: 'tax-year' });
    expect(await ask({}, 2001)).toMatchObject({ code: 'INVALID_INPUT', field: 'taxYear' });
    const unknown = readTaxChunk(asking(), { reference: randomUUID(), chunk: 1, format: 'ndjson' });
    expect(await refusal(unknown)).toMatchObject({ code: 'NOT_FOUND', field: 'export' });
  });

  it('AG-01 is not told to its end while the reference of somebody in it is not known', async () => {
    const memberId = await register.approve(city);
    await register.sign(memberId);
    await ownerQuery(
      register,
      `INSERT INTO period_due (agreement_id, month, base, due_fen, paid_fen, due_on, filled_on)
       SELECT id, '2027-05', 600000, 120000, 120000, '2027-05-20', '2028-01-20' FROM agreement WHERE member_id = $1`,
      [memberId],
    );
    const { reference, chunks } = await openTaxExport(asking(), { city, taxYear: 2028 });
    // Chunks are told in their order; the newcomer is in the last.
    const read = (chunk: number) => readTaxChunk(asking(), { reference, chunk, format: 'csv' });
    for (let chunk = 1; chunk < chunks; chunk += 1) await read(chunk);
    expect(await refusal(read(chunks))).toMatchObject({ code: 'EXPORT_INCOMPLETE', rule: 'tax-reference' });
    expect((await openTaxExport(asking(), { city, taxYear: 2028 })).told).toBe(chunks - 1);
  });
});
