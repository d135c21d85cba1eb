import type { Clock } from '#kernel/clock.ts';
import type { Caller } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import { log } from '#service/log.ts';
import { refusal } from '../failure.ts';
import { purposeMeant } from '../purposes.ts';
import type { ExportAsked } from './asked.ts';

const always = [
  'Deduction.amount',
  'Deduction.cap',
  'Deduction.capRatio',
  'Deduction.contributed',
  'Deduction.taxYear',
];
const months = ['cap', 'contributed', 'creditedOn', 'period'].map((field) => `DeductionMonth.${field}`);
const fields: Record<ExportAsked['format'], string[]> = { csv: always, ndjson: [...always, ...months] };

/** What may leave in an export is fixed by its form, which changes with this version. */
const contract = 'tax-export/1';

const insert = `
  WITH telling AS (
    INSERT INTO disclosure_telling (at, correlation, client, audience, officer, purpose, case_reference,
                                    operation_name, document_hash, contract, basis, fields)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'TaxExport', $8, $12, $9, $11)
    RETURNING id
  )
  INSERT INTO disclosure_person (telling, subject)
  SELECT id, encode(substr($10::bytea, n * 16 + 1, 16), 'hex')::uuid
  FROM telling, generate_series(0, length($10::bytea) / 16 - 1) AS n`;

/** Writes down whom a chunk tells of, one row a person, before it leaves; refused whole if that cannot be done. */
export async function discloseChunk(
  { database, clock }: { database: Database; clock: Clock },
  caller: Caller,
  of: { reference: string; format: ExportAsked['format']; subjects: Buffer },
): Promise<void> {
  const purpose = purposeMeant(caller.audience, caller.purpose);
  if (!purpose) throw new Error('A person would be disclosed for no purpose');
  const { client, audience, officer = null, caseReference = null, correlation } = caller;
  const who = [clock.now(), correlation, client, audience, officer, purpose.name, caseReference];
  await database
    .query(insert, [...who, of.reference, purpose.basis, of.subjects, fields[of.format], contract])
    .catch((error: unknown) => {
      log.error({ correlation, fault: String(error) }, 'disclosure not written');
      throw refusal('DISCLOSURE_UNAVAILABLE', 'The disclosure could not be recorded, so nothing is disclosed', 503);
    });
}
