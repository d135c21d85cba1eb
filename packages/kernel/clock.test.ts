import { describe, expect, it, vi } from 'vitest';
import {
  addSeconds,
  civilDateOf,
  dateFromInstant,
  fixedClock,
  instantFromDate,
  instantOf,
  isInstant,
  monotonicMs,
  settableClock,
  systemClock,
} from './clock.ts';

describe('instants', () => {
  it('has one form only', () => {
    expect(isInstant('2026-07-01T00:00:00.000Z')).toBe(true);
    const wrong = ['2026-07-01T00:00:00Z', '2026-07-01T00:00:00.000+08:00', '2026-02-30T00:00:00.000Z', '2026-07-01'];
    for (const text of wrong) {
      expect(isInstant(text), text).toBe(false);
      expect(() => dateFromInstant(text)).toThrow(TypeError);
    }
    expect(instantFromDate(dateFromInstant('2026-07-01T00:00:00.123Z'))).toBe('2026-07-01T00:00:00.123Z');
  });

  it('begins the Shanghai day at 16:00 UTC the day before', () => {
    expect(civilDateOf('2026-06-30T15:59:59.999Z')).toBe('2026-06-30');
    expect(civilDateOf('2026-06-30T16:00:00.000Z')).toBe('2026-07-01');
  });

  it('adds seconds, backwards too', () => {
    expect(addSeconds('2026-06-30T23:59:59.500Z', 1)).toBe('2026-07-01T00:00:00.500Z');
    expect(addSeconds('2026-07-01T00:00:00.000Z', -86_400)).toBe('2026-06-30T00:00:00.000Z');
  });
});

describe('clocks', () => {
  it('a civil date means ten in the morning in Shanghai', () => {
    const clock = fixedClock('2026-07-01');
    expect([clock.now(), clock.today()]).toEqual(['2026-07-01T02:00:00.000Z', '2026-07-01']);
    expect(instantOf('2026-07-01T00:00:00.000Z')).toBe('2026-07-01T00:00:00.000Z');
    expect(() => fixedClock('2026-02-30')).toThrow(TypeError);
  });

  it('a settable clock moves when told, a fixed one cannot', () => {
    const clock = settableClock('2026-06-30T15:00:00.000Z');
    expect(clock.today()).toBe('2026-06-30');
    clock.set('2026-06-30T16:00:00.000Z');
    expect(clock.today()).toBe('2026-07-01');
    expect('set' in fixedClock('2026-07-01')).toBe(false);
  });

  it('the clock of the machine gives one moment and its Shanghai day', () => {
    const before = systemClock.now();
    const now = systemClock.now();
    expect(isInstant(now) && now >= before).toBe(true);
    expect([civilDateOf(now), civilDateOf(systemClock.now())]).toContain(systemClock.today());
    expect(monotonicMs()).toBeLessThanOrEqual(monotonicMs());
  });

  it('the clock of the machine stands still when it is set back by seconds, and follows when by more', () => {
    const midnight = dateFromInstant('2126-06-30T16:00:01.000Z').getTime();
    vi.useFakeTimers({ now: midnight, toFake: ['Date'] });
    try {
      expect([systemClock.now(), systemClock.today()]).toEqual(['2126-06-30T16:00:01.000Z', '2126-07-01']);
      vi.setSystemTime(midnight - 5_000);
      expect([systemClock.now(), systemClock.today()]).toEqual(['2126-06-30T16:00:01.000Z', '2126-07-01']);
      vi.setSystemTime(midnight + 1);
      expect(systemClock.now()).toBe('2126-06-30T16:00:01.001Z');
      vi.setSystemTime(midnight - 86_400_000);
      expect(systemClock.today()).toBe('2126-06-30');
    } finally {
      vi.useRealTimers();
    }
  });
});
