import { type CivilMonth, lastDay } from '#kernel/calendar.ts';
import { type Fen, sumFen } from '#kernel/money.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import type { Context } from '../context.ts';
import { readFacts } from '../operations/read-facts.ts';
import { unawardedMonths } from '../operations/told-months.ts';
import { withinSnapshot } from '../operations/within-snapshot.ts';
import type { SubsidyClause } from '../rules/decision.ts';
import { awardsAnything, awardsEarned, onLastDay } from '../rules/member-awards.ts';
import { payDay } from './award-run.ts';

/** What a run of the awards would award of a city's month by one clause: awards, persons, and their sum in fen. */
export type PreviewedAwards = {
  city: CityCode;
  period: CivilMonth;
  clause: SubsidyClause;
  rows: number;
  persons: number;
  amount: Fen;
};

/**
 * CJ-15, CJ-16: tries the run of the awards (试算): asks the rules of every member whom it would look at now, month by
 * month, and tells what they would give. It only reads, of one moment, and nobody waits for it.
 */
export function previewAwards(context: Context): Promise<PreviewedAwards[]> {
  return withinSnapshot(context.database, async (db) => {
    const due = (await unawardedMonths(db)).filter(
      ({ city, month }) => payDay(context, city, month) <= context.clock.today(),
    );
    const found = new Map<string, PreviewedAwards>();
    const policyOf = onLastDay(context.policy);
    for (const city of cityCodes) {
      const asked = due.filter(
        (each) => each.city === city && awardsAnything(context.policy(city, lastDay(each.month))),
      );
      if (asked.length === 0) continue;
      const reading = { city, first: asked[0]!.month, last: asked.at(-1)!.month, awardsBefore: null };
      for await (const members of readFacts(db, reading)) {
        for (const member of members) {
          for (const { month, clause, fen } of awardsEarned(policyOf, member, asked)) {
            const key = `${month} ${city} ${clause}`;
            const before = found.get(key) ?? { city, period: month, clause, rows: 0, persons: 0, amount: 0n };
            // Of one month and clause nobody is awarded twice.
            const counts = { rows: before.rows + 1, persons: before.persons + 1 };
            found.set(key, { ...before, ...counts, amount: sumFen([before.amount, fen]) });
          }
        }
      }
    }
    return [...found.keys()].sort().map((key) => found.get(key)!);
  });
}
