import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { logPath, openLog } from './logs.ts';

export type ServiceProcess = {
  name: string;
  /** A TypeScript or JavaScript file that Node runs as it is. */
  script: string;
  env: Record<string, string>;
  /** Answers 2xx once the process can serve. */
  ready: string;
};

export type Supervision = {
  /** The process numbers of what runs now, by name. */
  pids(): Record<string, number>;
  stop(): Promise<void>;
  /** Ends everything at once, without letting anyone finish. */
  kill(): void;
};

export type SuperviseOptions = {
  folder: string;
  say?: (line: string) => void;
  /** Milliseconds before the first restart, at most between restarts, and of health after which the count starts over. */
  backOff?: { first: number; most: number; healthy: number };
  readyWithin?: number;
  stopWithin?: number;
};

type Kept = { service: ServiceProcess; child?: ChildProcess; failures: number };

const usualBackOff = { first: 250, most: 10_000, healthy: 30_000 };

/**
 * Starts each process in a group of its own with its output in logs/NAME.log, waits until all are ready, and from then
 * on restarts whichever ends. All end with this process, even when it is killed.
 */
export async function supervise(processes: ServiceProcess[], options: SuperviseOptions): Promise<Supervision> {
  const stopping = new AbortController();
  const all = processes.map((service): Kept => ({ service, failures: 0 }));
  for (const kept of all) keep(kept, stopping.signal, options);
  const supervision: Supervision = {
    pids: () => Object.fromEntries(all.map((kept) => [kept.service.name, kept.child?.pid ?? 0])),
    stop: () => {
      stopping.abort();
      return stopAll(all, options.stopWithin ?? 10_000);
    },
    kill: () => {
      stopping.abort();
      for (const kept of all) signal(kept, 'SIGKILL');
    },
  };
  try {
    await Promise.all(all.map((kept) => untilReady(kept, options)));
  } catch (error) {
    await supervision.stop();
    throw error;
  }
  return supervision;
}

function keep(kept: Kept, stopping: AbortSignal, options: SuperviseOptions): void {
  const backOff = options.backOff ?? usualBackOff;
  const started = performance.now();
  const child = start(kept.service, options.folder);
  kept.child = child;
  child.once('exit', async (code, cause) => {
    if (stopping.aborted) return;
    // Whatever the process itself had started must not outlive it.
    signal(kept, 'SIGKILL');
    kept.failures = performance.now() - started > backOff.healthy ? 1 : kept.failures + 1;
    const wait = Math.min(backOff.most, backOff.first * 2 ** (kept.failures - 1));
    options.say?.(`${kept.service.name} ended (${cause ?? code}); starting it again in ${wait} ms`);
    await pause(wait, undefined, { signal: stopping }).catch(() => {});
    if (!stopping.aborted) keep(kept, stopping, options);
  });
}

function start(service: ServiceProcess, folder: string): ChildProcess {
  const log = openLog(folder, service.name);
  // What Node made of the same files before: a later start has nothing to compile.
  const compiled = { NODE_COMPILE_CACHE: join(folder, 'compile-cache') };
  const env = { ...inherited(), ...compiled, SERVICE_NAME: service.name, ...service.env, PARENT_PIPE: '1' };
  const child = spawn(process.execPath, [service.script], { env, detached: true, stdio: ['pipe', log, log] });
  // Closing the pipe is how a process learns that we are gone; that it went first is no error of ours.
  child.stdin?.on('error', () => {});
  closeSync(log);
  return child;
}

/** A process sees of our environment what any program needs; everything of ours it is given by name. */
function inherited(): Record<string, string> {
  const names = [
    'PATH',
    'HOME',
    'LANG',
    'TZ',
    'TMPDIR',
    'LOG_LEVEL',
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'SystemRoot',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_TRACES_SAMPLER_ARG',
  ];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

async function untilReady(kept: Kept, options: SuperviseOptions): Promise<void> {
  const { name, ready } = kept.service;
  const deadline = performance.now() + (options.readyWithin ?? 60_000);
  while (performance.now() < deadline && kept.failures < 4) {
    const answer = await fetch(ready, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await pause(50);
  }
  const last = readFileSync(logPath(options.folder, name), 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  throw new Error(`${name} does not become ready; the end of ${logPath(options.folder, name)}:\n${last}`);
}

async function stopAll(all: Kept[], within: number): Promise<void> {
  const ended = Promise.all(all.map((kept) => exited(kept.child)));
  for (const kept of all) signal(kept, 'SIGTERM');
  const late = new AbortController();
  await Promise.race([ended, pause(within, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
  for (const kept of all) signal(kept, 'SIGKILL');
  await ended;
}

function exited(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

function signal(kept: Kept, name: 'SIGTERM' | 'SIGKILL'): void {
  if (!kept.child?.pid) return;
  try {
    process.kill(-kept.child.pid, name);
  } catch {
    // The whole group is gone already.
  }
}
