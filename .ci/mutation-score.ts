import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Adds up the reports of .ci/mutation, names every mutant that nothing noticed, and fails below the threshold.
type Mutant = { status: string; mutatorName: string; replacement?: string; location: { start: { line: number } } };
type Report = { files: Record<string, { mutants: Mutant[] }>; thresholds: { break: number } };

const folder = join(import.meta.dirname, '../.local');
const reports = readdirSync(folder)
  .filter((name) => /^mutation-.*\.json$/.test(name))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Report);

const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);
let killed = 0;
let all = 0;
for (const { files } of reports) {
  for (const [path, { mutants }] of Object.entries(files)) {
    const of = mutants.filter(({ status }) => noticed.has(status) || missed.has(status));
    const own = of.filter(({ status }) => noticed.has(status)).length;
    killed += own;
    all += of.length;
    console.log(`${path}: ${own} of ${of.length}`);
    for (const { status, mutatorName, replacement, location } of of.filter((each) => missed.has(each.status))) {
      console.log(`  line ${location.start.line}: ${mutatorName} → ${replacement?.slice(0, 80)} (${status})`);
    }
  }
}
const score = (100 * killed) / all;
console.log(`\n${killed} of ${all} mutants noticed: ${score.toFixed(1)} %`);
if (!(score >= (reports[0]?.thresholds.break ?? 100))) process.exitCode = 1;
