/** Where a transfer between centres stands, by the codes of the national platform (BDC904). */
export type TransferStatus = '00' | '01' | '02' | '05' | '06' | '08' | '13' | '20' | '40';

/** How a transfer has ended: done, cancelled by whoever asked for it, or failed. */
export type TransferEnd = 'done' | 'cancelled' | 'failed';

type Standing = { name: string; next: readonly TransferStatus[]; end: TransferEnd | null };

// Total over the codes, and without a circle: a message that comes late is known by that.
const standings: Record<TransferStatus, Standing> = {
  '01': { name: '联系函复核通过', next: ['02', '05', '06', '13', '40'], end: null },
  '02': { name: '联系函确认接收', next: ['05', '06', '08', '13', '40'], end: null },
  '08': { name: '账户信息复核通过', next: ['00', '06', '40'], end: null },
  '06': { name: '协商中', next: ['05', '13', '20', '40'], end: null },
  '00': { name: '正常办结', next: [], end: 'done' },
  '20': { name: '协商后办结', next: [], end: 'done' },
  '05': { name: '转入撤销办结', next: [], end: 'cancelled' },
  '13': { name: '转出审核不通过', next: [], end: 'failed' },
  '40': { name: '转出失败办结', next: [], end: 'failed' },
};

/** Whether a text is a status of the platform. */
export const isTransferStatus = (text: string): text is TransferStatus => Object.hasOwn(standings, text);

/** The Chinese name of a status. */
export const transferStatusName = (status: TransferStatus): string => standings[status].name;

/** How a transfer in a status has ended; null while it goes on. */
export const transferEnd = (status: TransferStatus): TransferEnd | null => standings[status].end;

/** Whether a transfer in a status can still be cancelled (BDC903). */
export const mayCancel = (status: TransferStatus): boolean => standings[status].next.includes('05');

/** What a message does to a transfer: moves it on, comes too late to, or contradicts how it has ended. */
export type Effect = 'moves' | 'late' | 'contradicts';

/**
 * HZ-12: what a status told does to a transfer, in whatever order messages arrive: it moves on to whatever lies ahead,
 * also past statuses that were never told; what lies behind is late; anything else contradicts what is known.
 */
export function effectOf(current: TransferStatus, told: TransferStatus): Effect {
  if (current === told || isAhead(told, current)) return 'late';
  return isAhead(current, told) ? 'moves' : 'contradicts';
}

function isAhead(of: TransferStatus, status: TransferStatus): boolean {
  return standings[of].next.some((next) => next === status || isAhead(next, status));
}
