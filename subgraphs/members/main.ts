import { z } from 'zod';
import { systemClock } from '#kernel/clock.ts';
import { callerKeys } from '#service/caller.ts';
import { portVariable, readEnvironment } from '#service/environment.ts';
import { stopWithParent } from '#service/parent.ts';
import { identityKeys } from './context.ts';
import { serveMembers } from './serve.ts';

const environment = readEnvironment({
  MEMBERS_DATABASE_URL: z.string().min(1),
  PORT: portVariable,
  CALLER_KEYS: z.string().min(1),
  OPERATION_KEY: z.string().min(1),
  IDENTITY_KEYS: z.string().min(1),
  IDENTITY_INDEX_KEY: z.string().min(1),
  REFERENCE_KEY: z.string().optional(),
});

const served = await serveMembers({
  url: environment.MEMBERS_DATABASE_URL,
  port: environment.PORT,
  keys: callerKeys(environment.CALLER_KEYS),
  identity: identityKeys(environment.IDENTITY_KEYS, environment.IDENTITY_INDEX_KEY, environment.REFERENCE_KEY),
  clock: systemClock,
  background: true,
});
stopWithParent(served.stop);
