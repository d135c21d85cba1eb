import type { Context } from '#contributions/context.ts';
import { resumeRun } from '#contributions/operations/resume-run.ts';
import { reverseRun } from '#contributions/operations/reverse-run.ts';
import type { Command } from './commands.ts';

/** Takes a settlement of interest back, or lets the one that replaces it go on, as staff ask for it. */
export async function settlement(
  context: Context,
  { kind, city, year }: Extract<Command, { kind: 'reverse' | 'resume' }>,
  idempotencyKey: string,
): Promise<string> {
  const [run] = await context.database.query(
    "SELECT id::text FROM run WHERE kind = 'settle-interest' AND city = $1 AND period = $2 ORDER BY id DESC LIMIT 1",
    [city, String(year)],
  );
  const input = { runId: (run?.id as string | undefined) ?? '999999', idempotencyKey };
  await (kind === 'reverse' ? reverseRun(context, input) : resumeRun(context, input));
  return '';
}
