/**
 * The types of which every value is about one person. What reads one of them names a purpose and a case, and counts as a
 * look-up. A test holds the list to what the subgraphs say of themselves.
 */
export const personalTypes: ReadonlySet<string> = new Set([
  'Agreement',
  'Application',
  'ApplicationStep',
  'BreachCase',
  'Closing',
  'Consent',
  'Contribution',
  'Correction',
  'Disclosure',
  'DisclosureEdge',
  'EmploymentStanding',
  'Freeze',
  'HeldOfMember',
  'IdentityCorrection',
  'IrregularAnswer',
  'Loan',
  'LoanApplication',
  'LoanApplicationEdge',
  'LoanEdge',
  'LoanOffset',
  'LoanRecovery',
  'Member',
  'Movement',
  'MovementEdge',
  'Payment',
  'PlatformInquiry',
  'RunRefusal',
  'RunRefusalEdge',
  'SpouseCheck',
  'StatementEdge',
  'SubsidisedLoan',
  'SuspenseItem',
  'SuspenseResolution',
  'Taxpayer',
  'Transfer',
  'TransferSuspenseItem',
  'Verification',
  'VerificationEdge',
  'VerificationRow',
  'Withdrawal',
  'WriteOff',
]);

/** Whether an operation that selects these "Type.field" may tell about a person. */
export function readsPerson(coordinates: ReadonlySet<string>): boolean {
  const before = known.get(coordinates);
  if (before !== undefined) return before;
  const reads = hasPersonal(coordinates);
  known.set(coordinates, reads);
  return reads;
}

// An operation that is asked again has the same coordinates, the very same set.
const known = new WeakMap<ReadonlySet<string>, boolean>();

function hasPersonal(coordinates: ReadonlySet<string>): boolean {
  for (const coordinate of coordinates) {
    if (personalTypes.has(coordinate.slice(0, coordinate.indexOf('.')))) return true;
  }
  return false;
}
