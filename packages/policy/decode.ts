import { type CivilDate, type CivilMonth, civilDate, civilMonth } from '#kernel/calendar.ts';
import { type Fen, type Rate, type Rounding, rate, roundings, yuan } from '#kernel/money.ts';

/** Turns the text of a policy file into a value, or throws an Error that begins with the place it was found at. */
export type Decode<T> = (raw: unknown, place: string) => T;

export function fail(place: string, problem: string): never {
  throw new Error(`${place}: ${problem}`);
}

export const text: Decode<string> = (raw, place) => {
  if (typeof raw !== 'string') fail(place, 'must be a text, not a list or a group');
  if (raw.trim() === '') fail(place, 'must not be empty');
  return raw;
};

function matching<T>(pattern: RegExp, meaning: string, convert: (written: string) => T): Decode<T> {
  return (raw, place) => {
    const written = text(raw, place);
    if (!pattern.test(written)) fail(place, `must be ${meaning}, not “${written}”`);
    try {
      return convert(written);
    } catch {
      return fail(place, `must be ${meaning}, not “${written}”`);
    }
  };
}

export const date: Decode<CivilDate> = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-07-01', civilDate);
export const month: Decode<CivilMonth> = matching(/^\d{4}-\d{2}$/, 'a month such as 2025-01', civilMonth);
export const dayOfYear = matching(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day of the year such as 06-30', String);
export const count = matching(/^(0|[1-9]\d{0,5})$/, 'a whole number', Number);
export const flag = matching(/^(true|false)$/, 'true or false', (written) => written === 'true');
export const money: Decode<Fen> = matching(/^(0|[1-9]\d*)\.\d\d$/, 'yuan with two places such as 718.00', yuan);
export const percent: Decode<Rate> = matching(/^\d+(\.\d+)?%$/, 'a percentage such as 0.5%', rate);
export const multiple: Decode<Rate> = matching(/^\d+(\.\d+)?$/, 'a factor such as 18 or 1.5', rate);

export function oneOf<const T extends string>(...allowed: readonly T[]): Decode<T> {
  return (raw, place) => {
    const written = text(raw, place);
    return (
      allowed.find((each) => each === written) ?? fail(place, `must be one of ${allowed.join(', ')}, not “${written}”`)
    );
  };
}

export const rounding: Decode<Rounding> = oneOf(...roundings);

export function list<T>(item: Decode<T>): Decode<readonly T[]> {
  return (raw, place) => {
    if (!Array.isArray(raw)) return fail(place, 'must be a list');
    return raw.map((each, index) => item(each, `${place}[${index}]`));
  };
}

type Parts = { readonly [key: string]: Decode<unknown> };
type Decoded<P extends Parts> = { readonly [K in keyof P]: P[K] extends Decode<infer T> ? T : never };

/** A value of several parts, every one of them written. */
export function record<P extends Parts>(parts: P): Decode<Decoded<P>> {
  return (raw, place) => {
    const written = mapping(raw, place, Object.keys(parts));
    const entries = Object.entries(parts).map(([key, decode]) => [key, decode(written[key], `${place}.${key}`)]);
    return Object.fromEntries(entries) as Decoded<P>;
  };
}

export const bounds = <T>(of: Decode<T>) => record({ minimum: of, maximum: of });

/** The raw mapping, once it has all the required keys and none but the known ones. */
export function mapping(raw: unknown, place: string, required: readonly string[], extra: readonly string[] = []) {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) fail(place, 'must be a group of keys');
  const written = raw as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(written).filter((key) => !required.includes(key) && !extra.includes(key));
  if (unknown.length > 0) fail(place, `unknown key ${unknown.join(', ')}`);
  const missing = required.filter((key) => !(key in written));
  if (missing.length > 0) fail(place, `missing key ${missing.join(', ')}`);
  return written;
}
