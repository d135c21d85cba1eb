import type { CivilDate } from '#kernel/calendar.ts';
import { type IdentityDocument, type IdentityDocumentKind, parseIdentityNumber } from '#kernel/identity-card.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { CityPolicy } from '#policy/policy.ts';
import type { DeclaredCredit } from './credit.ts';
import type { DocumentKind, EmploymentForm } from './eligibility.ts';
import { type Industry, industryOf } from './key-industry.ts';
import { type Validity, validityOf } from './validity.ts';

export type CategoryKind = 'STUDENT' | 'GRADUATE' | 'VETERAN' | 'BORDER_GUARD';
type DeclaredCategory = {
  kind: CategoryKind;
  graduatedOn?: CivilDate | null;
  /** The day of the declaration where it is not given. */
  since?: CivilDate | null;
  until?: CivilDate | null;
  evidenceReference: string;
};
type Category = Validity & { kind: CategoryKind; graduatedOn: CivilDate | null; evidenceReference: string };
export type Sex = 'MALE' | 'FEMALE';

/** What an applicant declares. */
export type Declaration = {
  name: string;
  identityNumber: string;
  spouseIdentityNumber?: string | null;
  phone: string;
  sex?: Sex | null;
  employmentForm: EmploymentForm;
  industryCode: string;
  employedSince: CivilDate;
  creditStanding: DeclaredCredit;
  categories?: readonly DeclaredCategory[];
};

/** A declaration that is complete and well formed, in one spelling. */
export type Declared = {
  name: string;
  identityNumber: string;
  spouseIdentityNumber: string | null;
  documentKind: DocumentKind;
  birthDate: CivilDate;
  sex: Sex;
  phone: string;
  industry: Industry;
  categories: Category[];
};

const kinds: Record<IdentityDocumentKind, DocumentKind> = {
  'resident-card': 'RESIDENT_CARD',
  'hong-kong-residence': 'HONG_KONG_RESIDENCE',
  'macao-residence': 'MACAO_RESIDENCE',
  'taiwan-residence': 'TAIWAN_RESIDENCE',
  'permanent-residence': 'PERMANENT_RESIDENCE',
};
const namePattern = /^[\p{L}\p{M}·•‧.' -]{1,50}$/u;
const phonePattern = /^\d{11}$/;
// An identity number or a mobile number in a free text would stand unencrypted in the register.
const personalPattern = /\d{17}[\dXx]|[A-Za-z]{3}\d{12}|(?<!\d)1\d{10}(?!\d)/;

const invalid = (field: string, message: string): Refusal => new Refusal('INVALID_INPUT', message, { field });
const invalidNumber = (field: string, rule: string): Refusal =>
  new Refusal('INVALID_INPUT', `The identity number is not valid: ${rule}`, { field, rule });

/** A text of 1 to `longest` characters without an identity or mobile number in it, or a refusal naming the field. */
export function referenceText(text: string, field: string, longest = 100): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > longest) throw invalid(field, `Expected 1 to ${longest} characters`);
  if (personalPattern.test(trimmed.normalize('NFKC')))
    throw invalid(field, 'Personal numbers do not belong in this text');
  return trimmed;
}

/** A name in one spelling: 1 to 50 letters of any script, or a refusal that names the field and never the name (CJ-03). */
export function readName(text: string): string {
  const name = text.trim().normalize('NFC');
  if (!namePattern.test(name)) throw invalid('name', 'A name has 1 to 50 letters');
  return name;
}

/** Credit standing with its source and a date that is not in the future (CJ-04). */
export function declaredCredit(credit: DeclaredCredit, today: CivilDate, field: string): DeclaredCredit {
  if (credit.asOf > today) throw invalid(`${field}.asOf`, 'Credit standing cannot be as of a later day');
  return { value: credit.value, source: referenceText(credit.source, `${field}.source`), asOf: credit.asOf };
}

function declaredSex(document: IdentityDocument, declared: Sex | null | undefined): Sex {
  const told = document.sex && (document.sex === 'male' ? 'MALE' : 'FEMALE');
  if (told && declared && told !== declared) throw invalid('sex', 'The document tells another sex');
  const sex = told ?? declared;
  if (!sex) throw invalid('sex', 'This document does not tell the sex; it must be declared');
  return sex;
}

function declaredCategories(categories: readonly DeclaredCategory[], today: CivilDate): Declared['categories'] {
  const kindsSeen = new Set(categories.map(({ kind }) => kind));
  if (kindsSeen.size !== categories.length) throw invalid('categories', 'A category is declared once');
  return categories.map((category, index) => readCategory(category, today, `categories.${index}.`));
}

/** Reads from when to when somebody belongs to a group, or refuses INVALID_INPUT naming the field under `at` (CJ-16). */
export function readCategory(category: DeclaredCategory, today: CivilDate, at: string): Category {
  const { kind, graduatedOn = null } = category;
  if (kind === 'GRADUATE' && !graduatedOn) throw invalid(`${at}graduatedOn`, 'A graduate has a day of graduation');
  if (graduatedOn && graduatedOn > today) throw invalid(`${at}graduatedOn`, 'The graduation is not in the future');
  const evidenceReference = referenceText(category.evidenceReference, `${at}evidenceReference`);
  const { since, until } = validityOf({ ...category, since: category.since ?? today }, today, at);
  return { kind, graduatedOn, evidenceReference, since, until };
}

function declaredSpouse(text: string | null | undefined, own: string, today: CivilDate): string | null {
  if (text === null || text === undefined) return null;
  const field = 'spouseIdentityNumber';
  const document = parseIdentityNumber(text, today);
  if (!document.ok) throw invalidNumber(field, document.reason);
  if (document.number === own) throw invalid(field, 'Nobody is their own spouse');
  return document.number;
}

/** Reads an identity number with what its document says of the person, or refuses INVALID_INPUT naming the field (CJ-03). */
export function readIdentity(
  given: { identityNumber: string; sex?: Sex | null },
  today: CivilDate,
): Pick<Declared, 'identityNumber' | 'documentKind' | 'birthDate' | 'sex'> {
  const document = parseIdentityNumber(given.identityNumber, today);
  if (!document.ok) throw invalidNumber('identityNumber', document.reason);
  const { number: identityNumber, birthDate } = document;
  return { identityNumber, documentKind: kinds[document.kind], birthDate, sex: declaredSex(document, given.sex) };
}

/** Reads a declaration, or refuses INVALID_INPUT naming the first field at fault and never its content (CJ-03). */
export function readDeclaration(declaration: Declaration, today: CivilDate, policy: CityPolicy): Declared {
  const document = parseIdentityNumber(declaration.identityNumber, today);
  if (!document.ok) throw invalidNumber('identityNumber', document.reason);
  const name = readName(declaration.name);
  if (!phonePattern.test(declaration.phone)) throw invalid('phone', 'A phone number has 11 digits');
  if (declaration.employedSince > today) throw invalid('employedSince', 'Employment has not begun');
  const industry = industryOf(declaration.industryCode, policy);
  if (!industry) throw invalid('industryCode', 'The industry is not on the list of the city');
  return {
    name,
    identityNumber: document.number,
    spouseIdentityNumber: declaredSpouse(declaration.spouseIdentityNumber, document.number, today),
    documentKind: kinds[document.kind],
    birthDate: document.birthDate,
    sex: declaredSex(document, declaration.sex),
    phone: declaration.phone,
    industry,
    categories: declaredCategories(declaration.categories ?? [], today),
  };
}
