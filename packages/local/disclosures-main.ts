import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { itemLine, logFile } from '#gateway/disclosures/log-file.ts';
import { disclosureKeys, type Verifier, verifierFrom } from '#gateway/disclosures/signing.ts';
import { storedLog, unsealedBefore } from '#gateway/disclosures/stored-log.ts';
import { verdictText } from '#gateway/disclosures/verdict.ts';
import { verifyLog } from '#gateway/disclosures/verify.ts';
import { splitNotes } from '#gateway/disclosures/witness.ts';
import { type Database, openDatabase } from '#service/database.ts';
import { explainFully } from './explain.ts';
import { localFolder } from './folder.ts';
import { withGivenKeys } from './keys.ts';
import { readSecrets } from './secrets.ts';
import { serviceUrl } from './services.ts';
import { readAddresses } from './stack.ts';

// npm run verify-disclosures                           the log of the stack that was started here
// npm run verify-disclosures -- --file F --key K       a log that was exported, with nothing else at hand
// npm run verify-disclosures -- --database URL …       the log in a database
// npm run export-disclosures -- --to F                 writes the log to a file, and says by which keys it is checked
const usage =
  'verify-disclosures [--file FILE | --database URL] [--key NAME+HINT+KEY …] [--witness FILE]; export-disclosures --to FILE [--database URL]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: 'string' },
    database: { type: 'string' },
    key: { type: 'string', multiple: true },
    witness: { type: 'string' },
    to: { type: 'string' },
  },
});

const startedHere = (): boolean => existsSync(join(localFolder, 'secrets.json'));

function secretsHere() {
  if (!startedHere()) throw new Error(`nothing has been started here yet: npm start, or ${usage}`);
  return withGivenKeys(readSecrets(localFolder), process.env);
}

function ownKeys(): { keys: Verifier[]; texts: string[] } {
  const signers = disclosureKeys(secretsHere().disclosureKeys);
  return { keys: signers, texts: signers.map(({ verifierText }) => verifierText) };
}

const givenKeys = (): Verifier[] => values.key?.map(verifierFrom) ?? ownKeys().keys;

function handedOut(): string[] {
  const usual = join(localFolder, 'disclosure-checkpoints');
  const path = values.witness ?? (values.file || values.database || !existsSync(usual) ? undefined : usual);
  return path === undefined ? [] : splitNotes(readFileSync(path, 'utf8'));
}

function databaseUrl(): string {
  if (values.database) return values.database;
  const owner = process.env['DATABASE_URL'] ?? readAddresses(localFolder).database;
  return serviceUrl(owner, 'gateway', secretsHere().roles.gateway);
}

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url: databaseUrl(), schema: 'gateway', poolSize: 2 });
  return work(database).finally(() => database.destroy());
}

async function verifyStored(keys: Verifier[], notes: string[]) {
  return withDatabase(async (database) => {
    const verdict = await verifyLog(storedLog(database), keys, notes);
    const { rows, first } = await unsealedBefore(database, verdict.head?.at ?? '-infinity');
    const words = `${rows} rows, the first with id ${first}, were put below what was already sealed, or their seals were removed`;
    return rows === 0
      ? verdict
      : { ...verdict, findings: [...verdict.findings, { kind: 'not sealed' as const, words }] };
  });
}

async function verify(): Promise<void> {
  const [keys, notes] = [givenKeys(), handedOut()];
  const verdict = await (values.file ? verifyLog(logFile(values.file), keys, notes) : verifyStored(keys, notes));
  for (const line of verdictText(verdict, notes.length)) console.log(line);
  if (verdict.findings.length > 0) process.exitCode = 1;
}

async function writeFile(to: string): Promise<void> {
  await withDatabase(async (database) => {
    const lines = async function* () {
      for await (const item of storedLog(database)) yield itemLine(item);
    };
    await pipeline(Readable.from(lines()), createWriteStream(to, { mode: 0o600, flags: 'wx' }));
  });
  console.log(`The log is in ${to}. Whoever checks it needs the key from us, not from the file:`);
  // The keys here are those of what was started here, and of no other database.
  const ours = startedHere() && !values.database;
  for (const text of ours ? ownKeys().texts : []) console.log(`  ${text}`);
}

async function run(): Promise<void> {
  if (positionals[0] === 'verify') return verify();
  if (positionals[0] === 'export' && values.to) return writeFile(values.to);
  throw new Error(usage);
}

await run().catch((error: unknown) => {
  console.error(explainFully(error));
  // 1 says that something was found; 2 that nothing could be checked.
  process.exitCode = 2;
});
