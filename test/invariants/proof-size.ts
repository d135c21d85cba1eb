type Sizes = Record<string, number>;

const isFull = process.env['PROOF_SIZE'] === 'full';

/** The size of a proof: small among the other tests, full by its own script; the seed is PROOF_SEED or always the same. */
export function proofSize<T extends Sizes>({ small, full }: { small: T; full: T }): T & { seed: number } {
  return { ...(isFull ? full : small), seed: Number(process.env['PROOF_SEED'] ?? 20260701) };
}

/** Prints what a full proof has counted, on one line. */
export function report(what: string, counts: Sizes): void {
  if (isFull)
    console.log(
      `${what}: ${Object.entries(counts)
        .map((each) => each.join(' '))
        .join(', ')}`,
    );
}
