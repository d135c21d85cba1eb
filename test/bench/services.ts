import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { keysTextFor } from '#service/caller.ts';
import { startTestIssuer } from '#test/tokens.ts';

const callerSecret = `bench:${'7c'.repeat(32)}`;

/** What a process has needed of memory at most. */
export const peakMiB = (child: ChildProcess): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function start(script: string, env: Record<string, string>, ready: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], {
    cwd: new URL('../..', import.meta.url),
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const up = await fetch(`http://127.0.0.1:${ready}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${script} did not start`);
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** The gateway and the contributions register, each a process of its own, and an access token for them. */
export type Services = {
  gateway: ChildProcess;
  register: ChildProcess;
  origin: string;
  token: string;
  stop(): Promise<void>;
};

/** Starts both on a database; the other subgraphs are absent. */
export async function startServices(
  database: { url(service: 'contributions' | 'gateway'): string },
  claims: Record<string, unknown>,
): Promise<Services> {
  const issuer = await startTestIssuer();
  const [registerPort, port, operations] = [await freePort(), await freePort(), await freePort()];
  const register = await start(
    'test/support/register-main.ts',
    {
      CONTRIBUTIONS_DATABASE_URL: database.url('contributions'),
      CALLER_KEYS: keysTextFor(callerSecret, 'contributions'),
      ACCOUNT_KEYS: `a1:${'3d'.repeat(32)}`,
      OPERATION_KEY: '0f'.repeat(32),
      PORT: String(registerPort),
    },
    registerPort,
  );
  const names = ['members', 'contributions', 'subsidies', 'loans', 'risk'];
  const gateway = await start(
    'gateway/main.ts',
    {
      GATEWAY_DATABASE_URL: database.url('gateway'),
      CALLER_KEYS: callerSecret,
      DISCLOSURE_KEYS: `bench:${'cd'.repeat(32)}`,
      OIDC_ISSUER: issuer.url,
      OIDC_AUDIENCE: issuer.audience,
      SUBGRAPH_URLS: JSON.stringify(
        Object.fromEntries(names.map((name) => [name, `http://127.0.0.1:${registerPort}`])),
      ),
      PORT: String(port),
      OPERATIONS_PORT: String(operations),
    },
    port,
  );
  return {
    gateway,
    register,
    origin: `http://127.0.0.1:${port}`,
    token: await issuer.token(claims),
    stop: async () => {
      await stopped(gateway);
      await stopped(register);
      await issuer.stop();
    },
  };
}
