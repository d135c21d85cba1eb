import { refusal } from './failure.ts';

/** How many turns may be taken at once: a request takes one, or several if it asks about many. */
export type TurnLimits = { most: number };

// What one client may not take when it asks for everything: the rest is for clients below their fair share.
const reserved = 0.25;
// What may wait for subgraphs that are slow, so that there is room for who asks for something else; with few turns in
// all, one long question would be too many.
const partForSlow = { usually: 1 / 2, belowShare: 5 / 8 };
const fewestForSlow = 64;
// However few turns there are, a request takes no more than this part of them.
const largest = 1 / 8;

const busy = () =>
  refusal('UNAVAILABLE', 'Too many requests are under way', 503, { rule: 'overload' }, { 'retry-after': '1' });

/**
 * Bounds what is under way, fairly by client: whoever has less than an equal share is let in while there is any room,
 * and nobody else once three quarters are taken. Who is not let in is told so at once, and waits nowhere in here.
 */
export function turns({ most }: TurnLimits) {
  const byClient = new Map<string, number>();
  let total = 0;

  function leave(client: string, count: number): void {
    total -= count;
    const left = (byClient.get(client) ?? count) - count;
    if (left > 0) byClient.set(client, left);
    else byClient.delete(client);
  }

  function isBelowShare(client: string, own = byClient.get(client) ?? 0): boolean {
    const clients = byClient.size + (byClient.has(client) ? 0 : 1);
    return own < most / Math.max(clients, 2);
  }

  /** More for who has less than an equal share without this request; both leave room for everybody's other questions. */
  function partFor(client: string, count: number): number {
    const others = (byClient.get(client) ?? 0) - count;
    return isBelowShare(client, others) ? partForSlow.belowShare : partForSlow.usually;
  }

  return {
    /** Takes so many turns and gives back what ends them; UNAVAILABLE with Retry-After when they are not there. */
    take(client: string, asked = 1): () => void {
      const count = Math.min(asked, Math.ceil(most * largest));
      const before = total + count - 1;
      if (before >= most || (before >= most * (1 - reserved) && !isBelowShare(client))) throw busy();
      total += count;
      byClient.set(client, (byClient.get(client) ?? 0) + count);
      let taken = true;
      return () => {
        if (taken) leave(client, count);
        taken = false;
      };
    },
    /** How many turns may be kept for what is slow before this client, whose request has so many, must do without. */
    roomForSlow: (client: string, count: number) => Math.max(fewestForSlow, most * partFor(client, count)),
    /** How many are taken. */
    underWay: () => total,
  };
}

export type Turns = ReturnType<typeof turns>;
