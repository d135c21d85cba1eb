import type { Sealer } from '#service/sealing.ts';

/** The column that a debit account is bound to beside its agreement; moved to another it cannot be opened. */
export const debitAccountColumn = 'agreement.debit_account';

/** The number of a debit account (代扣账户), sealed for the agreement that it is debited under. */
export const sealDebitAccount = (accounts: Sealer, agreementId: string, number: string): Buffer =>
  accounts.seal(number, debitAccountColumn, agreementId);

/** The number again; sealed for another agreement or changed, it does not open. */
export const openDebitAccount = (accounts: Sealer, agreementId: string, sealed: Buffer): string =>
  accounts.open(sealed, debitAccountColumn, agreementId);
