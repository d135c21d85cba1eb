import type { CityCode } from '#policy/policy.ts';

// Each city answers by its own plan. Huzhou's leaves the course of an agreement to the agreement itself (HZ-02), and
// names no clause for the deduction: there it is the tax bureau's question (AG-01).
const clauses = {
  '652300': {
    age: 'CJ-01',
    unit: 'CJ-04',
    bounds: 'CJ-05',
    change: 'CJ-06',
    payment: 'CJ-07',
    oneAccount: 'CJ-08',
    exit: 'CJ-11',
    closing: 'CJ-13',
    rejoining: 'CJ-12',
    deduction: 'CJ-14',
    transfer: 'CJ-10',
    approval: 'CJ-23',
  },
  '330500': {
    age: 'HZ-01',
    unit: 'HZ-03',
    bounds: 'HZ-01',
    change: 'HZ-02',
    payment: 'HZ-02',
    oneAccount: 'HZ-03',
    exit: 'HZ-02',
    closing: 'HZ-04',
    rejoining: 'HZ-02',
    deduction: 'AG-01',
    transfer: 'HZ-12',
    approval: 'HZ-01',
  },
} as const;

/** What a rule of this register is about. */
export type Subject = keyof (typeof clauses)['652300'];

/** The clause by which a city decides on a subject: no member is told another city's. */
export function clauseOf(city: CityCode, subject: Subject): string {
  return clauses[city][subject];
}
