import { refusal } from './failure.ts';

/** How many requests may be under way at once. */
export type TurnLimits = { most: number };

// What one client may not take when it asks for everything: the rest is for clients below their fair share.
const reserved = 0.25;

const busy = () =>
  refusal('UNAVAILABLE', 'Too many requests are under way', 503, { rule: 'overload' }, { 'retry-after': '1' });

/**
 * Bounds what is under way, fairly by client: whoever has less than an equal share is let in while there is any room,
 * and nobody else once three quarters are taken. Who is not let in is told so at once, and waits nowhere in here.
 */
export function turns({ most }: TurnLimits) {
  const byClient = new Map<string, number>();
  let total = 0;

  function leave(client: string): void {
    total -= 1;
    const left = (byClient.get(client) ?? 1) - 1;
    if (left > 0) byClient.set(client, left);
    else byClient.delete(client);
  }

  return {
    /** Takes a turn and gives back what ends it; UNAVAILABLE with Retry-After when there is none. */
    take(client: string): () => void {
      const own = byClient.get(client) ?? 0;
      const clients = byClient.size + (own === 0 ? 1 : 0);
      const belowShare = own < most / Math.max(clients, 2);
      if (total >= most || (total >= most * (1 - reserved) && !belowShare)) throw busy();
      total += 1;
      byClient.set(client, own + 1);
      let taken = true;
      return () => {
        if (taken) leave(client);
        taken = false;
      };
    },
    /** How many are under way. */
    underWay: () => total,
  };
}

export type Turns = ReturnType<typeof turns>;
