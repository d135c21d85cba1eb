import { type CivilDate, type CivilMonth, firstDay, lastDay, monthsFrom, nextMonth } from '#kernel/calendar.ts';
import { sumFen, yuanText } from '#kernel/money.ts';
import type { AwardFacts, LateFactKept } from '../tables/award.ts';

/** A fact of an award in words: what it is, from which register, as of which day. */
export type ToldFact = { name: string; value: string; source: string; asOf: CivilDate };

const categoryNames: Record<string, string> = {
  STUDENT: '在校大学生',
  GRADUATE: '高校毕业生',
  VETERAN: '退役军人',
  BORDER_GUARD: '护边员',
};
const groundNames: Record<string, string> = { MEMBER_WISH: '本人申请', BREACH: '违约处置' };
const yes = (value: boolean) => (value ? '是' : '否');

/** CJ-15, CJ-16, HZ-07: every fact that an award looked at, each with its source and date. */
export function toldFacts(
  facts: AwardFacts,
  of: { month: CivilMonth; windowFrom: CivilMonth | null; payOn: CivilDate; closing: boolean },
): ToldFact[] {
  const [month, closed] = [lastDay(of.month), of.closing ? of.payOn : lastDay(of.month)];
  const told: (ToldFact | undefined)[] = [
    fact('连续足额缴存月数', facts.streakMonths, '缴存登记（月结）', month, String),
    fact('连续缴存起始日', facts.streakMonths, '缴存登记（月结）', month, (n) => firstDay(nextMonth(of.month, 1 - n))),
    fact('账户资金提取', facts.withdrawn, '缴存登记（月结）', month, yes),
    fact('住房公积金贷款', facts.lent, '贷款登记', month, yes),
    fact('计入的缴存额（元）', facts.credited, '缴存登记（月结）', month, (all) => yuanText(sumFen(all.map(BigInt)))),
    fact('逐月缴存额（元）', facts.credited, '缴存登记（月结）', month, (all) => byMonth(all, of)),
    fact('开户日', facts.openedOn, '缴存登记', month, String),
    fact('人员类别', facts.categories, '缴存人登记', month, (all) => all.map(categoryText).join('、')),
    fact('销户原因', facts.ground, '缴存登记（销户）', closed, (ground) => groundNames[ground] ?? ground),
    fact('曾使用住房公积金贷款', facts.everLent, '贷款登记', closed, yes),
    fact('已计利息（元）', facts.interestEarnedFen, '缴存登记（总账）', closed, (fen) => yuanText(BigInt(fen))),
    fact('灵活就业缴存额（元）', facts.contributedFen, '缴存登记（总账）', closed, (fen) => yuanText(BigInt(fen))),
  ];
  return told.filter((each) => each !== undefined);
}

function fact<T>(
  name: string,
  value: T | undefined | null,
  source: string,
  asOf: CivilDate,
  text: (value: T) => string,
): ToldFact | undefined {
  return value === undefined || value === null ? undefined : { name, value: text(value), source, asOf };
}

const categoryText = ({ kind, graduatedOn, until }: NonNullable<AwardFacts['categories']>[number]): string =>
  `${categoryNames[kind] ?? kind}${graduatedOn ? `（${graduatedOn}毕业）` : ''}${until ? `（至${until}）` : ''}`;

function byMonth(credited: readonly number[], of: { month: CivilMonth; windowFrom: CivilMonth | null }): string {
  const months = monthsFrom(of.windowFrom ?? of.month, of.month);
  return months.map((month, at) => `${month} ${yuanText(BigInt(credited[at] ?? 0))}`).join('；');
}

/** CJ-15, CJ-16: why an award was taken back, in words. */
export function reasonText(late: LateFactKept): string {
  if (late.kind === 'MONTH_CORRECTED') return `${late.month}的缴存在核定后已冲正，该月不足额`;
  return lateReasons[late.kind];
}

const lateReasons = {
  LOAN: '核定后得知连续缴存期内有住房公积金贷款',
  GROUP: '核定后人员类别更正，当时不属于鼓励缴存的人员',
  MERGED: '核定后本人的两条登记合并，按同一人重新核定',
} as const;
