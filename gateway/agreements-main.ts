import { agreementFaults } from './agreements/faults.ts';
import { agreementsPage } from './agreements/page.ts';
import { readAgreements } from './agreements/read.ts';
import { contractSchemas } from './composition/contract-schemas.ts';
import { writeOrCheck } from './composition/generated-files.ts';
import { filedDocuments } from './filed-documents.ts';

// npm run agreements [-- --check]    writes the page of agreements, or checks that it is current. Fails where an
// agreement names a field that its contract has not, or leaves out one that a document on file asks for.

const agreements = await readAgreements();
const { of } = await filedDocuments();
const schemas = await contractSchemas();
const faults = [...agreements.values()].flatMap((agreement) =>
  agreementFaults(agreement, schemas.get(agreement.audience)!, of.get(agreement.audience)!.byHash.values()),
);
if (faults.length > 0) throw new Error(`The agreements do not fit:\n${faults.join('\n')}`);
await writeOrCheck([{ path: 'gateway/agreements/agreements.md', text: agreementsPage(agreements) }], 'agreements');
