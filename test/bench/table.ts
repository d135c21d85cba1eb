/** One run at one size beside its limit, both in milliseconds, over so many rows. */
export type Measured = { run: string; size: number; rows: number; oursMs: number; limitMs: number };

const heads = ['run', 'accounts', 'rows', 'ours s', 'limit s', 'ratio', 'rows/s', 'growth'];
const seconds = (ms: number): string => (ms / 1000).toFixed(2);

function line(each: Measured, smaller: Measured | undefined): string[] {
  const { run, size, rows, oursMs, limitMs } = each;
  const growth = smaller ? `× ${(oursMs / smaller.oursMs).toFixed(1)} for × ${size / smaller.size}` : '';
  const counts = [String(size), String(rows), seconds(oursMs), seconds(limitMs)];
  return [run, ...counts, (oursMs / limitMs).toFixed(2), String(Math.round(rows / (oursMs / 1000))), growth];
}

/** What was measured, as lines of a table; growth is told against the size before. */
export function tableOf(all: readonly Measured[]): string {
  const lines = all.map((each) => {
    const smaller = all.filter(({ run, size }) => run === each.run && size < each.size).at(-1);
    return line(each, smaller);
  });
  const cells = [heads, ...lines];
  const widths = heads.map((_, at) => Math.max(...cells.map((row) => row[at]!.length)));
  return cells
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
    .join('\n');
}
