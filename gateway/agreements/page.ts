import { purposeMeant } from '../purposes.ts';
import type { AgreedPurpose, Agreement, Agreements } from './read.ts';

const audiences: Record<Agreement['audience'], string> = {
  'tax-bureau': '税务局 tax bureau',
  'hr-bureau': '人社局 HR bureau',
  bank: '银行 bank',
  centre: '公积金中心 centre',
  regulator: '监管部门 regulator',
  member: '缴存人 member',
};

const standings: Record<Agreement['standing'], string> = {
  'in force': '已签署 in force',
  demonstration: '示范，未签署 for demonstration, not signed',
};

function fieldsOf({ fields }: AgreedPurpose): string[] {
  if (fields === 'contract')
    return [
      '所见字段：该类机构契约的全部，命令另需权限（scopes）。All of the audience’s contract; commands need scopes.',
    ];
  const byType = new Map<string, string[]>();
  for (const coordinate of fields) {
    const [type, field] = coordinate.split('.') as [string, string];
    byType.set(type, [...(byType.get(type) ?? []), field]);
  }
  return ['所见字段 fields:', '', ...[...byType].map(([type, names]) => `- \`${type}\`: ${names.join(', ')}`)];
}

function purposeOf(agreement: Agreement, name: string): string[] {
  const agreed = agreement.purposes[name]!;
  const purpose = purposeMeant(agreement.audience, name)!;
  const needs = [
    ...(agreed.caseReference === 'required' ? ['每次查询个人须附案件号 a case reference'] : []),
    ...(agreed.consent === 'required' ? ['本人单独同意 the person’s consent to this client'] : []),
    ...(purpose.commands ? [] : ['只读 reading only']),
  ];
  return [
    `### ${purpose.text} (\`${name}\`)`,
    '',
    `依据 basis: ${purpose.basis}`,
    ...(needs.length > 0 ? ['', `条件 needs: ${needs.join('；')}`] : []),
    '',
    ...fieldsOf(agreed),
    '',
  ];
}

function agreementOf(agreement: Agreement): string[] {
  const { client, party, audience, reference, standing, from, until, cities, token, retention, rate } = agreement;
  return [
    `## ${party}`,
    '',
    '| | |',
    '| --- | --- |',
    `| 客户端 client | \`${client}\`，${audiences[audience]} |`,
    `| 协议 agreement | ${reference}，${standings[standing]} |`,
    `| 有效期 in force | ${from} … ${until} |`,
    `| 城市 cities | ${cities.join('、')} |`,
    `| 令牌 token | ${token === 'bearer' ? '不记名 bearer' : '绑定证书 bound to its certificate'} |`,
    `| 频次 rate | 每分钟 ${rate.requestsPerMinute} 次请求，每日 ${rate.lookupsPerDay} 次查询个人 requests a minute, look-ups a day |`,
    `| 留存 retention | ${retention} |`,
    '',
    ...Object.keys(agreement.purposes).flatMap((name) => purposeOf(agreement, name)),
  ];
}

/** The page that tells the public who may see what, for which purpose, how often and until when. */
export function agreementsPage(agreements: Agreements): string {
  return [
    '# 数据使用协议 Data-use agreements',
    '',
    'Written by: npm run agreements. 谁可以看什么、为何、多频繁、到何时；过期的协议不给任何数据。',
    'Who may see what, for what, how often and until when; an agreement that has expired gives nothing.',
    '',
    ...[...agreements.values()].flatMap(agreementOf),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
