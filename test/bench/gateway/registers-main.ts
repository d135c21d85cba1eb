import { closeMonth } from '#contributions/jobs/close-month.ts';
import { collectDue } from '#contributions/jobs/collect.ts';
import { settableClock } from '#kernel/clock.ts';
import type { SubgraphName } from '#local/services.ts';
import { giveConsent } from '#members/operations/give-consent.ts';
import { callerKeys } from '#service/caller.ts';
import { confirmed, forEach, sign } from '#test/participants.ts';
import { serveRegisters } from '#test/registers.ts';
import { benchKeys } from './introduced.ts';

// The five registers, all in this process, over a PostgreSQL with people who were confirmed, signed, and have paid three
// months; all of them let bank A see whether they are eligible. Their clock stands on the day after, for all contestants.

const many = 1_100;
const city = '652300';
const months = ['2026-06', '2026-07', '2026-08', '2026-09'];

const databaseUrls = JSON.parse(process.argv[2]!) as Record<SubgraphName, string>;
const clock = settableClock(`${months[0]}-08`);
const { world, urls } = await serveRegisters({
  keys: callerKeys(benchKeys),
  clock,
  database: { url: (name) => databaseUrls[name] },
  habits: { pays: () => true, repays: () => true },
});
const people = await forEach(Array.from({ length: many }), () => confirmed(world));
await world.hear();
await forEach(people, (person) => sign(world, person, { base: '6000.00', ratio: '20%' }));
for (const [index, next] of months.slice(1).entries()) {
  const month = months[index]!;
  clock.set(`${month}-20`);
  await collectDue(world.runs.contributions, city, `${month}-20`);
  clock.set(`${next}-01`);
  await closeMonth(world.runs.contributions, city, month);
  await world.hear();
}
const given = { recipient: 'bank-a', purpose: 'GREEN_CHANNEL', validUntil: '2027-06-01' } as const;
const consents = await forEach(people, ({ memberId }) =>
  giveConsent(world.members[city], { ...given, memberId, idempotencyKey: `give-${memberId}` }),
);
process.send!({
  // Nothing is asked of the record of disclosures, which a gateway of ours has itself.
  urls: { ...urls, disclosures: 'http://127.0.0.1:9' },
  at: clock.now(),
  people: people.map(({ identityNumber }) => identityNumber),
  consents: consents.map(({ id }) => id),
});
process.on('disconnect', () => process.exit());
