import type { Context } from '#contributions/context.ts';
import { proposeCorrection } from '#contributions/operations/propose-correction.ts';
import { resolveSuspense } from '#contributions/operations/resolve-suspense.ts';
import { resumeRun } from '#contributions/operations/resume-run.ts';
import { reverseRun } from '#contributions/operations/reverse-run.ts';
import type { Command } from './commands.ts';
import { idFrom, idOf } from './hear.ts';
import type { Known } from './real.ts';
import type { Item } from './suspense.ts';
import type { World } from './world.ts';

/** Resolves what the model has in suspense; it has no number there but its place among its like. */
export async function ofSuspense(
  context: Context,
  { suspense }: World,
  { item: at, to }: Extract<Command, { kind: 'suspense' }>,
  idempotencyKey: string,
): Promise<string> {
  const item = suspense[at];
  const like = (other: Item) =>
    item && other.who === item.who && other.fen === item.fen && other.reason === item.reason;
  const [found] = await context.database.query(
    'SELECT id FROM suspense_item WHERE member_id = $1 AND fen = $2 AND reason = $3 ORDER BY ordinal OFFSET $4 LIMIT 1',
    [idOf(item?.who ?? 0), item?.fen ?? 0n, item?.reason ?? '', suspense.slice(0, Math.max(at, 0)).filter(like).length],
  );
  const itemId = (found?.id as string | undefined) ?? idFrom(3, '0');
  const way = to === null ? { resolution: 'RETURN' as const } : { resolution: 'CREDIT' as const, memberId: idOf(to) };
  const { openAmount } = await resolveSuspense(context, { itemId, ...way, idempotencyKey });
  return String(openAmount);
}

/** Proposes to take a movement of the model's book back. */
export async function propose(
  { register, movements, corrections }: Known,
  world: World,
  command: Extract<Command, { kind: 'propose' }>,
  idempotencyKey: string,
): Promise<string> {
  const movementId = String(movements.get(world.moves[command.move]!) ?? 999_999);
  const asked = { movementId, reason: 'OTHER' as const, note: '重复入账', idempotencyKey };
  const { id, fen, status } = await proposeCorrection(register.context({ officer: 'first' }), asked);
  if (!corrections.includes(id)) corrections.push(id);
  return `${fen} ${status}`;
}

/** Which run a command that was done has meant: sent again, it means the same, though another run has come since. */
const meant = new Map<string, string>();

/** Takes a settlement of interest back, or lets the one that replaces it go on, as staff ask for it. */
export async function settlement(
  register: Known['register'],
  { kind, city, year }: Extract<Command, { kind: 'reverse' | 'resume' }>,
  idempotencyKey: string,
): Promise<string> {
  const [run] = await register.database.query(
    "SELECT id::text FROM run WHERE kind = 'settle-interest' AND city = $1 AND period = $2 ORDER BY run.id DESC LIMIT 1",
    [city, String(year)],
  );
  const runId = meant.get(idempotencyKey) ?? (run?.id as string | undefined) ?? '999999';
  if (kind === 'resume') await resumeRun(register.context(), { runId, idempotencyKey });
  else {
    // Two officers, one after the other.
    const { id } = await reverseRun(register.context({ officer: 'first' }), { runId, idempotencyKey });
    await resumeRun(register.context({ officer: 'second' }), { runId: id, idempotencyKey: `${idempotencyKey}:agreed` });
  }
  meant.set(idempotencyKey, runId);
  return '';
}
