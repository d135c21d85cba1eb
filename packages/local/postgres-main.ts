import { spawn } from 'node:child_process';
import { stopWithParent } from '#service/parent.ts';

// Stands between the stack and the server, so that PostgreSQL never outlives whoever started it, even one that was
// killed: it is asked for a fast shutdown as soon as the pipe closes.
const [binary = '', account = '', ...flags] = process.argv.slice(2);
const owner = account ? (JSON.parse(account) as { uid: number; gid: number }) : {};
const server = spawn(binary, flags, { ...owner, cwd: '/', stdio: ['ignore', 'inherit', 'inherit'] });
const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
server.once('error', () => process.exit(1));
server.once('exit', (code) => process.exit(code ?? 1));
stopWithParent(() => {
  server.kill('SIGINT');
  return ended;
});
