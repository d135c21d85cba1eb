import { dayText } from './calendar.ts';
import type { Transfer } from './transfers.ts';
import type { World } from './world.ts';

/** A transfer as it is answered. */
export const transferText = ({ letter, direction, status, ended }: Transfer): string =>
  [letter, direction, status, ended === null ? '-' : dayText(ended)].join(' ');

/** The transfers and their messages as lines. */
export const transferLines = ({ transfers, taken }: World): string[] => [
  ...transfers.map((transfer) => {
    const { who, reason, unsent, sent, told, received, suspended, booked } = transfer;
    const money = [told?.principal ?? '-', told?.interest ?? '-', received ?? '-'];
    const flags = [sent, suspended !== null, booked].map((flag) => (flag ? 't' : 'f'));
    return ['transfer', who, transferText(transfer), reason ?? '-', unsent ?? '-', ...money, ...flags].join(' ');
  }),
  ...[...taken].map(
    ([id, { effect, city, returned }]) => `message ${id} ${effect} ${city ?? '-'} ${returned ? 't' : 'f'}`,
  ),
];
