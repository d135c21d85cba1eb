import type { Audience } from '#service/caller.ts';

/** A purpose, the law or document that allows the disclosure for it, and whether commands are carried out for it. */
type Purpose = { text: string; basis: string; commands: boolean };

/** The closed list of purposes, audience by audience; the first is the one meant when none need be named. */
const purposes: Record<Audience, Record<string, Purpose>> = {
  'tax-bureau': {
    'deduction-check': {
      text: '个人所得税税前扣除核对',
      basis: '财税〔2006〕10号；个人所得税法第十五条；个人信息保护法第三十四条',
      commands: false,
    },
  },
  'hr-bureau': {
    'employment-verification': {
      text: '身份及就业状况核实',
      basis: '昌吉州实施方案四（五）；湖州试点方案四；个人信息保护法第三十四条',
      commands: true,
    },
  },
  bank: {
    'green-channel': { text: '绿色通道资格查询', basis: '个人信息保护法第二十三条（单独同意）', commands: false },
  },
  centre: {
    service: {
      text: '办理公积金业务',
      basis: '住房公积金管理条例；个人信息保护法第十三条第三项、第三十四条',
      commands: true,
    },
    audit: { text: '内部审计', basis: '住房公积金管理条例；个人信息保护法第五十四条', commands: false },
  },
  regulator: {
    supervision: { text: '监督管理', basis: '住房公积金管理条例', commands: false },
  },
  member: {
    'own-data': { text: '本人查询', basis: '个人信息保护法第四十五条', commands: true },
  },
};

const named: ReadonlySet<Audience> = new Set<Audience>(['tax-bureau', 'hr-bureau', 'bank', 'centre']);

/** Whether this audience must say for which purpose it asks. */
export const mustNamePurpose = (audience: Audience): boolean => named.has(audience);

/** A purpose as it is meant by a request. */
export type Meant = Purpose & { name: string };

const meant = new Map(
  Object.entries(purposes).map(([audience, all]) => [
    audience as Audience,
    new Map(Object.entries(all).map(([name, purpose]): [string, Meant] => [name, { name, ...purpose }])),
  ]),
);

/** The purposes that this audience may name: all of them, or those for which commands are carried out. */
export const purposesOf = (audience: Audience, commands: boolean): string[] =>
  [...meant.get(audience)!.values()].flatMap((purpose) => (purpose.commands || !commands ? [purpose.name] : []));

/** The purpose meant by a request: the one named, or the audience's only one where none need be named. */
export function purposeMeant(audience: Audience, name: string | undefined): Meant | undefined {
  const all = meant.get(audience)!;
  if (name !== undefined) return all.get(name);
  return mustNamePurpose(audience) ? undefined : all.values().next().value;
}
