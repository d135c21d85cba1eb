import { type GraphQLSchema, isObjectType, parse } from 'graphql';
import { selectedCoordinates } from '../authorise.ts';
import type { FiledDocument } from '../filed-documents.ts';
import type { AgreedPurpose, Agreement } from './read.ts';

function unknownFields(schema: GraphQLSchema, { fields }: AgreedPurpose): string[] {
  if (fields === 'contract') return [];
  return [...fields].filter((coordinate) => {
    const [type, field] = coordinate.split('.') as [string, string];
    const known = schema.getType(type);
    return !isObjectType(known) || !Object.hasOwn(known.getFields(), field);
  });
}

const covers = ({ fields }: AgreedPurpose, coordinates: Iterable<string>) =>
  fields === 'contract' || [...coordinates].every((coordinate) => fields.has(coordinate));

/** What an agreement has that its audience's contract has not, and the documents on file that none of its purposes covers. */
export function agreementFaults(
  agreement: Agreement,
  schema: GraphQLSchema,
  documents: Iterable<FiledDocument>,
): string[] {
  const purposes = Object.entries(agreement.purposes);
  const unknown = purposes.flatMap(([name, purpose]) =>
    unknownFields(schema, purpose).map((field) => `purposes.${name}: the contract has no ${field}`),
  );
  const uncovered = [...documents].filter(({ text }) => {
    const coordinates = selectedCoordinates(schema, parse(text));
    return !purposes.some(([, purpose]) => covers(purpose, coordinates));
  });
  return [...unknown, ...uncovered.map(({ name }) => `no purpose covers the document ${name}`)].map(
    (fault) => `${agreement.client}: ${fault}`,
  );
}
