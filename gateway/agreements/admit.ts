import type { CivilDate } from '#kernel/calendar.ts';
import type { Caller } from '#service/caller.ts';
import type { PersonAt } from '#service/persons.ts';
import { refusal } from '../failure.ts';
import { type Meant, mustNamePurpose, purposeMeant } from '../purposes.ts';
import { readsPerson } from './personal.ts';
import type { AgreedPurpose, Agreement, Agreements } from './read.ts';

// The same words whether there never was one, it is over, or it is another audience's: nothing is told of what is agreed.
const noAgreement = () =>
  refusal('NO_AGREEMENT', 'No data-use agreement of this client is in force', 403, { rule: 'agreement' });

/** The agreement in force today of this client, as this audience and for its cities; NO_AGREEMENT without one. */
export function agreementOf(
  agreements: Agreements,
  { client, audience, cities }: Pick<Caller, 'client' | 'audience' | 'cities'>,
  today: CivilDate,
): Agreement {
  const agreement = agreements.get(client);
  if (!agreement || agreement.audience !== audience) throw noAgreement();
  if (today < agreement.from || today > agreement.until) throw noAgreement();
  if (!cities.every((city) => agreement.cities.includes(city))) throw noAgreement();
  return agreement;
}

type Asked = { agreement: Agreement; caller: Caller; coordinates: ReadonlySet<string>; command: boolean };

/** The purpose that a request names, if the agreement has it, and for a command only if it lets act. */
function purposeOf({ agreement, caller, command }: Asked): AgreedPurpose {
  const { purposes, audience } = agreement;
  const serves = (purpose: Meant | undefined) => purpose && (purpose.commands || !command);
  const meant = purposeMeant(audience, caller.purpose);
  const agreed = meant && Object.hasOwn(purposes, meant.name) ? purposes[meant.name] : undefined;
  if (agreed && serves(meant)) return agreed;
  const message = agreed ? `Nothing is changed for "${meant?.name}"` : 'Say in the header "purpose" what this is for';
  const rule = Object.keys(purposes).filter((name) => serves(purposeMeant(audience, name)));
  throw refusal('PURPOSE_REQUIRED', message, 400, { field: 'purpose', rule: rule.join(', ') });
}

/**
 * Whether what is asked is agreed: the purpose, a case where it reads a person, and every field. Refused are
 * PURPOSE_REQUIRED, CASE_REQUIRED and FORBIDDEN; introspection selects no field and needs none of them.
 */
export function admitAsked(asked: Asked): void {
  const { agreement, caller, coordinates } = asked;
  const silent = caller.purpose === undefined && (coordinates.size === 0 || !mustNamePurpose(agreement.audience));
  if (silent && coordinates.size === 0) return;
  const purpose = purposeOf(asked);
  if (purpose.caseReference === 'required' && caller.caseReference === undefined && readsPerson(coordinates)) {
    throw refusal('CASE_REQUIRED', 'Say in the header "case-reference" for which case', 400, {
      field: 'case-reference',
    });
  }
  if (purpose.fields === 'contract') return;
  for (const field of coordinates) {
    if (purpose.fields.has(field)) continue;
    throw refusal('FORBIDDEN', 'The data-use agreement does not have this field', 403, { field, rule: 'agreement' });
  }
}

/**
 * Whether each person told about consented, where the agreement needs it: a subgraph decides on consents, and names the
 * one it found; an answer about somebody without one does not leave.
 */
export function consented(agreement: Agreement, caller: Caller, persons: readonly PersonAt[]): boolean {
  const meant = purposeMeant(agreement.audience, caller.purpose)?.name;
  if (meant === undefined || agreement.purposes[meant]?.consent !== 'required') return true;
  const covered = new Set(persons.flatMap(({ subject, basis }) => (basis?.startsWith('consent ') ? [subject] : [])));
  return persons.every(({ subject, refusal: refused }) => refused !== undefined || covered.has(subject));
}
