import { describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { addsUp, letterNumber, otherCentre, otherLetter } from './transfer-letter.ts';
import { effectOf, isTransferStatus, mayCancel, type TransferStatus, transferEnd } from './transfer-status.ts';

const statuses: TransferStatus[] = ['00', '01', '02', '05', '06', '08', '13', '20', '40'];

describe('CJ-10 HZ-12 a contact letter', () => {
  it('is numbered by the centre, the day and a count of four digits', () => {
    expect(letterNumber('652300', '2026-09-07', 1)).toBe('6523002609070001');
    expect(letterNumber('330500', '2026-12-31', 9999)).toBe('3305002612319999');
    expect(() => letterNumber('652300', '2026-09-07', 10_000)).toThrow(Refusal);
  });

  it('of another centre begins with that centre’s digits', () => {
    expect(otherLetter('6501002609070001', '650100000000000')).toBe('6501002609070001');
    for (const letter of ['6523002609070001', '650100260907001', '65010026090700011', '650100260907000X', '']) {
      expect(() => otherLetter(letter, '650100000000000')).toThrow(Refusal);
    }
  });

  it('goes to another centre than one’s own', () => {
    expect(otherCentre('652300', '650100000000000')).toBe('650100000000000');
    expect(otherCentre('652300', '330500000000000')).toBe('330500000000000');
    for (const centre of ['652300000000000', '6501', 'centre', '']) {
      expect(() => otherCentre('652300', centre)).toThrow(Refusal);
    }
  });
});

describe('CJ-10 HZ-12 TranAmt = OrAcctAmt + Yinter', () => {
  const told = (amount: string, principal: string, interest: string) =>
    addsUp({ amount: yuan(amount), principal: yuan(principal), interest: yuan(interest) });

  it('12,000.00 and 41.25 are 12,041.25, to the fen', () => {
    expect(told('12041.25', '12000.00', '41.25')).toBe(true);
    expect(told('12041.24', '12000.00', '41.25')).toBe(false);
    expect(told('12041.26', '12000.00', '41.25')).toBe(false);
  });

  it('allows no interest and a principal of nothing, and neither below zero nor nothing at all', () => {
    expect(told('100.00', '100.00', '0.00')).toBe(true);
    expect(told('0.25', '0.00', '0.25')).toBe(true);
    expect(told('0.00', '0.00', '0.00')).toBe(false);
    expect(told('90.00', '100.00', '-10.00')).toBe(false);
    expect(told('90.00', '-10.00', '100.00')).toBe(false);
  });
});

describe('HZ-12 the statuses of a transfer', () => {
  it('move on to whatever lies ahead, and take what was told late for late', () => {
    expect(effectOf('01', '02')).toBe('moves');
    expect(effectOf('01', '00')).toBe('moves');
    expect(effectOf('08', '02')).toBe('late');
    expect(effectOf('00', '08')).toBe('late');
    expect(effectOf('00', '00')).toBe('late');
    expect(effectOf('06', '20')).toBe('moves');
    expect(effectOf('20', '06')).toBe('late');
  });

  it('never lead from one end to another, whatever is told afterwards', () => {
    for (const end of statuses.filter((status) => transferEnd(status) !== null)) {
      for (const told of statuses) expect(effectOf(end, told)).not.toBe('moves');
    }
    expect(effectOf('00', '40')).toBe('contradicts');
    expect(effectOf('05', '00')).toBe('contradicts');
    expect(effectOf('13', '00')).toBe('contradicts');
  });

  it('have for each pair one effect, and no two lie ahead of each other', () => {
    for (const one of statuses) {
      for (const other of statuses) {
        if (effectOf(one, other) === 'moves') expect(effectOf(other, one)).toBe('late');
      }
    }
  });

  it('can be cancelled until the other centre has approved the account', () => {
    expect(statuses.filter(mayCancel)).toEqual(['01', '02', '06']);
  });

  it('are known by code', () => {
    expect(statuses.every(isTransferStatus)).toBe(true);
    for (const text of ['03', '99', '', 'toString']) expect(isTransferStatus(text)).toBe(false);
  });
});
