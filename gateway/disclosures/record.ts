import { setTimeout as pause } from 'node:timers/promises';
import { type Instant, monotonicMs } from '#kernel/clock.ts';
import type { Caller } from '#service/caller.ts';
import type { Database } from '#service/database.ts';
import type { Disclosed } from '../disclosed-fields.ts';
import { type Meant, purposeMeant } from '../purposes.ts';

/** What was asked: which document, under which version of the contract. */
export type Asked = { operationName: string | null; documentHash: string; contract: string };

/** The record of disclosures: one row per person told about. */
export type DisclosureRecord = {
  /** Returns once the rows are committed, and fails if they may not be. */
  write(caller: Caller, asked: Asked, told: readonly Disclosed[]): Promise<void>;
};

type Request = { caller: Caller; purpose: Meant; asked: Asked; at: Instant };
type Waiting = { tellings: readonly Telling[]; people: number; done: () => void; failed: (error: unknown) => void };

// What many requests say alike is sent once and referred to by its number: a number that is not there would leave NULL,
// which the table refuses. What is said of several people is written once for all of them, and each by a row of their own.
const insert = `
  WITH alike AS MATERIALIZED (
    SELECT number, client, audience, purpose, operation_name, document_hash, contract, basis,
           string_to_array(fields, ' ') AS fields
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
      WITH ORDINALITY AS said (client, audience, purpose, operation_name, document_hash, contract, basis, fields, number)
  ), told AS MATERIALIZED (
    SELECT nextval('disclosure_telling_id_seq') AS id, *
    FROM unnest($9::bigint[], $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
      AS said (alike, at, correlation, officer, case_reference, basis, subjects)
  ), telling AS (
    INSERT INTO disclosure_telling (id, at, correlation, client, audience, officer, purpose, case_reference,
                                    operation_name, document_hash, contract, basis, fields)
    SELECT id, at, correlation, client, audience, officer, purpose, case_reference,
           operation_name, document_hash, contract, alike.basis || coalesce('；' || told.basis, ''), fields
    FROM told LEFT JOIN alike ON number = told.alike
  )
  INSERT INTO disclosure_person (telling, subject)
  SELECT told.id, subject FROM told, unnest(told.subjects::uuid[]) AS subject`;

/**
 * What one request told of one or more people alike; what in particular allowed it beside the purpose; and whom, as
 * PostgreSQL writes a list.
 */
type Telling = { of: Request; fields: readonly string[]; basis: string | null; subjects: string };

function tellingsOf(of: Request, told: readonly Disclosed[]): Telling[] {
  // Most requests are about one person, who needs no looking up.
  if (told.length === 1) return told.map(({ subject, ...telling }) => ({ of, ...telling, subjects: `{${subject}}` }));
  const tellings: Pick<Disclosed, 'fields' | 'basis'>[] = [];
  const subjects: string[][] = [];
  // By the list itself: of a thousand people most were told the very same.
  const alike = new Map<readonly string[], Map<string | null, string[]>>();
  for (const { subject, fields, basis } of told) {
    const byBasis = alike.get(fields) ?? new Map<string | null, string[]>();
    if (byBasis.size === 0) alike.set(fields, byBasis);
    let those = byBasis.get(basis);
    if (!those) {
      those = [];
      byBasis.set(basis, those);
      tellings.push({ fields, basis });
      subjects.push(those);
    }
    those.push(subject);
  }
  return tellings.map((telling, index) => ({ of, ...telling, subjects: `{${subjects[index]!.join(',')}}` }));
}

function purposeOf({ audience, purpose }: Caller): Meant {
  const meant = purposeMeant(audience, purpose);
  if (!meant) throw new Error('A person would be disclosed for no purpose');
  return meant;
}

// A purpose is of one audience.
const isAlike = ({ of: one }: Telling, { of: { caller, purpose, asked } }: Telling): boolean =>
  one.purpose === purpose &&
  one.caller.client === caller.client &&
  one.asked.operationName === asked.operationName &&
  one.asked.documentHash === asked.documentHash &&
  one.asked.contract === asked.contract;

/** The first of each that are alike, and for every telling which of them it is, from 1. */
function numbered(tellings: readonly Telling[]) {
  const firsts: Telling[] = [];
  // By the list itself, of which the executor has one for all who were told the same.
  const byFields = new Map<readonly string[], number[]>();
  const numbers = tellings.map((telling) => {
    const candidates = byFields.get(telling.fields) ?? [];
    const known = candidates.find((number) => isAlike(firsts[number - 1]!, telling));
    if (known !== undefined) return known;
    const number = firsts.push(telling);
    byFields.set(telling.fields, [...candidates, number]);
    return number;
  });
  return { firsts, numbers };
}

function parametersOf(requests: readonly Waiting[]): unknown[] {
  const tellings = requests.flatMap((request) => request.tellings);
  const { firsts, numbers } = numbered(tellings);
  const alike = (of: (telling: Telling) => unknown) => firsts.map(of);
  const each = (of: (telling: Telling) => unknown) => tellings.map(of);
  return [
    alike(({ of: { caller } }) => caller.client),
    alike(({ of: { caller } }) => caller.audience),
    alike(({ of: { purpose } }) => purpose.name),
    alike(({ of: { asked } }) => asked.operationName),
    alike(({ of: { asked } }) => asked.documentHash),
    alike(({ of: { asked } }) => asked.contract),
    alike(({ of: { purpose } }) => purpose.basis),
    alike(({ fields }) => fields.join(' ')),
    numbers,
    each(({ of: { at } }) => at),
    each(({ of: { caller } }) => caller.correlation),
    each(({ of: { caller } }) => caller.officer ?? null),
    each(({ of: { caller } }) => caller.caseReference ?? null),
    each(({ basis }) => basis),
    each(({ subjects }) => subjects),
  ];
}

// One commit is whole with so many rows, unless a single request has more, or with so many requests: where all who ask
// wait for the same one, the gateway has nothing to do meanwhile. If more wait than the disk is fast enough for, it takes
// half of them.
const most = { rows: 500, requests: 48 };
// Under load a commit waits this long after the one before began, so that it holds more; a lone one does not wait.
const apartMs = 5;

// By the driver's own way: the statement is sent and parsed once for each connection, not once for each commit.
const connections = (database: Database) =>
  (database.driver as unknown as { master: { query(statement: object): Promise<unknown> } }).master;

const rowsOf = (group: readonly Waiting[]): number => group.reduce((sum, { people }) => sum + people, 0);

/** Takes from the waiting as many whole requests as one commit holds. */
function takeGroup(waiting: Waiting[]): Waiting[] {
  let rows = 0;
  const requests = Math.max(most.requests, Math.ceil(waiting.length / 2));
  const end = waiting.findIndex(({ people }, index) => {
    rows += people;
    return index > 0 && (rows > most.rows || index >= requests);
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
  const isWhole = () => rows >= most.rows || waiting.length >= most.requests;

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
  async function work(lane: 'first' | 'second'): Promise<void> {
    busy[lane] = true;
    while (waiting.length > 0 && (lane === 'first' || isWhole())) {
      const early = begun + apartMs - monotonicMs();
      if (early > 0 && !isWhole()) await pause(early);
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
        // At once, so that of many people nothing is held but the text that is sent.
        const tellings = tellingsOf({ caller, purpose: purposeOf(caller), asked, at: now() }, told);
        waiting.push({ tellings, people: told.length, done, failed });
        rows += told.length;
        if (!busy.first) work('first');
        else if (!busy.second && isWhole()) work('second');
      });
    },
  };
}
