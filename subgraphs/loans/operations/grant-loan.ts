import { type Fen, rateText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { internalAccount, openAccount } from '#ledger/accounts.ts';
import { post } from '#ledger/post.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Offer, offer } from '../rules/offer.ts';
import { type RepaymentMethod, schedule, type Terms } from '../rules/schedule.ts';
import { custody, disbursement, loanPool } from './chart.ts';
import { type Loan, loanOf } from './loans.ts';

export type GrantLoan = {
  memberId: string;
  principal: Fen;
  months: number;
  method: RepaymentMethod;
  firstHome: boolean;
  idempotencyKey: string;
};

/** Grants a loan to an approved member without another one, and pays it out the same day (HZ-05, HZ-06). */
export async function grantLoan(context: Context, input: GrantLoan): Promise<Loan> {
  const { idempotencyKey: key, ...asked } = input;
  return perform(
    context,
    { name: 'grant-loan', subject: asked.memberId, key, input: asked },
    async ({ db, emit, today }) => {
      const city = await cityOfBorrower(db, asked.memberId);
      if (!city || !context.caller.cities.includes(city)) {
        throw new Refusal('NOT_APPROVED', 'No approved member of this city', { field: 'memberId', clause: 'CJ-23' });
      }
      const offered = offer(asked, context.policy(city, today));
      const terms = { ...asked, annualRate: offered.annualRate, disbursedOn: today };
      const id = await writeContract(db, { ...terms, city, offered, memberId: asked.memberId });
      await writeSchedule(db, id, terms);
      await payOut(db, { id, city, terms });
      emit({ type: 'loan-granted', loanId: id, memberId: asked.memberId, city, on: today });
      return loanOf(db, id, today);
    },
  );
}

async function cityOfBorrower(db: Db, memberId: string): Promise<CityCode | undefined> {
  if (!isId(memberId)) return undefined;
  const sql = 'SELECT city FROM borrower WHERE member_id = $1';
  const [borrower] = await rows<{ city: CityCode }>(db, sql, [memberId]);
  return borrower?.city;
}

async function writeContract(
  db: Db,
  contract: Terms & { city: CityCode; offered: Offer; memberId: string },
): Promise<string> {
  const { city, offered, memberId, disbursedOn } = contract;
  // Two loans asked for in the same moment meet here: the index lets one in.
  const [written] = await rows<{ id: string }>(
    db,
    `INSERT INTO loan (contract_number, member_id, city, priority, principal, annual_rate, months, method, disbursed_on,
       demonstration_figures)
     VALUES ($2 || '-' || left($8, 4) || '-' || lpad(nextval('contract_number')::text, 6, '0'), $1, $2, $3, $4, $5, $6, $7,
       $8::date, $9)
     ON CONFLICT (member_id) WHERE status = 'REPAYING' DO NOTHING RETURNING id`,
    [
      memberId,
      city,
      offered.priority,
      contract.principal,
      rateText(contract.annualRate),
      contract.months,
      contract.method,
      disbursedOn,
      offered.demonstration,
    ],
  );
  if (!written) {
    throw new Refusal('LOAN_OUTSTANDING', 'The member has a loan that is not settled', {
      field: 'memberId',
      clause: 'HZ-05',
    });
  }
  return written.id;
}

async function writeSchedule(db: Db, loanId: string, terms: Terms): Promise<void> {
  const plan = schedule(terms);
  await db.query(
    `INSERT INTO instalment (loan_id, number, due_on, principal, interest, penalty_through)
     SELECT $1, number, due_on, principal, interest, due_on
     FROM unnest($2::integer[], $3::date[], $4::bigint[], $5::bigint[]) AS planned (number, due_on, principal, interest)`,
    [
      loanId,
      plan.map(({ number }) => number),
      plan.map(({ dueOn }) => dueOn),
      plan.map(({ principal }) => principal),
      plan.map(({ interest }) => interest),
    ],
  );
}

async function payOut(db: Db, { id, city, terms }: { id: string; city: CityCode; terms: Terms }): Promise<void> {
  const from = await internalAccount(db, { city, pool: loanPool, code: custody });
  const to = await openAccount(db, { city, pool: loanPool, owner: id, segment: 'principal' });
  await post(db, { from, to, fen: terms.principal, code: disbursement, bookedOn: terms.disbursedOn });
}
