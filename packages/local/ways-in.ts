import { createHash } from 'node:crypto';
import { demonstrationCase, trustedDocument } from './ask.ts';
import { clients } from './clients.ts';
import type { Demonstration } from './demonstration.ts';
import type { Addresses } from './stack.ts';

/** An agency asks by a document on file; whoever may ask freely shows that by a question of its own. */
type Way = { title: string; client: string; purpose?: string } & (
  | { query: string }
  | { document: string; variables: Record<string, unknown> }
);

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

function bodyOf(way: Way): Record<string, unknown> {
  if ('query' in way) return { query: way.query };
  const { audience } = clients.find(({ id }) => id === way.client)!;
  return { documentId: `sha256:${hashOf(trustedDocument(audience, way.document))}`, variables: way.variables };
}

function curl(gateway: string, way: Way): string {
  const headers = way.purpose ? ` -H 'purpose: ${way.purpose}' -H 'case-reference: ${demonstrationCase}'` : '';
  return [
    ...('document' in way ? [`# gateway/documents: ${way.document}`] : []),
    [
      `curl -s ${gateway} -H "authorization: Bearer $(npm run -s token -- ${way.client})"`,
      `  -H 'content-type: application/json'${headers}`,
      `  -d '${JSON.stringify(bodyOf(way))}'`,
    ].join(' \\\n'),
  ].join('\n');
}

function waysOf(demonstration: Demonstration | undefined): Way[] {
  const number = demonstration?.taxpayers[0] ?? '652301199208150013';
  const year = demonstration?.until.slice(0, 4) ?? '2026';
  const consent = demonstration?.consent ?? '00000000-0000-0000-0000-000000000000';
  return [
    {
      title: '税务局 tax bureau',
      client: 'tax-bureau-changji',
      purpose: 'deduction-check',
      document: 'deductible-amounts',
      variables: { taxYear: Number(year), inquiries: [{ identityNumber: number }] },
    },
    {
      title: '人社局 HR bureau',
      client: 'hr-bureau-changji',
      purpose: 'employment-verification',
      document: 'pending-verifications',
      variables: { first: 3 },
    },
    {
      title: '银行 bank',
      client: 'bank-a',
      purpose: 'green-channel',
      document: 'green-channel',
      variables: { consent },
    },
    {
      title: '公积金中心 centre staff',
      client: 'centre-changji',
      purpose: 'service',
      query: `{ memberByIdentityNumber(identityNumber: "${number}") { id account { balance agreement { mode monthlyAmount paidThrough } } subsidyAwards { clause amount payOn status } } }`,
    },
    {
      title: '监管部门 regulators',
      client: 'regulator',
      query: '{ pools { id indicators { name value numerator denominator threshold state } } }',
    },
    {
      title: '缴存人本人 member',
      client: 'member-demo',
      query:
        '{ me { account { balance segments { segment balance } } streak { continuousFullMonths } greenChannel { tier } } }',
    },
  ];
}

/** How to ask: the addresses, one command per audience, and where tokens come from. */
export function waysIn(addresses: Addresses, demonstration: Demonstration | undefined): string {
  const ways = waysOf(demonstration).flatMap((way) => ['', `# ${way.title}`, curl(addresses.gateway, way)]);
  return [
    '\n━━ 怎样自己查询 / ask for yourself (in another terminal, in this folder)\n',
    `gateway  ${addresses.gateway}`,
    `issuer   ${addresses.issuer}  (token: npm run -s token -- CLIENT)`,
    ...ways,
    '',
    'Serving. Ctrl-C stops everything; npm run reset starts over.',
  ].join('\n');
}
