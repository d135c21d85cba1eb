import type { Clock } from '#kernel/clock.ts';
import type { Caller } from '#service/caller.ts';
import type { PersonAt } from '#service/persons.ts';
import { admitAsked, agreementOf, consented } from './agreements/admit.ts';
import { readsPerson } from './agreements/personal.ts';
import type { Agreements } from './agreements/read.ts';
import type { Allowances } from './allowances.ts';
import { documentName, type FiledDocuments, filedRequest } from './filed-documents.ts';

type Behind = { agreements: Agreements; documents: FiledDocuments; allowances: Allowances; clock: Clock };

/** What an operation asks for: the fields it selects, whether it is a command, and how many identity numbers it names. */
export type AskedFor = { coordinates: ReadonlySet<string>; command: boolean; numbers: number };

/** What is agreed with each client, step by step as a request passes: client, document, operation, persons. */
export function admission({ agreements, documents, allowances, clock }: Behind) {
  const agreed = (caller: Caller) => agreementOf(agreements, caller, clock.today());
  return {
    /** Refuses a client with no agreement in force, or one that asks more often than agreed. */
    client(caller: Caller): Promise<void> | undefined {
      const { rate } = agreed(caller);
      return allowances.use({ client: caller.client, measure: 'requests', most: rate.requestsPerMinute, count: 1 });
    },
    /** The request with the document on file that it means; refused where only those are answered. */
    document: (caller: Caller, body: Record<string, unknown>) => filedRequest(documents, caller.audience, body),
    /** By what name metrics and traces know it, once it is the text on file. */
    named: (caller: Caller, body: Record<string, unknown>) => documentName(documents, caller.audience, body),
    /** Refuses fields, purposes and cases that are not agreed. */
    fields(caller: Caller, { coordinates, command }: Omit<AskedFor, 'numbers'>): void {
      admitAsked({ agreement: agreed(caller), caller, coordinates, command });
    },
    /** Counts the look-ups: each identity number asked about, found or not, and one for any other question about persons. */
    lookups(caller: Caller, { coordinates, numbers }: Omit<AskedFor, 'command'>): Promise<void> | undefined {
      const count = Math.max(numbers, readsPerson(coordinates) ? 1 : 0);
      if (count === 0) return undefined;
      const most = agreed(caller).rate.lookupsPerDay;
      return allowances.use({ client: caller.client, measure: 'lookups', most, count });
    },
    /** Whether everybody whom an answer tells about consented, where that is agreed. */
    consented: (caller: Caller, persons: readonly PersonAt[]) => consented(agreed(caller), caller, persons),
  };
}

export type Admission = ReturnType<typeof admission>;
