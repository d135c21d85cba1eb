import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, monotonicMs } from '#kernel/clock.ts';
import type { Caller } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import type { Disclosed } from '../disclosed-fields.ts';
import { purposeMeant } from '../purposes.ts';

/** What was asked: which document, under which version of the contract. */
export type Asked = { operationName: string | null; documentHash: string; contract: string };

/** The record of disclosures: one row per person told about. */
export type DisclosureRecord = {
  /** Returns once the rows are committed, and fails if they may not be. */
  write(caller: Caller, asked: Asked, told: readonly Disclosed[]): Promise<void>;
};

type Telling = { caller: Caller; asked: Asked; told: readonly Disclosed[]; at: Instant };
type Waiting = Telling & { done: () => void; failed: (error: unknown) => void };

// What is said of the request is sent once for all of its persons, and a list of fields once for all who share it.
const insert = `
  INSERT INTO disclosure (at, correlation, client, audience, officer, purpose, case_reference,
                          operation_name, document_hash, contract, basis, subject, fields)
  SELECT asked.at, asked.correlation, asked.client, asked.audience, asked.officer, asked.purpose, asked.case_reference,
         asked.operation_name, asked.document_hash, asked.contract, concat_ws('；', asked.basis, said.basis),
         told.subject, string_to_array(said.fields, ' ')
  FROM unnest($1::int[], $2::uuid[], $3::int[]) AS told (request, subject, what)
  JOIN unnest($4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
              $12::text[], $13::text[], $14::text[]) WITH ORDINALITY
    AS asked (at, correlation, client, audience, officer, purpose, case_reference,
              operation_name, document_hash, contract, basis, request) USING (request)
  JOIN unnest($15::text[], $16::text[]) WITH ORDINALITY AS said (fields, basis, what) USING (what)`;

function asColumns<T>(rows: readonly T[], columns: ((row: T) => unknown)[]): unknown[][] {
  return columns.map((column) => rows.map(column));
}

function purposeOf({ caller: { audience, purpose } }: Telling) {
  const meant = purposeMeant(audience, purpose);
  if (!meant) throw new Error('A person would be disclosed for no purpose');
  return meant;
}

// The driver looks for what to escape in each item; in numbers and uuids there is nothing.
const literalOf = (items: readonly (number | string)[]): string => `{${items.join(',')}}`;

function parametersOf(tellings: readonly Telling[]): unknown[] {
  const [requests, subjects, whats]: [number[], string[], number[]] = [[], [], []];
  const said: { fields: string; basis: string | null }[] = [];
  // By the list itself: of a thousand people most were told the very same, which is written once.
  const numbers = new Map<readonly string[], Map<string | null, number>>();
  tellings.forEach(({ told }, index) => {
    for (const { subject, fields, basis } of told) {
      const byBasis = numbers.get(fields) ?? new Map<string | null, number>();
      numbers.set(fields, byBasis);
      const what = byBasis.get(basis) ?? said.push({ fields: fields.join(' '), basis });
      byBasis.set(basis, what);
      requests.push(index + 1);
      subjects.push(subject);
      whats.push(what);
    }
  });
  return [
    literalOf(requests),
    literalOf(subjects),
    literalOf(whats),
    ...asColumns(tellings, [
      ({ at }) => at,
      ({ caller }) => caller.correlation,
      ({ caller }) => caller.client,
      ({ caller }) => caller.audience,
      ({ caller }) => caller.officer ?? null,
      (telling) => purposeOf(telling).name,
      ({ caller }) => caller.caseReference ?? null,
      ({ asked }) => asked.operationName,
      ({ asked }) => asked.documentHash,
      ({ asked }) => asked.contract,
      (telling) => purposeOf(telling).basis,
    ]),
    ...asColumns(said, [({ fields }) => fields, ({ basis }) => basis]),
  ];
}

/** Rows of one commit, unless a single request has more. */
const most = 500;
// Under load a commit waits this long after the one before began, so that it holds more; a lone one does not wait.
const apartMs = 5;

// By the driver's own way: the statement is sent and parsed once for each connection, not once for each commit.
const connections = (database: Database) =>
  (database.driver as unknown as { master: { query(statement: object): Promise<unknown> } }).master;

const rowsOf = (group: readonly Waiting[]): number => group.reduce((sum, { told }) => sum + told.length, 0);

/** Takes from the waiting as many whole requests as one commit holds. */
function takeGroup(waiting: Waiting[]): Waiting[] {
  let rows = 0;
  const end = waiting.findIndex(({ told }, index) => {
    rows += told.length;
    return index > 0 && rows > most;
  });
  return waiting.splice(0, end < 0 ? waiting.length : end);
}

// A value that PostgreSQL does not take (class 22 and 23) is one request's fault; the others of its commit have none.
const isOfTheValues = (error: unknown): boolean => /^2[23]/.test(String((error as { code?: unknown }).code ?? ''));

/**
 * The record over a database. Requests that end while a commit is under way share the next one; each waits until its own
 * rows are on the disk.
 */
export function disclosureRecord(database: Database, now: () => Instant): DisclosureRecord {
  const waiting: Waiting[] = [];
  let rows = 0;
  const busy = { first: false, second: false };
  let begun = 0;

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      await connections(database).query({ name: 'disclosure', text: insert, values: parametersOf(group) });
      for (const { done } of group) done();
    } catch (error) {
      if (group.length > 1 && isOfTheValues(error)) for (const one of group) await commit([one]);
      else for (const { failed } of group) failed(error);
    }
  }

  // While one commit is on its way to the disk the next one fills. A second at once is begun only when a whole one waits:
  // before, it would only make both smaller, and each costs the gateway as much as a small question.
  async function work(lane: 'first' | 'second', fewest: number): Promise<void> {
    busy[lane] = true;
    while (waiting.length > 0 && rows >= fewest) {
      const early = begun + apartMs - monotonicMs();
      if (early > 0 && rows < most) await pause(early);
      begun = monotonicMs();
      const group = takeGroup(waiting);
      rows -= rowsOf(group);
      if (group.length > 0) await commit(group);
    }
    busy[lane] = false;
  }

  return {
    write: (caller, asked, told) => {
      if (told.length === 0) return Promise.resolve();
      return new Promise((done, failed) => {
        const telling = { caller, asked, told, at: now() };
        purposeOf(telling);
        waiting.push({ ...telling, done, failed });
        rows += told.length;
        if (!busy.first) work('first', 1);
        else if (!busy.second && rows >= most) work('second', most);
      });
    },
  };
}
