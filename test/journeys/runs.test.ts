import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleInterest } from '#contributions/jobs/settle-interest.ts';
import { type Agency, agency, trusted } from '#test/agencies.ts';
import { purposeOf } from '#test/gateway.ts';
import { confirmed, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';

const list = trusted('centre/runs');
const fields =
  'id kind period chunks chunksDone rows amount finishedAt pausedAt reverses reversedBy askedBy agreedBy rejectedBy';
const command = (name: string) => {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  return `mutation ($input: ${input}) { ${name}(input: $input) { ${fields} } }`;
};

type Run = Record<'id' | 'kind' | 'period' | 'amount', string> & {
  chunks: number;
  chunksDone: number;
  rows: number;
  pausedAt: string | null;
};

let stack: TestStack;
let one: Agency;
let two: Agency;

beforeAll(async () => {
  stack = await startTestStack('2026-07-01');
  one = agency(stack, 'centre-changji', undefined, 'clerk-1');
  two = agency(stack, 'centre-changji', undefined, 'clerk-2');
  const person = await confirmed(stack.world);
  await stack.world.hear();
  await sign(stack.world, person, { base: '6000.00', ratio: '20%', first: '1200.00' });
  stack.clock.set('2027-06-30');
}, 60_000);
afterAll(() => stack?.stop());

let keys = 0;
const done = async (name: string, input: object, by = one): Promise<Run> => {
  keys += 1;
  const answer = await by.ask<Record<string, Run>>(command(name), {
    input: { ...input, idempotencyKey: `run-${keys}` },
  });
  await stack.world.hear();
  return answer[name]!;
};
const latest = async (): Promise<Run> => (await one.ask<{ runs: Run[] }>(list, { city: 'CHANGJI' })).runs[0]!;

describe('CJ-09 the runs of a centre, through the gateway', () => {
  it('are tried, done, taken back, and done again when staff resume them', async () => {
    await done('previewRun', { city: 'CHANGJI', kind: 'SETTLE_INTEREST', period: '2027' });
    // 1,200.00 yuan for 364 days.
    const told = { period: '2027', chunks: 1, chunksDone: 1, rows: 1, amount: '18.20' };
    expect(await latest()).toMatchObject({ kind: 'PREVIEW_SETTLE_INTEREST', ...told });
    await settleInterest(stack.world.runs.contributions, '652300', 2027);
    const settled = await latest();
    expect(settled).toMatchObject({ kind: 'SETTLE_INTEREST', ...told });
    const taking = await done('reverseRun', { runId: settled.id });
    expect(taking).toMatchObject({ kind: 'REVERSE_INTEREST', reverses: settled.id, askedBy: 'clerk-1' });
    // A.9: it waits for another officer, or is rejected and asked for again.
    expect(
      await one.refused(command('resumeRun'), { input: { runId: taking.id, idempotencyKey: 'own' } }),
    ).toMatchObject({ code: 'FORBIDDEN', field: 'officer', rule: 'four-eyes' });
    expect(await done('rejectReversal', { runId: taking.id }, two)).toMatchObject({ rejectedBy: 'clerk-2' });
    const asked = await done('reverseRun', { runId: settled.id });
    expect(await latest()).toMatchObject({ id: asked.id, chunksDone: 0 });
    await done('resumeRun', { runId: asked.id }, two);
    const again = await latest();
    expect(again).toMatchObject({ kind: 'SETTLE_INTEREST', chunksDone: 0, pausedAt: expect.any(String) });
    await done('resumeRun', { runId: again.id });
    expect(await latest()).toMatchObject({ id: again.id, ...told, pausedAt: null });
  });

  it('AG-04 are refused to another city, and to whoever does not steer them', async () => {
    const { id } = await latest();
    const other = agency(stack, 'centre-huzhou');
    expect(await other.refused(list, { city: 'CHANGJI' })).toMatchObject({ code: 'FORBIDDEN', field: 'city' });
    const input = { runId: id, idempotencyKey: 'other' };
    expect(await other.refused(command('pauseRun'), { input })).toMatchObject({ code: 'NOT_FOUND', field: 'runId' });
    const scope = 'account:read ledger:read';
    const clerk = await stack.token('centre', { client_id: 'centre-changji', cities: ['652300'], scope });
    const { body } = await stack.ask(clerk, list, { variables: { city: 'CHANGJI' }, headers: purposeOf('centre') });
    expect(body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});
