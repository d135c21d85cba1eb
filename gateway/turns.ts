import { refusal } from './failure.ts';

/** How many turns may be taken at once: a request takes one, or several if it asks about many. */
export type TurnLimits = { most: number };

// What one client may not take when it asks for everything: the rest is for clients below their fair share.
const reserved = 0.25;
// What may wait for subgraphs that are slow, so that there is room for who asks for something else; with few turns in
// all, one long question would be too many.
const partForSlow = 0.5;
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

  function isBelowShare(client: string): boolean {
    const own = byClient.get(client) ?? 0;
    const clients = byClient.size + (own === 0 ? 1 : 0);
    return own < most / Math.max(clients, 2);
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
    /** How many may wait for what is slow before this client must do without: more if it has less than its share. */
    roomForSlow: (client: string) =>
      Math.max(fewestForSlow, most * (isBelowShare(client) ? 1 - reserved : partForSlow)),
    /** How many are taken. */
    underWay: () => total,
  };
}

export type Turns = ReturnType<typeof turns>;
