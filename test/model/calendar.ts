/** A day as its Julian day number; a month as years × 12 + month − 1. Reckoned apart from the product's calendar. */
export type Day = number;
export type Month = number;

/** The Julian day number of a Gregorian date. */
export function day(year: number, month: number, date: number): Day {
  const early = month <= 2 ? 1 : 0;
  const y = year + 4800 - early;
  const m = month + 12 * early - 3;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return date + Math.floor((153 * m + 2) / 5) + 365 * y + leaps - 32045;
}

function datedBy(julian: Day): { year: number; month: number; date: number } {
  const a = julian + 32044;
  const b = Math.floor((4 * a + 3) / 146097);
  const c = a - Math.floor((146097 * b) / 4);
  const d = Math.floor((4 * c + 3) / 1461);
  const e = c - Math.floor((1461 * d) / 4);
  const m = Math.floor((5 * e + 2) / 153);
  const late = Math.floor(m / 10);
  return {
    year: 100 * b + d - 4800 + late,
    month: m + 3 - 12 * late,
    date: e - Math.floor((153 * m + 2) / 5) + 1,
  };
}

export const monthIn = (julian: Day): Month => {
  const { year, month } = datedBy(julian);
  return year * 12 + month - 1;
};
export const yearIn = (julian: Day): number => datedBy(julian).year;
export const yearOfMonth = (month: Month): number => Math.floor(month / 12);
export const first = (month: Month): Day => day(yearOfMonth(month), (month % 12) + 1, 1);
export const last = (month: Month): Day => first(month + 1) - 1;
/** The given date of a month, or its last day where it is shorter. */
export const inMonth = (month: Month, date: number): Day => Math.min(first(month) + date - 1, last(month));

const digits = (value: number, width: number) => String(value).padStart(width, '0');
export const monthText = (month: Month): string => `${digits(yearOfMonth(month), 4)}-${digits((month % 12) + 1, 2)}`;
export const dayText = (julian: Day): string => {
  const { year, month, date } = datedBy(julian);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}`;
};
