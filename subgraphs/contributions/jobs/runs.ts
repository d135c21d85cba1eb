import { yuanText } from '#kernel/money.ts';
import { rows } from '#service/database.ts';
import { log } from '#service/log.ts';
import type { Context } from '../context.ts';
import { reverseCollection } from '../operations/reverse-collection.ts';
import { replaceReversed, reverseInterest } from '../operations/reverse-interest.ts';
import { lockAccounts, type RunKind, type RunOf } from '../operations/run-in-chunks.ts';
import { readRun } from '../operations/runs.ts';
import { workChunks } from '../operations/work-chunks.ts';
import { closeEndedMonths } from './close-month.ts';
import { collectDue } from './collect.ts';
import { goOnWithPreview } from './preview.ts';
import { settleEndedYears } from './settle-interest.ts';

type Asked = RunOf & { id: number; reverses: number | null };

/** How each kind of run goes on. Any of them may be asked at any time: it does what is left. */
const goOn: Record<RunKind, (context: Context, run: Asked) => Promise<unknown>> = {
  collect: (context, { city }) => collectDue(context, city, context.clock.today()),
  'close-month': (context, { city }) => closeEndedMonths(context, city),
  'settle-interest': (context, { city }) => settleEndedYears(context, city),
  'reverse-collect': takeCollectionBack,
  'reverse-interest': takeBack,
  'preview-collect': goOnWithPreview,
  'preview-close-month': goOnWithPreview,
  'preview-settle-interest': goOnWithPreview,
};

/** Goes on with a run that staff began or resumed. */
export async function goOnWithRun(context: Context, runId: number): Promise<void> {
  const [run] = await rows<Asked>(context.database, 'SELECT id, kind, city, period, reverses FROM run WHERE id = $1', [
    runId,
  ]);
  if (run) await goOn[run.kind](context, run);
}

async function takeBack(context: Context, run: Asked): Promise<void> {
  const finished = await workChunks(context, run, 'reverse-interest', async (transaction, chunk) => {
    await lockAccounts(transaction.db, chunk.accounts);
    return reverseInterest(transaction, chunk, { run: run.reverses! });
  });
  if (finished && (await replaceReversed(context, run.id))) await tellRefused(context, run);
}

async function takeCollectionBack(context: Context, run: Asked): Promise<void> {
  const finished = await workChunks(context, run, 'reverse-collect', (transaction, chunk) =>
    reverseCollection(transaction, chunk, { run: run.reverses! }),
  );
  if (finished) await tellRefused(context, run);
}

async function tellRefused(context: Context, { id, city }: Asked): Promise<void> {
  const { rows: taken, refused, refusedAmount } = await readRun(context.database.manager, id);
  if (refused === 0) return;
  const told = { run: id, city, taken, refused, yuan: yuanText(refusedAmount) };
  log.warn(told, 'a run could not be taken back from some accounts: staff see them with every reason');
}

/** A.9: goes on with every taking back of a collection of a city that two officers agreed to and that was interrupted. */
export async function takeCollectionsBack(context: Context, city: RunOf['city']): Promise<void> {
  const begun = await rows<Asked>(
    context.database,
    `SELECT id, kind, city, period, reverses FROM run
     WHERE city = $1 AND kind = 'reverse-collect' AND agreed_by IS NOT NULL AND finished_at IS NULL ORDER BY id`,
    [city],
  );
  for (const run of begun) await takeCollectionBack(context, run);
}

/** Goes on with every taking back of interest of a city that was interrupted. */
export async function takeBackBegun(context: Context, city: RunOf['city']): Promise<void> {
  const begun = await rows<Asked>(
    context.database,
    `SELECT r.id, r.kind, r.city, r.period, r.reverses FROM run r JOIN run of ON of.id = r.reverses
     WHERE r.city = $1 AND r.kind = 'reverse-interest' AND r.agreed_by IS NOT NULL AND of.reversed_by IS NULL ORDER BY r.id`,
    [city],
  );
  for (const run of begun) await takeBack(context, run);
}
