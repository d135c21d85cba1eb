import { readdir, readFile } from 'node:fs/promises';
import { type Document, parseDocument } from 'yaml';
import { z } from 'zod';
import { isCivilDate } from '#kernel/calendar.ts';
import { audiences } from '#service/caller.ts';
import { isCityCode } from '#service/cities.ts';
import { purposesOf } from '../purposes.ts';

const text = z.string().trim().min(1);
const day = z.string().refine(isCivilDate, 'must be a date such as 2026-07-01');
const count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1 on')
  .transform(Number);
const name = z.string().regex(/^[_A-Za-z]\w*$/, 'must be a name of the graph');

const fields = z.union([
  z.literal('contract'),
  z.record(name, z.array(name).min(1)).transform((types) => {
    const all = Object.entries(types).flatMap(([type, names]) => names.map((field) => `${type}.${field}`));
    return new Set(all) as ReadonlySet<string>;
  }),
]);

const purpose = z.strictObject({
  /** Whether every request that reads a person says for which case. */
  caseReference: z.enum(['required', 'optional']),
  /** Whether each person must have consented, to this very client. */
  consent: z.enum(['required', 'not needed']),
  /** "Type.field"; "contract" leaves it to the audience's contract and to scopes. */
  fields,
});

const shape = z.strictObject({
  client: text,
  party: text,
  audience: z.enum(audiences),
  reference: text,
  standing: z.enum(['in force', 'demonstration']),
  from: day,
  /** The last day. */
  until: day,
  cities: z.array(z.string().refine(isCityCode, 'must be the code of a pilot city')).min(1),
  token: z.enum(['bearer', 'certificate-bound']),
  retention: text,
  rate: z.strictObject({ requestsPerMinute: count, lookupsPerDay: count }),
  purposes: z.record(text, purpose),
});

/** What one client may ask, for what, how often and until when; nothing is given without one. */
export type Agreement = Readonly<z.infer<typeof shape>>;
/** What is agreed for one purpose. */
export type AgreedPurpose = Agreement['purposes'][string];
/** Every agreement by its client. */
export type Agreements = ReadonlyMap<string, Agreement>;

function faultsOf(agreement: Agreement, file: string): string[] {
  const known = purposesOf(agreement.audience, false);
  const purposes = Object.keys(agreement.purposes);
  return [
    ...(file === `${agreement.client}.yaml` ? [] : ['client: must be the name of the file']),
    ...(agreement.from <= agreement.until ? [] : ['until: is before from']),
    ...(new Set(agreement.cities).size === agreement.cities.length ? [] : ['cities: names one twice']),
    ...(purposes.length > 0 ? [] : ['purposes: must not be empty']),
    ...purposes
      .filter((each) => !known.includes(each))
      .map((each) => `purposes.${each}: is no purpose of ${agreement.audience}`),
  ];
}

// An agreement says everything in its place, so that nobody reads an alias past.
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}

/** Reads one agreement strictly: an unknown key, a missing one or a value that does not fit is an error naming both. */
export function readAgreement(yaml: string, file: string): Agreement {
  // "failsafe" keeps every scalar a text: read as a number, a city's code would be one.
  const document = parseDocument(yaml, { schema: 'failsafe', uniqueKeys: true });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) throw new Error(`${file}: ${problem.message}`);
  const read = shape.safeParse(plain(document, file));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  const [fault] = faultsOf(read.data, file);
  if (fault) throw new Error(`${file}: ${fault}`);
  return read.data;
}

/** Reads every agreement of a folder. */
export async function readAgreements(folder = new URL('./', import.meta.url)): Promise<Agreements> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const all = new Map<string, Agreement>();
  // One after the other: a gateway that reads them anew goes on serving between two.
  for (const file of files) {
    const agreement = readAgreement(await readFile(new URL(file, folder), 'utf8'), file);
    all.set(agreement.client, agreement);
  }
  return all;
}
