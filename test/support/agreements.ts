import { type Agreement, type Agreements, readAgreements } from '#gateway/agreements/read.ts';
import { type Audience, audiences } from '#service/caller.ts';
import { cityCodes } from '#service/cities.ts';

const filed = await readAgreements();

const client: Record<Audience, string> = {
  'tax-bureau': 'tax-bureau-changji',
  'hr-bureau': 'hr-bureau-changji',
  bank: 'bank-a',
  centre: 'centre-changji',
  regulator: 'regulator',
  member: 'member-demo',
};

/** The agreement on file of the audience's first client, changed as a test needs it. */
export const agreementWith = (audience: Audience, change: Partial<Agreement>): Agreement => ({
  ...filed.get(client[audience])!,
  ...change,
});

// Tests ask far more in a second than anybody in a day; those about rates bring agreements of their own.
const plenty = { requestsPerMinute: 900_000_000, lookupsPerDay: 900_000_000 };

// Clients that a test makes up beside those of the demonstration.
const made: [string, Audience][] = [
  ...audiences.map((audience): [string, Audience] => [audience, audience]),
  ['tax-bureau-busy', 'tax-bureau'],
  ['tax-bureau-leaving', 'tax-bureau'],
  ['regulator-huzhou', 'regulator'],
];

/** Every agreement on file, and one for each client that tests make up, for both cities; all without rates. */
export function generousAgreements(): Agreements {
  const named = made.map(([id, audience]) => agreementWith(audience, { client: id }));
  const all = [...filed.values(), ...named].map((agreement) => ({
    ...agreement,
    cities: [...cityCodes],
    rate: plenty,
  }));
  return new Map(all.map((agreement) => [agreement.client, agreement]));
}
