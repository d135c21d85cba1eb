import { addMonths, type CivilDate } from '#kernel/calendar.ts';
import { table } from '#policy/print.ts';
import { ask, dataOf, orRefusal } from './ask.ts';
import { type Demonstration, evidenceReference } from './demonstration.ts';
import type { Stack } from './stack.ts';

type Asked = Pick<Stack, 'addresses' | 'secrets'>;

type Deduction = {
  amount: string;
  contributed: string;
  cap: string;
  capRatio: string;
  ceilingBase: string;
  baseSource: string;
  basis: { clause: string; document: string; status: string }[];
  months: { period: string; contributed: string; creditedOn: string; cap: string; deductible: string }[];
  demonstrationFigures: string[];
};
type Taxpayer = { found: boolean; name: string | null; identityNumberMasked: string; deduction: Deduction | null };

const standing: Record<string, string> = { 'in force': '现行', draft: '征求意见稿', unknown: '演示值' };
const yesNo = (value: boolean) => (value ? '是' : '否');
const heading = (text: string) => `\n━━ ${text}\n`;
const named = (figures: readonly string[]) =>
  figures.length === 0 ? '' : `演示值（没有公布文件给出，不是法律规定）：${figures.join('、')}`;

/** The tax bureau's question (AG-01), printed as a clerk reads it. */
export function taxQuestion(stack: Asked, asked: Demonstration, taxYear: number): Promise<string> {
  const title = heading(`税务局 · ${taxYear} 年度住房公积金税前扣除（AG-01, CJ-14）`);
  return orRefusal(title, () => deductions(stack, asked, taxYear));
}

async function deductions(stack: Asked, asked: Demonstration, taxYear: number): Promise<string> {
  const inquiries = [...asked.taxpayers, asked.unknownTaxpayer].map((identityNumber, at) => ({
    identityNumber,
    ...(at === 1 ? { priorYearAverageMonthlyIncome: '5000.00' } : {}),
  }));
  const { taxpayers } = dataOf(
    await ask<{ taxpayers: Taxpayer[] }>(stack, 'tax-bureau-changji', {
      document: 'deductible-amounts',
      purpose: 'deduction-check',
      variables: { taxYear, inquiries },
    }),
  );
  const lines = taxpayers.map(({ found, name, identityNumberMasked, deduction: d }) => [
    identityNumberMasked,
    found ? (name ?? '') : '查无此人',
    ...(d
      ? [d.contributed, d.cap, d.capRatio, d.baseSource === 'INCOME_AS_GIVEN' ? '税务提供收入' : '缴存基数', d.amount]
      : []),
  ]);
  const first = taxpayers.find(({ deduction }) => deduction)?.deduction;
  return [
    table([['证件号码', '姓名', '实际缴存', '扣除上限', '比例', '基数来源', '可扣除金额'], ...lines]),
    ...(first ? ['', monthsOf(first)] : []),
  ].join('\n');
}

function monthsOf(deduction: Deduction): string {
  const months = deduction.months.map((m) => [m.period, m.contributed, m.creditedOn, m.cap, m.deductible]);
  return [
    '第一人逐月：',
    table([['所属月份', '实际缴存', '入账日期', '当月上限', '计入可扣除'], ...months]),
    ...deduction.basis.map(
      ({ clause, document, status }) => `依据：${clause} ${document}（${standing[status] ?? status}）`,
    ),
    named(deduction.demonstrationFigures),
  ].join('\n');
}

type Verification = {
  id: string;
  applicantName: string;
  identityNumber: string;
  employmentForm: string;
  industry: { name: string };
  employedSince: string;
  appliedOn: string;
};

const forms: Record<string, string> = { NON_FULL_TIME: '非全日制', SELF_EMPLOYED: '个体经营', NEW_FORM: '新就业形态' };
const states: Record<string, string> = {
  NOT_KNOWN: '无记录',
  PENDING: '待核实',
  CONFIRMED: '属实且有效',
  EXPIRED: '已过有效期',
  REJECTED: '不属实',
};

/** The HR bureau's question (AG-02): what waits, one decision, and one person's standing. */
export async function hrQuestion(stack: Asked, asked: Demonstration, today: CivilDate): Promise<string> {
  const title = heading('人社局 · 待核实（AG-02, CJ-23）');
  return [await orRefusal(title, () => queue(stack)), await orRefusal('', () => decision(stack, asked, today))].join(
    '\n',
  );
}

async function queue(stack: Asked): Promise<string> {
  const about = { purpose: 'employment-verification' };
  const bureau = 'hr-bureau-changji';
  const waiting = dataOf(
    await ask<{ pendingVerifications: { totalCount: number; edges: { node: Verification }[] } }>(stack, bureau, {
      ...about,
      document: 'pending-verifications',
      variables: { first: 5 },
    }),
  ).pendingVerifications;
  const lines = waiting.edges.map(({ node: n }) => [
    n.applicantName,
    n.identityNumber,
    forms[n.employmentForm] ?? n.employmentForm,
    n.industry.name,
    n.employedSince,
    n.appliedOn,
  ]);
  return [
    `待核实 ${waiting.totalCount} 件：`,
    table([['姓名', '证件号码', '就业形式', '行业', '何时起', '申请日期'], ...lines]),
    '',
  ].join('\n');
}

async function decision(stack: Asked, asked: Demonstration, today: CivilDate): Promise<string> {
  if (!asked.verification || !asked.standingOf) return '本月没有待核实的申请。';
  const about = { purpose: 'employment-verification' };
  const input = {
    verificationId: asked.verification,
    decision: 'CONFIRM',
    evidenceReference,
    validUntil: addMonths(asked.until, 36),
    idempotencyKey: `demonstration-${asked.verification}`,
  };
  const decided = dataOf(
    await ask<{ decideVerification: { status: string; decidedOn: string; validUntil: string } }>(
      stack,
      'hr-bureau-changji',
      {
        ...about,
        document: 'decide-verification',
        variables: { input },
      },
    ),
  ).decideVerification;
  const { employmentStanding } = dataOf(
    await ask<{ employmentStanding: { state: string; validUntil: string | null } }>(stack, 'hr-bureau-changji', {
      ...about,
      document: 'employment-standing',
      variables: { identityNumber: asked.standingOf },
    }),
  );
  const until = employmentStanding.validUntil ?? today;
  return `核实一件：属实，${decided.decidedOn} 起，有效至 ${decided.validUntil}。再查该人现状：${states[employmentStanding.state]}，至 ${until}。`;
}

type GreenChannel = {
  eligible: boolean;
  tier: string | null;
  reasons: { clause: string; description: string; met: boolean }[];
  evidence: { continuousFullMonths: number; keyIndustry: boolean; creditStanding: string; overdue: boolean };
  asOf: string;
  demonstrationFigures: string[];
};

/** The bank's question (AG-03): with its own consent, and the refusal to another bank. */
export function bankQuestion(stack: Asked, asked: Demonstration): Promise<string> {
  const title = heading('银行 A · 绿色通道资格（AG-03, CJ-17, CJ-18），凭本人授权');
  return orRefusal(title, () => greenChannel(stack, asked));
}

async function greenChannel(stack: Asked, asked: Demonstration): Promise<string> {
  const question = { document: 'green-channel', purpose: 'green-channel', variables: { consent: asked.consent } };
  if (!asked.consent) return '没有有效的授权。';
  const { greenChannel: g } = dataOf(
    await ask<{ consentedMember: { greenChannel: GreenChannel } }>(stack, 'bank-a', question),
  ).consentedMember;
  const refused = await ask(stack, 'bank-b', question);
  const { evidence: e } = g;
  return [
    `符合：${yesNo(g.eligible)}   档次：${g.tier ?? '无'}   截至：${g.asOf}`,
    `证据：连续足额 ${e.continuousFullMonths} 个月，重点产业 ${yesNo(e.keyIndustry)}，信用 ${e.creditStanding === 'GOOD' ? '良好' : e.creditStanding}，公积金贷款逾期 ${yesNo(e.overdue)}`,
    '',
    table([['依据', '满足', '条件'], ...g.reasons.map((r) => [r.clause, yesNo(r.met), r.description])]),
    named(g.demonstrationFigures),
    `银行 B 用同一授权查询：拒绝，${refused.errors?.[0]?.extensions.code}`,
  ].join('\n');
}
