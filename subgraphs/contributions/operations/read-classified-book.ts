import { type Fen, sumFen } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type TrialBalanceRow, trialBalance } from '#ledger/trial-balance.ts';
import type { CityCode } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { loanClearing } from './payout-kinds.ts';
import type { SegmentName } from './read-movements.ts';

/** One pool of a city's book, in fen: what members own by segment, the money behind it, and what was credited to them. */
type SubLedger = {
  pool: string;
  segments: { segment: SegmentName; balance: Fen }[];
  owned: Fen;
  custody: Fen;
  credited: Fen;
};

/** The sub-ledgers of a city and the whole that they add up to, in fen. */
export type ClassifiedBook = { subLedgers: SubLedger[]; owned: Fen; custody: Fen };

const personal = 'personal:';

/** CJ-19, HZ-09: the separate sub-ledgers (分类核算) of a city of the caller's own, summed from the movements themselves. */
export async function readClassifiedBook({ caller, database }: Context, city: CityCode): Promise<ClassifiedBook> {
  if (!caller.cities.includes(city)) throw new Refusal('FORBIDDEN', 'Not a city of the caller', { field: 'city' });
  const pools = Map.groupBy(await trialBalance(database.manager, city), ({ pool }) => pool);
  const subLedgers = [...pools].map(([pool, lines]) => subLedger(`${city}:${pool}`, lines));
  return {
    subLedgers,
    owned: sumFen(subLedgers.map(({ owned }) => owned)),
    custody: sumFen(subLedgers.map(({ custody }) => custody)),
  };
}

function subLedger(pool: string, lines: readonly TrialBalanceRow[]): SubLedger {
  const segments = lines
    .filter(({ account }) => account.startsWith(personal))
    .map(({ account, balance }) => ({ segment: account.slice(personal.length) as SegmentName, balance }));
  const owned = sumFen(segments.map(({ balance }) => balance));
  // What has left the bank's account for a member's is what the bank holds, less what of it is the loan book's.
  const backing = lines.filter(({ account }) => account === 'bank:custody' || account === loanClearing);
  const custody = -sumFen(backing.map(({ balance }) => balance));
  return { pool, segments, owned, custody, credited: owned - custody };
}
