import type { Instant } from '#kernel/clock.ts';
import { type Audience, type Caller, callerKeys, keysFor, signCaller } from '#service/caller.ts';

/** What every gateway of the measurement introduces callers with, and what the registers know it by. */
export const benchKeys = `bench:${'7c'.repeat(32)}`;

/** Headers of a call, with those by which a register believes who asks with this body. */
export type HeadersOf = (subgraph: string, body: string) => Record<string, string>;

/** What is said with a call to somebody who believes everybody. */
export const json = { 'content-type': 'application/json' };

const callers: Partial<Record<Audience, Pick<Caller, 'client' | 'purpose'>>> = {
  'tax-bureau': { client: 'tax-bureau-changji', purpose: 'deduction-check' },
  'hr-bureau': { client: 'hr-bureau-changji', purpose: 'employment-verification' },
  bank: { client: 'bank-a', purpose: 'green-channel' },
};

/** As a gateway of somebody else's would introduce its caller: each audience has one here, and nobody's token is read. */
export function headersBy(audience: Audience, at: Instant | undefined): HeadersOf | undefined {
  if (at === undefined) return undefined;
  const caller: Caller = {
    ...{ client: '', ...callers[audience], audience, cities: ['652300'], scopes: [], officer: 'officer-1' },
    ...{ caseReference: 'bench-1', correlation: 'bench' },
  };
  const masters = callerKeys(benchKeys);
  const keys = new Map<string, ReturnType<typeof keysFor>>();
  return (subgraph, body) => {
    if (!keys.has(subgraph)) keys.set(subgraph, keysFor(masters, subgraph));
    return { ...json, ...signCaller(keys.get(subgraph)!, caller, body, at) };
  };
}
