import { z } from 'zod';
import { callerKeys } from '#service/caller.ts';
import { portVariable, readEnvironment } from '#service/environment.ts';
import { stopWithParent } from '#service/parent.ts';
import { simulatedRepaymentBank } from './adaptors/repayment-bank.ts';
import { serveLoans } from './serve.ts';

const environment = readEnvironment({
  LOANS_DATABASE_URL: z.url(),
  CALLER_KEYS: z.string().min(1),
  OPERATION_KEY: z.string().regex(/^[0-9a-f]{64}$/i),
  PORT: portVariable,
});

const { stop } = await serveLoans({
  url: environment.LOANS_DATABASE_URL,
  port: environment.PORT,
  keys: callerKeys(environment.CALLER_KEYS),
  // No bank has published its interface: its simulated customers pay when asked.
  bank: simulatedRepaymentBank(() => true),
  background: true,
});
stopWithParent(stop);
