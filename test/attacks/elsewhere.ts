/** Attacks that have a test of their own elsewhere: the file, and words of its test's name. */
export const elsewhere: Record<number, [file: string, words: string]> = {
  17: ['test/journeys/audience-matrix.test.ts', 'anything else as if it did not exist'],
  18: ['test/journeys/audience-matrix.test.ts', 'anything else as if it did not exist'],
  21: ['test/journeys/questions-hr.test.ts', 'does not take a cursor that it has not given'],
  38: ['packages/kernel/money.test.ts', '1e3'],
  39: ['packages/kernel/money.test.ts', '1e3'],
  66: ['test/journeys/gateway-tokens.test.ts', 'at most once in 30 seconds for a key it does not know'],
  81: ['gateway/authenticate.test.ts', 'change under load without a request lost'],
  82: ['subgraphs/members/serve.test.ts', 'an unsigned call is refused before it is read'],
  83: ['subgraphs/members/serve.test.ts', 'an unsigned call is refused before it is read'],
  84: ['packages/service/caller.test.ts', 'a signature is taken once'],
  85: ['packages/service/caller.test.ts', 'a signature holds for one body only'],
  89: ['gateway/compose.test.ts', 'refuses a field that derives from a guarded one'],
  94: ['gateway/documents.test.ts', 'keeps every person from the regulators'],
  95: ['test/journeys/questions-bank.test.ts', 'in the same bytes for another bank'],
  97: ['test/journeys/refusals-callers.test.ts', 'reads only their own, whatever id they know'],
  98: ['test/journeys/faulty-subgraph.test.ts', 'cannot overwrite what another subgraph said'],
  99: ['test/journeys/faulty-subgraph.test.ts', 'balance shown as another’s when it gives'],
  100: ['test/journeys/faulty-subgraph.test.ts', 'of another type'],
  101: ['test/journeys/faulty-subgraph.test.ts', 'never a silent null'],
  102: ['test/journeys/gateway-boundary.test.ts', 'leaves Object.prototype as it was'],
  103: ['test/journeys/gateway-agreements.test.ts', 'of a person is given for a case only'],
  105: ['test/journeys/gateway-disclosure.test.ts', 'that cannot be written down does not happen'],
  104: ['test/journeys/consent-under-load.test.ts', 'withdrawn while others ask'],
  106: ['test/journeys/consent-under-load.test.ts', 'take as long as each other'],
  107: ['test/journeys/questions-tax.test.ts', 'found'],
  113: ['packages/service/log.test.ts', 'breaks no line of the log'],
  114: ['test/journeys/tax-export.test.ts', 'no cell begins as a formula would'],
  117: ['test/invariants/roles.test.ts', 'the role of a service'],
  118: ['packages/service/sealing.test.ts', 'moved to another row or column is refused'],
  119: ['test/afterwards/no-personal-data.test.ts', 'holds an identity number'],
};

/** Attacks for which there is nothing here to attack. */
export const nothingToAttack: Record<number, string> = {
  57: 'no header of a client tells its address: none is logged, counted or decided by',
  60: 'HTTP/2 is not offered',
  77: 'a command is carried out once by its key, and a token can be bound to a certificate (78)',
  88: 'the graph has no interface; the gateway does not start over scopes on a whole type',
  93: 'no argument filters, sorts or groups by a field',
  109: 'no argument names an order or a column',
  115: 'nothing calls an address that a client names',
  116: 'no pooler stands before PostgreSQL, and no setting of a session decides who sees what',
};

/** Attacks that no test here makes, and what is known of them. */
export const notYet: Record<number, string> = {
  120: 'needs a registry that tells of advisories (npm run audit); what runs is listed by npm run sbom',
};
