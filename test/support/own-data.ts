import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isNonNullType, parse, print } from 'graphql';
import { nested } from './selected-fields.ts';

// Fields of a member that tell nothing that the others do not, and why.
const leftOut: Record<string, string> = {
  'Account.averageDailyBalance': 'reckoned from the movements',
  'Account.balanceOn': 'reckoned from the movements',
  'Account.statement': 'the movements again, with a balance beside each',
  'LoanApplication.loan': 'told by loans',
  'Member.mergedRecords': 'by the document member/my-merged-records',
  'Member.greenChannel': 'reckoned of each product, and told by greenChannelProducts',
};

// What of a record that was merged is told with the one that stays, or is of today and of an account in force; the record of
// disclosures knows ids, not which of them are one person.
const ofTheKept = new Set(
  `loans loanApplications subsidisedLoans loanQuota overdueState loanOutstanding deduction greenChannelProducts streak
   depositBasis disclosures agreement closingPreview owed dues payments transfers application categories keyIndustry`.split(
    /\s+/,
  ),
);

type Writing = { variables: Map<string, string>; path: readonly string[] };

// Pages of one size, gone on from a cursor of its own; what has to be named is a variable.
function argumentsOf(field: GraphQLField<unknown, unknown>, { variables, path }: Writing): string {
  const given = field.args.flatMap(({ name, type, defaultValue }) => {
    if (name === 'first') return ['first: 50'];
    if (name === 'own') return ['own: true'];
    if (name === 'after') {
      const cursor = `${[...path, field.name].slice(1).join('_')}_after`;
      variables.set(
        cursor,
        defaultValue === undefined ? type.toString() : `${type.toString()} = ${String(defaultValue)}`,
      );
      return [`after: $${cursor}`];
    }
    if (!isNonNullType(type) || defaultValue !== undefined) return [];
    variables.set(name, type.toString());
    return [`${name}: $${name}`];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function written(parent: GraphQLObjectType, writing: Writing, above: readonly string[]): string {
  const fields = Object.values(parent.getFields()).flatMap((field) => {
    if (`${parent.name}.${field.name}` in leftOut) return [];
    if (writing.path.includes('mergedRecords') && ofTheKept.has(field.name)) return [];
    const type = nested(field.type);
    const asked = `${field.name}${argumentsOf(field, writing)}`;
    if (!type) return [asked];
    // Where the graph comes round to what is asked already, it tells nothing more.
    if (above.includes(type.name)) return [];
    const below = written(type, { ...writing, path: [...writing.path, field.name] }, [...above, type.name]);
    return [`${asked} { ${below} }`];
  });
  return fields.join(' ');
}

const comment = '# AG-06, PIPL 45: everything that is held about the member, over all registers, page by page.\n';
const ofMerged = '# AG-06, CJ-08: what hung on other records of the member that ended in this one, page by page.\n';

function documentOf(schema: GraphQLSchema, name: string, path: readonly string[]): string {
  const variables = new Map<string, string>();
  const member = schema.getType('Member') as GraphQLObjectType;
  const fields = written(member, { variables, path }, ['Member']);
  const declared = [...variables].map(([variable, type]) => `$${variable}: ${type}`);
  const line = `query ${name}(${declared.join(', ')}) {`;
  // Where one line is too short, one variable a line, as the formatter has it and the printer has not.
  const head =
    line.length <= 120 ? line.slice(0, -2) : `query ${name}(\n${declared.map((one) => `  ${one}\n`).join('')})`;
  const body = print(parse(path.reduceRight((below, field) => `{ ${field} ${below} }`, `{ ${fields} }`)));
  return `${head} ${body}\n`;
}

/** AG-06: the document that asks for everything a member may know of themselves, as the members' contract has it. */
export const ownDataDocument = (schema: GraphQLSchema): string => comment + documentOf(schema, 'MyData', ['me']);

/** AG-06, CJ-08: the one that asks for what was of records that ended in the member's, and is told nowhere else. */
export const mergedDataDocument = (schema: GraphQLSchema): string =>
  ofMerged + documentOf(schema, 'MyMergedRecords', ['me', 'mergedRecords']);
