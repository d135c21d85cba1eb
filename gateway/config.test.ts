import { expect, it } from 'vitest';
import { gatewayConfig } from './config.ts';

const given = {
  PORT: '0',
  OIDC_ISSUER: 'http://127.0.0.1:4010',
  GATEWAY_DATABASE_URL: 'postgres://gateway@127.0.0.1/provident',
  CALLER_KEYS: `k1:${'ab'.repeat(32)}`,
  DISCLOSURE_KEYS: `d1:${'cd'.repeat(32)}`,
  SUBGRAPH_URLS: JSON.stringify(
    Object.fromEntries(
      ['members', 'contributions', 'subsidies', 'loans', 'risk'].map((name) => [name, 'http://127.0.0.1:1']),
    ),
  ),
};

it('names every setting that is missing', () => {
  expect(() => gatewayConfig({})).toThrow(
    /OIDC_ISSUER.*GATEWAY_DATABASE_URL.*CALLER_KEYS.*DISCLOSURE_KEYS.*SUBGRAPH_URLS/s,
  );
  expect(gatewayConfig(given)).toMatchObject({
    port: 0,
    operations: { port: 4006, host: '127.0.0.1' },
    audience: 'https://provident-graph.local/graphql',
  });
});

it('does not start without the address of every subgraph', () => {
  expect(() => gatewayConfig({ ...given, SUBGRAPH_URLS: '{"members":"http://127.0.0.1:1"}' })).toThrow(
    /SUBGRAPH_URLS/s,
  );
});
