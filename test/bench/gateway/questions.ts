import { readFileSync } from 'node:fs';
import { type FieldNode, type OperationDefinitionNode, parse } from 'graphql';
import type { Audience } from '#service/caller.ts';
import { firstOf, uuid } from './people.ts';

/** A question as a client asks it. */
export type Question = {
  name: string;
  audience: Audience;
  client: string;
  purpose: string;
  operationName: string;
  query: string;
  variables: Record<string, unknown>;
  /** Whom it is about: what stands among the variables for one of the others, or else with other digits, each time. */
  differs: string;
  others?: readonly string[];
  /** How many people the answer is about. */
  people: number;
};

/** A question, and for each subgraph its answer to whatever it is asked for it. */
type Canned = Question & { answers: Readonly<Record<string, object>> };

export const filed = (path: string) =>
  readFileSync(new URL(`../../../gateway/documents/${path}.graphql`, import.meta.url), 'utf8');

/** The keys that the one root field of a document on file selects, in order. */
export function keysAsked(query: string): string[] {
  const [operation] = parse(query).definitions as OperationDefinitionNode[];
  const [root] = operation!.selectionSet.selections as FieldNode[];
  return (root!.selectionSet!.selections as FieldNode[]).map(({ name }) => name.value);
}

/** Of a value, what is asked for, in the order asked. */
const picked = (value: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, value[key]]));

const months = Array.from({ length: 12 }, (_, index) => ({
  period: `2026-${String(index + 1).padStart(2, '0')}`,
  contributed: '864.00',
  creditedOn: `2026-${String(index + 1).padStart(2, '0')}-20`,
  base: '7200.00',
  cap: '864.00',
  deductible: '864.00',
}));

const deduction = {
  taxYear: 2026,
  amount: '10368.00',
  contributed: '10368.00',
  cap: '10368.00',
  capRatio: '0.12',
  ceilingBase: '21600.00',
  baseSource: 'INCOME_AS_GIVEN',
  basis: [{ clause: 'TAX-2', document: '财税〔2006〕10号', status: 'IN_FORCE' }],
  months,
  demonstrationFigures: ['averageWage'],
};

function tax(people: number): Canned {
  const numbers = Array.from({ length: people }, (_, index) => index);
  const income = '8400.00';
  const numberOf = (number: number) => `6523011990${String(number).padStart(8, '0')}`;
  const first = '652301198000000000';
  return {
    name: `tax, ${people} people`,
    audience: 'tax-bureau',
    client: 'tax-bureau-changji',
    purpose: 'deduction-check',
    operationName: 'DeductibleAmounts',
    query: filed('tax-bureau/deductible-amounts'),
    variables: {
      taxYear: 2026,
      inquiries: numbers.map((number) => ({
        identityNumber: number === 0 ? first : numberOf(number),
        priorYearAverageMonthlyIncome: income,
      })),
    },
    differs: first,
    people,
    answers: {
      members: {
        data: {
          taxpayers: numbers.map((number) => ({
            __typename: 'Taxpayer',
            memberId: uuid(number),
            priorYearAverageMonthlyIncome: income,
            position: number,
            found: true,
            name: '阿依古丽·买买提',
            identityNumberMasked: '652301********0012',
          })),
        },
        extensions: { persons: numbers.map((number) => ({ path: ['taxpayers', number], subject: uuid(number) })) },
      },
      contributions: {
        data: {
          _entities: numbers.map((number) => ({
            deduction,
            memberId: uuid(number),
            priorYearAverageMonthlyIncome: income,
          })),
        },
      },
    },
  };
}

const standing: Canned = {
  name: 'HR, one person',
  audience: 'hr-bureau',
  client: 'hr-bureau-changji',
  purpose: 'employment-verification',
  operationName: 'EmploymentStanding',
  query: filed('hr-bureau/employment-standing'),
  variables: { identityNumber: '652301199000000000' },
  differs: '652301199000000000',
  people: 1,
  answers: {
    members: {
      data: {
        employmentStanding: picked(
          {
            person: 'hr-0b8f2d6c1e',
            state: 'CONFIRMED',
            employmentForm: 'NEW_FORM',
            industry: { code: 'DELIVERY', name: '外卖配送' },
            verifiedOn: '2026-03-01',
            validUntil: '2027-03-01',
            asOf: '2026-11-22T01:00:00.000Z',
          },
          keysAsked(filed('hr-bureau/employment-standing')),
        ),
      },
      extensions: { persons: [{ path: ['employmentStanding'], subject: firstOf(1) }] },
    },
  },
};

// A subgraph answers an entity with what was asked, in its order, and the key by which the gateway knows it again.
const id = firstOf(1);

const greenChannel: Canned = {
  name: 'bank, one person',
  audience: 'bank',
  client: 'bank-a',
  purpose: 'green-channel',
  operationName: 'GreenChannel',
  query: filed('bank/green-channel'),
  variables: { consent: uuid(7) },
  differs: uuid(7),
  people: 1,
  answers: {
    members: {
      data: {
        consentedMember: {
          ...{ __typename: 'Member', id, city: 'CHANGJI' },
          keyIndustry: true,
          creditStanding: { value: 'GOOD', source: 'BUREAU', asOf: '2026-11-01' },
        },
      },
      extensions: { persons: [{ path: ['consentedMember'], subject: id, basis: `consent ${uuid(7)}` }] },
    },
    contributions: {
      data: {
        _entities: [{ streak: { continuousFullMonths: 14, throughMonth: '2026-10', fundsUsed: false }, id }],
      },
    },
    loans: {
      data: {
        _entities: [{ overdueState: { overdue: false, overduePeriods: 0, asOf: '2026-11-22T01:00:00.000Z' }, id }],
      },
    },
    subsidies: {
      data: {
        _entities: [
          {
            greenChannel: {
              eligible: true,
              tier: 'A',
              reasons: ['CJ-17', 'CJ-18', 'CJ-20'].map((clause) => ({
                clause,
                description: '连续足额缴存满一年',
                met: true,
              })),
              evidence: { continuousFullMonths: 14, keyIndustry: true, creditStanding: 'GOOD', overdue: false },
              asOf: '2026-11-22T01:00:00.000Z',
              demonstrationFigures: ['averageWage'],
            },
            id,
          },
        ],
      },
    },
  },
};

export const questions: readonly Canned[] = [tax(50), tax(1_000), standing, greenChannel];
