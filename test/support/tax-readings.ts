import type { Context } from '#contributions/context.ts';
import { rate } from '#kernel/money.ts';

/** One of the readings that 财税〔2006〕10号 leaves open for who bears both sides: the share, and the day or the month. */
export type TaxReading = { capRatio?: '12%' | '24%'; basis?: 'cash' | 'period' };

/** A context under another reading: as if the YAML said so, and nothing else. */
export function readingOf(context: Context, { capRatio, basis }: TaxReading): Context {
  const policy: Context['policy'] = (city, on) => {
    const known = context.policy(city, on);
    const { tax } = known.national;
    const read = {
      ...tax,
      ...(capRatio ? { capRatio: { ...tax.capRatio, value: rate(capRatio), text: capRatio } } : {}),
      ...(basis ? { basis: { ...tax.basis, value: basis } } : {}),
    };
    return { ...known, tax: known.tax, national: { ...known.national, tax: read } } as typeof known;
  };
  return { ...context, policy };
}
