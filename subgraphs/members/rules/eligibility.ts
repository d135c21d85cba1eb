import { addYears, ageOn, type CivilDate } from '#kernel/calendar.ts';
import { type CityPolicy, demonstrationFigures, type Figure } from '#policy/policy.ts';
import { type FigureUsed, figuresKept } from './application.ts';
import { type RetirementCategory, retirement, retirementCategory } from './retirement.ts';

export type EmploymentForm = 'NON_FULL_TIME' | 'SELF_EMPLOYED' | 'NEW_FORM';
export type DocumentKind =
  | 'RESIDENT_CARD'
  | 'HONG_KONG_RESIDENCE'
  | 'MACAO_RESIDENCE'
  | 'TAIWAN_RESIDENCE'
  | 'PERMANENT_RESIDENCE';
export type CreditValue = 'GOOD' | 'ADVERSE' | 'NOT_CHECKED';

/** What an applicant is and declares, as far as eligibility asks. */
export type Applicant = {
  birthDate: CivilDate;
  sex: 'MALE' | 'FEMALE';
  documentKind: DocumentKind;
  /** The last day of the document; null or absent of one that is for life. */
  documentValidUntil?: CivilDate | null;
  employmentForm: EmploymentForm;
  ownIncome: boolean;
  inUnit: boolean;
  credit: { value: CreditValue; asOf: CivilDate; selfDeclared: boolean; source: string };
};

/** A condition with the fact that it was judged by, the day as of which the fact stood, and where it comes from. */
type Condition = {
  clause: string;
  description: string;
  met: boolean;
  fact: string;
  factOn: CivilDate;
  source: string;
};

const sources = { document: '身份证件', declared: '申请人声明' } as const;

export type Eligibility = {
  eligible: boolean;
  decidedOn: CivilDate;
  conditions: Condition[];
  retirementOn: CivilDate;
  demonstrationFigures: string[];
  /** The figures that decided, as they stood that day. */
  policy: FigureUsed[];
};

type PolicyForm = CityPolicy['eligibility']['employmentForms']['value'][number];
type PersonGroup = CityPolicy['eligibility']['personGroups']['value'][number];

const forms: Record<EmploymentForm, { policy: PolicyForm; chinese: string }> = {
  NON_FULL_TIME: { policy: 'part-time', chinese: '非全日制' },
  SELF_EMPLOYED: { policy: 'self-employed', chinese: '个体经营' },
  NEW_FORM: { policy: 'new-form', chinese: '新就业形态' },
};
const documents: Record<DocumentKind, { group: PersonGroup; chinese: string }> = {
  RESIDENT_CARD: { group: 'mainland', chinese: '居民身份证' },
  HONG_KONG_RESIDENCE: { group: 'hong-kong-macao-taiwan', chinese: '香港居民居住证' },
  MACAO_RESIDENCE: { group: 'hong-kong-macao-taiwan', chinese: '澳门居民居住证' },
  TAIWAN_RESIDENCE: { group: 'hong-kong-macao-taiwan', chinese: '台湾居民居住证' },
  PERMANENT_RESIDENCE: { group: 'foreign-permanent-resident', chinese: '外国人永久居留身份证' },
};
const credits: Record<CreditValue, string> = { GOOD: '良好', ADVERSE: '不良', NOT_CHECKED: '未查询' };

/** Which clause asks each condition; a city whose plan does not ask for credit standing has none. */
const clauses: Record<CityPolicy['city'], Record<'age' | 'capacity' | 'scope' | 'unit', string> & { credit?: string }> =
  {
    '652300': { age: 'CJ-01', capacity: 'CJ-02', scope: 'CJ-03', credit: 'CJ-04', unit: 'CJ-04' },
    '330500': { age: 'HZ-01', capacity: 'HZ-01', scope: 'HZ-01', unit: 'HZ-03' },
  };

function ageConditions(applicant: Applicant, on: CivilDate, policy: CityPolicy, retirementOn: CivilDate): Condition[] {
  const clause = clauses[policy.city].age;
  const minimum = policy.eligibility.minimumAge.value;
  const reached = addYears(applicant.birthDate, minimum);
  const old = ageOn(applicant.birthDate, on);
  const born = { fact: `出生日期${applicant.birthDate}`, factOn: on, source: sources.document };
  return [
    {
      clause,
      ...born,
      met: on >= reached,
      description: `年满${minimum}周岁：${on}为${old}周岁，${reached}满${minimum}周岁`,
    },
    {
      clause,
      ...born,
      met: on < retirementOn,
      description: `未达到法定退休年龄：法定退休日为${retirementOn}，申请日为${on}`,
    },
  ];
}

function capacityCondition(applicant: Applicant, on: CivilDate, policy: CityPolicy): Condition {
  const clause = clauses[policy.city].capacity;
  const { deemedAge, fullAge } = policy.national.capacity;
  const fullOn = addYears(applicant.birthDate, fullAge.value);
  if (on >= fullOn) {
    const born = { fact: `出生日期${applicant.birthDate}`, factOn: on, source: sources.document };
    return { clause, ...born, met: true, description: `完全民事行为能力：${fullOn}年满${fullAge.value}周岁` };
  }
  const deemedOn = addYears(applicant.birthDate, deemedAge.value);
  const declared = applicant.ownIncome ? '已声明' : '未声明';
  return {
    clause,
    ...{ fact: `${declared}以自己的劳动收入为主要生活来源`, factOn: on, source: sources.declared },
    met: on >= deemedOn && applicant.ownIncome,
    description: `视为完全民事行为能力：未满${fullAge.value}周岁，${on}${declared}以自己的劳动收入为主要生活来源`,
  };
}

function scopeConditions(applicant: Applicant, on: CivilDate, policy: CityPolicy): Condition[] {
  const clause = clauses[policy.city].scope;
  const form = forms[applicant.employmentForm];
  const document = documents[applicant.documentKind];
  return [
    {
      clause,
      ...{ fact: form.chinese, factOn: on, source: sources.declared },
      met: policy.eligibility.employmentForms.value.includes(form.policy),
      description: `灵活就业形式：${on}声明为${form.chinese}`,
    },
    {
      clause,
      ...{ fact: document.chinese, factOn: on, source: sources.document },
      met: policy.eligibility.personGroups.value.includes(document.group),
      description: `人员范围：${on}持${document.chinese}`,
    },
    ...expiryConditions(applicant, on, clause),
  ];
}

// A document that has expired proves neither who somebody is nor that they may stay.
function expiryConditions({ documentValidUntil: until }: Applicant, on: CivilDate, clause: string): Condition[] {
  if (!until) return [];
  const told = { fact: `证件有效期至${until}`, factOn: on, source: sources.document };
  return [{ clause, ...told, met: on <= until, description: `证件在有效期内：有效期至${until}，申请日为${on}` }];
}

function standingConditions(applicant: Applicant, on: CivilDate, policy: CityPolicy): Condition[] {
  const { credit, unit } = clauses[policy.city];
  const { value, asOf, selfDeclared, source } = applicant.credit;
  const unchecked = selfDeclared ? '（本人承诺，未核验）' : '';
  const participation = applicant.inUnit ? '正在单位缴存' : '没有单位缴存';
  const notInUnit: Condition = {
    clause: unit,
    ...{ fact: participation, factOn: on, source: `${sources.declared}和中心记录` },
    met: !applicant.inUnit,
    description: `未通过单位正常缴存：${on}${participation}`,
  };
  if (!credit) return [notInUnit];
  const description = `信用良好：${asOf}记录为${credits[value]}${unchecked}`;
  const told = { fact: credits[value], factOn: asOf, source };
  return [{ clause: credit, ...told, met: value === 'GOOD', description }, notInUnit];
}

function figuresUsed(policy: CityPolicy, category: RetirementCategory): Figure<unknown>[] {
  const { capacity, retirement: tables } = policy.national;
  const { minimumAge, employmentForms, personGroups } = policy.eligibility;
  const women = category === 'M60' ? [] : [tables.flexibleWomen];
  return [minimumAge, capacity.deemedAge, capacity.fullAge, tables[category], ...women, employmentForms, personGroups];
}

/** Who may join, condition by condition, on the day of application (CJ-01, CJ-02, CJ-03, CJ-04, HZ-01). */
export function eligibility(applicant: Applicant, on: CivilDate, policy: CityPolicy): Eligibility {
  const category = retirementCategory(applicant.sex, policy.national);
  const { retirementOn } = retirement(applicant.birthDate, category, policy.national);
  const conditions = [
    ...ageConditions(applicant, on, policy, retirementOn),
    capacityCondition(applicant, on, policy),
    ...scopeConditions(applicant, on, policy),
    ...standingConditions(applicant, on, policy),
  ];
  const used = figuresUsed(policy, category);
  return {
    eligible: conditions.every((condition) => condition.met),
    decidedOn: on,
    conditions,
    retirementOn,
    demonstrationFigures: demonstrationFigures(...used),
    policy: figuresKept(...used),
  };
}

/** Why an applicant was refused: every condition that is not met, with its clause. */
export function refusalReason(decision: Eligibility): string {
  const unmet = decision.conditions.filter((condition) => !condition.met);
  return unmet.map(({ clause, description }) => `${clause} ${description}`).join('；');
}
