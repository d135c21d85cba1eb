/** The middle of values, or what is halfway between the two in the middle; NaN if one of them is. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  if (sorted.some(Number.isNaN)) return Number.NaN;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
