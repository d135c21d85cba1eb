/** What code in one place may import. Types alone may come from further places than values. */
export type Place = {
  /** Folders and files of the same subgraph or package. */
  own: readonly string[] | 'all';
  ownTypes?: readonly string[];
  packages: readonly string[];
  /** Packages and builtins of Node; `node:` is any builtin. */
  libraries: readonly string[];
};

const working = ['kernel', 'policy', 'service', 'ledger'];

/** The packages and the gateway; packages/local and test may import anything. */
export const packagePlaces: Record<string, Place> = {
  kernel: { own: 'all', packages: [], libraries: [] },
  policy: { own: 'all', packages: ['kernel'], libraries: ['node:fs', 'node:util', 'yaml'] },
  service: {
    own: 'all',
    packages: ['kernel'],
    libraries: [
      'node:',
      ...['typeorm', 'pg', 'pg-boss', 'pino', 'prom-client', 'dataloader', 'zod'],
      ...['graphql', '@apollo/server', '@apollo/subgraph'],
      ...['@opentelemetry/api', '@opentelemetry/sdk-trace', '@opentelemetry/resources'],
      '@opentelemetry/exporter-trace-otlp-http',
    ],
  },
  ledger: { own: 'all', packages: ['kernel', 'service'], libraries: [] },
  gateway: {
    own: 'all',
    packages: ['kernel', 'service'],
    libraries: [
      'node:',
      ...['graphql', '@apollo/server', '@apollo/composition', '@theguild/federation-composition'],
      ...['@apollo/query-planner', '@apollo/federation-internals'],
      ...['@graphql-codegen/core', '@graphql-codegen/typescript', '@graphql-codegen/typescript-resolvers'],
      ...['jose', 'undici', 'yaml', 'zod', 'typeorm'],
    ],
  },
};

/** The folders of a subgraph: rules decide, operations do, resolvers answer, tables keep. */
export const subgraphFolders: Record<string, Place> = {
  rules: { own: ['rules'], packages: ['kernel', 'policy'], libraries: [] },
  tables: { own: ['tables'], ownTypes: ['rules'], packages: ['kernel', 'service'], libraries: ['typeorm'] },
  operations: {
    own: ['operations', 'rules', 'tables', 'context', 'loaders', 'adaptors'],
    ownTypes: ['schema.generated'],
    packages: working,
    libraries: ['node:crypto', 'dataloader', 'zod'],
  },
  resolvers: {
    own: ['resolvers', 'operations', 'context'],
    ownTypes: ['rules', 'tables', 'schema.generated'],
    packages: ['kernel', 'service'],
    libraries: ['graphql', 'dataloader'],
  },
  jobs: { own: ['jobs', 'operations', 'context', 'rules'], packages: working, libraries: [] },
  adaptors: { own: ['adaptors'], ownTypes: ['rules'], packages: ['kernel', 'service'], libraries: ['node:crypto'] },
  migrations: { own: ['migrations'], packages: ['service', 'ledger'], libraries: ['typeorm'] },
};

/** The files at the top of a subgraph's folder put its parts together; what else they need is named one by one. */
const subgraphFiles: Record<string, readonly string[]> = {
  main: ['zod', 'node:fs'],
  config: ['zod'],
  serve: ['node:fs', 'node:fs/promises', 'node:url', 'zod'],
  context: ['dataloader'],
  loaders: ['dataloader'],
  database: ['typeorm', 'pg'],
  'schema.generated': ['graphql'],
};

export const subgraphFile = (name: string): Place => ({
  own: 'all',
  packages: working,
  libraries: subgraphFiles[name] ?? [],
});
