import { parseArgs } from 'node:util';
import { civilDate } from '#kernel/calendar.ts';
import { type Figure, figuresOn, parseCity, policyOn, type Status } from './policy.ts';

const standing: Record<Status, string> = { 'in force': '现行', draft: '征求意见稿', unknown: '演示值' };
const headings = ['figure', 'value', 'since', 'status', 'document'];

// East Asian wide and full-width characters, to which a terminal gives two columns.
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const valueColumns = 50;

/** The columns a terminal gives a text. */
export function columns(text: string): number {
  return [...text].reduce((sum, each) => sum + (wide.test(each) ? 2 : 1), 0);
}

/** Lays rows out in aligned columns; the last column is left ragged. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => columns(row[column] ?? ''))));
  const padded = (cell: string, column: number) => cell + ' '.repeat(widths[column]! - columns(cell));
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}

function rowsOf(figure: Figure<unknown>): string[][] {
  const document = figure.note ? `${figure.reference}｜${figure.note}` : figure.reference;
  const [first = '', ...rest] = figure.text.split('; ').flatMap(wrapped);
  return [[figure.name, first, figure.from, standing[figure.status], document], ...rest.map((more) => ['', more])];
}

/** Breaks a value between its parts so that no line is wider than the value column. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const part of text.split(/(?<=,) /)) {
    const joined = `${lines.at(-1)} ${part}`;
    if (lines.length > 0 && columns(joined) <= valueColumns) lines[lines.length - 1] = joined;
    else lines.push(part);
  }
  return lines;
}

/** What stood in a city on a day, as a table for people. */
export function printPolicy(cityName: string, day: string): string {
  const city = parseCity(cityName);
  const date = civilDate(day);
  const plan = policyOn(city, date).plan;
  const figures = figuresOn(city, date).filter((figure) => figure.name !== 'plan');
  const count = (status: Status) => figures.filter((figure) => figure.status === status).length;
  return [
    `${plan.value.city} ${city} · ${date}`,
    `${plan.value.document} · ${standing[plan.status]} · ${plan.value.validity}`,
    ...(plan.note ? [plan.note] : []),
    `${figures.length} figures: ${count('in force')} 现行, ${count('draft')} 征求意见稿, ${count('unknown')} 演示值 (no document gives the figure; not law)`,
    '',
    table([headings, ...figures.flatMap(rowsOf)]),
  ].join('\n');
}

if (import.meta.main) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [city, day] = positionals;
  if (!city || !day) {
    process.stderr.write('usage: npm run policy -- changji 2026-10-01\n');
    process.exitCode = 2;
  } else process.stdout.write(`${printPolicy(city, day)}\n`);
}
