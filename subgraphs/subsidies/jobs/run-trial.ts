import { monthsFrom } from '#kernel/calendar.ts';
import type { FigureChange } from '#policy/change.ts';
import { rows } from '#service/database.ts';
import { storeJson } from '#service/json.ts';
import type { Context } from '../context.ts';
import { readFacts } from '../operations/read-facts.ts';
import { triedPolicy } from '../operations/try-awards.ts';
import { withinSnapshot } from '../operations/within-snapshot.ts';
import { onLastDay } from '../rules/member-awards.ts';
import { trial } from '../rules/trial.ts';

type Asked = { city: '652300' | '330500'; from: string; to: string; changes: FigureChange[] };

const openSql = `
  SELECT city, first_month AS "from", last_month AS "to", changes FROM award_trial WHERE id = $1 AND finished_at IS NULL`;

/**
 * CJ-15, CJ-16: carries out a trial: asks the rules of every member twice, from the facts as they are known now and with
 * the awards of earlier months standing, and keeps what differs. It reads one moment, and awarding does not wait for it.
 */
export async function runTrial(context: Context, trialId: string): Promise<void> {
  const [asked] = await rows<Asked>(context.database, openSql, [trialId]);
  if (!asked) return;
  const { city, from, to, changes } = asked;
  const months = monthsFrom(from, to).map((month) => ({ city, month }));
  const policies = { inForce: onLastDay(context.policy), tried: onLastDay(triedPolicy(context, changes)) };
  const { take, outcome } = trial(policies, months);
  await withinSnapshot(context.database, async (db) => {
    for await (const members of readFacts(db, { city, first: from, last: to, awardsBefore: from })) {
      for (const member of members) take(member);
    }
  });
  const sql = 'UPDATE award_trial SET finished_at = $2, outcome = $3 WHERE id = $1 AND finished_at IS NULL';
  await context.database.query(sql, [trialId, context.clock.now(), storeJson(outcome())]);
}
