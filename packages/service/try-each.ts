/**
 * Does every piece of work, one after the other, also when one fails, and then throws what failed. Pieces may be found
 * on the way; where finding fails, that is thrown beside the pieces that failed before.
 */
export async function tryEach<T>(
  pieces: readonly T[] | AsyncIterable<T>,
  work: (piece: T) => Promise<void>,
): Promise<void> {
  const failed: unknown[] = [];
  try {
    for await (const piece of pieces) await work(piece).catch((error: unknown) => failed.push(error));
  } catch (error) {
    failed.push(error);
  }
  throwFailed(failed);
}

/** As tryEach, in two lanes, one for each core of a small machine: whichever is free takes the next piece. */
export async function tryLanes<T>(pieces: readonly T[], work: (piece: T) => Promise<void>): Promise<void> {
  const left = [...pieces];
  const failed: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (let piece = left.shift(); piece !== undefined; piece = left.shift()) {
      await work(piece).catch((error: unknown) => failed.push(error));
    }
  };
  await Promise.all([lane(), lane()]);
  throwFailed(failed);
}

/** As tryEach, but all at once: one that hangs holds up no other. */
export async function tryAll<T>(pieces: readonly T[], work: (piece: T) => Promise<void>): Promise<void> {
  const ended = await Promise.allSettled(pieces.map(work));
  throwFailed(
    ended.filter(({ status }) => status === 'rejected').map((each) => (each as PromiseRejectedResult).reason),
  );
}

function throwFailed(failed: readonly unknown[]): void {
  if (failed.length === 1) throw failed[0];
  if (failed.length > 1) throw new AggregateError(failed, failed.map(String).join('; '));
}
