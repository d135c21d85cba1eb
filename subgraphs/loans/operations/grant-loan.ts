import { type Fen, rateText } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { openAccount } from '#ledger/accounts.ts';
import type { CityCode } from '#service/cities.ts';
import { type Db, rows } from '#service/database.ts';
import { perform } from '#service/perform.ts';
import type { Context } from '../context.ts';
import { type Offer, offer } from '../rules/offer.ts';
import type { RepaymentMethod } from '../rules/schedule.ts';
import { borrowersCity, noteSpouse } from './borrower-of.ts';
import { loanPool } from './chart.ts';
import { type Loan, loanOf } from './loans.ts';

export type GrantLoan = {
  memberId: string;
  principal: Fen;
  months: number;
  method: RepaymentMethod;
  firstHome: boolean;
  idempotencyKey: string;
};

/**
 * Grants a loan to an approved member without another one (HZ-05, HZ-06). It waits for the lien on the member's account
 * and is paid out when that stands (CJ-13): whoever closes an account at the same moment does not get both.
 */
export async function grantLoan(context: Context, input: GrantLoan): Promise<Loan> {
  const { idempotencyKey: key, ...asked } = input;
  const command = { name: 'grant-loan', subject: asked.memberId, key, input: asked };
  return perform(context, command, async ({ db, emit, today }) => {
    const city = await borrowersCity(context, db, asked.memberId);
    const offered = offer(asked, context.policy(city, today));
    const id = await writeContract(db, { ...asked, city, offered, requestedOn: today });
    await openAccount(db, { city, pool: loanPool, owner: id, segment: 'principal' });
    await noteSpouse(context, db, asked.memberId);
    emit({ type: 'lien-requested', loanId: id, memberId: asked.memberId, city, kind: 'FUND' });
    return loanOf(db, id, today);
  });
}

type Written = Omit<GrantLoan, 'idempotencyKey'> & { city: CityCode; offered: Offer; requestedOn: string };

async function writeContract(db: Db, contract: Written): Promise<string> {
  const { city, offered, memberId, requestedOn } = contract;
  // Two loans asked for in the same moment meet here: the index lets one in.
  const [written] = await rows<{ id: string }>(
    db,
    `INSERT INTO loan (contract_number, member_id, city, priority, principal, annual_rate, months, method, requested_on,
       demonstration_figures)
     VALUES ($2 || '-' || left($8, 4) || '-' || lpad(nextval('contract_number')::text, 6, '0'), $1, $2, $3, $4, $5, $6, $7,
       $8::date, $9)
     ON CONFLICT (member_id) WHERE status IN ('PENDING', 'REPAYING') DO NOTHING RETURNING id`,
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
