import type { CivilDate } from '#kernel/calendar.ts';
import type { CityCode } from '#service/cities.ts';
import type { DocumentKind, EmploymentForm } from '../rules/eligibility.ts';

/** A person with what the current application declares; the sealed columns are opened only when asked for. */
export type MemberRow = {
  id: string;
  city: CityCode;
  identity_sealed: Buffer;
  name_sealed: Buffer;
  phone_sealed: Buffer;
  document_kind: DocumentKind;
  birth_date: CivilDate;
  sex: 'MALE' | 'FEMALE';
  application_id: string;
  employment_form: EmploymentForm;
  industry_code: string;
  industry_name: string;
  declared_in_unit: boolean;
};

/** The columns of a MemberRow, from `member m JOIN application a ON a.id = m.application_id`. */
export const memberColumns = `
  m.id, m.city, m.identity_sealed, m.name_sealed, m.phone_sealed, m.document_kind, m.birth_date, m.sex,
  m.application_id, a.employment_form, a.industry_code, a.industry_name, a.in_unit AS declared_in_unit`;
