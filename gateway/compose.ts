import { audiences } from '#service/caller.ts';
import { composeContract, composeSupergraph } from './composition/contract.ts';
import { writeOrCheck } from './composition/generated-files.ts';
import { argumentsInRequires } from './composition/lint.ts';
import { subgraphSources } from './composition/subgraph-sources.ts';

const subgraphs = await subgraphSources();
const refused = argumentsInRequires(subgraphs);
if (refused.length > 0) throw new Error(refused.join('\n'));

await writeOrCheck(
  [
    { path: 'gateway/supergraph.graphql', text: composeSupergraph(subgraphs) },
    ...audiences.map((audience) => ({
      path: `gateway/contracts/${audience}.graphql`,
      text: composeContract(subgraphs, audience),
    })),
  ],
  'compose',
);
