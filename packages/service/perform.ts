import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { CivilDate } from '#kernel/calendar.ts';
import type { Clock, Instant } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Caller } from './caller.ts';
import { type Database, type Db, rows } from './database.ts';
import type { DomainEvent } from './event-types.ts';
import type { Events } from './events.ts';
import { canonicalJson, reviveJson, storeJson } from './json.ts';
import { aboutSubject } from './told-refusals.ts';

/** What every operation is given. */
export type OperationContext = { database: Database; clock: Clock; caller: Caller; events: Events };

/** A command: its name, whom or what it is about (never a name or number of a person), its idempotency key and input. */
export type Command = { name: string; subject: string; key: string; input: unknown };

/** What the work of a command may use. */
export type Transaction = { db: Db; emit(event: DomainEvent): void; now: Instant; today: CivilDate };

let inputKey: KeyObject | undefined;

// A plain digest of an input with an identity number in it could be searched for; a keyed one cannot.
function operationKey(): KeyObject {
  if (inputKey) return inputKey;
  const secret = process.env['OPERATION_KEY'] ?? '';
  if (!/^[0-9a-f]{64}$/i.test(secret)) throw new TypeError('OPERATION_KEY: expected hex of 32 bytes');
  inputKey = createSecretKey(Buffer.from(secret, 'hex'));
  return inputKey;
}

function inputHash(command: Command): Buffer {
  return createHmac('sha256', operationKey())
    .update(canonicalJson([command.name, command.input]))
    .digest();
}

// Members share one app's client id. A key is each one's own, so that nobody is given another's first answer.
const keyHolder = ({ client, audience, member }: Caller): string =>
  audience === 'member' && member ? `${client}/${member}` : client;

type Remembered = { input_hash: Buffer; answer: unknown };

async function remembered<T>(db: Db, context: OperationContext, command: Command, hash: Buffer): Promise<T> {
  const [first] = await rows<Remembered>(
    db,
    'SELECT input_hash, answer FROM operation WHERE client = $1 AND key = $2',
    [keyHolder(context.caller), command.key],
  );
  if (!first) throw new Refusal('IN_PROGRESS', 'The same command is being carried out', { field: 'idempotencyKey' });
  if (!first.input_hash.equals(hash)) {
    throw new Refusal('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used for another input', {
      field: 'idempotencyKey',
    });
  }
  return reviveJson(first.answer) as T;
}

const claimSql = `
  INSERT INTO operation (client, key, name, subject, input_hash, officer, purpose, case_reference, correlation, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (client, key) DO NOTHING RETURNING id`;

async function claim(db: Db, context: OperationContext, command: Command, hash: Buffer): Promise<string | undefined> {
  const { caller, clock } = context;
  const [line] = await rows<{ id: string }>(db, claimSql, [
    keyHolder(caller),
    command.key,
    command.name,
    command.subject,
    hash,
    caller.officer ?? null,
    caller.purpose ?? null,
    caller.caseReference ?? null,
    caller.correlation,
    clock.now(),
  ]);
  return line?.id;
}

/** Refuses an idempotency key that says nothing or too much; for whoever does something before the command is carried out. */
export function refuseKey(key: string): void {
  if (key.length >= 1 && key.length <= 200) return;
  throw new Refusal('INVALID_INPUT', 'An idempotency key has 1 to 200 characters', { field: 'idempotencyKey' });
}

/**
 * Carries out a command in one transaction with its audit line and its events. The same key and input give the first
 * answer again; the same key with another input is refused IDEMPOTENCY_KEY_REUSED. A refused command leaves no trace
 * and may be sent again.
 */
export async function perform<T>(
  context: OperationContext,
  command: Command,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  refuseKey(command.key);
  return context.database.transaction((db) => performWithin(db, context, command, work));
}

/** As perform, inside a transaction that the caller has begun, such as one that holds a chunk of a run. */
export async function performWithin<T>(
  db: Db,
  context: OperationContext,
  command: Command,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const hash = inputHash(command);
  const id = await claim(db, context, command, hash);
  if (!id) return remembered<T>(db, context, command, hash);
  const told: DomainEvent[] = [];
  const emit = (event: DomainEvent) => void told.push(event);
  const doing = { db, emit, now: context.clock.now(), today: context.clock.today() };
  const answer = await work(doing).catch((thrown: unknown) => {
    throw aboutSubject(command.subject, thrown);
  });
  await context.events.insert(db, told);
  await db.query('UPDATE operation SET answer = $2 WHERE id = $1', [id, storeJson(answer)]);
  return answer;
}
