import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { contributionsRegister } from '#contributions/serve.ts';
import { monotonicMs } from '#kernel/clock.ts';
import { simulatedRepaymentBank } from '#loans/adaptors/repayment-bank.ts';
import { loansRegister } from '#loans/serve.ts';
import { identityKeys } from '#members/context.ts';
import { membersRegister } from '#members/serve.ts';
import { scheduledJobs } from '#service/event-types.ts';
import { type Done, runJob } from '#service/register.ts';
import { sealer } from '#service/sealing.ts';
import { subsidiesRegister } from '#subsidies/serve.ts';
import { explainFully } from './explain.ts';
import { localFolder } from './folder.ts';
import { withGivenKeys } from './keys.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { serviceUrl } from './services.ts';
import { readAddresses } from './stack.ts';

// npm run job -- contributions collect   runs one job of the clock now, as the serving process does at its hour.
const registers = {
  members: (secrets: Secrets) => membersRegister(identityKeys(secrets.identityKeys, secrets.identityIndexKey)),
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

const [service, job] = process.argv.slice(2);
const known = scheduledJobs.map((each) => `${each.service} ${each.job}`);
const isServing = (name: string | undefined): name is keyof typeof registers => Object.keys(registers).includes(name!);

const told = (done: readonly Done[]): string =>
  done.length === 0 ? 'nothing was due' : done.map(({ name, times }) => `${name} × ${times}`).join(', ');

async function run(name: keyof typeof registers, which: string): Promise<void> {
  if (!existsSync(join(localFolder, 'secrets.json'))) throw new Error('nothing has been started here yet: npm start');
  const secrets = withGivenKeys(readSecrets(localFolder), process.env);
  process.env['OPERATION_KEY'] = secrets.operationKey;
  const database = process.env['DATABASE_URL'] ?? readAddresses(localFolder).database;
  const began = monotonicMs();
  const done = await runJob(serviceUrl(database, name, secrets.roles[name]), registers[name](secrets), which);
  console.log(`${name} ${which}: ${told(done)}, in ${((monotonicMs() - began) / 1000).toFixed(1)} s`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

if (!isServing(service) || !job || !known.includes(`${service} ${job}`)) {
  fail(`npm run job -- SERVICE JOB, where SERVICE JOB is one of: ${known.join(', ')}`);
} else {
  await run(service, job).catch((error: unknown) => fail(`${service} ${job} failed: ${explainFully(error)}`));
}
