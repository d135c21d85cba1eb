import {
  addYears,
  type CivilDate,
  type CivilMonth,
  dayNumber,
  firstDay,
  fromDayNumber,
  nextMonth,
} from '#kernel/calendar.ts';
import { identityCheckDigit, oldResidenceCheckDigit } from '#kernel/identity-card.ts';
import type { CityCode } from '#service/cities.ts';
import type { CategoryKind } from '#service/event-types.ts';
import { type Random, random } from './random.ts';

/** A made-up person, with what they will do in the months that are lived. */
export type Person = {
  city: CityCode;
  name: string;
  identityNumber: string;
  sex: 'MALE' | 'FEMALE';
  phone: string;
  birthDate: CivilDate;
  employmentForm: 'NON_FULL_TIME' | 'SELF_EMPLOYED' | 'NEW_FORM';
  industryCode: string;
  ownIncome: boolean;
  inUnit: boolean;
  credit: 'GOOD' | 'ADVERSE';
  categories: { kind: CategoryKind; graduatedOn: CivilDate | null }[];
  /** The identity number of the husband or wife, when both are among the people. */
  spouse: string | null;
  debitAccount: string;
  verified: boolean;
  life: Life;
};

/** Months are counted from the first month that is lived, 0. */
export type Life = {
  joins: number;
  baseYuan: number;
  ratio: number;
  mode: 'MONTHLY' | 'QUARTERLY' | 'YEARLY';
  /** Chance that the bank finds no money in a month. */
  misses: number;
  /** The month from which nothing is paid any more; the agreement lapses and, for some, a new one is signed. */
  stops: number | null;
  rejoins: number | null;
  changesInJuly: boolean;
  consentsTo: ('bank-a' | 'bank-b')[];
  withdraws: number | null;
  borrows: { month: number; yuan: number; months: number; equalPrincipal: boolean; pays: number } | null;
};

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
const given = [
  ...'安平和宁康乐福瑞祥吉庆丰裕泰恒久长新明亮晴朗清雅文思敏慧慈善仁义礼智信诚真朴厚实坚毅勇强健壮松柏竹梅兰菊荷莲桂枫杨柳桐杉云霞露雪霜雨风雷江河湖海山峰岭川',
];
const areas: Record<CityCode, readonly string[]> = {
  '652300': ['652301', '652302', '652323', '652324', '652325', '652327', '652328'],
  '330500': ['330502', '330503', '330521', '330522', '330523'],
};
const industries: Record<CityCode, readonly string[]> = {
  '652300': ['ZD-COAL', 'NEW-MATERIALS', 'RONGCHUANG', 'LOGISTICS', 'CULTURE-TOURISM', 'HEALTH-CARE', 'RETAIL'],
  '330500': ['OTHER'],
};

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

// The prefix of six figures is what tells the five kinds of document apart; see kernel/identity-card.ts.
function documentNumber(draw: Random, city: CityCode, birth: CivilDate, male: boolean, serial: number): string {
  const lot = draw.next();
  const day = birth.replaceAll('-', '');
  if (lot < 0.01) {
    const first14 = `${draw.pick(['USA', 'DEU', 'FRA', 'KAZ'])}${areas[city][0]!.slice(0, 4)}${day.slice(2)}0`;
    return first14 + oldResidenceCheckDigit(first14);
  }
  const order = digits(((serial * 2) % 998) + (male ? 1 : 2), 3);
  const area = lot < 0.03 ? '810000' : lot < 0.04 ? '820000' : lot < 0.06 ? '830000' : draw.pick(areas[city]);
  const prefix = lot >= 0.06 && lot < 0.08 ? `9${city.slice(0, 2)}${draw.pick(['840', '276', '250', '398'])}` : area;
  const first17 = `${prefix}${day}${order}`;
  return first17 + identityCheckDigit(first17);
}

function birthDate(draw: Random, from: CivilMonth): CivilDate {
  const today = firstDay(from);
  const young = draw.chance(0.03);
  const oldest = addYears(today, young ? -18 : -54);
  const youngest = addYears(today, young ? -17 : -19);
  return fromDayNumber(draw.between(dayNumber(oldest), dayNumber(youngest)));
}

function categories(draw: Random, from: CivilMonth, birth: CivilDate): Person['categories'] {
  const age = Number(from.slice(0, 4)) - Number(birth.slice(0, 4));
  if (age <= 22 && draw.chance(0.4)) return [{ kind: 'STUDENT', graduatedOn: null }];
  if (age <= 28 && draw.chance(0.4)) {
    return [{ kind: 'GRADUATE', graduatedOn: firstDay(nextMonth(from, -draw.between(2, 50))) }];
  }
  if (draw.chance(0.06)) return [{ kind: 'VETERAN', graduatedOn: null }];
  if (draw.chance(0.03)) return [{ kind: 'BORDER_GUARD', graduatedOn: null }];
  return [];
}

// Huzhou takes no single payment below its published minimum (HZ-02), so its people choose larger amounts.
const huzhou: CityCode = '330500';

function borrowing(draw: Random, joins: number, months: number): Life['borrows'] {
  const month = joins + draw.between(13, 18);
  if (month >= months || !draw.chance(0.12)) return null;
  return {
    month,
    yuan: draw.between(8, 30) * 10_000,
    months: draw.pick([60, 120, 240, 360]),
    equalPrincipal: draw.chance(0.3),
    pays: draw.chance(0.85) ? 1 : 0.55,
  };
}

function life(draw: Random, months: number, city: CityCode): Life {
  // Most join early, so that years of history and every subsidy come about; the last two months still bring some.
  const joins = draw.chance(0.65) ? draw.between(0, 5) : draw.between(0, months - 1);
  const stops = draw.chance(0.1) ? joins + draw.between(3, 14) : null;
  const borrows = stops === null ? borrowing(draw, joins, months) : null;
  return {
    joins,
    baseYuan: draw.between(city === huzhou ? 46 : 26, 160) * 100,
    ratio: draw.between(city === huzhou ? 16 : 10, 24),
    mode: draw.chance(0.8) ? 'MONTHLY' : draw.chance(0.6) ? 'QUARTERLY' : 'YEARLY',
    misses: draw.chance(0.75) ? 0 : 0.04,
    stops,
    rejoins: stops !== null && draw.chance(0.5) ? stops + draw.between(5, 8) : null,
    changesInJuly: draw.chance(0.3),
    consentsTo: draw.chance(0.25) ? (draw.chance(0.8) ? ['bank-a'] : ['bank-a', 'bank-b']) : [],
    withdraws: city === huzhou && !borrows && draw.chance(0.08) ? joins + draw.between(4, 20) : null,
    borrows,
  };
}

function person(draw: Random, city: CityCode, from: CivilMonth, months: number, serial: number): Person {
  const birth = birthDate(draw, from);
  const male = draw.chance(0.52);
  const number = documentNumber(draw, city, birth, male, serial);
  return {
    city,
    name: draw.pick(surnames) + draw.pick(given) + (draw.chance(0.7) ? draw.pick(given) : ''),
    identityNumber: number,
    sex: male ? 'MALE' : 'FEMALE',
    phone: `1${draw.pick(['38', '39', '52', '77', '86'])}${digits(draw.between(0, 99_999_999), 8)}`,
    birthDate: birth,
    employmentForm: draw.pick(['NON_FULL_TIME', 'SELF_EMPLOYED', 'NEW_FORM', 'NEW_FORM']),
    industryCode: draw.chance(0.45) ? draw.pick(industries[city]) : 'OTHER',
    ownIncome: true,
    inUnit: draw.chance(0.01),
    credit: draw.chance(0.03) ? 'ADVERSE' : 'GOOD',
    categories: categories(draw, from, birth),
    spouse: null,
    debitAccount: `6217${digits(serial, 12)}`,
    verified: !draw.chance(0.03),
    life: life(draw, months, city),
  };
}

// Every fifth couple of neighbours of opposite sex is married.
function marry(people: Person[], draw: Random): void {
  for (let at = 0; at + 1 < people.length; at += 2) {
    const [one, other] = [people[at]!, people[at + 1]!];
    if (one.sex === other.sex || !draw.chance(0.2)) continue;
    one.spouse = other.identityNumber;
    other.spouse = one.identityNumber;
  }
}

/** `count` people, half of them in each city; the same for the same seed, first month and number of months. */
export function people(count: number, seed: number, from: CivilMonth, months: number): Person[] {
  const draw = random(seed);
  const numbers = new Set<string>();
  const all: Person[] = [];
  for (let serial = 0; all.length < count; serial += 1) {
    const city: CityCode = all.length < count / 2 ? '652300' : '330500';
    const made = person(draw, city, from, months, serial);
    if (numbers.has(made.identityNumber)) continue;
    numbers.add(made.identityNumber);
    all.push(made);
  }
  marry(all.slice(0, Math.ceil(count / 2)), draw);
  marry(all.slice(Math.ceil(count / 2)), draw);
  return all;
}
