import { ageOn, type CivilDate, isCivilDate, yearOf } from './calendar.ts';

/**
 * The five identity documents a contributor may hold: resident identity card (居民身份证), residence permits of
 * Hong Kong, Macao and Taiwan residents (港澳台居民居住证), foreigner's permanent residence card (外国人永久居留身份证).
 */
export const identityDocumentKinds = [
  'resident-card',
  'hong-kong-residence',
  'macao-residence',
  'taiwan-residence',
  'permanent-residence',
] as const;
export type IdentityDocumentKind = (typeof identityDocumentKinds)[number];

export type Sex = 'male' | 'female';

export type IdentityDocument = {
  ok: true;
  /** Trimmed, letters in upper case. */
  number: string;
  kind: IdentityDocumentKind;
  birthDate: CivilDate;
  /** Undefined for the old permanent residence card, whose number does not say. */
  sex: Sex | undefined;
  /** Which of its two numberings a permanent residence card has. */
  form?: 'new-18' | 'old-15';
};

/** Why a number was not accepted; never the number itself. */
export type IdentityNumberFault = {
  ok: false;
  reason: 'shape' | 'check-digit' | 'birth-date' | 'birth-date-in-future';
};

const surroundingSpace = /^[ \t\r\n]+|[ \t\r\n]+$/g;
const number18Pattern = /^[1-9]\d{16}[\dXx]$/;
const number15Pattern = /^[A-Za-z]{3}\d{12}$/;
const weights18 = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits18 = '10X98765432';
const weights15 = [7, 3, 1];
const earliestBirth = '1800-01-01';
const youngestOldCardHolder = 16;

/** The check digit of an 18-character number (GB 11643, ISO 7064 MOD 11-2) from its first 17 digits. */
export function identityCheckDigit(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new TypeError('Seventeen digits are expected');
  const sum = weights18.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkDigits18[sum % 11]!;
}

/** The check digit of an old 15-character permanent residence number (ICAO 9303, 7-3-1) from its first 14. */
export function oldResidenceCheckDigit(first14: string): string {
  if (!/^[A-Z]{3}\d{11}$/.test(first14)) throw new TypeError('Three capital letters and eleven digits are expected');
  // In base 36 a letter counts A = 10 to Z = 35, which is exactly the value ICAO 9303 gives it.
  const sum = [...first14].reduce((total, sign, index) => total + weights15[index % 3]! * Number.parseInt(sign, 36), 0);
  return String(sum % 10);
}

function kindOf18(number: string): IdentityDocumentKind {
  if (number.startsWith('9')) return 'permanent-residence';
  if (number.startsWith('81')) return 'hong-kong-residence';
  if (number.startsWith('82')) return 'macao-residence';
  if (number.startsWith('83')) return 'taiwan-residence';
  return 'resident-card';
}

const isoDate = (eightDigits: string): string =>
  `${eightDigits.slice(0, 4)}-${eightDigits.slice(4, 6)}-${eightDigits.slice(6, 8)}`;

function parse18(number: string, today: CivilDate): IdentityDocument | IdentityNumberFault {
  if (identityCheckDigit(number.slice(0, 17)) !== number[17]) return { ok: false, reason: 'check-digit' };
  const birthDate = isoDate(number.slice(6, 14));
  if (!isCivilDate(birthDate) || birthDate < earliestBirth) return { ok: false, reason: 'birth-date' };
  if (birthDate > today) return { ok: false, reason: 'birth-date-in-future' };
  const sex: Sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  const kind = kindOf18(number);
  return { ok: true, number, kind, birthDate, sex, ...(kind === 'permanent-residence' && { form: 'new-18' }) };
}

/**
 * The old card writes the year with two digits. The latest century counts in which the holder is at least 16, since
 * nobody younger may contribute; if no century gives that age, the latest one that is not in the future.
 */
function parse15(number: string, today: CivilDate): IdentityDocument | IdentityNumberFault {
  if (oldResidenceCheckDigit(number.slice(0, 14)) !== number[14]) return { ok: false, reason: 'check-digit' };
  const century = Math.floor(yearOf(today) / 100);
  const dates = [century, century - 1].map((hundreds) => isoDate(`${hundreds}${number.slice(7, 13)}`));
  const real = dates.filter(isCivilDate);
  if (real.length === 0) return { ok: false, reason: 'birth-date' };
  const past = real.filter((date) => date <= today);
  const birthDate = past.find((date) => ageOn(date, today) >= youngestOldCardHolder) ?? past[0];
  if (birthDate === undefined) return { ok: false, reason: 'birth-date-in-future' };
  return { ok: true, number, kind: 'permanent-residence', birthDate, sex: undefined, form: 'old-15' };
}

/**
 * Reads the number of any of the five documents: what it says if it is well formed, or why not.
 * Area codes are not judged, because withdrawn codes stay valid on cards. 15-digit resident numbers lapsed in 2013.
 */
export function parseIdentityNumber(text: string, today: CivilDate): IdentityDocument | IdentityNumberFault {
  const trimmed = text.replace(surroundingSpace, '');
  // The shape is tested before upper-casing, which would turn some non-ASCII letters into ASCII ones.
  if (number18Pattern.test(trimmed)) return parse18(trimmed.toUpperCase(), today);
  if (number15Pattern.test(trimmed)) return parse15(trimmed.toUpperCase(), today);
  return { ok: false, reason: 'shape' };
}

/**
 * The document type code (证件类型) of JGJ/T 320-2014 table A.1. The table has no code of its own for the residence
 * permits of Hong Kong, Macao and Taiwan residents; their 18-digit numbers go under 01.
 */
export function documentCode(kind: IdentityDocumentKind): '01' | '04' {
  return kind === 'permanent-residence' ? '04' : '01';
}
