import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { standardAccounts, standardMovements } from '#contributions/operations/standard-accounts.ts';
import { type CivilDate, yearOf } from '#kernel/calendar.ts';
import { type StandardLoan, standardLoanBusiness, standardLoans } from '#loans/operations/standard-loans.ts';
import { standardOverdue } from '#loans/operations/standard-overdue.ts';
import { type StandardPerson, standardPersons } from '#members/operations/standard-persons.ts';
import { policyOn } from '#policy/policy.ts';
import type { CityCode } from '#service/cities.ts';
import type { Database } from '#service/database.ts';
import type { Sealer } from '#service/sealing.ts';
import { heading, type Layout, layouts, line } from './layout.ts';

/** The three registers, each under its own role, and how the register of members opens what it keeps sealed. */
export type Registers = { members: Database; contributions: Database; loans: Database; sealer: Sealer };
/** What is exported: a city, as of a day, to a folder. */
export type Exporting = { city: CityCode; on: CivilDate; folder: string };
/** How many records each file has. */
export type Exported = Record<string, number>;

type OfMember = { memberId: string };

/** Every record of `right` with that of its member in `left`; both come in the order of their members, `left` once each. */
async function* joined<L extends OfMember, R extends OfMember>(
  left: AsyncGenerator<L>,
  right: AsyncIterable<R>,
): AsyncGenerator<[L, R]> {
  let own = await left.next();
  for await (const record of right) {
    while (!own.done && own.value.memberId < record.memberId) own = await left.next();
    if (!own.done && own.value.memberId === record.memberId) yield [own.value, record];
  }
  await left.return(undefined);
}

const borrower = (person: StandardPerson & { GRZH: string }, loan: StandardLoan) => ({
  ...{ ...loan, JKRGJJZH: person.GRZH, JKRXM: person.XINGMING },
  ...{ JKRZJLX: person.ZJLX, JKRZJH: person.ZJHM },
});

/**
 * Exports a city by the fields of JGJ/T 320-2014: each register tells its own part under its own role, a thousand records at
 * a time, so that memory does not grow with the city; the account number stands for the member everywhere.
 */
export async function exportStandard(registers: Registers, { city, on, folder }: Exporting): Promise<Exported> {
  mkdirSync(folder, { recursive: true });
  const policy = policyOn(city, on);
  const day = policy.national.deposit.settlementDay.value;
  const settledOn = `${yearOf(on)}-${day}` <= on ? `${yearOf(on)}-${day}` : `${yearOf(on) - 1}-${day}`;
  const persons = () => standardPersons({ database: registers.members, sealer: registers.sealer }, { city, policy });
  const accounts = () => standardAccounts(registers.contributions, { city, on, settledOn });
  const lending = () => standardLoans(registers.loans, { city, on, policy });
  async function* holders(): AsyncGenerator<StandardPerson & { GRZH: string }> {
    for await (const [person, { GRZH }] of joined(persons(), accounts())) yield { ...person, GRZH };
  }
  async function* contracts() {
    for await (const [person, loan] of joined(holders(), lending())) yield borrower(person, loan);
  }
  const exported: Exported = {};
  const write = async (layout: Layout, records: AsyncIterable<Record<string, unknown>>) => {
    exported[layout.file] = await writeFile(join(folder, `${layout.file}.csv`), layout, records);
  };
  await write(layouts.persons, holders());
  await write(layouts.accounts, accounts());
  await write(layouts.movements, standardMovements(registers.contributions, city));
  await write(layouts.contracts, contracts());
  await write(layouts.loans, lending());
  await write(layouts.business, standardLoanBusiness(registers.loans, city));
  await write(layouts.overdue, standardOverdue(registers.loans, { city, on }));
  await write(layouts.coBorrowers, nobody());
  return exported;
}

async function* nobody(): AsyncGenerator<never> {}

async function writeFile(path: string, layout: Layout, records: AsyncIterable<Record<string, unknown>>) {
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    yield heading(layout);
    for await (const record of records) {
      count += 1;
      yield line(layout, record);
    }
  }
  // What is in it is personal: for whoever exported it, and nobody else of the machine. A file of before keeps its mode.
  rmSync(path, { force: true });
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  return count;
}
