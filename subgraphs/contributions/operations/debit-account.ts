import type { Sealer } from '#service/sealing.ts';

const column = 'agreement.debit_account';

/** The number of a debit account (代扣账户), sealed for the agreement that it is debited under. */
export const sealDebitAccount = (accounts: Sealer, agreementId: string, number: string): Buffer =>
  accounts.seal(number, column, agreementId);

/** The number again; sealed for another agreement or changed, it does not open. */
export const openDebitAccount = (accounts: Sealer, agreementId: string, sealed: Buffer): string =>
  accounts.open(sealed, column, agreementId);
