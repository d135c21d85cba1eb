import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { trusted } from '#test/documents.ts';
import type { Answer } from '#test/gateway.ts';
import { confirmed, type Participant, sign } from '#test/participants.ts';
import { startTestStack, type TestStack } from '#test/stack.ts';
import { proofSize, report } from '../invariants/proof-size.ts';
import { quantile } from '../invariants/steadily.ts';

// A consent that ends while a bank asks by it, and consents that a bank feels for without having them.

const { rounds, each, full } = proofSize({
  small: { rounds: 3, each: 40, full: 0 },
  full: { rounds: 50, each: 10_000, full: 1 },
});
const document = trusted('bank/green-channel');
const headers = { purpose: 'green-channel' };

let stack: TestStack;
let person: Participant;
let centre: string;
let bank: string;
let other: string;

beforeAll(async () => {
  stack = await startTestStack('2026-09-01');
  centre = await stack.token('centre', { client_id: 'centre-changji', scope: 'consent:manage' });
  bank = await stack.token('bank', { client_id: 'bank-a' });
  other = await stack.token('bank', { client_id: 'bank-b' });
  person = await confirmed(stack.world, { industryCode: 'OTHER' });
  await stack.world.hear();
  await sign(stack.world, person, { base: '6000.00', ratio: '20%' });
}, 60_000);
afterAll(() => stack?.stop());

const asStaff = async (path: string, input: Record<string, unknown>) => {
  const idempotencyKey = randomUUID();
  const variables = { input: { ...input, idempotencyKey } };
  const { body, text } = await stack.ask(centre, trusted(path), { variables, headers: { purpose: 'service' } });
  if (!body.data) throw new Error(text);
  return body.data;
};

async function give(): Promise<string> {
  const input = { memberId: person.memberId, recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-08-01' };
  return ((await asStaff('centre/give-consent', input)) as { giveConsent: { id: string } }).giveConsent.id;
}

const ask = (consent: string, token = bank) => stack.ask(token, document, { variables: { consent }, headers });
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions['code'];

describe('104 AG-03 a consent', () => {
  it('that is withdrawn while others ask by it gives nothing from then on, and what it gave before is on record', async () => {
    const owner = await ownerOf(stack.database.ownerUrl);
    for (let round = 0; round < rounds; round += 1) {
      const consent = await give();
      let over = false;
      const answers: { answer: Answer; late: boolean }[] = [];
      const askOn = async () => {
        for (let n = 0; n < 8; n += 1) {
          const late = over;
          answers.push({ answer: await ask(consent), late });
        }
      };
      const asking = Promise.all([1, 2, 3, 4].map(askOn));
      await asStaff('centre/withdraw-consent', { consentId: consent });
      over = true;
      await asking;
      answers.push({ answer: await ask(consent), late: true });
      for (const { answer, late } of answers) {
        const told = answer.body.errors === undefined;
        if (told) expect(await disclosuresOf(owner, answer)).toHaveLength(1);
        else expect([codeOf(answer), answer.text.includes('tier')]).toEqual(['CONSENT_NOT_VALID', false]);
        if (late) expect(told).toBe(false);
      }
    }
    await owner.end();
  }, 300_000);
});

/** The probability that two samples are of one distribution, after Kolmogorov and Smirnov. */
function alike(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [a.toSorted((p, q) => p - q), b.toSorted((p, q) => p - q)];
  let [i, j, most] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    if (x[i]! <= y[j]!) i += 1;
    else j += 1;
    most = Math.max(most, Math.abs(i / x.length - j / y.length));
  }
  const root = Math.sqrt((x.length * y.length) / (x.length + y.length));
  const lambda = (root + 0.12 + 0.11 / root) * most;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += 2 * (-1) ** (k - 1) * Math.exp(-2 * (k * lambda) ** 2);
  return Math.min(1, Math.max(0, sum));
}

it('knows like samples from unlike ones', () => {
  const even = Array.from({ length: 1_000 }, (_, n) => n);
  expect(alike(even, even)).toBeGreaterThan(0.9);
  const moved = even.map((n) => n + 200);
  expect(alike(even, moved)).toBeLessThan(0.001);
});

describe('106 AG-03 a bank that feels for consents', () => {
  it('is told the same of another bank’s and of none at all, and the two take as long as each other', async () => {
    const theirs = await give();
    const took: Record<'hit' | 'miss', number[]> = { hit: [], miss: [] };
    const texts = new Set<string>();
    const feel = async (kind: 'hit' | 'miss', consent: string) => {
      const began = performance.now();
      const answer = await ask(consent, other);
      took[kind].push(performance.now() - began);
      texts.add(answer.text.replaceAll(answer.headers.get('x-correlation-id')!, ''));
    };
    // In turn, and in both orders, so that whatever else the machine does befalls both alike.
    for (let n = 0; n < each; n += 1) {
      const order = [() => feel('hit', theirs), () => feel('miss', randomUUID())];
      for (const one of n % 2 === 0 ? order : order.toReversed()) await one();
    }
    expect(texts.size).toBe(1);
    const [hit, miss] = [quantile(took.hit, 0.5), quantile(took.miss, 0.5)];
    const apart = Math.abs(hit - miss) / miss;
    const p = alike(took.hit, took.miss);
    report('hit and miss', {
      each,
      'hit µs': Math.round(hit * 1_000),
      'miss µs': Math.round(miss * 1_000),
      'medians apart per mille': Math.round(apart * 1_000),
      'alike per mille': Math.round(p * 1_000),
    });
    if (full) expect([apart < 0.05, p > 0.01]).toEqual([true, true]);
  }, 900_000);
});
