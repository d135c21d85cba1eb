import { type Fen, maxFen, minFen } from '#kernel/money.ts';

/** A segment of the flexible part of an account, its balance in fen. */
export type OffsetSegment = { segment: string; fen: Fen };
/** Why money of a segment is left where it is although the loan could take it: frozen, or the city takes none of the segment. */
export type LeftOutFor = 'FROZEN' | 'SEGMENT_NOT_TAKEN';
/** What one segment gives towards a loan and what of it is left out, in fen. */
export type OffsetPart<S extends OffsetSegment> = { of: S; taken: Fen; leftOut: Fen; reason: LeftOutFor | null };

/**
 * HZ-03: what each segment gives towards a loan, in the order in which the city takes them, at most what is asked and what is
 * free of freezes (null: of all), in fen; a segment that the city does not take is told with what the loan lacks of it.
 */
export function offsetParts<S extends OffsetSegment>(
  segments: readonly S[],
  { asked, free, order }: { asked: Fen; free: Fen | null; order: readonly string[] },
): OffsetPart<S>[] {
  const inOrder = [...new Set(order)].flatMap((name) => segments.filter(({ segment }) => segment === name));
  let lacking = asked;
  let left = free ?? asked;
  const taken = inOrder.map((of): OffsetPart<S> => {
    const wanted = minFen(of.fen, lacking);
    const share = minFen(wanted, maxFen(left, 0n));
    lacking -= wanted;
    left -= share;
    return { of, taken: share, leftOut: wanted - share, reason: share < wanted ? 'FROZEN' : null };
  });
  const others = segments.filter(({ segment }) => !order.includes(segment));
  const notTaken = others.map((of): OffsetPart<S> => {
    const leftOut = minFen(of.fen, lacking);
    lacking -= leftOut;
    return { of, taken: 0n, leftOut, reason: 'SEGMENT_NOT_TAKEN' };
  });
  return [...taken, ...notTaken].filter((part) => part.taken + part.leftOut > 0n);
}
