import { z } from 'zod';
import { portVariable, readEnvironment } from '#service/environment.ts';
import { stopWithParent } from '#service/parent.ts';
import { type IssuerClient, startIssuer } from './issuer.ts';

const json = z.string().transform((text) => JSON.parse(text) as unknown);

const settings = readEnvironment({
  PORT: portVariable,
  OIDC_ISSUER: z.url().optional(),
  OIDC_AUDIENCE: z.string().min(1),
  ISSUER_CLIENTS: json,
  ISSUER_KEYS: json,
  ISSUER_COOKIE_KEY: z.string().min(1),
});
const issuer = await startIssuer({
  port: settings.PORT,
  url: settings.OIDC_ISSUER,
  resource: settings.OIDC_AUDIENCE,
  clients: settings.ISSUER_CLIENTS as IssuerClient[],
  keys: settings.ISSUER_KEYS as { keys: [] },
  cookieKey: settings.ISSUER_COOKIE_KEY,
});
stopWithParent(() => issuer.stop());
