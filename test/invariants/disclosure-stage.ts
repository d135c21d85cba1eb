import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { systemClock } from '#kernel/clock.ts';
import { freePort } from '#local/ports.ts';
import { serveMembers } from '#members/serve.ts';
import { callerKeys, keysFor } from '#service/caller.ts';
import { ownerOf } from '#test/disclosures.ts';
import { approved, membersRegister } from '#test/members.ts';
import { startTestIssuer } from '#test/tokens.ts';

const main = join(import.meta.dirname, '../../gateway/main.ts');
const nowhere = 'http://127.0.0.1:9/graphql';

/** What a client has in its hands of one request: the whole answer with its id, or nothing. */
export type Received = { correlation: string; data: boolean } | undefined;

/** A register of members, and gateways before it in processes of their own, one after the other. */
export type Stage = {
  owner: pg.Client;
  /** The record as the gateway reaches it. */
  url: string;
  /** Asks the gateway that serves now about the member, as the member: an agency's quota would not last. */
  ask(): Promise<Received>;
  /** Kills the gateway that serves without warning; the next one, which is up already, takes its place. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

type Gateway = { url: string; child: ChildProcess };

async function startGateway(settings: Record<string, string>): Promise<Gateway> {
  const [port, operations] = [await freePort(0), await freePort(0)];
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...settings, PORT: `${port}`, OPERATIONS_PORT: `${operations}`, PARENT_PIPE: '1' },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const up = () =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await up())) {
    if (child.exitCode !== null) throw new Error('The gateway did not start');
    await pause(50);
  }
  return { url: `http://127.0.0.1:${port}/graphql`, child };
}

const query = '{ me { name city } }';

async function received(url: string, token: string): Promise<Received> {
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { data } = (await answer.json()) as { data?: { me?: object | null } | null };
    return { correlation: answer.headers.get('x-correlation-id') ?? '', data: Boolean(data?.me) };
  } catch {
    return undefined;
  }
}

/** Sets the stage: one member, everything real. */
export async function setStage(): Promise<Stage> {
  const register = await membersRegister(systemClock.today());
  const { memberId } = await approved(register, {});
  const issuer = await startTestIssuer();
  const keysText = `test:${randomBytes(32).toString('hex')}`;
  const members = await serveMembers({
    url: register.fresh.url('members'),
    port: 0,
    keys: keysFor(callerKeys(keysText), 'members'),
    identity: register.keys,
    clock: systemClock,
  });
  const urls = { members: `http://127.0.0.1:${members.port}/graphql` };
  const elsewhere = { contributions: nowhere, subsidies: nowhere, loans: nowhere, risk: nowhere };
  const next = () =>
    startGateway({
      OIDC_ISSUER: issuer.url,
      OIDC_AUDIENCE: issuer.audience,
      GATEWAY_DATABASE_URL: register.fresh.url('gateway'),
      CALLER_KEYS: keysText,
      DISCLOSURE_KEYS: `test:${'5a'.repeat(32)}`,
      SUBGRAPH_URLS: JSON.stringify({ ...urls, ...elsewhere }),
    });
  const token = await issuer.token({
    ...{
      client_id: 'member-demo',
      audience_class: 'member',
      cities: ['652300'],
      scope: 'member:read',
      member: memberId,
    },
  });
  const owner = await ownerOf(register.fresh.ownerUrl);
  let serving = await next();
  let coming = next();
  const end = async ({ child }: Gateway) => {
    const left = once(child, 'exit');
    child.kill('SIGKILL');
    await left;
  };
  return {
    owner,
    url: register.fresh.url('gateway'),
    ask: () => received(serving.url, token),
    kill: async () => {
      await end(serving);
      serving = await coming;
      coming = next();
    },
    close: async () => {
      await end(serving);
      await end(await coming);
      await members.stop();
      await issuer.stop();
      await owner.end();
      await register.close();
    },
  };
}
