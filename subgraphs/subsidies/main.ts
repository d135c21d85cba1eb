import { z } from 'zod';
import { callerKeys } from '#service/caller.ts';
import { portVariable, readEnvironment } from '#service/environment.ts';
import { stopWithParent } from '#service/parent.ts';
import { serveSubsidies } from './serve.ts';

const environment = readEnvironment({
  SUBSIDIES_DATABASE_URL: z.url(),
  CALLER_KEYS: z.string().min(1),
  OPERATION_KEY: z.string().regex(/^[0-9a-f]{64}$/i),
  PORT: portVariable,
});

const { stop } = await serveSubsidies({
  url: environment.SUBSIDIES_DATABASE_URL,
  port: environment.PORT,
  keys: callerKeys(environment.CALLER_KEYS),
  background: true,
});
stopWithParent(stop);
