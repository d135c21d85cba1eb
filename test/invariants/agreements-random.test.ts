import { expect, it } from 'vitest';
import { persons as contributions } from '#contributions/resolvers/resolvers.ts';
import { admitAsked, agreementOf, consented } from '#gateway/agreements/admit.ts';
import type { Agreement } from '#gateway/agreements/read.ts';
import { addDays, type CivilDate } from '#kernel/calendar.ts';
import { persons as loans } from '#loans/resolvers/resolvers.ts';
import { persons as members } from '#members/resolvers/resolvers.ts';
import type { Audience, Caller } from '#service/caller.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import type { PersonAt } from '#service/persons.ts';
import { contractSchema } from '#test/contract-schema.ts';
import { type Dice, dice } from '#test/random/dice.ts';
import { proofSize, report } from './proof-size.ts';

// Random agreements and random questions. What is released must be what a flat table of every single thing that was
// agreed allows: a line for a client, a city, a purpose and a field, and one for each of its days. The table knows no code of the gateway.

const { triples, seed } = proofSize({ small: { triples: 1_000 }, full: { triples: 10_000 } });

const purposes: Partial<Record<Audience, { name: string; commands: boolean }[]>> = {
  'tax-bureau': [{ name: 'deduction-check', commands: false }],
  'hr-bureau': [{ name: 'employment-verification', commands: true }],
  bank: [{ name: 'green-channel', commands: false }],
  centre: [
    { name: 'service', commands: true },
    { name: 'audit', commands: false },
  ],
};
const asking = Object.keys(purposes) as Audience[];
const names = ['deduction-check', 'employment-verification', 'green-channel', 'service', 'audit', 'own-data', ''];
const served = ['Disclosure', 'DisclosureEdge'];
const told = new Set([contributions, members, loans].flatMap((persons) => Object.keys(persons)).concat(served));
told.delete('PageInfo');

const day = '2026-07-01' as CivilDate;
const fieldsOf = new Map<Audience, string[]>();
for (const audience of asking) {
  const types = Object.values((await contractSchema(audience)).getTypeMap());
  const all = types.flatMap((type) =>
    'getFields' in type && 'getInterfaces' in type && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );
  fieldsOf.set(audience, all);
}

function someAgreement(roll: Dice, client: string): Agreement {
  const audience = roll.one(asking);
  const from = addDays(day, -roll.below(21));
  const all = fieldsOf.get(audience)!;
  const purposeOf = (whole: boolean) => ({
    caseReference: roll.chance(70) ? ('required' as const) : ('optional' as const),
    consent: roll.chance(40) ? ('required' as const) : ('not needed' as const),
    fields: whole ? ('contract' as const) : new Set(all.filter(() => roll.chance(80))),
  });
  const named = purposes[audience]!.filter(() => roll.chance(90));
  return {
    ...{ client, party: client, audience, reference: client, standing: 'demonstration', token: 'bearer' },
    ...{ from, until: addDays(from, roll.below(41)), retention: '-', rate: { requestsPerMinute: 1, lookupsPerDay: 1 } },
    cities: roll.chance(50) ? [...cityCodes] : [roll.one([...cityCodes])],
    purposes: Object.fromEntries(named.map(({ name }) => [name, purposeOf(roll.chance(20))])),
  };
}

type Asked = { caller: Caller; today: CivilDate; coordinates: Set<string>; command: boolean; marks: PersonAt[] };

function someQuestion(roll: Dice, agreements: ReadonlyMap<string, Agreement>): Asked {
  const client = roll.one([...agreements.keys(), 'nobody']);
  // Mostly as what the client is, so that not every question ends at the door.
  const known = roll.chance(90) ? agreements.get(client)?.audience : undefined;
  const audience = known ?? roll.one(asking);
  const all = fieldsOf.get(audience)!;
  const purpose = roll.chance(80) ? roll.one(purposes[audience]!).name : roll.one(names);
  const marks = ['m1', 'm2'].slice(roll.below(3)).map((subject) => ({
    ...{ path: ['x'], subject },
    ...(roll.chance(50) ? { basis: `consent ${subject}` } : {}),
  }));
  const cities: CityCode[] = roll.chance(70) ? [roll.one([...cityCodes])] : [...cityCodes];
  return {
    caller: {
      ...{ client, audience, cities, scopes: [], correlation: 'c' },
      ...(purpose ? { purpose } : {}),
      ...(roll.chance(70) ? { caseReference: 'case' } : {}),
    },
    today: addDays(day, roll.below(41) - 20),
    coordinates: new Set(Array.from({ length: 1 + roll.below(3) }, () => roll.one(all))),
    command: roll.chance(20),
    marks,
  };
}

/** Every single thing that is agreed, a line each. */
function tableOf(agreements: Iterable<Agreement>): Set<string> {
  const table = new Set<string>();
  for (const each of agreements) {
    for (let today = each.from; today <= each.until; today = addDays(today, 1)) table.add(`${each.client} ${today}`);
    for (const [purpose, { fields, consent, caseReference }] of Object.entries(each.purposes)) {
      for (const city of each.cities) {
        for (const field of fields === 'contract' ? fieldsOf.get(each.audience)! : fields) {
          table.add([each.client, each.audience, city, purpose, field].join(' '));
        }
      }
      table.add([each.client, purpose, 'consent', consent].join(' '));
      table.add([each.client, purpose, 'case', caseReference].join(' '));
    }
  }
  return table;
}

function allowed(table: Set<string>, { caller, today, coordinates, command, marks }: Asked): boolean {
  const { client, audience, cities, purpose = '', caseReference } = caller;
  const lines = cities.flatMap((city) =>
    [...coordinates].map((field) => [client, audience, city, purpose, field].join(' ')),
  );
  const acts = purposes[audience]!.some(({ name, commands }) => name === purpose && commands);
  const personal = [...coordinates].some((coordinate) => told.has(coordinate.split('.')[0]!));
  const consentNeeded = table.has([client, purpose, 'consent', 'required'].join(' '));
  const caseNeeded = table.has([client, purpose, 'case', 'required'].join(' '));
  return (
    table.has(`${client} ${today}`) &&
    lines.every((line) => table.has(line)) &&
    (acts || !command) &&
    (caseReference !== undefined || !personal || !caseNeeded) &&
    (!consentNeeded || marks.every(({ basis }) => basis !== undefined))
  );
}

function released(agreements: ReadonlyMap<string, Agreement>, { caller, today, coordinates, command, marks }: Asked) {
  try {
    const agreement = agreementOf(agreements, caller, today);
    admitAsked({ agreement, caller, coordinates, command });
    return consented(agreement, caller, marks);
  } catch (error) {
    const { code } = (error as { extensions: { code: string } }).extensions;
    expect(['NO_AGREEMENT', 'PURPOSE_REQUIRED', 'CASE_REQUIRED', 'FORBIDDEN']).toContain(code);
    return false;
  }
}

it('AG-01…04 releases a field only where contract, agreement, purpose and consent all have it, against a table', () => {
  const roll = dice(seed);
  const found = { released: 0, refused: 0, differences: 0 };
  const perRound = 100;
  for (let done = 0; done < triples; done += perRound) {
    const clients = ['a', 'b', 'c', 'd'];
    const agreements = new Map(clients.map((client) => [client, someAgreement(roll, client)]));
    const table = tableOf(agreements.values());
    for (let n = 0; n < perRound; n += 1) {
      const asked = someQuestion(roll, agreements);
      const was = released(agreements, asked);
      found[was ? 'released' : 'refused'] += 1;
      if (was !== allowed(table, asked)) found.differences += 1;
    }
  }
  expect(found.differences).toBe(0);
  expect(found.released).toBeGreaterThan(triples / 100);
  report('agreements', found);
});
