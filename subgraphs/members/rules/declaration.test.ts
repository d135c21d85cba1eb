import { describe, expect, test } from 'vitest';
import { policyOn } from '#policy/policy.ts';
import { type Declaration, readDeclaration, referenceText } from './declaration.ts';

const today = '2026-10-01';
const policy = policyOn('652300', today);
const good: Declaration = {
  name: ' 马晓燕 ',
  identityNumber: '11010519491231002x',
  phone: '13900000001',
  employmentForm: 'NEW_FORM',
  industryCode: 'RETAIL',
  employedSince: '2026-10-01',
  creditStanding: { value: 'GOOD', source: '人民银行征信系统', asOf: today },
};
const read = (given: Partial<Declaration>) => readDeclaration({ ...good, ...given }, today, policy);
const fault = (field: string) =>
  expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.objectContaining({ field }) });

describe('a declaration', () => {
  test('is read into one spelling: number in capitals, name without surrounding space', () => {
    expect(read({})).toMatchObject({
      name: '马晓燕',
      identityNumber: '11010519491231002X',
      documentKind: 'RESIDENT_CARD',
      birthDate: '1949-12-31',
      sex: 'FEMALE',
      industry: { code: 'RETAIL', name: '商贸零售' },
    });
  });

  test.each<[string, Partial<Declaration>]>([
    ['name', { name: '  ' }],
    ['name', { name: '张三<script>' }],
    ['identityNumber', { identityNumber: '110105194912310021' }],
    ['spouseIdentityNumber', { spouseIdentityNumber: '652301199208150012' }],
    ['spouseIdentityNumber', { spouseIdentityNumber: '' }],
    ['spouseIdentityNumber', { spouseIdentityNumber: ' 11010519491231002X ' }],
    ['phone', { phone: '1390000000' }],
    ['employedSince', { employedSince: '2026-10-02' }],
    ['industryCode', { industryCode: 'MINING' }],
    ['sex', { sex: 'MALE' }],
    ['categories.0.graduatedOn', { categories: [{ kind: 'GRADUATE', evidenceReference: 'D-1' }] }],
    ['categories', { categories: ['D-1', 'D-2'].map((evidenceReference) => ({ kind: 'VETERAN', evidenceReference })) }],
  ])('is refused with the field %s at fault', (field, given) => {
    expect(() => read(given)).toThrow(fault(field));
  });

  test('free texts take no identity or mobile number', () => {
    for (const text of ['见652301199208150013', '电话13912345678', 'USA652385030714'])
      expect(() => referenceText(text, 'evidenceReference')).toThrow(fault('evidenceReference'));
    expect(referenceText('HR-2026-000123', 'evidenceReference')).toBe('HR-2026-000123');
  });
});
