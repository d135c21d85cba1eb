import { z } from 'zod';
import type { Caller } from '#service/caller.ts';
import { type CityCode, type CityName, cityCode } from '#service/cities.ts';
import { refusal } from '../failure.ts';
import { purposeMeant, purposesOf } from '../purposes.ts';

/** What a tax bureau asks for: a year of its city, or what has changed since an export of it. */
export type ExportAsked = {
  city: CityCode;
  taxYear: number;
  format: 'ndjson' | 'csv';
  fromChunk: number;
  correctionOf: string | null;
};

const scope = 'deduction:export';

const shape = z.strictObject({
  'tax-year': z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number),
  format: z.enum(['ndjson', 'csv']).default('ndjson'),
  'from-chunk': z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .default('1')
    .transform(Number),
  'correction-of': z.uuid().optional(),
  city: z.enum(['CHANGJI', 'HUZHOU']).optional(),
});

function parametersOf(url: string): z.infer<typeof shape> {
  const given = [...new URL(url, 'http://gateway').searchParams];
  const read = shape.safeParse(Object.fromEntries(given));
  if (read.success && new Set(given.map(([name]) => name)).size === given.length) return read.data;
  const known = Object.keys(shape.shape).join(', ');
  throw refusal('INVALID_INPUT', `The parameters are ${known}, each once`, 400, { rule: 'parameters' });
}

function cityOf({ cities }: Caller, named: CityName | undefined): CityCode {
  const city = named ? cityCode(named) : cities.length === 1 ? cities[0] : undefined;
  if (!city) throw refusal('INVALID_INPUT', 'Say in "city" which one', 400, { field: 'city' });
  if (!cities.includes(city)) throw refusal('FORBIDDEN', 'Not a city of this caller', 403, { rule: 'jurisdiction' });
  return city;
}

/** AG-01: what is asked for, by whom it may be asked: a tax bureau with the scope of it, for its purpose, of its city. */
export function exportAsked(caller: Caller, url: string): ExportAsked {
  if (caller.audience !== 'tax-bureau') throw refusal('NOT_FOUND', 'Not found', 404);
  if (!caller.scopes.includes(scope)) throw refusal('FORBIDDEN', `This needs the scope ${scope}`, 403, { rule: scope });
  if (!purposeMeant(caller.audience, caller.purpose)) {
    const rule = purposesOf(caller.audience, false).join(', ');
    throw refusal('PURPOSE_REQUIRED', 'Say in the header "purpose" what this is for', 400, { field: 'purpose', rule });
  }
  const read = parametersOf(url);
  return {
    city: cityOf(caller, read.city),
    taxYear: read['tax-year'],
    format: read.format,
    fromChunk: read['from-chunk'],
    correctionOf: read['correction-of'] ?? null,
  };
}
