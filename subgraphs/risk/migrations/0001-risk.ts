import { ledgerTablesSql } from '#ledger/schema.ts';
import { migration, serviceTablesSql } from '#service/tables.ts';

const role = 'provident_risk';

export const risk0001 = migration('Risk1700000000001', `${serviceTablesSql(role)} ${ledgerTablesSql(role)}`);
