import { monthOf, nextMonth, yearOf } from '#kernel/calendar.ts';
import { type CityCode, cityCodes } from '#service/cities.ts';
import type { EventHandlers, JobHandlers } from '#service/events.ts';
import type { Context } from '../context.ts';
import { creditSubsidy } from '../operations/credit-subsidy.ts';
import { recordEnrolment, recordLoan } from '../operations/record-facts.ts';
import { closeMonth } from './close-month.ts';
import { collectDue } from './collect.ts';
import { settleInterest } from './settle-interest.ts';

/** What this subgraph does on the events it listens to. */
export function handlers(context: Context): EventHandlers {
  return {
    'application-approved': (arrived) => recordEnrolment(context, arrived),
    'member-facts-changed': (arrived) => recordEnrolment(context, arrived),
    'subsidy-awarded': (arrived) => creditSubsidy(context, arrived),
    'loan-granted': (arrived) => recordLoan(context, arrived),
    'loan-settled': (arrived) => recordLoan(context, arrived),
  };
}

/** What this subgraph does by the clock. */
export function scheduledRuns(context: Context): JobHandlers {
  const eachCity = async (run: (city: CityCode) => Promise<void>) => {
    for (const city of cityCodes) await run(city);
  };
  const today = () => context.clock.today();
  return {
    collect: () => eachCity((city) => collectDue(context, city, today())),
    'close-month': () => eachCity((city) => closeMonth(context, city, nextMonth(monthOf(today()), -1))),
    'settle-interest': () => eachCity((city) => settleInterest(context, city, yearOf(today()))),
  };
}
