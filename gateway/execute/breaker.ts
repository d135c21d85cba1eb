/** Counts what goes wrong with one subgraph, and says when it had better be left alone. */
export type Breaker = {
  /** Whether a call may be made; after a pause, one at a time may try. */
  admits(nowMs: number): boolean;
  /** How a call that was admitted ended. */
  ended(well: boolean, nowMs: number): void;
};

const windowMs = 10_000;
const bucketMs = 1_000;
const fewest = 20;
const pauseMs = 5_000;

type Bucket = { second: number; calls: number; failed: number };

/**
 * Opens when half of at least 20 calls within 10 s failed, or 20 in a row, since it may have been asked a thousand times
 * just before it failed; tries again after 5 s.
 */
export function breaker(): Breaker {
  const buckets: Bucket[] = [];
  let inARow = 0;
  let lastFailed = 0;
  let openUntil = 0;
  let trying = false;

  function bucketOf(nowMs: number): Bucket {
    const second = Math.floor(nowMs / bucketMs);
    const last = buckets.at(-1);
    if (last?.second === second) return last;
    const made = { second, calls: 0, failed: 0 };
    buckets.push(made);
    while (buckets[0]!.second <= second - windowMs / bucketMs) buckets.shift();
    return made;
  }

  return {
    admits(nowMs) {
      if (openUntil === 0) return true;
      if (nowMs < openUntil || trying) return false;
      trying = true;
      return true;
    },
    ended(well, nowMs) {
      if (well || nowMs - lastFailed > windowMs) inARow = 0;
      if (!well) {
        inARow += 1;
        lastFailed = nowMs;
      }
      if (trying) {
        trying = false;
        openUntil = well ? 0 : nowMs + pauseMs;
        buckets.length = 0;
        return;
      }
      const bucket = bucketOf(nowMs);
      bucket.calls += 1;
      if (well) return;
      bucket.failed += 1;
      const calls = buckets.reduce((sum, one) => sum + one.calls, 0);
      const failed = buckets.reduce((sum, one) => sum + one.failed, 0);
      if (inARow >= fewest || (calls >= fewest && failed * 2 >= calls)) openUntil = nowMs + pauseMs;
    },
  };
}
