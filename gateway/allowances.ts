import { addSeconds, type Clock, dateFromInstant, type Instant, monotonicMs } from '#kernel/clock.ts';
import { type Database, rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import { refusal } from './failure.ts';

/** What is counted: requests in a minute, look-ups in a day of Asia/Shanghai. */
export type Measure = 'requests' | 'lookups';
type Asked = { client: string; measure: Measure; most: number; count: number };

/** What this gateway has drawn from a client's allowance and not used up. */
type Held = { opened: Instant; left: number; drawing: Promise<void> | undefined; spentUntil: number };

// A client that has used its allowance up costs no statement more often than this.
const spentMs = 5_000;
// A hundredth of a day's allowance, a twentieth of a minute's: what a gateway that is killed may lose at most.
const parts: Record<Measure, number> = { requests: 20, lookups: 100 };
const seconds: Record<Measure, number> = { requests: 60, lookups: 24 * 60 * 60 };

// Draws a part of the allowance, as much as there is, in one statement. A window that is over begins anew; a gateway
// whose clock is behind draws from the newer one.
const drawSql = `
  INSERT INTO allowance AS a (client, measure, opened, taken, granted)
  VALUES ($1, $2, $3, least($4::int, $5::int), least($4::int, $5::int))
  ON CONFLICT (client, measure) DO UPDATE SET
    granted = CASE WHEN a.opened < excluded.opened THEN excluded.granted
                   ELSE greatest(0, least($4::int, $5::int - a.taken)) END,
    taken = CASE WHEN a.opened < excluded.opened THEN excluded.taken
                 ELSE greatest(a.taken, least($5::int, a.taken + $4::int)) END,
    opened = greatest(a.opened, excluded.opened)
  RETURNING granted`;

const returnSql = `
  UPDATE allowance SET taken = greatest(0, taken - $4::int) WHERE client = $1 AND measure = $2 AND opened = $3`;

let midnight = { date: '', instant: '' };

/** When the window of a measure opened: this minute, or today's midnight in Shanghai. */
function openedAt(measure: Measure, { now, today }: Clock): Instant {
  if (measure === 'requests') return `${now().slice(0, 16)}:00.000Z`;
  const date = today();
  if (date !== midnight.date) midnight = { date, instant: addSeconds(`${date}T00:00:00.000Z`, -8 * 60 * 60) };
  return midnight.instant;
}

function exceeded({ measure, most }: Asked, opened: Instant, clock: Clock) {
  const next = addSeconds(opened, seconds[measure]);
  const wait = Math.max(
    1,
    Math.ceil((dateFromInstant(next).getTime() - dateFromInstant(clock.now()).getTime()) / 1000),
  );
  const per = measure === 'requests' ? 'requests a minute' : 'look-ups a day';
  const detail = { rule: measure, nextAllowed: next };
  return refusal('QUOTA_EXCEEDED', `At most ${most} ${per} are agreed`, 429, detail, { 'retry-after': String(wait) });
}

/**
 * Counts what a client uses of its agreement, over all gateways and restarts, never beyond it: each gateway draws a part
 * from the database and counts it down in memory, so that few requests wait for a statement and none for another's lock.
 */
export function allowances(database: Database, clock: Clock) {
  const all = new Map<string, Held>();

  function heldOf({ client, measure }: Asked, opened: Instant): Held {
    const key = `${measure} ${client}`;
    const before = all.get(key);
    if (before && before.opened >= opened) return before;
    const held: Held = { opened, left: 0, drawing: undefined, spentUntil: 0 };
    all.set(key, held);
    return held;
  }

  async function draw(held: Held, { client, measure, most, count }: Asked): Promise<void> {
    const wanted = Math.max(count - held.left, Math.ceil(most / parts[measure]));
    const parameters = [client, measure, held.opened, wanted, most];
    const drawn = await rows<{ granted: number }>(database, drawSql, parameters).catch((error: unknown) => {
      log.error({ client, measure, fault: String(error) }, 'an allowance cannot be counted');
      throw refusal('UNAVAILABLE', 'What is agreed cannot be counted now', 503);
    });
    const granted = drawn[0]?.granted ?? 0;
    held.left += granted;
    if (granted < wanted) held.spentUntil = monotonicMs() + spentMs;
  }

  async function useDrawn(held: Held, asked: Asked): Promise<void> {
    while (held.left < asked.count) {
      if (held.spentUntil > monotonicMs()) throw exceeded(asked, held.opened, clock);
      held.drawing ??= draw(held, asked).finally(() => {
        held.drawing = undefined;
      });
      await held.drawing;
    }
    held.left -= asked.count;
  }

  return {
    /**
     * Uses up so much at once, or nothing: QUOTA_EXCEEDED with the moment from which there is more. Most are counted at
     * once; there is something to wait for only where more must be drawn.
     */
    use(asked: Asked): Promise<void> | undefined {
      const opened = openedAt(asked.measure, clock);
      const held = heldOf(asked, opened);
      if (asked.count > asked.most) throw exceeded(asked, held.opened, clock);
      if (held.left < asked.count) return useDrawn(held, asked);
      held.left -= asked.count;
      return undefined;
    },
    /** Gives back what was drawn and not used; a gateway that is killed does not, so that the rest is never too much. */
    async close(): Promise<void> {
      for (const [key, { opened, left }] of all) {
        const [measure, client] = key.split(' ', 2);
        if (left > 0) await database.query(returnSql, [client, measure, opened, left]);
      }
      all.clear();
    },
  };
}

export type Allowances = ReturnType<typeof allowances>;
