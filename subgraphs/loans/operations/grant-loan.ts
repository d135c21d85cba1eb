import { type Fen, rateText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { openAccount } from '#ledger/accounts.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import type { Transaction } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Offer, offer } from '../rules/offer.ts';
import type { RepaymentMethod } from '../rules/schedule.ts';
import { noteSpouse } from './borrower-of.ts';
import { loanPool } from './chart.ts';
import { type Loan, loanOf } from './loans.ts';

/** The terms of a loan that was decided on; the principal in fen. */
export type Terms = {
  memberId: string;
  city: CityCode;
  principal: Fen;
  months: number;
  method: RepaymentMethod;
  firstHome: boolean;
};

/**
 * Grants a loan to an approved member without another one (HZ-05, HZ-06), inside the decision on it. It waits for the lien
 * on the member's account and is paid out when that stands (CJ-13): whoever closes an account at the same moment does not
 * get both.
 */
export async function grantWithin(context: Context, { db, emit, today }: Transaction, terms: Terms): Promise<Loan> {
  const { city, memberId } = terms;
  const offered = offer(terms, context.policy(city, today));
  const id = await writeContract(db, { ...terms, offered, requestedOn: today });
  await openAccount(db, { city, pool: loanPool, owner: id, segment: 'principal' });
  await noteSpouse(context, db, memberId);
  emit({ type: 'lien-requested', loanId: id, memberId, city, kind: 'FUND' });
  return loanOf(db, id, today);
}

type Written = Terms & { offered: Offer; requestedOn: string };

async function writeContract(db: Db, contract: Written): Promise<string> {
  const { city, offered, memberId, requestedOn } = contract;
  // Two loans asked for in the same moment meet here: the index lets one in.
  const [written] = await rows<{ id: string }>(
    db,
    `INSERT INTO loan (contract_number, member_id, city, priority, principal, annual_rate, months, method, requested_on,
       demonstration_figures)
     VALUES ($2 || '-' || left($8, 4) || '-' || lpad(nextval('contract_number')::text, 6, '0'), $1, $2, $3, $4, $5, $6, $7,
       $8::date, $9)
     ON CONFLICT (member_id) WHERE status IN ('PENDING', 'REPAYING', 'WRITTEN_OFF') AND recovered_on IS NULL
     DO NOTHING RETURNING id`,
    [
      memberId,
      city,
      offered.priority,
      contract.principal,
      rateText(offered.annualRate),
      contract.months,
      contract.method,
      requestedOn,
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
