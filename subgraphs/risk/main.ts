import { z } from 'zod';
import { callerKeys } from '#service/caller.ts';
import { portVariable, readEnvironment } from '#service/environment.ts';
import { stopWithParent } from '#service/parent.ts';
import { serveRisk } from './serve.ts';

const environment = readEnvironment({
  RISK_DATABASE_URL: z.url(),
  CALLER_KEYS: z.string().min(1),
  OPERATION_KEY: z.string().regex(/^[0-9a-f]{64}$/i),
  PORT: portVariable,
});

const { stop } = await serveRisk({
  url: environment.RISK_DATABASE_URL,
  port: environment.PORT,
  keys: callerKeys(environment.CALLER_KEYS),
  background: true,
});
stopWithParent(stop);
