import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#contributions/context.ts';
import { openContributions } from '#contributions/database.ts';
import { changePlan } from '#contributions/operations/change-plan.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import { payOut } from '#contributions/operations/pay-out.ts';
import { signAgreement } from '#contributions/operations/sign-agreement.ts';
import { terminateAgreement } from '#contributions/operations/terminate-agreement.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { yuan } from '#kernel/money.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { type Database, rows } from '#service/database.ts';
import { canonicalJson } from '#service/json.ts';
import { type Rehearsal, refusal, rehearse } from '#test/contributions.ts';
import { everyRow } from './every-row.ts';
import { proofSize, report } from './proof-size.ts';

const huzhou = '330500';
const today = '2026-07-01';
const size = proofSize({ small: { commands: 180, rounds: 5 }, full: { commands: 100_000, rounds: 1_000 } });
const draw = random(size.seed);
const patience = 7_200_000;
let register: Rehearsal;
/** A second instance of the register on the same database. */
let second: Database;

/** A command that was answered, as it can be sent again, and as it would be with another body or under another name. */
type Recorded = {
  memberId: string;
  answer: string;
  again(context: Context): Promise<unknown>;
  otherBody(context: Context): Promise<unknown>;
  otherName(context: Context): Promise<unknown>;
};
const recorded: Recorded[] = [];
const key = () => ({ idempotencyKey: randomUUID() });
/** The contexts of the two instances in turn. */
const instance = (n: number): Context =>
  n % 2 === 0 ? register.context() : { ...register.context(), database: second };

async function record<Input extends { memberId: string; idempotencyKey: string }>(
  command: (context: Context, input: Input) => Promise<unknown>,
  input: Input,
  other: Partial<Input>,
): Promise<void> {
  const { memberId, idempotencyKey } = input;
  const answer = await command(register.context(), input);
  const withdrawal = { memberId, idempotencyKey, amount: 1n, reasonCode: '01' };
  const isWithdrawal = command === (withdraw as unknown);
  recorded.push({
    memberId,
    answer: canonicalJson(answer),
    again: (context) => command(context, { ...input }),
    otherBody: (context) => command(context, { ...input, ...other }),
    otherName: (context) =>
      isWithdrawal ? contribute(context, { ...withdrawal, month: '2026-07' }) : withdraw(context, withdrawal),
  });
  // What was held is paid, so that the next can be.
  if (isWithdrawal) await payOut(register.context(), (answer as { id: string }).id);
}

const plan = { base: yuan('6000'), ratio: '20%', mode: 'MONTHLY' as 'MONTHLY' | 'YEARLY' };

/** Signs, pays a month, takes some out twice with a change of plan between, stops, and signs again. */
async function life(n: number): Promise<void> {
  const memberId = await register.approve(huzhou);
  const about = () => ({ memberId, ...key() });
  const signing = { ...plan, debitAccount: `62221111${String(n).padStart(8, '0')}`, firstContribution: yuan('1200') };
  const some = () => ({ ...about(), amount: BigInt(draw.between(1, 60_000)), reasonCode: '99' });
  await record(signAgreement, { ...about(), ...signing }, { ratio: '18%' });
  await record(contribute, { ...about(), month: '2026-08', amount: yuan('1200') }, { amount: yuan('2400') });
  await record(withdraw, some(), { amount: 60_001n });
  await record(changePlan, { ...about(), base: yuan('7000'), ratio: '20%' }, { base: yuan('6500') });
  await record(withdraw, some(), { reasonCode: '01' });
  await record(terminateAgreement, about(), { memberId: randomUUID() });
  await record(signAgreement, { ...about(), ...signing }, { mode: 'YEARLY' });
}
const commandsOfALife = 7;

beforeAll(async () => {
  register = await rehearse(today);
  second = await openContributions(register.url, 6);
  await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let n = lane; n * commandsOfALife < size.commands; n += 8) await life(n);
    }),
  );
}, patience);
afterAll(async () => {
  await second?.destroy();
  await register?.close();
});

const shuffled = () =>
  recorded
    .map((command) => ({ command, at: draw.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ command }) => command);

/** Does the work for each command, so many at a time, on both instances; nothing may change by it. */
async function changesNothing(
  commands: readonly Recorded[],
  atATime: number,
  work: (command: Recorded, context: Context) => Promise<void>,
): Promise<void> {
  const told = register.told.length;
  const before = await everyRow(register.database, 'contributions');
  const queue = commands.values();
  const lane = async (n: number) => {
    for (const command of queue) await work(command, instance(n));
  };
  await Promise.all(Array.from({ length: atATime }, (_, n) => lane(n)));
  expect(await everyRow(register.database, 'contributions')).toEqual(before);
  expect(register.told.length).toBe(told);
}

async function sameAnswer({ again, answer }: Recorded, context: Context): Promise<void> {
  const told = canonicalJson(await again(context));
  if (told !== answer) expect(told).toBe(answer);
}

describe('commands that are sent again', () => {
  it.each([
    ['in their order', 1, () => recorded],
    ['backwards', 1, () => recorded.toReversed()],
    ['shuffled', 1, shuffled],
    ['shuffled, eight at a time, on two instances', 8, shuffled],
  ])('%s are answered as the first time and change no row', { timeout: patience }, async (order, atATime, given) => {
    expect(recorded.length).toBeGreaterThanOrEqual(size.commands);
    await changesNothing(given(), atATime, sameAnswer);
    report(`replayed ${order}`, { seed: size.seed, commands: recorded.length, changedRows: 0 });
  });

  it('on a later day, when they would be refused as new, are answered as the first time', {
    timeout: patience,
  }, async () => {
    register.clock.set('2026-12-31');
    await changesNothing(recorded, 8, sameAnswer);
    register.clock.set(today);
    report('replayed on a later day', { seed: size.seed, commands: recorded.length, changedRows: 0 });
  });

  it('with another body or as another command are refused every time', { timeout: patience }, async () => {
    let refused = 0;
    await changesNothing(shuffled(), 8, async ({ otherBody, otherName }, context) => {
      for (const send of [otherBody, otherName]) {
        expect(await refusal(send(context))).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' });
        refused += 1;
      }
    });
    report('keys used for another command', { seed: size.seed, refused, accepted: 2 * recorded.length - refused });
  });

  it('while the first is still under way have one effect and one answer', { timeout: patience }, async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('14400') });
    for (let n = 0; n < size.rounds; n += 1) {
      const taking = { memberId, amount: BigInt(draw.between(1, 1_000)), reasonCode: '99', ...key() };
      const answers = await Promise.all(Array.from({ length: 10 }, (_, copy) => withdraw(instance(copy), taking)));
      expect(new Set(answers.map(canonicalJson)).size).toBe(1);
      await payOut(register.context(), answers[0]!.id);
    }
    const sql = `SELECT count(*)::int AS n FROM movement m JOIN ledger_account a ON a.id = m.from_account WHERE a.owner = $1`;
    // Each is held, and then leaves.
    expect(await rows(register.database, sql, [memberId])).toEqual([{ n: 2 * size.rounds }]);
    report('copies of a command under way', { seed: size.seed, copies: 10 * size.rounds, effects: size.rounds });
  });

  it('after they were refused leave no trace, however often', { timeout: patience }, async () => {
    const tooMuch = new Map<string, { memberId: string; amount: bigint; reasonCode: string; idempotencyKey: string }>();
    for (const { memberId } of recorded) {
      tooMuch.set(memberId, { memberId, amount: yuan('9999.99'), reasonCode: '99', ...key() });
    }
    await changesNothing(shuffled(), 8, async ({ memberId }, context) => {
      expect(await refusal(withdraw(context, tooMuch.get(memberId)!))).toMatchObject({ code: 'BALANCE_TOO_LOW' });
    });
    report('refused again', { seed: size.seed, commands: recorded.length, changedRows: 0 });
  });

  it('after they were refused are done once when they can be', async () => {
    const memberId = await register.approve(huzhou);
    await register.sign(memberId, { firstContribution: yuan('1200') });
    const tooMuch = { memberId, amount: yuan('1200.01'), reasonCode: '99', ...key() };
    expect(await refusal(withdraw(register.context(), tooMuch))).toMatchObject({ code: 'BALANCE_TOO_LOW' });
    await contribute(register.context(), { memberId, month: '2026-08', amount: yuan('1200'), ...key() });
    const both = await Promise.all([0, 1].map((n) => withdraw(instance(n), tooMuch)));
    expect(both[1]).toEqual(both[0]);
    expect(await auditBooks(register.database.manager)).toEqual([]);
  });
});
