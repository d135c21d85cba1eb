import { simulatedPayingBank } from '#contributions/adaptors/simulated-paying-bank.ts';
import { serveContributions } from '#contributions/serve.ts';
import { fixedClock } from '#kernel/clock.ts';
import { callerKeys } from '#service/caller.ts';
import { stopWithParent } from '#service/parent.ts';
import { sealer } from '#service/sealing.ts';
import { testAccountKeys } from './account-keys.ts';
import { filedBank } from './filed-bank.ts';

// The contributions register as it is served, on a day that is told to it, with a bank that remembers.
const { URL_OF_TEST: url = '', DAY_OF_TEST: day = '', BANK_OF_TEST: bank = '' } = process.env;

const { stop } = await serveContributions({
  url,
  port: 0,
  keys: callerKeys(`k:${'00'.repeat(32)}`),
  bank: filedBank(bank),
  payingBank: simulatedPayingBank(),
  accounts: sealer(testAccountKeys),
  clock: fixedClock(day),
  background: true,
});
stopWithParent(stop);
