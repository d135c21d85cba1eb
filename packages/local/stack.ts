import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keysTextFor } from '#service/caller.ts';
import { clients } from './clients.ts';
import { checkKeys, withGivenKeys } from './keys.ts';
import { migrateAll } from './migrate.ts';
import { freePort } from './ports.ts';
import { type KeptPostgres, keepPostgres } from './postgres-kept.ts';
import { provision } from './provision.ts';
import { markRunning } from './running.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { perName, type SchemaName, type SubgraphName, schemaNames, serviceUrl, subgraphNames } from './services.ts';
import { type ServiceProcess, type Supervision, supervise } from './supervise.ts';

export type Addresses = {
  gateway: string;
  issuer: string;
  subgraphs: Record<SubgraphName, string>;
  /** Without anyone's name or password. */
  database: string;
};

/** What is known before anything serves: enough to open every service's database and live its history. */
export type SeedContext = {
  ownerUrl: string;
  databaseUrls: Record<SchemaName, string>;
  secrets: Secrets;
  say: (line: string) => void;
};

export type StackOptions = {
  folder: string;
  /** Instead of the embedded PostgreSQL; its role owns the database and may make roles. */
  databaseUrl?: string;
  ports?: Partial<Record<SubgraphName | 'gateway' | 'operations' | 'issuer' | 'postgres', number>>;
  /** Runs between migrating and serving; names the member whose token member-demo gets. */
  seed?: (context: SeedContext) => Promise<{ demoMember?: string } | undefined>;
  say?: (line: string) => void;
};

export type Stack = SeedContext & {
  addresses: Addresses;
  pids(): Record<string, number>;
  /** Ends the services, then PostgreSQL, each in order. */
  stop(): Promise<void>;
  /** Ends the services at once; PostgreSQL follows as soon as this process is gone. */
  kill(): void;
};

const root = join(import.meta.dirname, '..', '..');
const audience = process.env['OIDC_AUDIENCE'] ?? 'https://provident-graph.local/graphql';
const usualPorts = { gateway: 4000, members: 4001, contributions: 4002, subsidies: 4003, loans: 4004, risk: 4005 };

/** Brings up everything on this machine: database, schemas, issuer, five subgraphs, gateway. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const say = options.say ?? (() => {});
  const secrets = withGivenKeys(readSecrets(options.folder), process.env);
  const unmark = markRunning(options.folder);
  const database = await openServer(options, say).catch((error: unknown) => {
    unmark();
    throw error;
  });
  try {
    const ownerUrl = database.url;
    // Before anything else: with the wrong keys not even the roles' passwords may change.
    await checkKeys(ownerUrl, secrets);
    await provision(ownerUrl, secrets.roles);
    for (const done of await migrateAll(ownerUrl)) say(`migrations of ${done}`);
    const databaseUrls = perName(schemaNames, (name) => serviceUrl(ownerUrl, name, secrets.roles[name]));
    const context = { ownerUrl, databaseUrls, secrets, say };
    const seeded = await options.seed?.(context);
    const { addresses, processes } = await plan(options, context, seeded?.demoMember);
    const supervision = await supervise(processes, { folder: options.folder, say });
    writeFileSync(join(options.folder, 'addresses.json'), `${JSON.stringify(addresses, null, 2)}\n`);
    return { ...context, addresses, ...ending(supervision, database, unmark) };
  } catch (error) {
    await database.stop();
    unmark();
    throw error;
  }
}

/** Where the stack that was last started in a folder answers. */
export function readAddresses(folder: string): Addresses {
  const path = join(folder, 'addresses.json');
  if (!existsSync(path)) throw new Error('nothing has been started here yet: npm start');
  return JSON.parse(readFileSync(path, 'utf8')) as Addresses;
}

function ending(supervision: Supervision, database: KeptPostgres, unmark: () => void) {
  return {
    pids: () => ({ ...supervision.pids(), ...(database.pid() ? { postgres: database.pid() } : {}) }),
    stop: async () => {
      await supervision.stop();
      await database.stop();
      unmark();
    },
    kill: () => {
      supervision.kill();
      unmark();
    },
  };
}

async function openServer(options: StackOptions, say: (line: string) => void): Promise<KeptPostgres> {
  if (options.databaseUrl) return { url: options.databaseUrl, pid: () => 0, stop: async () => {} };
  return keepPostgres({ folder: options.folder, port: options.ports?.postgres ?? 54320, say });
}

async function plan(options: StackOptions, context: SeedContext, demoMember?: string) {
  const ports = await choosePorts(options, context.say);
  const subgraphs = perName(subgraphNames, (name) => `http://127.0.0.1:${ports[name]}/graphql`);
  const external = process.env['OIDC_ISSUER'];
  const issuer = external ?? `http://127.0.0.1:${ports.issuer}`;
  const { host, pathname } = new URL(context.ownerUrl);
  const database = `postgresql://${host}${pathname}`;
  const addresses: Addresses = { gateway: `http://127.0.0.1:${ports.gateway}/graphql`, issuer, subgraphs, database };
  const processes = [
    ...subgraphNames.map((name) => subgraph(name, ports[name], context)),
    gateway(ports, addresses, context, options.folder),
    ...(external ? [] : [issuerProcess(ports.issuer, context.secrets, demoMember)]),
  ];
  return { addresses, processes };
}

async function choosePorts(options: StackOptions, say: (line: string) => void) {
  const wanted = { ...usualPorts, operations: 4006, issuer: 4010, ...options.ports };
  const ports = { ...wanted };
  const taken = new Set<number>();
  for (const name of [...subgraphNames, 'gateway', 'operations', 'issuer'] as const) {
    ports[name] = await freePort(wanted[name], taken);
    if (wanted[name] && ports[name] !== wanted[name]) say(`port ${wanted[name]} is taken; ${name} uses ${ports[name]}`);
    taken.add(ports[name]);
  }
  return ports;
}

const readyAt = (port: number) => `http://127.0.0.1:${port}/ready`;

function subgraph(name: SubgraphName, port: number, { databaseUrls, secrets }: SeedContext): ServiceProcess {
  const env = {
    PORT: String(port),
    [`${name.toUpperCase()}_DATABASE_URL`]: databaseUrls[name],
    CALLER_KEYS: keysTextFor(secrets.callerKeys, name),
    OPERATION_KEY: secrets.operationKey,
  };
  const sealing: Partial<Record<SubgraphName, Record<string, string>>> = {
    members: {
      IDENTITY_KEYS: secrets.identityKeys,
      IDENTITY_INDEX_KEY: secrets.identityIndexKey,
      REFERENCE_KEY: secrets.referenceKey ?? '',
    },
    contributions: { ACCOUNT_KEYS: secrets.accountKeys },
  };
  const script = join(root, 'subgraphs', name, 'main.ts');
  return { name, script, env: { ...env, ...sealing[name] }, ready: readyAt(port) };
}

type GatewayPorts = { gateway: number; operations: number };

function gateway(
  ports: GatewayPorts,
  addresses: Addresses,
  { databaseUrls, secrets }: SeedContext,
  folder: string,
): ServiceProcess {
  const env = {
    PORT: String(ports.gateway),
    OPERATIONS_PORT: String(ports.operations),
    GATEWAY_DATABASE_URL: databaseUrls.gateway,
    CALLER_KEYS: secrets.callerKeys,
    DISCLOSURE_KEYS: secrets.disclosureKeys,
    DISCLOSURE_WITNESS_FILE: process.env['DISCLOSURE_WITNESS_FILE'] ?? join(folder, 'disclosure-checkpoints'),
    OIDC_ISSUER: addresses.issuer,
    OIDC_AUDIENCE: audience,
    SUBGRAPH_URLS: JSON.stringify(addresses.subgraphs),
  };
  return { name: 'gateway', script: join(root, 'gateway', 'main.ts'), env, ready: readyAt(ports.operations) };
}

function issuerProcess(port: number, secrets: Secrets, demoMember?: string): ServiceProcess {
  const known = clients.map((client) => ({
    ...client,
    secret: secrets.clients[client.id],
    ...(client.audience === 'member' && demoMember ? { member: demoMember } : {}),
  }));
  const env = {
    PORT: String(port),
    OIDC_AUDIENCE: audience,
    ISSUER_CLIENTS: JSON.stringify(known),
    ISSUER_KEYS: JSON.stringify(secrets.issuerKeys),
    ISSUER_COOKIE_KEY: secrets.issuerCookieKey,
  };
  const script = join(import.meta.dirname, 'issuer-main.ts');
  return { name: 'issuer', script, env, ready: `http://127.0.0.1:${port}/health` };
}
