import type { AgreementView } from '#contributions/operations/read-agreements.ts';
import type { DomainEvent } from '#service/event-types.ts';

const whoOf = (memberId: string): string => memberId.slice(-1);

/** What was told, as the model tells it. */
export function toldText(event: DomainEvent): string {
  switch (event.type) {
    case 'account-opened':
    case 'payout-held':
    case 'payment-ordered':
      return `${event.type} ${whoOf(event.memberId)}`;
    case 'subsidies-credited':
      return `${event.type} ${event.credits.map(({ memberId }) => whoOf(memberId)).join(' ')}`;
    case 'month-corrected':
      return `${event.type} ${whoOf(event.memberId)} ${event.month}`;
    case 'closing-subsidy-paid':
      return `${event.type} ${whoOf(event.memberId)} ${event.fen} ${event.paidOn}`;
    case 'lien-placed':
      return `${event.type} ${whoOf(event.memberId)}  ${event.on}`;
    case 'lien-refused':
      return `${event.type} ${whoOf(event.memberId)} ${event.reason} ${event.on}`;
    case 'month-closed': {
      const rows = event.rows.map(
        ({ memberId, full, creditedFen, streakMonths, used }) =>
          `${whoOf(memberId)}:${full}:${creditedFen}:${streakMonths}:${used}`,
      );
      return `month-closed ${event.city} ${event.month} ${rows.join(' ')}`;
    }
    default:
      return event.type;
  }
}

/** An agreement as it is answered. */
export function agreementText(agreement: AgreementView): string {
  const { status, mode, signedOn, endedOn, firstMonth, paidThrough, base, ratio, monthlyAmount } = agreement;
  const days = [signedOn, endedOn ?? '-', firstMonth, paidThrough ?? '-'];
  return [status, mode, ...days, base, ratio, monthlyAmount].join(' ');
}
