import { type CivilDate, isCivilDate } from './calendar.ts';

/** A moment as ISO 8601 text in UTC with milliseconds, "2026-07-01T00:00:00.000Z"; sorts in time order. */
export type Instant = string;

/** What tells the time; passed in, so that a test can say what day it is. */
export type Clock = {
  now(): Instant;
  /** The civil date now in Asia/Shanghai. */
  today(): CivilDate;
};

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
// China has had one zone without summer time since 1991, so a fixed offset is exact for every instant handled here.
const shanghaiOffsetMs = 8 * 60 * 60 * 1000;
const morning = 'T10:00:00.000+08:00';

/** Whether the text is a moment that exists, in the one form used here. */
export function isInstant(text: string): text is Instant {
  if (!instantPattern.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

/** The moment of a Date, to the millisecond. */
export function instantFromDate(date: Date): Instant {
  return date.toISOString();
}

/** The Date of a moment; a TypeError if the text is not an Instant. */
export function dateFromInstant(instant: Instant): Date {
  if (!isInstant(instant)) throw new TypeError('Not an instant: ISO 8601 text in UTC with milliseconds is expected');
  return new Date(instant);
}

/** The moment so many seconds later (earlier if negative). */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return new Date(dateFromInstant(instant).getTime() + seconds * 1000).toISOString();
}

/** The civil date in Asia/Shanghai at the moment. */
export function civilDateOf(instant: Instant): CivilDate {
  return new Date(dateFromInstant(instant).getTime() + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The moment meant by a moment itself, or by a civil date: ten in the morning of that day in Shanghai. */
export function instantOf(at: CivilDate | Instant): Instant {
  return isCivilDate(at) ? new Date(at + morning).toISOString() : dateFromInstant(at).toISOString();
}

/** Milliseconds that never run backwards, for measuring durations only. */
export function monotonicMs(): number {
  return performance.now();
}

const stepMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;
let latest = 0;
let told = { ms: -1, instant: '' };
let toldDay = { day: -1, date: '' };

// A clock that is set back by seconds would date a payment into a day that is over and perhaps closed; it stands still
// instead until it has caught up. One that is set back further was wrong, and is believed now.
function machineNow(): Instant {
  const now = Date.now();
  if (now > latest || latest - now > stepMs) latest = now;
  if (latest !== told.ms) told = { ms: latest, instant: new Date(latest).toISOString() };
  return told.instant;
}

// A gateway asks for the day several times a request, and it changes once a day.
function machineToday(): CivilDate {
  const instant = machineNow();
  const day = Math.floor((latest + shanghaiOffsetMs) / dayMs);
  if (day !== toldDay.day) toldDay = { day, date: civilDateOf(instant) };
  return toldDay.date;
}

/** The clock of the machine; set back by less than a minute it stands still, so that no day comes twice. */
export const systemClock: Clock = {
  now: machineNow,
  today: machineToday,
};

/** A clock that can be moved, for tests and demonstrations; a civil date means 10:00 in Shanghai that day. */
export function settableClock(at: CivilDate | Instant): Clock & { set(at: CivilDate | Instant): void } {
  let current = instantOf(at);
  return {
    now: () => current,
    today: () => civilDateOf(current),
    set: (next) => {
      current = instantOf(next);
    },
  };
}

/** A clock that stands still. */
export function fixedClock(at: CivilDate | Instant): Clock {
  const { now, today } = settableClock(at);
  return { now, today };
}
