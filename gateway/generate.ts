import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { type GeneratedFile, writeOrCheck } from './composition/generated-files.ts';
import { type SubgraphSource, subgraphSources } from './composition/subgraph-sources.ts';

const text = 'string';

const config = {
  enumsAsTypes: true,
  useTypeImports: true,
  // In resolvers a field that may be null may also be left out; on the wire both are null.
  maybeValue: 'T | null | undefined',
  strictScalars: true,
  scalars: {
    ID: text,
    Money: 'Fen',
    CivilDate: text,
    CivilMonth: text,
    Instant: text,
    IdentityNumber: text,
    _FieldSet: text,
    federation__Scope: text,
  },
  federation: true,
  // A resolver gives what it holds; the fields it leaves out have resolvers of their own.
  defaultMapper: 'Partial<{T}>',
  makeResolverTypeCallable: true,
};

async function resolverTypes({ name, typeDefs }: SubgraphSource): Promise<GeneratedFile> {
  const filename = `subgraphs/${name}/schema.generated.ts`;
  const generated = await codegen({
    filename,
    schema: typeDefs,
    documents: [],
    config,
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
  });
  const head = "// Written by: npm run generate\nimport type { Fen } from '#kernel/money.ts';";
  return { path: filename, text: `${head}\n${generated.trim()}\n` };
}

const registers = (await subgraphSources()).filter(({ name }) => name !== 'disclosures');
await writeOrCheck(await Promise.all(registers.map(resolverTypes)), 'generate');
