import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { trusted } from '#test/documents.ts';
import { confirmed, forEach, type Participant, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';
import { proofSize, report } from './proof-size.ts';

// The three questions over real registers on a real PostgreSQL, all of them and the gateway in one process: how many are
// answered in a second, and how long each takes. What the gateway alone costs is measured by `npm run bench:gateway`.

const city = '652300';
const size = proofSize({
  small: { people: 60, asked: 10, atOnce: 4 },
  full: { people: 1_000, asked: 500, atOnce: 16 },
});
let stack: TestStack;
let people: Participant[];
let consent: string;

beforeAll(async () => {
  stack = await startTestStack('2026-06-08');
  const { world, clock } = stack;
  people = await forEach(Array.from({ length: size.people }), () => confirmed(world));
  await world.hear();
  await forEach(people, (person) => sign(world, person, { base: '6000.00', ratio: '20%' }));
  for (const [month, next] of [
    ['2026-06', '2026-07'],
    ['2026-07', '2026-08'],
    ['2026-08', '2026-09'],
  ] as const) {
    clock.set(`${month}-20`);
    await collectDue(world.runs.contributions, city, `${month}-20`);
    clock.set(`${next}-01`);
    await closeMonth(world.runs.contributions, city, month);
    await world.hear();
  }
  const centre = await stack.token('centre', { client_id: 'centre-changji', scope: 'consent:manage' });
  const given = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-06-01', idempotencyKey: 'give-1' };
  const { body } = await stack.ask(centre, trusted('centre/give-consent'), {
    variables: { input: { memberId: people[0]!.memberId, ...given } },
    headers: { purpose: 'service' },
  });
  consent = (body.data as { giveConsent: { id: string } }).giveConsent.id;
}, 900_000);

afterAll(() => stack?.stop());

/** Asks so often, so many at once; tells how it went. */
async function asked(times: number, ask: () => Promise<{ body: { errors?: object[] } }>) {
  await ask();
  const took: number[] = [];
  let left = times;
  const began = monotonicMs();
  const asking = async () => {
    for (; left > 0; ) {
      left -= 1;
      const from = monotonicMs();
      const { body } = await ask();
      expect(body.errors).toBeUndefined();
      took.push(monotonicMs() - from);
    }
  };
  await Promise.all(Array.from({ length: size.atOnce }, asking));
  const seconds = (monotonicMs() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => Number(took[Math.floor(took.length * share)]!.toFixed(1));
  return { perSecond: Math.round(times / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

it('AG-01 answers the tax bureau about many at once', { timeout: 600_000 }, async () => {
  const token = await stack.token('tax-bureau', { client_id: 'tax-bureau-changji' });
  const headers = { purpose: 'deduction-check' };
  for (const length of [50, size.people]) {
    const inquiries = people.slice(0, length).map(({ identityNumber }) => ({ identityNumber }));
    const question = { variables: { taxYear: 2026, inquiries }, headers, operationName: 'DeductibleAmounts' };
    const times = Math.max(size.atOnce, Math.round((size.asked * 10) / length));
    report(
      `tax, ${length} people`,
      await asked(times, () => stack.ask(token, trusted('tax-bureau/deductible-amounts'), question)),
    );
  }
});

it('AG-02 answers the HR bureau about one person', { timeout: 600_000 }, async () => {
  const token = await stack.token('hr-bureau', { client_id: 'hr-bureau-changji' });
  const headers = { purpose: 'employment-verification' };
  const ask = () => {
    const { identityNumber } = people[Math.floor(Math.random() * people.length)]!;
    return stack.ask(token, trusted('hr-bureau/employment-standing'), { variables: { identityNumber }, headers });
  };
  report('HR, one person', await asked(size.asked * 4, ask));
});

it('AG-03 answers a bank about one person who consented', { timeout: 600_000 }, async () => {
  const token = await stack.token('bank', { client_id: 'bank-a' });
  const headers = { purpose: 'green-channel' };
  const question = { variables: { consent }, headers };
  report(
    'bank, one person',
    await asked(size.asked * 4, () => stack.ask(token, trusted('bank/green-channel'), question)),
  );
});
