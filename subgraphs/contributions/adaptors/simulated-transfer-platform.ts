import { yuan } from '#kernel/money.ts';
import type { Centre, OpenLetter, OutInfo, TransferMessage, TransferPlatform } from './transfer-platform.ts';

/** What the platform knows of a letter when it is asked; a centre that sends money tells it by this. */
export type TransferStory = (letter: OpenLetter) => readonly TransferMessage[];

const centres: readonly Centre[] = [
  { code: '652300000000000', name: '昌吉州住房公积金管理中心' },
  { code: '330500000000000', name: '湖州市住房公积金管理中心' },
  { code: '650100000000000', name: '乌鲁木齐住房公积金管理中心' },
  { code: '330100000000000', name: '杭州住房公积金管理中心' },
];

/** An account that any centre might send, as far as the demonstration goes. */
export const demonstrationInfo: OutInfo = {
  amount: yuan('12041.25'),
  principal: yuan('12000.00'),
  interest: yuan('41.25'),
  openedOn: '2023-03-01',
  paidThrough: '2026-02',
  sixMonthsRunning: true,
  loans: 0,
  loansSettled: true,
  fraud: false,
};

const goesWell: TransferStory = ({ letter, direction }) => {
  const told = (name: string) => ({ id: `${letter}:${name}`, letter });
  if (direction === 'OUT') return [{ ...told('00'), kind: 'STATUS', status: '00' }];
  return [
    { ...told('02'), kind: 'STATUS', status: '02' },
    { ...told('08'), kind: 'STATUS', status: '08' },
    { ...told('905'), kind: 'INFO', info: demonstrationInfo },
    { ...told('113'), kind: 'CREDIT', fen: demonstrationInfo.amount },
    { ...told('00'), kind: 'STATUS', status: '00' },
  ];
};

/** A platform in memory that tells of a letter by a story, the same whenever it is asked; unless told otherwise all goes well. */
export function simulatedTransferPlatform(story: TransferStory = goesWell): TransferPlatform {
  return {
    centres: async () => centres,
    apply: async () => {},
    cancel: async () => {},
    answer: async () => {},
    messages: async (letters) => letters.flatMap(story),
  };
}
