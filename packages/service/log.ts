import { appendFileSync } from 'node:fs';
import { pino } from 'pino';
import { systemClock } from '#kernel/clock.ts';

// The last line of defence, not the first: code must not log personal data at all.
// The ends are checked so that a piece of a uuid is not taken for a number.
const personal = [
  /\b[1-9]\d{5}(?:18|19|20)\d{9}[\dXx]\b/g,
  /\b[A-Z]{3}\d{12}\b/g,
  /(?<![\w.-])1[3-9]\d{9}(?![\w-]|\.\d)/g,
  /(?<![\w.-])\d{16,19}(?![\w-]|\.\d)/g,
];

// Each of them has eleven digits in a row, which most lines have not.
const suspect = /\d{11}/;

/** Blacks out whatever looks like an identity number, a mobile phone or a bank account. */
export function scrub(text: string): string {
  return suspect.test(text) ? personal.reduce((line, pattern) => line.replace(pattern, '[redacted]'), text) : text;
}

// A library's error may quote what it was given, which may be a name. Our own words are English, and of what stands in
// quotes only what is spelt as a column is kept.
const quoted = /"(?:[^"\\\n]|\\.)*"/g;
const column = /^"[a-z_][a-z0-9_.]*"$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is left.
const foreign = /[^\u0000-\u007f]+/g;

/** What an error says, without the values that it quotes. */
const faultWords = (fault: unknown): unknown =>
  typeof fault === 'string'
    ? scrub(fault)
        .replace(quoted, (part) => (column.test(part) ? part : '"..."'))
        .replace(foreign, '?')
    : fault;

const file = process.env['LOG_FILE'];
const write = (line: string): void => {
  if (file) appendFileSync(file, line);
  else process.stdout.write(line);
};

const timestamp = (): string => `,"time":"${systemClock.now()}"`;

const common = {
  level: process.env['LOG_LEVEL'] ?? 'info',
  base: { service: process.env['SERVICE_NAME'] ?? 'provident' },
  timestamp,
};

/** The log of this process: JSON lines on standard output, or appended to LOG_FILE, scrubbed. */
export const log = pino(
  {
    ...common,
    // Before they are written as JSON, where a number would stand behind the n of a new line.
    serializers: { fault: faultWords, error: faultWords },
    redact: {
      paths: ['*.identityNumber', '*.name', '*.phone', '*.debitAccount', 'parameters', '*.parameters', 'authorization'],
      censor: '[redacted]',
    },
  },
  { write: (line: string) => write(scrub(line)) },
);

/** The same for a library: what it says of its own work is for debugging. */
export const libraryLog = {
  debug: (message: string) => log.debug(message),
  info: (message: string) => log.debug(message),
  warn: (message: string) => log.warn({ fault: message }, 'a library warns'),
  error: (message: string) => log.error({ fault: message }, 'a fault of a library'),
};

const togetherMs = 20;
const mostHeld = 64 * 1024;
let held = '';
let waiting: NodeJS.Timeout | undefined;

function writeHeld(): void {
  clearTimeout(waiting);
  waiting = undefined;
  if (held) write(held);
  held = '';
}

process.on('exit', writeHeld);

const service = JSON.stringify(common.base.service);

/**
 * Says in the same log what is said of every request, in a closed list of fields of which none is a person's, and at
 * less than the library needs for a line: such lines are written together, 20 ms of them at a time. A process that is
 * killed loses those; faults are in `log`.
 */
export function logRequest(said: Readonly<Record<string, unknown> & { msg: string }>): void {
  if (!log.isLevelEnabled('info')) return;
  held += scrub(`{"level":30${timestamp()},"service":${service},${JSON.stringify(said).slice(1)}\n`);
  if (held.length > mostHeld) writeHeld();
  else waiting ??= setTimeout(writeHeld, togetherMs).unref();
}
