import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trusted } from '#test/documents.ts';
import {
  checking,
  type ExportRehearsal,
  type Line,
  linesOf,
  personsOf,
  reckoned,
  rehearseExport,
  sha256,
} from '#test/tax-export.ts';

let at: ExportRehearsal;

beforeAll(async () => {
  at = await rehearseExport();
}, 240_000);
afterAll(() => at?.close());

describe('CJ-14 AG-01 the export of a tax year', () => {
  it('CJ-14 tells of everybody who paid exactly what the bureau is told of them one by one', async () => {
    await at.begin(2026, 5);
    const answer = await at.get('tax-year=2026');
    expect([answer.status, answer.headers.get('content-type'), answer.broken]).toEqual([
      200,
      'application/gzip',
      false,
    ]);
    const lines = personsOf(answer);
    expect(lines.map(({ reference }) => reference).sort()).toEqual(
      at.people.map((one) => reckoned('652300', one)).sort(),
    );
    const inquiries = at.people.map(({ identityNumber }) => ({ identityNumber }));
    const variables = { taxYear: 2026, inquiries };
    const asked = await at.stack.ask(at.token, trusted('tax-bureau/deductible-amounts'), {
      variables,
      headers: checking,
    });
    const singly = (asked.body.data as { taxpayers: { deduction: Record<string, unknown> }[] }).taxpayers;
    for (const [index, { deduction }] of singly.entries()) {
      const line = lines.find(({ reference }) => reference === reckoned('652300', at.people[index]!))!;
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
    const [line] = personsOf(await at.get('tax-year=2026'));
    expect(Object.keys(line!)).toEqual(['reference', 'taxYear', 'amount', 'contributed', 'cap', 'capRatio', 'months']);
    expect(Object.keys((line!['months'] as object[])[0]!)).toEqual(['period', 'contributed', 'creditedOn', 'cap']);
    const { text } = await at.get('tax-year=2026&format=csv');
    const [{ reference }] = personsOf(await at.get('tax-year=2026')) as [Line];
    for (const told of [JSON.stringify(line), text.split('\r\n').find((row) => row.startsWith(reference!))!]) {
      for (const { identityNumber, memberId } of at.people)
        expect(told).not.toContain(identityNumber.slice(6, 14) || memberId);
    }
  });

  it('is a gzip member a chunk with a digest each, ends with count, sum and digest, and is the same whenever it is read', async () => {
    const answer = await at.get('tax-year=2026');
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
    const amounts = personsOf(answer).map(({ amount }) => Number(amount) * 100);
    const sum = (amounts.reduce((total, each) => total + Math.round(each), 0) / 100).toFixed(2);
    const end = linesOf(answer).at(-1)!;
    expect(end).toEqual({
      end: true,
      rows: 12,
      amount: sum,
      sha256: sha256(contents.map((each) => `${each}\n`).join('')),
    });
    expect(contents).toHaveLength(3);
    expect((await at.get('tax-year=2026')).bytes.equals(answer.bytes)).toBe(true);
  });

  it('goes on from any chunk: what was read before and what is read after make the whole', async () => {
    const whole = await at.get('tax-year=2026');
    const rest = await at.get('tax-year=2026&from-chunk=3');
    expect(linesOf(rest)[0]).toMatchObject({ fromChunk: 3, chunks: 3 });
    const third = linesOf(whole).slice(linesOf(whole).findIndex(({ chunk }) => chunk === 2) + 1);
    expect(linesOf(rest).slice(1)).toEqual(third);
    expect(await at.refused('tax-year=2026&from-chunk=5')).toEqual([400, 'INVALID_INPUT', 'from-chunk']);
    await at.begin(2025, 5);
    expect(await at.refused('tax-year=2025&from-chunk=2')).toEqual([400, 'INVALID_INPUT', 'from-chunk']);
  });

  it('is as CSV the same amounts, and no cell begins as a formula would', async () => {
    const { text, headers } = await at.get('tax-year=2026&format=csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="deduction-652300-2026.csv.gz"');
    const rows = text.trimEnd().split('\r\n');
    expect(rows[0]).toBe('reference,tax_year,amount,contributed,cap,cap_ratio');
    for (const cell of rows.flatMap((row) => row.split(','))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const told = personsOf(await at.get('tax-year=2026'));
    const expected = told.map(({ reference, amount, contributed, cap, capRatio }) =>
      [reference, 2026, amount, contributed, cap, capRatio].join(','),
    );
    expect(rows.slice(1).filter((row) => !row.startsWith('#'))).toEqual(expected);
    const first = rows.indexOf(rows.find((row) => row.startsWith('#chunk,1,'))!);
    const [, , , , digest] = rows[first]!.split(',');
    expect(digest).toBe(sha256(`${rows.slice(2, first).join('\r\n')}\r\n`));
  });
});
