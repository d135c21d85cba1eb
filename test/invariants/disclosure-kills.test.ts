import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seal } from '#gateway/disclosures/seal.ts';
import { storedLog } from '#gateway/disclosures/stored-log.ts';
import { verifyLog } from '#gateway/disclosures/verify.ts';
import { random } from '#local/life/random.ts';
import { openDatabase } from '#service/database.ts';
import { testSealing } from '#test/disclosure-log.ts';
import { countDisclosures } from '#test/disclosures.ts';
import { type Received, type Stage, setStage } from './disclosure-stage.ts';
import { proofSize, report } from './proof-size.ts';

// Never an answer without its row: the gateway is killed while it waits to write it, and at any other moment.

const size = proofSize({ small: { between: 2, anytime: 1 }, full: { between: 60, anytime: 40 } });
const draw = random(size.seed);
const clients = 6;
const patience = 3_600_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
}, patience);
afterAll(() => stage?.close());

const waitingSql = `SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'gateway.disclosure_person'::regclass AND NOT granted
  AND mode = 'RowExclusiveLock'`;

async function waitingToWrite(): Promise<number> {
  return (await stage.owner.query<{ n: number }>(waitingSql)).rows[0]!.n;
}

/**
 * Asks until there is an answer: the first is long in coming, and may be given up; and what a gateway that is killed had
 * drawn of a minute's allowance comes back with the next minute. How many had data.
 */
async function answered(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await stage.ask())?.data) return 1;
    if (tries > 5) await pause(2_000);
  }
  throw new Error('The gateway does not answer');
}

/** Those answers with data of which there is no row. */
async function unrecorded(answers: readonly Received[]): Promise<string[]> {
  const told = answers.flatMap((answer) => (answer?.data ? [answer.correlation] : []));
  const sql = `SELECT told FROM unnest($1::text[]) AS told
    WHERE NOT EXISTS (SELECT 1 FROM gateway.disclosed WHERE correlation = told)`;
  return (await stage.owner.query<{ told: string }>(sql, [told])).rows.map(({ told: one }) => one);
}

it('AG-06 tells nothing when it is killed between the data and the evidence', { timeout: patience }, async () => {
  const counts = { kills: 0, 'requests under way': 0, answered: 0 };
  for (; counts.kills < size.between; counts.kills += 1) {
    await answered();
    await stage.owner.query('BEGIN; LOCK TABLE gateway.disclosure_person IN EXCLUSIVE MODE');
    const asked = Array.from({ length: clients }, () => stage.ask());
    while ((await waitingToWrite()) === 0) await pause(5);
    // Others come while the first are held up: they are in the next commit.
    await pause(draw.between(0, 30));
    await stage.kill();
    const answers = await Promise.all(asked);
    await stage.owner.query('COMMIT');
    counts['requests under way'] += asked.length;
    counts.answered += answers.filter((answer) => answer?.data).length;
  }
  expect(counts.answered).toBe(0);
  report('killed between data and evidence', counts);
});

it('AG-06 has a row of every answer that arrived, whenever it is killed', { timeout: patience }, async () => {
  const counts = { kills: 0, asked: 0, answered: 0, 'rows without answer': 0 };
  let before = await countDisclosures(stage.owner);
  for (; counts.kills < size.anytime; counts.kills += 1) {
    before += await answered();
    let going = true;
    const flows = Array.from({ length: clients }, async () => {
      const answers: Received[] = [];
      while (going) answers.push(await stage.ask());
      return answers;
    });
    await pause(draw.between(20, 400));
    going = false;
    await stage.kill();
    const answers = (await Promise.all(flows)).flat();
    expect(await unrecorded(answers)).toEqual([]);
    counts.asked += answers.length;
    counts.answered += answers.filter((answer) => answer?.data).length;
  }
  expect(counts.answered).toBeGreaterThan(0);
  counts['rows without answer'] = (await countDisclosures(stage.owner)) - before - counts.answered;
  report('killed at any moment', counts);
});

it('AG-06 has left a log that is whole', { timeout: patience }, async () => {
  const database = await openDatabase({ url: stage.url, schema: 'gateway' });
  // The gateways have sealed as well, with the same key; only the end may still be open.
  await seal(database, testSealing);
  const verdict = await verifyLog(storedLog(database), testSealing.keys);
  await database.destroy();
  expect(verdict.findings).toEqual([]);
  expect(verdict.rows).toBeGreaterThan(0);
});
