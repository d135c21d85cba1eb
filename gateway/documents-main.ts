import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { audiences } from '#service/caller.ts';
import { contractSchemas } from './composition/contract-schemas.ts';
import { type CostRules, costRules, staticCost } from './cost.ts';
import { agencies, type FiledDocument, filedDocuments } from './filed-documents.ts';
import { checkLimits, limits } from './limits.ts';

// npm run documents    prints every document on file with its hash and cost; -- --check is silent about what is right.
// Fails where one does not fit its contract or a limit.

// The most that any page may hold; a client that sends another number pays for that one.
const largestPage = 200;

/** What a document costs at most: every variable that says how many is taken for the largest page. */
function costOf(costs: CostRules, schema: GraphQLSchema, { text }: FiledDocument): number {
  const document = parse(text);
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const each = operations.map((operation) => {
    const names = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
    const variables = Object.fromEntries(names.map((name) => [name, largestPage]));
    return staticCost(costs, schema, { document, operation, variables });
  });
  return Math.max(...each);
}

function faultsOf(schema: GraphQLSchema, { text }: FiledDocument, cost: number, most: number): string[] {
  try {
    const document = parse(text, { maxTokens: limits.tokens });
    checkLimits(document);
    const costly = cost > most ? [`costs ${cost}, more than ${most}`] : [];
    return [...validate(schema, document).map(({ message }) => message), ...costly];
  } catch (error) {
    return [String(error)];
  }
}

async function main(check: boolean): Promise<number> {
  const costs = costRules(await readFile(new URL('supergraph.graphql', import.meta.url), 'utf8'));
  const schemas = await contractSchemas();
  const { of } = await filedDocuments();
  let faults = 0;
  for (const audience of audiences) {
    const schema = schemas.get(audience)!;
    if (!check) console.log(`\n${audience}${agencies.has(audience) ? ' (these and no others)' : ''}`);
    for (const document of of.get(audience)!.byHash.values()) {
      const cost = costOf(costs, schema, document);
      const wrong = faultsOf(schema, document, cost, agencies.has(audience) ? limits.cost : limits.freeCost);
      faults += wrong.length;
      for (const fault of wrong) console.error(`${audience}/${document.name}: ${fault}`);
      if (!check)
        console.log(`  ${document.name.padEnd(28)} cost ${String(cost).padStart(6)}  sha256:${document.hash}`);
    }
  }
  return faults;
}

process.exitCode = (await main(process.argv.includes('--check'))) === 0 ? 0 : 1;
