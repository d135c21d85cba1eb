import type { Demonstration } from './demonstration.ts';
import type { Addresses } from './stack.ts';

type Way = { title: string; client: string; purpose?: string; query: string };

const quoted = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

function curl(gateway: string, { client, purpose, query }: Way): string {
  return [
    `curl -s ${gateway} -H "authorization: Bearer $(npm run -s token -- ${client})"`,
    `  -H 'content-type: application/json'${purpose ? ` -H 'purpose: ${purpose}'` : ''}`,
    `  -d '{"query":"${quoted(query)}"}'`,
  ].join(' \\\n');
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
      query: `{ taxpayers(inquiries: [{identityNumber: "${number}"}]) { found name deduction(taxYear: ${year}) { amount cap capRatio months { period deductible } } } }`,
    },
    {
      title: '人社局 HR bureau',
      client: 'hr-bureau-changji',
      purpose: 'employment-verification',
      query:
        '{ pendingVerifications(first: 3) { totalCount edges { node { id applicantName identityNumber employmentForm } } } }',
    },
    {
      title: '银行 bank',
      client: 'bank-a',
      purpose: 'green-channel',
      query: `{ consentedMember(consent: "${consent}") { greenChannel { eligible tier reasons { clause met description } } } }`,
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
