import { z } from 'zod';
import { callerKeys } from '#service/caller.ts';
import { stopWithParent } from '#service/parent.ts';
import { serveSubsidies } from './serve.ts';

const environment = z.object({
  SUBSIDIES_DATABASE_URL: z.url(),
  CALLER_KEYS: z.string().min(1),
  OPERATION_KEY: z.string().regex(/^[0-9a-f]{64}$/i),
  PORT: z.coerce.number().int().min(0).max(65_535),
});

const read = environment.safeParse(process.env);
if (!read.success) {
  // The names only: a value may be a secret.
  throw new Error(`set ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
}
const { SUBSIDIES_DATABASE_URL: url, CALLER_KEYS, PORT: port } = read.data;

const { stop } = await serveSubsidies({ url, port, keys: callerKeys(CALLER_KEYS), background: true });
stopWithParent(stop);
