import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseCity, policyOn } from '#policy/policy.ts';
import { type Applicant, type CreditValue, type DocumentKind, eligibility, refusalReason } from './eligibility.ts';

type Case = {
  name: string;
  city: string;
  on: string;
  born?: string;
  sex?: 'MALE' | 'FEMALE';
  document?: DocumentKind;
  validUntil?: string;
  credit?: CreditValue;
  ownIncome?: string;
  inUnit?: string;
  ownWord?: string;
  unmet: string[];
};

const file = readFileSync(new URL('eligibility.cases.yaml', import.meta.url), 'utf8');
const cases = parse(file, { schema: 'failsafe' }) as Case[];

function applicant(given: Partial<Case>): Applicant {
  return {
    birthDate: given.born ?? '1992-08-15',
    sex: given.sex ?? 'MALE',
    documentKind: given.document ?? 'RESIDENT_CARD',
    documentValidUntil: given.validUntil ?? null,
    employmentForm: 'NEW_FORM',
    ownIncome: given.ownIncome === 'yes',
    inUnit: given.inUnit === 'yes',
    credit: {
      value: given.credit ?? 'GOOD',
      asOf: '2026-01-05',
      selfDeclared: given.ownWord === 'yes',
      source: '人民银行征信系统',
    },
  };
}

const decide = (given: Case) => eligibility(applicant(given), given.on, policyOn(parseCity(given.city), given.on));

describe('eligibility', () => {
  test.each(cases)('$name', (given) => {
    const decision = decide(given);
    expect(decision.conditions.filter(({ met }) => !met).map(({ clause }) => clause)).toEqual(given.unmet);
    expect(decision.eligible).toBe(given.unmet.length === 0);
  });

  test('CJ-01 every condition tells the fact and its day, and never a number of a person', () => {
    for (const given of cases) {
      for (const { description } of decide(given).conditions) {
        expect(description).toMatch(/\d{4}-\d{2}-\d{2}/);
        expect(description).not.toMatch(/\d{11}/);
      }
    }
  });

  test('CJ-04 the reason of a refusal names each unmet condition with its clause', () => {
    const decision = decide({
      name: '',
      city: 'changji',
      on: '2026-10-01',
      credit: 'ADVERSE',
      inUnit: 'yes',
      unmet: [],
    });
    expect(refusalReason(decision)).toBe(
      'CJ-04 信用良好：2026-01-05记录为不良；CJ-04 未通过单位正常缴存：2026-10-01正在单位缴存',
    );
  });

  test('CJ-04 a condition met by the own word of the applicant says that it is not checked', () => {
    const decision = decide({ name: '', city: 'changji', on: '2026-10-01', ownWord: 'yes', unmet: [] });
    expect(decision.conditions.map(({ description }) => description)).toContain(
      '信用良好：2026-01-05记录为良好（本人承诺，未核验）',
    );
  });

  test('CJ-01 a figure that no document gives is named: the retirement category of women, the groups in Huzhou', () => {
    const woman = { name: '', on: '2026-10-01', sex: 'FEMALE', unmet: [] } as const;
    expect(decide({ ...woman, city: 'changji', unmet: [] }).demonstrationFigures).toEqual([
      'national.retirement.flexibleWomen',
    ]);
    expect(decide({ name: '', city: 'huzhou', on: '2026-10-01', unmet: [] }).demonstrationFigures).toEqual([
      'eligibility.personGroups',
    ]);
  });
});
