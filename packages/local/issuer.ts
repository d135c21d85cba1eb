import { createServer } from 'node:http';
import Provider, {
  type Adapter,
  type AdapterPayload,
  type ClientMetadata,
  type Configuration,
  type JWKS,
} from 'oidc-provider';
import { scopes } from './clients.ts';

/** What the issuer knows of one client; `jwks` instead of a secret means private_key_jwt. */
export type IssuerClient = {
  id: string;
  secret?: string;
  jwks?: JWKS;
  audience: string;
  cities: readonly string[];
  scopes: readonly string[];
  /** The member whose own token it is. */
  member?: string;
};

export type IssuerOptions = {
  port: number;
  /** What tokens name as their issuer, where that is not this machine itself. */
  url?: string;
  /** The audience of every token: the graph. */
  resource: string;
  clients: readonly IssuerClient[];
  keys: JWKS;
  cookieKey: string;
};

export type Issuer = { url: string; stop(): Promise<void> };

const lifetimeSeconds = 30 * 60;

/** Serves the local token issuer: client credentials only, signed JWT access tokens, keys at /jwks. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const url = options.url ?? `http://127.0.0.1:${options.port}`;
  const provider = new Provider(url, configuration(options));
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url !== '/health') return void answer(request, response);
    response.end('ok');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, process.env['HOST'] ?? '127.0.0.1', resolve);
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function configuration(options: IssuerOptions): Configuration {
  return {
    adapter: memory(),
    clients: options.clients.map(metadata),
    jwks: options.keys,
    cookies: { keys: [options.cookieKey] },
    scopes: [...scopes],
    claims: {},
    ttl: { ClientCredentials: lifetimeSeconds },
    clientDefaults: { id_token_signed_response_alg: 'ES256', grant_types: ['client_credentials'], response_types: [] },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    extraClientMetadata: { properties: ['audience_class', 'cities', 'member'] },
    extraTokenClaims: (_context, token) => {
      const { audience_class, cities, member } = (token.client ?? {}) as Record<string, unknown>;
      return { audience_class, cities, ...(member ? { member } : {}) };
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => options.resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          audience: resource,
          scope: scopes.join(' '),
          accessTokenTTL: lifetimeSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}

function metadata(client: IssuerClient): ClientMetadata {
  const proof = client.jwks
    ? { token_endpoint_auth_method: 'private_key_jwt' as const, jwks: client.jwks }
    : { token_endpoint_auth_method: 'client_secret_basic' as const, client_secret: client.secret };
  return {
    ...proof,
    client_id: client.id,
    redirect_uris: [],
    scope: client.scopes.join(' ') || undefined,
    audience_class: client.audience,
    cities: client.cities,
    member: client.member,
  };
}

/** Only spent assertion ids are ever kept: tokens are self-contained and clients come from the configuration. */
function memory(): new (name: string) => Adapter {
  return class {
    readonly #rows = new Map<string, { payload: AdapterPayload; until: number }>();
    async upsert(id: string, payload: AdapterPayload, seconds: number) {
      const now = performance.now();
      for (const [key, row] of this.#rows) if (row.until < now) this.#rows.delete(key);
      this.#rows.set(id, { payload, until: now + seconds * 1000 });
    }
    async find(id: string) {
      return this.#rows.get(id)?.payload;
    }
    async destroy(id: string) {
      this.#rows.delete(id);
    }
    async consume(id: string) {
      this.#rows.delete(id);
    }
    async findByUid() {
      return undefined;
    }
    async findByUserCode() {
      return undefined;
    }
    async revokeByGrantId() {}
  };
}
