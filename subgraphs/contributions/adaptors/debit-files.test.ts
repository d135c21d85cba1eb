import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumFen } from '#kernel/money.ts';
import { readInstruction, writeInstruction } from './debit-instruction.ts';
import { type DebitResult, readResult, writeResult } from './debit-result.ts';
import { sealLines } from './sealed-lines.ts';

const batch = '0b0e7c52-8a47-4b6e-9d3a-0f4c1f2a9b77';
const instruction = {
  batch,
  city: '652300',
  debitOn: '2026-03-20',
  lines: [
    { lineId: 1, debitAccount: '622200000001', fen: 120000n },
    { lineId: 2, debitAccount: '622200000002', fen: 60050n },
  ],
};
const result: DebitResult = {
  batch,
  city: '652300',
  lines: [
    { lineId: 1, outcome: 'paid', fen: 120000n },
    { lineId: 2, outcome: 'insufficient-funds', fen: 0n },
  ],
};

describe('CJ-07 the instruction file', () => {
  it('has a header with control totals, a line for each debit and a digest of all before it', () => {
    const body = [
      `H|DEBIT|1|${batch}|652300|2026-03-20|2|180050`,
      'D|1|622200000001|120000',
      'D|2|622200000002|60050',
      '',
    ].join('\n');
    const digest = createHash('sha256').update(body).digest('hex');
    expect(writeInstruction(instruction)).toBe(`${body}T|${digest}\n`);
    expect(readInstruction(`${body}T|${digest}\n`)).toEqual({
      ...instruction,
      controlCount: 2,
      controlFen: 180050n,
      digest,
    });
  });

  it('is not read when its totals are not those of its lines', () => {
    const header = `H|DEBIT|1|${batch}|652300|2026-03-20`;
    for (const totals of ['1|120000|', '2|120000', '1|120001', '01|120000', '1|-120000']) {
      expect(() => readInstruction(sealLines([`${header}|${totals}`, 'D|1|622200000001|120000']))).toThrow();
    }
    expect(readInstruction(sealLines([`${header}|1|120000`, 'D|1|622200000001|120000'])).lines).toHaveLength(1);
  });
});

describe('CJ-07 the result file', () => {
  it('is read as it was written', () => {
    expect(readResult(writeResult(result))).toMatchObject({ ...result, paidFen: 120000n });
  });

  it('is not read when one character of it is another, or missing, or one too many', () => {
    const text = writeResult(result);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '7', '|', '\n', 'xx'), (at, instead) => {
        const changed = `${text.slice(0, at)}${instead}${text.slice(at + 1)}`;
        if (changed !== text) expect(() => readResult(changed)).toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['of another kind', [`H|DEBIT|1|${batch}|652300|1|1|5`, 'R|1|paid|5']],
    ['of another version', [`H|RESULT|2|${batch}|652300|1|1|5`, 'R|1|paid|5']],
    ['for no batch', ['H|RESULT|1|seven|652300|1|1|5', 'R|1|paid|5']],
    ['with fewer lines than it says', [`H|RESULT|1|${batch}|652300|2|1|5`, 'R|1|paid|5']],
    ['with fewer paid than it says', [`H|RESULT|1|${batch}|652300|1|0|5`, 'R|1|paid|5']],
    ['with another sum than it says', [`H|RESULT|1|${batch}|652300|1|1|6`, 'R|1|paid|5']],
    ['with an outcome nobody knows', [`H|RESULT|1|${batch}|652300|1|0|0`, 'R|1|maybe|0']],
    ['with a payment of nothing', [`H|RESULT|1|${batch}|652300|1|1|0`, 'R|1|paid|0']],
    ['with a refusal that takes money', [`H|RESULT|1|${batch}|652300|1|0|5`, 'R|1|account-closed|5']],
    ['with a negative amount', [`H|RESULT|1|${batch}|652300|1|1|5`, 'R|1|paid|-5']],
    ['with half a fen', [`H|RESULT|1|${batch}|652300|1|1|5`, 'R|1|paid|5.5']],
    ['with a part too many', [`H|RESULT|1|${batch}|652300|1|1|5`, 'R|1|paid|5|6']],
    ['without a header', ['R|1|paid|5']],
  ])('is not read %s, though its digest is right', (_, lines) => {
    expect(() => readResult(sealLines(lines))).toThrow();
  });

  it('keeps every line and every fen of any answer', () => {
    const line = fc.oneof(
      fc.record({ lineId: fc.nat(100_000), outcome: fc.constant('paid' as const), fen: fc.bigInt(1n, 10n ** 12n) }),
      fc.record({
        lineId: fc.nat(100_000),
        outcome: fc.constantFrom('insufficient-funds' as const, 'account-closed' as const),
        fen: fc.constant(0n),
      }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const read = readResult(writeResult({ batch, city: '330500', lines }));
        expect(read.lines).toEqual(lines);
        expect(read.paidFen).toBe(sumFen(lines.map(({ fen }) => fen)));
      }),
    );
  });
});
