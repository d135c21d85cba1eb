import type { OpenedCheckpoint } from './checkpoint.ts';

type Kind = 'changed' | 'missing' | 'rewritten' | 'cut off' | 'order' | 'checkpoint' | 'not sealed' | 'unreadable';

/** Something that is not as it was sealed: what, where (positions from 0, both ends included), and in words. */
export type Finding = { kind: Kind; from?: number; to?: number; words: string };
/** `late` rows were sealed more than an hour after they say that they were written: an outage, or written in afterwards. */
export type Verdict = {
  rows: number;
  checkpoints: number;
  late: number;
  head: OpenedCheckpoint | undefined;
  findings: Finding[];
};

const shown = 50;
const grouped = (count: number): string => count.toString().replace(/\B(?=(\d{3})+$)/g, ',');

/** A verdict in words that a clerk can read: what was checked, what was found, and what it was checked against. */
export function verdictText({ rows, checkpoints, late, head, findings }: Verdict, witnessed: number): string[] {
  const checked = `${grouped(rows)} disclosures under ${grouped(checkpoints)} signed checkpoints were checked.`;
  const last = head
    ? `The last checkpoint is number ${head.number} of ${head.at}, over ${grouped(head.size)} rows; root ${head.root.toString('base64')}.`
    : 'There is no checkpoint that a known key signed.';
  const against =
    witnessed > 0
      ? `They agree with, or were compared to, ${grouped(witnessed)} checkpoints that were handed out.`
      : 'No checkpoints that were handed out were given (--witness): that the end was not cut off cannot be told.';
  const remark = late > 0 ? [`${grouped(late)} rows were sealed more than an hour after the time they bear.`] : [];
  const result =
    findings.length === 0
      ? ['完好 INTACT: nothing was changed, deleted, moved or added.']
      : [
          `被改动 TAMPERED WITH: ${grouped(findings.length)} findings.`,
          ...findings.slice(0, shown).map(({ kind, words }) => `  ${kind}: ${words}`),
          ...(findings.length > shown ? [`  … and ${grouped(findings.length - shown)} more`] : []),
        ];
  return [checked, last, against, ...remark, ...result];
}
