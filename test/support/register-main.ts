import { simulatedBank } from '#contributions/adaptors/simulated-bank.ts';
import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { serveContributions } from '#contributions/serve.ts';
import { callerKeys } from '#service/caller.ts';
import { stopWithParent } from '#service/parent.ts';
import { sealer } from '#service/sealing.ts';

// The contributions register alone, without the runs of the calendar, which would be measured with whatever is measured.
const { CONTRIBUTIONS_DATABASE_URL: url = '', CALLER_KEYS: keys = '', ACCOUNT_KEYS: accounts = '', PORT } = process.env;
const { stop } = await serveContributions({
  url,
  port: Number(PORT),
  keys: callerKeys(keys),
  bank: simulatedBank(),
  payingBank: simulatedPayingBank(),
  accounts: sealer(accounts, 'ACCOUNT_KEYS'),
});
stopWithParent(stop);
