import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import type { Audience } from '#service/caller.ts';
import { type HeadersOf, json } from './introduced.ts';
import { filed, keysAsked } from './questions.ts';

// The limit: what somebody would write by hand for exactly these questions, with nothing checked and nobody asked who
// they are: the same sub-requests, parsed, merged and written.

// biome-ignore lint/suspicious/noExplicitAny: written by hand for known answers.
type Any = any;
type Asked = { variables: Any };

const path = '/graphql';

const taxpayers =
  'query DeductibleAmounts__members__0($inquiries:[TaxpayerInquiry!]!){taxpayers(inquiries:$inquiries){__typename memberId priorYearAverageMonthlyIncome position found name identityNumberMasked}}';
const deductions =
  'query DeductibleAmounts__contributions__1($representations:[_Any!]!$taxYear:Int!){_entities(representations:$representations){...on Taxpayer{deduction(taxYear:$taxYear){taxYear amount contributed cap capRatio ceilingBase baseSource basis{clause document status}months{period contributed creditedOn base cap deductible}demonstrationFigures}}}}';
const standing =
  'query EmploymentStanding__members__0($identityNumber:IdentityNumber!){employmentStanding(identityNumber:$identityNumber){person state employmentForm industry{code name}verifiedOn validUntil asOf}}';
const consented =
  'query GreenChannel__members__0($consent:ID!){consentedMember(consent:$consent){__typename id city keyIndustry creditStanding{value source asOf}}}';
const entity = (number: number, subgraph: string, fields: string) =>
  `query GreenChannel__${subgraph}__${number}($representations:[_Any!]!){_entities(representations:$representations){...on Member{${fields}}}}`;
const streaks = entity(1, 'contributions', 'streak{continuousFullMonths throughMonth fundsUsed}');
const overdue = entity(2, 'loans', 'overdueState{overdue overduePeriods asOf}');
const channel = entity(
  3,
  'subsidies',
  'greenChannel{eligible tier reasons{clause description met}evidence{continuousFullMonths keyIndustry creditStanding overdue}asOf demonstrationFigures}',
);

const keys = keysAsked(filed('tax-bureau/deductible-amounts')).filter((key) => key !== 'deduction');
// As somebody would write it who knows the fields: one object, its keys in order.
const own = new Function('one', `return {${keys.map((key) => `${key}: one.${key}`).join(', ')}}`) as (one: Any) => Any;

/** Serves an audience its question by hand; tells the port. */
export async function serveAggregator(
  audience: Audience,
  urls: Record<string, string>,
  headersOf: HeadersOf | undefined,
): Promise<number> {
  const pools = new Map(Object.entries(urls).map(([name, url]) => [name, new Pool(url, { connections: 32 })]));
  const ask = async (subgraph: string, query: string, variables: object): Promise<Any> => {
    const body = JSON.stringify({ query, variables });
    const headers = headersOf?.(subgraph, body) ?? json;
    const answer = await pools.get(subgraph)!.request({ path, method: 'POST', headers, body });
    return (JSON.parse(await answer.body.text()) as { data: Any }).data;
  };

  async function tax({ variables: { taxYear, inquiries } }: Asked) {
    const { taxpayers: found } = await ask('members', taxpayers, { inquiries });
    const representations = found.map(({ __typename, memberId, priorYearAverageMonthlyIncome }: Any) => {
      return { __typename, memberId, priorYearAverageMonthlyIncome };
    });
    const { _entities } = await ask('contributions', deductions, { representations, taxYear });
    return {
      taxpayers: found.map((one: Any, index: number) => ({
        ...own(one),
        deduction: _entities[index].deduction,
      })),
    };
  }

  async function bank({ variables: { consent } }: Asked) {
    const { consentedMember: member } = await ask('members', consented, { consent });
    const { __typename, id, city, keyIndustry, creditStanding } = member;
    const representations = [{ __typename, id, city }];
    const [first, second] = await Promise.all([
      ask('contributions', streaks, { representations }),
      ask('loans', overdue, { representations }),
    ]);
    const all = { __typename, id, city, keyIndustry, creditStanding, ...first._entities[0], ...second._entities[0] };
    const { _entities } = await ask('subsidies', channel, { representations: [all] });
    return { consentedMember: { greenChannel: _entities[0].greenChannel } };
  }

  const questions: Partial<Record<Audience, (asked: Asked) => Promise<object>>> = {
    'tax-bureau': tax,
    'hr-bureau': ({ variables }) => ask('members', standing, variables),
    bank,
  };
  const question = questions[audience]!;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const asked = JSON.parse(Buffer.concat(parts).toString('utf8')) as Asked;
    const data = await question(asked);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ data }));
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
