import { type Fen, rate, yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { cityCode } from '#service/cities.ts';
import type { MemberTold } from '#service/reach.ts';
import type { Context } from '../context.ts';
import { type Assumption, type Basis, type Quota, quota, refuseUnordered } from '../rules/quota.ts';

type Told = Omit<Basis, 'average' | 'balance'> & { average: string; balance: string };
/** A member with what the register of contributions told of their savings; money as text. */
export type SavedMember = MemberTold & { depositBasis?: Told | null };
/** Figures that are assumed for a simulation, as they are asked. */
export type QuotaAsked = {
  assuming?: { coefficients?: { fromMonths: number; coefficient: string }[] | null; cap?: Fen | null } | null;
};

/**
 * HZ-06: the most that may be lent today by what was saved, step by step, by the city's figures or by assumed ones; null
 * for a member without an account.
 */
export async function loanQuota(
  { policy, clock, loaders }: Context,
  { id, depositBasis, city }: SavedMember,
  assuming: QuotaAsked['assuming'],
): Promise<Quota | null> {
  if (!depositBasis || !city) return null;
  const basis = { ...depositBasis, average: yuan(depositBasis.average), balance: yuan(depositBasis.balance) };
  const assumed = assumption(assuming);
  return quota(basis, policy(cityCode(city), clock.today()), assumed, await loaders.repayBy.load(id));
}

function assumption(assuming: QuotaAsked['assuming']): Assumption {
  const cap = assuming?.cap ?? undefined;
  if (cap !== undefined && cap <= 0n) throw new Refusal('INVALID_INPUT', 'A cap is positive', { field: 'cap' });
  const coefficients = assuming?.coefficients?.map(({ fromMonths, coefficient }) => {
    return { fromMonths, coefficient: factor(coefficient) };
  });
  if (coefficients) refuseUnordered(coefficients);
  return { coefficients, cap };
}

function factor(text: string) {
  if (/^\d{1,4}(\.\d{1,4})?$/.test(text)) return rate(text);
  throw new Refusal('INVALID_INPUT', 'A coefficient such as 15 or 12.5', { field: 'coefficient' });
}
