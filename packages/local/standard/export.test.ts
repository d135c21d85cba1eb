import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yuan } from '#kernel/money.ts';
import { runInstalments } from '#loans/jobs/instalments.ts';
import { sealer } from '#service/sealing.ts';
import { join as joinCity } from '#test/agencies.ts';
import { lend } from '#test/lending.ts';
import { identityNumber } from '#test/members.ts';
import { testIdentity } from '#test/registers.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';
import { exportStandard } from './export.ts';
import { layouts, line } from './layout.ts';

const plan = { base: '7180.00', ratio: '10%', mode: 'MONTHLY', firstContribution: '718.00' };
const numbers = [identityNumber('1990-04-01'), identityNumber('1991-05-02', 'FEMALE')];
const folder = mkdtempSync(join(tmpdir(), 'jgjt320-'));

let stack: TestStack;
let exported: Record<string, number>;

beforeAll(async () => {
  stack = await startTestStack('2025-09-05');
  const borrower = await joinCity(stack, 'huzhou', { identityNumber: numbers[0] }, plan);
  await joinCity(stack, 'huzhou', { identityNumber: numbers[1] }, plan);
  await joinCity(stack, 'changji', { identityNumber: identityNumber('1992-06-03') }, plan);
  stack.clock.set('2026-05-10');
  const asked = { memberId: borrower, principal: '300000.00', months: 240, method: 'EQUAL_INSTALMENT' } as const;
  await lend(stack, 'huzhou', asked);
  await stack.world.hear();
  stack.clock.set('2026-06-10');
  await runInstalments(stack.world.runs.loans);
  const { members, contributions, loans } = stack.world.databases;
  const registers = {
    ...{ members: members.database, contributions: contributions.database, loans: loans.database },
    sealer: sealer(testIdentity.keys),
  };
  // An export of before, which others could read.
  writeFileSync(join(folder, 'GRXX.csv'), 'old', { mode: 0o644 });
  exported = await exportStandard(registers, { city: '330500', on: '2026-07-01', folder });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await stack?.stop();
});

const recordsOf = (file: string): Record<string, string>[] => {
  const [head, ...lines] = readFileSync(join(folder, `${file}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  const names = head!.split(',');
  return lines.map((each) => Object.fromEntries(each.split(',').map((value, index) => [names[index]!, value])));
};

describe('an export by the fields of JGJ/T 320', () => {
  it('has a file for each table, of one city only, and for nobody else of the machine to read', () => {
    expect(exported).toEqual({
      ...{ GRXX: 2, GRZH: 2, GRYWMX: 2, JKHT: 1, DKZH: 1, DKYWMX: 2 },
      // Nothing was ever late, and nobody borrows jointly.
      ...{ YQDJ: 0, GTJKR: 0 },
    });
    expect(readdirSync(folder).sort()).toEqual([
      'DKYWMX.csv',
      'DKZH.csv',
      'GRXX.csv',
      'GRYWMX.csv',
      'GRZH.csv',
      'GTJKR.csv',
      'JKHT.csv',
      'YQDJ.csv',
    ]);
    expect(statSync(join(folder, 'GRXX.csv')).mode & 0o077).toBe(0);
  });

  it('4.0.3 tells each person with the account’s number, the document by A.1 and the sex by GB/T 2261.1', () => {
    const persons = recordsOf('GRXX');
    expect(new Set(persons.map(({ ZJHM }) => ZJHM))).toEqual(new Set(numbers));
    expect(persons.find(({ ZJHM }) => ZJHM === numbers[1])).toMatchObject({
      ZJLX: '01',
      XINGBIE: '2',
      CSNY: '1991-05',
    });
    expect(new Set(persons.map(({ GRZH }) => GRZH))).toEqual(new Set(recordsOf('GRZH').map(({ GRZH }) => GRZH)));
  });

  it('5.0.4 tells what was carried forward on 30 June, and 5.0.5 every movement by A.5', () => {
    const account = { GRJCJS: '7180.00', GRZHZT: '01', KHRQ: '20250905', GRYJCE: '718.00', DWYJCE: '0.00' };
    const balance = { GRZHYE: '718.00', GRZHSNJZYE: '718.00', GRZHDNGJYE: '0.00', XHRQ: '', JCSFLX: 'FLEXIBLE' };
    for (const told of recordsOf('GRZH')) expect(told).toMatchObject({ ...account, ...balance });
    const movement = { JZRQ: '20250905', GJHTQYWLX: '01', FSE: '718.00', FSLXE: '0.00', TQYY: '', CZBZ: '01' };
    for (const told of recordsOf('GRYWMX')) expect(told).toMatchObject(movement);
  });

  it('6.0.2, 6.0.5 and 6.0.6 tell the loan, its borrower and what was repaid, with its rate in seven places', () => {
    const terms = { DKHKFS: '01', DKLX: '01', DKDBLX: '99', HTDKJE: '300000.00', JKHTLL: '0.0260000', DKQS: '240' };
    const [contract] = recordsOf('JKHT');
    expect(contract).toMatchObject({
      ...terms,
      YDFKRQ: '20260510',
      YDDQRQ: '20460510',
      FWZJ: '1000000.00',
      JKRZJH: numbers[0],
    });
    // 300,000 at 2.6 % over 240 months: 1604.36 a month, of which 650.00 is interest.
    const [loan] = recordsOf('DKZH');
    expect(loan).toMatchObject({ DKFXDJ: '01', DKYE: '299045.64', HSBJZE: '954.36', HSLXZE: '650.00', LJYQQS: '0' });
    const [paidOut, repaid] = recordsOf('DKYWMX');
    expect(paidOut).toMatchObject({ DKYWMXLX: '01', FSE: '300000.00', BJJE: '300000.00', YWFSRQ: '20260510' });
    expect(repaid).toMatchObject({ DKYWMXLX: '02', FSE: '1604.36', BJJE: '954.36', LXJE: '650.00', FXJE: '0.00' });
  });

  it('names the fields of what is overdue and of joint borrowers also where there is none', () => {
    const head = (file: string) => readFileSync(join(folder, `${file}.csv`), 'utf8').trimEnd();
    expect(head('YQDJ')).toBe('DKZH,YQQC,YQBJ,YQLX,YQFX,SSRQ,HKQC,SSYQBJJE,SSYQLXJE,SSYQFXJE');
    expect(head('GTJKR')).toBe('JKHTBH,GTJKRXM,GTJKRZJLX,GTJKRZJHM,GTJKRGJJZH,CDGX');
  });

  it('writes no record with a code outside its table, nor a text too long, and tells not what stood there', () => {
    const person = { GRZH: '1', XINGMING: '张"三,', XINGBIE: '1', SJHM: '1', ZJLX: '01', ZJHM: '1', CSNY: '1990-04' };
    expect(line(layouts.persons, person)).toBe('1,"张""三,",1,1,01,1,1990-04\n');
    for (const wrong of [
      { ZJLX: '05' },
      { XINGBIE: '3' },
      { ZJHM: '1'.repeat(19) },
      { CSNY: '1990-13' },
      { GRZH: null },
    ]) {
      expect(() => line(layouts.persons, { ...person, ...wrong })).toThrow(/^4\.0\.3 个人信息: [A-Z]+ is not of/);
    }
    const account = { GRZH: '1', GRJCJS: yuan('1') };
    expect(() => line(layouts.accounts, { ...account, GRZHZT: '07' })).toThrow('GRZHZT is not of A.6');
  });
});
