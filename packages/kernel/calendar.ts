/**
 * Civil dates and months in the proleptic Gregorian calendar, years 0001 to 9999, by whole-number arithmetic.
 * ISO text sorts in time order, so dates and months are compared as text: a < b.
 * No error repeats its input, since a date may be a birth date.
 */

/** A civil date, "YYYY-MM-DD". */
export type CivilDate = string;
/** A civil month, "YYYY-MM". */
export type CivilMonth = string;

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const monthPattern = /^\d{4}-\d{2}$/;
const daysPerEra = 146_097; // 400 Gregorian years
const daysToEpoch = 719_468; // from 0000-03-01 to 1970-01-01
const monthsPerYear = 12;
const lastYear = 9999;

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('A whole number of days, months or years is expected');
  return value;
}

function monthIndex(month: CivilMonth): number {
  return Number(month.slice(0, 4)) * monthsPerYear + Number(month.slice(5, 7)) - 1;
}

function monthAt(index: number): CivilMonth {
  const year = Math.floor(whole(index) / monthsPerYear);
  if (year < 1 || year > lastYear) throw new RangeError('The month is outside the years 0001 to 9999');
  return `${four(year)}-${two((index % monthsPerYear) + 1)}`;
}

/** Whether the text is a month that exists, "YYYY-MM". */
export function isCivilMonth(text: string): text is CivilMonth {
  if (!monthPattern.test(text)) return false;
  const month = Number(text.slice(5, 7));
  return Number(text.slice(0, 4)) >= 1 && month >= 1 && month <= monthsPerYear;
}

/** Whether the text is a date that exists, "YYYY-MM-DD". */
export function isCivilDate(text: string): text is CivilDate {
  if (!datePattern.test(text) || !isCivilMonth(text.slice(0, 7))) return false;
  const day = Number(text.slice(8, 10));
  return day >= 1 && day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** The text as a date; a TypeError if no such date exists. */
export function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new TypeError('Not a civil date: YYYY-MM-DD is expected');
  return text;
}

/** The text as a month; a TypeError if no such month exists. */
export function civilMonth(text: string): CivilMonth {
  if (!isCivilMonth(text)) throw new TypeError('Not a civil month: YYYY-MM is expected');
  return text;
}

/** Days from 1970-01-01 to the date; negative before it. */
export function dayNumber(date: CivilDate): number {
  civilDate(date);
  const month = Number(date.slice(5, 7));
  // A year that starts in March puts the leap day last, so that one formula counts the days before any month.
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % monthsPerYear) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - daysToEpoch;
}

/** The date that is so many days after 1970-01-01. */
export function fromDayNumber(days: number): CivilDate {
  const shifted = whole(days) + daysToEpoch;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / (daysPerEra - 1));
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = ((monthFromMarch + 2) % monthsPerYear) + 1;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  if (year < 1 || year > lastYear) throw new RangeError('The date is outside the years 0001 to 9999');
  return `${four(year)}-${two(month)}-${two(day)}`;
}

/** Days from the first date to the second; negative if the second is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The date so many days later (earlier if negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + whole(days));
}

/** The same day so many months later, or the last day of that month if it is shorter. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const target = nextMonth(monthOf(civilDate(date)), months);
  const last = lastDay(target);
  const sameDay = `${target}-${date.slice(8, 10)}`;
  return sameDay > last ? last : sameDay;
}

/** The same day so many years later; 29 February becomes 28 February in a common year. */
export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * monthsPerYear);
}

/** The month the date is in. */
export function monthOf(date: CivilDate): CivilMonth {
  return civilDate(date).slice(0, 7);
}

/** The month so many months later; the next one unless told. */
export function nextMonth(month: CivilMonth, months = 1): CivilMonth {
  return monthAt(monthIndex(civilMonth(month)) + whole(months));
}

/** Months from the first month to the second; negative if the second is earlier. */
export function monthsBetween(from: CivilMonth, to: CivilMonth): number {
  return monthIndex(civilMonth(to)) - monthIndex(civilMonth(from));
}

/** Every month from the first to the last, both included; none if the last is earlier. */
export function monthsFrom(first: CivilMonth, last: CivilMonth): CivilMonth[] {
  return Array.from({ length: Math.max(0, monthsBetween(first, last) + 1) }, (_, index) => nextMonth(first, index));
}

/** The first day of the month. */
export function firstDay(month: CivilMonth): CivilDate {
  return `${civilMonth(month)}-01`;
}

/** The last day of the month. */
export function lastDay(month: CivilMonth): CivilDate {
  civilMonth(month);
  return `${month}-${two(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))))}`;
}

/** The year of a date or a month. */
export function yearOf(value: CivilDate | CivilMonth): number {
  if (!isCivilDate(value) && !isCivilMonth(value)) throw new TypeError('Not a civil date or month');
  return Number(value.slice(0, 4));
}

/** Full years of age (周岁) on a day: at least n exactly from addYears(birth, n) on. A birth after the day is an error. */
export function ageOn(birth: CivilDate, on: CivilDate): number {
  if (civilDate(birth) > civilDate(on)) throw new RangeError('The birth date is after the day asked about');
  const years = yearOf(on) - yearOf(birth);
  return on < addYears(birth, years) ? years - 1 : years;
}

/** The later of two civil days. */
export const laterOf = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);
