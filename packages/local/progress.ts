import type { CivilDate } from '#kernel/calendar.ts';

const width = 40;

/** Shows how far a life has come: a bar that moves on a terminal, a line now and then elsewhere. */
export function progressBar(): (share: number, date: CivilDate) => void {
  let told = -1;
  return (share, date) => {
    const filled = Math.floor(share * width);
    const bar = `[${'█'.repeat(filled)}${' '.repeat(width - filled)}] ${String(Math.floor(share * 100)).padStart(3)} % ${date}`;
    if (process.stdout.isTTY) {
      process.stdout.write(`\r${bar}${share >= 1 ? '\n' : ''}`);
    } else if (Math.floor(share * 4) > told) {
      told = Math.floor(share * 4);
      process.stdout.write(`${bar}\n`);
    }
  };
}
