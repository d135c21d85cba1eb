import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { contributionsRegister } from '#contributions/serve.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { yuanText } from '#kernel/money.ts';
import { simulatedRepaymentBank } from '#loans/adaptors/repayment-bank.ts';
import { loansRegister } from '#loans/serve.ts';
import { membersRegister } from '#members/serve.ts';
import { scheduledJobs } from '#service/queues.ts';
import { type Done, type Progress, runJob, type Tried, tryJob } from '#service/register.ts';
import { sealer } from '#service/sealing.ts';
import { subsidiesRegister } from '#subsidies/serve.ts';
import { explainFully } from './explain.ts';
import { localFolder } from './folder.ts';
import { keysOf, withGivenKeys } from './keys.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { serviceUrl } from './services.ts';
import { readAddresses } from './stack.ts';

// npm run job -- contributions collect   runs one job of the clock now, as the serving process does at its hour.
// npm run job -- contributions settle-interest --dry-run   tells what it would book, and books nothing.
const registers = {
  members: (secrets: Secrets) => membersRegister(keysOf(secrets)),
  // The same simulated banks as in the serving processes: they pay whatever they are asked for.
  contributions: ({ accountKeys }: Secrets) =>
    contributionsRegister({
      bank: simulatedBank(),
      payingBank: simulatedPayingBank(),
      accounts: sealer(accountKeys, 'ACCOUNT_KEYS'),
    }),
  subsidies: () => subsidiesRegister,
  loans: () => loansRegister(simulatedRepaymentBank(() => true)),
};

const dry = process.argv.includes('--dry-run');
const [service, job] = process.argv.slice(2).filter((word) => word !== '--dry-run');
const known = scheduledJobs.map((each) => `${each.service} ${each.job}`);
const isServing = (name: string | undefined): name is keyof typeof registers => Object.keys(registers).includes(name!);

const told = (done: readonly Done[]): string =>
  done.length === 0 ? 'nothing was due' : done.map(({ name, times }) => `${name} × ${times}`).join(', ');

const triedText = (tried: readonly Tried[]): string =>
  tried.length === 0
    ? 'nothing would be done'
    : tried
        .map(({ city, period, clause, persons, rows, amount }) => {
          const whose = persons === undefined ? '' : `${persons} persons, `;
          return `${city} ${period}${clause ? ` ${clause}` : ''}: ${whose}${rows} rows, ${yuanText(amount)} yuan`;
        })
        .join(' · ');

/** A bar that moves on a terminal; elsewhere nothing, so that the answer stays one line. */
function showProgress(): ((progress: Progress) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  const width = 40;
  return ({ done, total }) => {
    const filled = Math.floor((done / total) * width);
    process.stderr.write(`\r[${'█'.repeat(filled)}${' '.repeat(width - filled)}] ${done} of ${total}`);
    if (done === total) process.stderr.write('\n');
  };
}

async function run(name: keyof typeof registers, which: string): Promise<void> {
  if (!existsSync(join(localFolder, 'secrets.json'))) throw new Error('nothing has been started here yet: npm start');
  const secrets = withGivenKeys(readSecrets(localFolder), process.env);
  process.env['OPERATION_KEY'] = secrets.operationKey;
  const database = process.env['DATABASE_URL'] ?? readAddresses(localFolder).database;
  const began = monotonicMs();
  const [url, register] = [serviceUrl(database, name, secrets.roles[name]), registers[name](secrets)];
  const text = dry
    ? triedText(await tryJob(url, register, which))
    : told(await runJob(url, register, which, showProgress()));
  console.log(
    `${name} ${which}${dry ? ' (dry run)' : ''}: ${text}, in ${((monotonicMs() - began) / 1000).toFixed(1)} s`,
  );
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

if (!isServing(service) || !job || !known.includes(`${service} ${job}`)) {
  fail(`npm run job -- SERVICE JOB [--dry-run], where SERVICE JOB is one of: ${known.join(', ')}`);
} else {
  await run(service, job).catch((error: unknown) => fail(`${service} ${job} failed: ${explainFully(error)}`));
}
