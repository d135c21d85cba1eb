import { z } from 'zod';
import { callerKeys } from '#service/caller.ts';
import { registerNames } from './composition/subgraph-sources.ts';
import { disclosureKeys } from './disclosures/signing.ts';

const address = z.url();

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  OPERATIONS_PORT: z.coerce.number().int().min(0).max(65_535).default(4006),
  OPERATIONS_HOST: z.string().min(1).default('127.0.0.1'),
  OIDC_ISSUER: address,
  OIDC_AUDIENCE: z.string().min(1).default('https://provident-graph.local/graphql'),
  GATEWAY_DATABASE_URL: z.string().min(1),
  CALLER_KEYS: z.string().transform((text) => callerKeys(text)),
  DISCLOSURE_KEYS: z.string().transform((text) => disclosureKeys(text)),
  DISCLOSURE_WITNESS_FILE: z.string().min(1).optional(),
  TLS_TERMINATORS: z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6()])))
    .optional(),
  MOST_UNDER_WAY: z.coerce.number().int().min(1).max(100_000).optional(),
  SUBGRAPH_URLS: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.record(z.enum(registerNames), address)),
});

/** Reads the gateway's settings from the environment; an error names every setting that is missing or wrong. */
export function gatewayConfig(environment: Record<string, string | undefined>) {
  const read = settings.safeParse(environment);
  if (!read.success) throw new Error(`Gateway settings: ${z.prettifyError(read.error)}`);
  const given = read.data;
  return {
    port: given.PORT,
    operations: { port: given.OPERATIONS_PORT, host: given.OPERATIONS_HOST },
    oidcIssuer: given.OIDC_ISSUER,
    audience: given.OIDC_AUDIENCE,
    databaseUrl: given.GATEWAY_DATABASE_URL,
    callerKeys: given.CALLER_KEYS,
    subgraphUrls: given.SUBGRAPH_URLS,
    ...(given.TLS_TERMINATORS ? { terminators: given.TLS_TERMINATORS } : {}),
    ...(given.MOST_UNDER_WAY ? { mostUnderWay: given.MOST_UNDER_WAY } : {}),
    sealing: { keys: given.DISCLOSURE_KEYS, witnessFile: given.DISCLOSURE_WITNESS_FILE },
  };
}
