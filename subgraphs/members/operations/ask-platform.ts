import { randomUUID } from 'node:crypto';
import { Refusal } from '#kernel/refusal.ts';
import { systemCaller } from '#service/caller.ts';
import { rows } from '#service/database.ts';
import { isId } from '#service/ids.ts';
import { log } from '#service/log.ts';
import { perform } from '#service/perform.ts';
import type { AccountAnswer, AccountInquiry } from '../adaptors/national-platform.ts';
import type { Context } from '../context.ts';
import { openIdentity } from './member-sealed.ts';
import type { Decision } from './settle-verifications.ts';
import { takePlatformAnswer } from './take-platform-answer.ts';

const chunkSize = 200;
const longestWaitMs = 1_000;
const longestRunMs = 20_000;

type Open = { id: string; memberId: string; city: AccountInquiry['city']; identity_sealed: Buffer };

const openColumns = `a.id, a.member_id AS "memberId", a.city, m.identity_sealed
  FROM platform_inquiry p JOIN application a ON a.id = p.application_id JOIN member m ON m.id = a.member_id`;
const openSql = `
  SELECT ${openColumns} WHERE p.status IN ('OPEN', 'UNANSWERED') AND p.resolution IS NULL AND a.live AND a.id > $1
  ORDER BY a.id LIMIT $2`;
const openOfSql = `
  SELECT ${openColumns} JOIN verification v ON v.application_id = a.id
  WHERE p.status = 'OPEN' AND a.live AND v.id = ANY($1::uuid[]) AND v.city = ANY($2::text[])`;

// Whoever is slow is not waited for: what they say is heard the next time.
async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('The national platform did not answer in time')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function ask(context: Context, open: readonly Open[], ms: number): Promise<void> {
  const inquiries = open.map(({ id, city, memberId, identity_sealed }) => {
    const identityNumber = openIdentity(context, { id: memberId, identity_sealed });
    return { inquiry: id, city, identityNumber };
  });
  let answers: readonly AccountAnswer[];
  try {
    answers = await within(context.platform.normalAccounts(inquiries), ms);
  } catch (fault) {
    log.warn({ fault: String(fault), asked: inquiries.length }, 'the national platform did not answer');
    return;
  }
  // Whoever's request it was asked for: what the platform says is nobody's command.
  const taking = { ...context, caller: systemCaller('members') };
  for (const answer of answers) {
    await takePlatformAnswer(taking, answer).catch((fault: unknown) => {
      if (!(fault instanceof Refusal)) throw fault;
      log.warn({ rule: fault.detail.rule }, 'an answer of the national platform was not taken');
    });
  }
}

/** CJ-08: asks about those whose verifications are about to be decided, if the platform has not answered yet, and waits a moment. */
export async function askPlatformOnce(
  context: Context,
  given: readonly Pick<Decision, 'verificationId'>[],
): Promise<void> {
  const ids = given.map(({ verificationId }) => verificationId).filter(isId);
  const open = await rows<Open>(context.database, openOfSql, [ids, context.caller.cities]);
  if (open.length > 0) await ask(context, open, longestWaitMs);
}

const beforeAll = '00000000-0000-0000-0000-000000000000';
const unansweredSql = `
  UPDATE platform_inquiry SET status = 'UNANSWERED' WHERE status = 'OPEN' AND wait_until < $1 RETURNING application_id AS id`;

/**
 * CJ-08: asks the national platform about every applicant of whom it has not answered, also where staff are looking
 * already; who is waited for no longer goes onto the list of the staff.
 */
export async function askPlatform(context: Context): Promise<void> {
  for (let after = beforeAll; ; ) {
    const open = await rows<Open>(context.database, openSql, [after, chunkSize]);
    if (open.length === 0) break;
    after = open.at(-1)!.id;
    await ask(context, open, longestRunMs);
  }
  await giveUpWaiting(context);
}

async function giveUpWaiting(context: Context): Promise<void> {
  const today = context.clock.today();
  const overdueSql = "SELECT FROM platform_inquiry WHERE status = 'OPEN' AND wait_until < $1 LIMIT 1";
  if ((await rows(context.database, overdueSql, [today])).length === 0) return;
  const command = { name: 'platform-unanswered', subject: 'application', key: randomUUID(), input: { today } };
  await perform(context, command, async ({ db }) => {
    return { unanswered: (await rows(db, unansweredSql, [today])).length };
  });
}
