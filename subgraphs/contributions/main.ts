import { z } from 'zod';
import { callerKeys } from '#service/caller.ts';
import { portVariable, readEnvironment } from '#service/environment.ts';
import { stopWithParent } from '#service/parent.ts';
import { sealer } from '#service/sealing.ts';
import { simulatedBank } from './adaptors/simulated-bank.ts';
import { simulatedPayingBank } from './adaptors/simulated-paying-bank.ts';
import { serveContributions } from './serve.ts';

const environment = readEnvironment({
  CONTRIBUTIONS_DATABASE_URL: z.url(),
  CALLER_KEYS: z.string().min(1),
  ACCOUNT_KEYS: z.string().min(1),
  OPERATION_KEY: z.string().regex(/^[0-9a-f]{64}$/i),
  PORT: portVariable,
});

const { stop } = await serveContributions({
  url: environment.CONTRIBUTIONS_DATABASE_URL,
  port: environment.PORT,
  keys: callerKeys(environment.CALLER_KEYS),
  // No bank has published its interface: the simulated one pays whatever it is asked for.
  bank: simulatedBank(),
  payingBank: simulatedPayingBank(),
  accounts: sealer(environment.ACCOUNT_KEYS, 'ACCOUNT_KEYS'),
  background: true,
});
stopWithParent(stop);
