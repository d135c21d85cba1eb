import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationInfo } from '#contributions/adaptors/simulated-transfer-platform.ts';
import type { TransferMessage } from '#contributions/adaptors/transfer-platform.ts';
import { acceptTransferOut } from '#contributions/operations/accept-transfer-out.ts';
import { bookUnitContribution } from '#contributions/operations/book-unit-contribution.ts';
import { contribute } from '#contributions/operations/contribute.ts';
import { readClassifiedBook } from '#contributions/operations/read-classified-book.ts';
import { requestTransferIn } from '#contributions/operations/request-transfer-in.ts';
import { takeTransferMessage } from '#contributions/operations/take-transfer-message.ts';
import { terminateAgreement } from '#contributions/operations/terminate-agreement.ts';
import type { Transfer } from '#contributions/operations/transfers.ts';
import { withdraw } from '#contributions/operations/withdraw.ts';
import { addDays, monthOf } from '#kernel/calendar.ts';
import { type Fen, yuan } from '#kernel/money.ts';
import { Refusal } from '#kernel/refusal.ts';
import { auditBooks } from '#ledger/trial-balance.ts';
import { random } from '#local/life/random.ts';
import { rows } from '#service/database.ts';
import { type Rehearsal, rehearse } from '#test/contributions.ts';
import { proofSize, report } from './proof-size.ts';

// CJ-10: whatever a member does, in whatever order, every yuan stays in the segment it came in by: the balances of both
// pools are those that a list kept beside the book says, after every step, also of steps that were refused.

const huzhou = '330500';
const other = '330100000000000';
const { steps, seed } = proofSize({ small: { steps: 120 }, full: { steps: 2_000 } });
const draw = random(seed);
const info = demonstrationInfo;

/** What a member should own, by pool and segment. */
type Owned = Map<string, Fen>;
type Person = {
  id: string;
  owned: Owned;
  coming?: Transfer;
  told: Set<string>;
  leaving?: Transfer;
  sent?: Owned;
  closed?: boolean;
};

let register: Rehearsal;
const people: Person[] = [];
let letters = 0;
let sequence = 1;

const key = () => ({ idempotencyKey: randomUUID() });
const add = ({ owned }: Person, segment: string, fen: Fen) => void owned.set(segment, (owned.get(segment) ?? 0n) + fen);
const tell = (message: TransferMessage) => takeTransferMessage(register.context(), message);

const refused = (error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
};

async function convert(person: Person): Promise<void> {
  sequence += 1;
  const since = addDays(register.clock.today(), -draw.between(0, 20));
  await register.hear({
    type: 'member-facts-changed',
    ...{ memberId: person.id, sequence, city: huzhou, approvedOn: '2026-01-05', retirementOn: '2050-01-31' },
    ...{ inUnit: draw.chance(0.5), identitySince: since, spouseId: null, categories: [] },
  });
}

async function signAgain(person: Person): Promise<void> {
  await register.sign(person.id, { firstContribution: yuan('1200') });
  add(person, 'flexible FLEXIBLE', yuan('1200'));
  delete person.closed;
}

async function pay(person: Person): Promise<void> {
  const month = monthOf(register.clock.today());
  await contribute(register.context(), { memberId: person.id, month, amount: yuan('1200'), ...key() });
  add(person, 'flexible FLEXIBLE', yuan('1200'));
}

async function unitPays(person: Person): Promise<void> {
  const amount = BigInt(draw.between(1, 300_000));
  const month = monthOf(addDays(register.clock.today(), -draw.between(0, 90)));
  await bookUnitContribution(register.context({ cities: [huzhou] }), {
    ...{ memberId: person.id, month, amount, base: yuan('6000') },
    ...key(),
  });
  add(person, 'unit UNIT', amount);
  delete person.closed;
}

async function takeOut(person: Person): Promise<void> {
  const amount = BigInt(draw.between(1, 200_000));
  await withdraw(register.context(), { memberId: person.id, amount, reasonCode: '99', ...key() });
  add(person, 'flexible FLEXIBLE', -amount);
  await register.payOut();
}

async function askFor(person: Person): Promise<void> {
  person.coming = await requestTransferIn(register.context(), { memberId: person.id, centre: other, ...key() });
  person.told = new Set();
}

/** The platform says something of the last letter, in any order and again and again; some money comes twice. */
async function hearOf(person: Person): Promise<void> {
  const { coming, told } = person;
  if (!coming) return;
  const { letter } = coming;
  const messages: Record<string, TransferMessage> = {
    info: { id: `${letter}:905`, letter, kind: 'INFO', info },
    money: { id: `${letter}:113`, letter, kind: 'CREDIT', fen: info.amount },
    twice: { id: `${letter}:113-2`, letter, kind: 'CREDIT', fen: info.amount },
    received: { id: `${letter}:02`, letter, kind: 'STATUS', status: '02' },
    done: { id: `${letter}:00`, letter, kind: 'STATUS', status: '00' },
    failed: { id: `${letter}:40`, letter, kind: 'STATUS', status: '40' },
  };
  const name = draw.pick(Object.keys(messages));
  await tell(messages[name]!);
  const isNew = !told.has(name);
  const ended = told.has('done') || told.has('failed') || told.has('booked');
  // The first end that is told is the end; of money the first that comes.
  if (name === 'failed' && ended) return;
  if (name === 'done' && told.has('failed')) return;
  told.add(name);
  const complete = told.has('info') && (told.has('money') || told.has('twice'));
  // A closed account takes nothing in, nor does one whose transfer was called off: what comes stays in suspense.
  if (!isNew || !complete || told.has('tried')) return;
  told.add('tried');
  if (person.closed || told.has('failed')) return;
  told.add('booked');
  add(person, 'unit TRANSFERRED_IN', info.amount);
}

async function leave(person: Person): Promise<void> {
  letters += 1;
  const letter = `330100260101${String(letters).padStart(4, '0')}`;
  await terminateAgreement(register.context(), { memberId: person.id, ...key() }).catch(refused);
  const asked = { memberId: person.id, centre: other, letter, ...key() };
  person.leaving = await acceptTransferOut(register.context(), asked);
  person.sent = new Map(person.owned);
}

async function resolve(person: Person): Promise<void> {
  const { leaving } = person;
  if (!leaving) return;
  const status = draw.chance(0.5) ? '00' : '40';
  await tell({ id: randomUUID(), letter: leaving.letter, kind: 'STATUS', status });
  delete person.leaving;
  // Where it comes back each segment has again what it gave; what came meanwhile was not sent and stays.
  if (status === '40') return;
  for (const [segment, fen] of person.sent!) add(person, segment, -fen);
  person.closed = [...person.owned.values()].every((fen) => fen === 0n);
}

const acts = [
  convert,
  signAgain,
  pay,
  pay,
  unitPays,
  unitPays,
  takeOut,
  askFor,
  hearOf,
  hearOf,
  hearOf,
  leave,
  resolve,
];

/** The balances of the book, without interest, which is the centre's to reckon, and with what is held put back. */
async function ownedNow(id: string): Promise<Record<string, Fen>> {
  const found = await rows<{ segment: string; fen: Fen }>(
    register.database,
    `SELECT l.pool || ' ' || l.segment AS segment, (l.balance + coalesce((SELECT sum(p.fen) FROM payout_part p
       JOIN payout o ON o.id = p.payout_id WHERE p.ledger_account = l.id AND o.status = 'HELD'), 0))::bigint AS fen
     FROM ledger_account l WHERE l.owner = $1 AND l.segment NOT IN ('HELD', 'INTEREST') ORDER BY 1`,
    [id],
  );
  return Object.fromEntries(found.filter(({ fen }) => fen !== 0n).map(({ segment, fen }) => [segment, fen]));
}

async function check(person: Person): Promise<void> {
  const expected = Object.fromEntries([...person.owned].filter(([, fen]) => fen !== 0n).sort());
  expect(await ownedNow(person.id)).toEqual(expected);
  expect(await auditBooks(register.database.manager)).toEqual([]);
  const book = await readClassifiedBook(register.context({ cities: [huzhou] }), huzhou);
  const personal = await rows<{ fen: Fen }>(
    register.database,
    'SELECT coalesce(sum(balance), 0)::bigint AS fen FROM ledger_account WHERE city = $1 AND owner IS NOT NULL',
    [huzhou],
  );
  expect(book.owned).toBe(personal[0]!.fen);
}

beforeAll(async () => {
  register = await rehearse('2026-03-02');
  for (let number = 0; number < 6; number += 1) {
    const person: Person = { id: await register.approve(huzhou), owned: new Map(), told: new Set() };
    await signAgain(person);
    people.push(person);
  }
});
afterAll(() => register?.close());

describe('CJ-10 HZ-03 HZ-09 the segments of a life', () => {
  it(`hold after each of ${steps} random steps, seed ${seed}`, { timeout: 600_000 }, async () => {
    let done = 0;
    for (let step = 0; step < steps; step += 1) {
      register.clock.set(addDays(register.clock.today(), draw.between(0, 3)));
      const person = draw.pick(people);
      const act = draw.pick(acts);
      try {
        await act(person);
        done += 1;
      } catch (error) {
        if (!(error instanceof Refusal))
          throw new Error(`Step ${step}, ${act.name}: ${String(error)}`, { cause: error });
      }
      await check(person);
    }
    expect(done).toBeGreaterThan(steps / 3);
    report('segments', { seed, steps, done });
  });
});
