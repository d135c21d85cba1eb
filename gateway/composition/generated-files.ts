import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** A file that a script writes, by its path from the top of the project. */
export type GeneratedFile = { path: string; text: string };

async function isCurrent({ path, text }: GeneratedFile): Promise<boolean> {
  return readFile(new URL(path, root), 'utf8').then(
    (present) => present === text,
    () => false,
  );
}

/** Writes the files, or with `--check` only tells which of them differ; the process exits 1 if any does. */
export async function writeOrCheck(files: readonly GeneratedFile[], command: string): Promise<void> {
  const checkOnly = process.argv.includes('--check');
  for (const file of files) {
    if (await isCurrent(file)) continue;
    if (checkOnly) {
      console.error(`${file.path} is not current; run: npm run ${command}`);
      process.exitCode = 1;
      continue;
    }
    const address = new URL(file.path, root);
    await mkdir(fileURLToPath(new URL('.', address)), { recursive: true });
    await writeFile(address, file.text);
    console.log(`wrote ${file.path}`);
  }
}
