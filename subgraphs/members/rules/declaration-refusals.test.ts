import { describe, expect, it } from 'vitest';
import { identityCheckDigit } from '#kernel/identity-card.ts';
import { Refusal } from '#kernel/refusal.ts';
import { policyOn } from '#policy/policy.ts';
import { type Declaration, declaredCredit, readDeclaration, referenceText } from './declaration.ts';
import { type Applicant, eligibility } from './eligibility.ts';
import { retirement } from './retirement.ts';

const today = '2026-10-01';
const changji = policyOn('652300', today);
const numbered = (first17: string): string => first17 + identityCheckDigit(first17);
const man = numbered('65230119920815001');
const woman = numbered('65230119920815002');
const declaration: Declaration = {
  name: '马晓燕',
  identityNumber: woman,
  phone: '13900000001',
  employmentForm: 'NEW_FORM',
  industryCode: 'LOGISTICS',
  employedSince: '2024-03-01',
  creditStanding: { value: 'GOOD', source: '人民银行征信系统', asOf: '2024-01-01' },
};
const read = (change: Partial<Declaration> = {}) => readDeclaration({ ...declaration, ...change }, today, changji);

/** The words of a refusal and the field it names. */
function refused(work: () => unknown): [message: string, field: unknown] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'INVALID_INPUT') return [error.message, error.detail.field];
    throw error;
  }
  throw new Error('It was not refused');
}

describe('CJ-03 a declaration that is not well formed is refused by the field at fault, in words', () => {
  it.each<[string, string, Partial<Declaration>]>([
    ['A name has 1 to 50 letters', 'name', { name: '1' }],
    ['A phone number has 11 digits', 'phone', { phone: '1390000000' }],
    ['Employment has not begun', 'employedSince', { employedSince: '2026-10-02' }],
    ['The industry is not on the list of the city', 'industryCode', { industryCode: 'NOWHERE' }],
    ['The document tells another sex', 'sex', { sex: 'MALE' }],
    ['Nobody is their own spouse', 'spouseIdentityNumber', { spouseIdentityNumber: woman }],
  ])('%s', (message, field, change) => {
    expect(refused(() => read(change))).toEqual([message, field]);
  });

  it('takes employment that began today, the sex that the document tells, and a spouse or none', () => {
    expect(read({ employedSince: today, sex: 'FEMALE' })).toMatchObject({ sex: 'FEMALE', spouseIdentityNumber: null });
    expect(read({ identityNumber: man }).sex).toBe('MALE');
    expect(read({ spouseIdentityNumber: man }).spouseIdentityNumber).toBe(man);
    expect(read({ spouseIdentityNumber: null }).spouseIdentityNumber).toBeNull();
    const [message, field] = refused(() => read({ spouseIdentityNumber: '12' }));
    expect([message.startsWith('The identity number is not valid: '), field]).toEqual([true, 'spouseIdentityNumber']);
  });
});

describe('CJ-16 a category', () => {
  const graduate = { kind: 'GRADUATE', graduatedOn: '2026-06-30', evidenceReference: ' XJ-1 ' } as const;
  const veteran = { kind: 'VETERAN', evidenceReference: 'TY-2' } as const;

  it('is kept as it was declared, with a day only where there is one', () => {
    expect(read({ categories: [graduate, veteran] }).categories).toEqual([
      { kind: 'GRADUATE', graduatedOn: '2026-06-30', evidenceReference: 'XJ-1', since: '2026-10-01', until: null },
      { kind: 'VETERAN', graduatedOn: null, evidenceReference: 'TY-2', since: '2026-10-01', until: null },
    ]);
    expect(read({ categories: [{ ...graduate, graduatedOn: today }] }).categories).toHaveLength(1);
    expect(read().categories).toEqual([]);
  });

  it('is declared once, a graduate’s with a day, which is not in the future, and each with its evidence', () => {
    const refusedWith = (...categories: NonNullable<Declaration['categories']>[number][]) =>
      refused(() => read({ categories }));
    expect(refusedWith(veteran, veteran)).toEqual(['A category is declared once', 'categories']);
    const dayless = ['A graduate has a day of graduation', 'categories.0.graduatedOn'];
    expect(refusedWith({ ...graduate, graduatedOn: null })).toEqual(dayless);
    const later = ['The graduation is not in the future', 'categories.1.graduatedOn'];
    expect(refusedWith(veteran, { ...graduate, graduatedOn: '2026-10-02' })).toEqual(later);
    const bare = ['Expected 1 to 100 characters', 'categories.0.evidenceReference'];
    expect(refusedWith({ ...veteran, evidenceReference: '  ' })).toEqual(bare);
  });
});

describe('a text that is kept as it is', () => {
  it('has 1 to so many characters without the space around them', () => {
    expect(referenceText(' a ', 'text')).toBe('a');
    expect(referenceText('a'.repeat(100), 'text')).toHaveLength(100);
    expect(referenceText(` ${'a'.repeat(5)} `, 'text', 5)).toBe('aaaaa');
    expect(refused(() => referenceText('   ', 'text'))).toEqual(['Expected 1 to 100 characters', 'text']);
    expect(refused(() => referenceText('aaaaaa', 'text', 5))).toEqual(['Expected 1 to 5 characters', 'text']);
  });

  it('holds no personal number', () => {
    const said = ['Personal numbers do not belong in this text', 'text'];
    for (const text of [man, 'tel 13900000001.']) expect(refused(() => referenceText(text, 'text'))).toEqual(said);
  });

  it('CJ-04 names the source of a credit standing, whose day is not in the future', () => {
    const credit = { value: 'GOOD', source: ' 征信 ', asOf: today } as const;
    expect(declaredCredit(credit, today, 'credit')).toEqual({ value: 'GOOD', source: '征信', asOf: today });
    const later = ['Credit standing cannot be as of a later day', 'credit.asOf'];
    expect(refused(() => declaredCredit({ ...credit, asOf: '2026-10-02' }, today, 'credit'))).toEqual(later);
    const bare = ['Expected 1 to 100 characters', 'credit.source'];
    expect(refused(() => declaredCredit({ ...credit, source: '' }, today, 'credit'))).toEqual(bare);
  });
});

describe('CJ-01 a decision', () => {
  const applicant: Applicant = {
    birthDate: '2009-12-01',
    sex: 'MALE',
    documentKind: 'RESIDENT_CARD',
    employmentForm: 'NEW_FORM',
    ownIncome: false,
    inUnit: false,
    credit: { value: 'GOOD', asOf: '2026-01-01', selfDeclared: false, source: '征信' },
  };
  const described = (change: Partial<Applicant>) =>
    eligibility({ ...applicant, ...change }, today, changji)
      .conditions.map(({ description }) => description)
      .join();

  it('says whether an own income was declared, and whether a good credit is only one’s own word', () => {
    expect(described({})).toContain(`${today}未声明以自己的劳动收入`);
    expect(described({ ownIncome: true })).toContain(`${today}已声明以自己的劳动收入`);
    expect(described({})).not.toContain('未核验');
    expect(described({ credit: { ...applicant.credit, selfDeclared: true } })).toContain('（本人承诺，未核验）');
  });

  it('names every figure it used, of women one more', () => {
    const used = (sex: 'MALE' | 'FEMALE') => eligibility({ ...applicant, sex }, today, changji).policy;
    expect(used('FEMALE')).toHaveLength(used('MALE').length + 1);
    for (const figure of used('MALE')) {
      expect(figure).toMatchObject({ name: expect.any(String), from: expect.any(String), status: expect.any(String) });
    }
    expect(retirement(applicant.birthDate, 'M60', changji.national).retirementOn > today).toBe(true);
  });
});
