import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CivilDate } from '#kernel/calendar.ts';
import type { Living } from './life/acts.ts';

/** Whom the demonstration asks about, and whether their life was lived to its end. */
export type Demonstration = {
  count: number;
  seed: number;
  until: CivilDate;
  done: boolean;
  taxpayers: string[];
  /** A number that is well formed and belongs to nobody here. */
  unknownTaxpayer: string;
  verification?: string;
  standingOf?: string;
  consent?: string;
  demoMember?: string;
};

const fileIn = (folder: string) => join(folder, 'demonstration.json');

/** What the folder remembers of its demonstration. */
export function readDemonstration(folder: string): Demonstration | undefined {
  return existsSync(fileIn(folder)) ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Demonstration) : undefined;
}

export function writeDemonstration(folder: string, demonstration: Demonstration): void {
  writeFileSync(fileIn(folder), `${JSON.stringify(demonstration, null, 2)}\n`, { mode: 0o600 });
}

/** Chooses whom to ask about: people of Changji whose histories show the rules at work. */
export function choose(
  people: readonly Living[],
  life: Pick<Demonstration, 'count' | 'seed' | 'until'>,
): Demonstration {
  const changji = people.filter(({ city }) => city === '652300');
  const signed = changji.filter(({ signed, life: { joins, stops } }) => signed && joins <= 3 && stops === null);
  const modes = ['MONTHLY', 'QUARTERLY', 'YEARLY'] as const;
  const taxpayers = modes.flatMap((mode) => signed.filter(({ life }) => life.mode === mode).slice(0, 1));
  const waiting = changji.find(({ verificationId, approved }) => verificationId && approved === undefined);
  const consenting = signed.find(({ consents }) => consents.at(-1)?.bank === 'bank-a');
  return {
    ...life,
    done: true,
    taxpayers: taxpayers.map(({ identityNumber }) => identityNumber),
    unknownTaxpayer: '11010519491231002X',
    verification: waiting?.verificationId,
    standingOf: waiting?.identityNumber,
    consent: consenting?.consents.at(-1)?.id,
    demoMember: consenting?.memberId,
  };
}
