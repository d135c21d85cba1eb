import { type CivilDate, isCivilDate, isCivilMonth } from '#kernel/calendar.ts';
import { type CodeTable, codeTableNames, isCodeOf } from '#kernel/fund-codes.ts';
import { applyRate, type Fen, rate, yuanText } from '#kernel/money.ts';

/** How a field is written: by its type in JGJ/T 320, or by the code table that it must stand in. */
type Kind = CodeTable | 'money' | 'rate' | 'date' | 'month' | 'count' | `text${number}`;
/** A field by its name in the standard; one that may be empty ends with a question mark. */
type Field = readonly [name: string, kind: Kind | `${Kind}?`];
/** One file of an export: a table of the standard, with the fields that this fund knows. */
export type Layout = { file: string; table: string; fields: readonly Field[] };

const person: readonly Field[] = [
  ['GRZH', 'text20'],
  ['XINGMING', 'text120'],
  ['XINGBIE', 'GB/T 2261.1'],
  ['SJHM', 'text20'],
  ['ZJLX', 'A.1'],
  ['ZJHM', 'text18'],
  ['CSNY', 'month'],
];

/** The tables of JGJ/T 320-2014 that are exported. */
export const layouts = {
  persons: { file: 'GRXX', table: '4.0.3 个人信息', fields: person },
  accounts: {
    ...{ file: 'GRZH', table: '5.0.4 个人账户' },
    fields: [
      ['GRZH', 'text20'],
      ['GRJCJS', 'money'],
      ['GRZHZT', 'A.6'],
      ['KHRQ', 'date'],
      ['GRZHYE', 'money'],
      ['GRZHSNJZYE', 'money'],
      ['GRZHDNGJYE', 'money'],
      ['GRYJCE', 'money'],
      ['DWYJCE', 'money'],
      ['XHRQ', 'date?'],
      ['XHYY', 'A.7?'],
      // The 2014 text has no field for the identity by which is contributed (分类标识): the centre's own.
      ['JCSFLX', 'text10'],
    ],
  },
  movements: {
    ...{ file: 'GRYWMX', table: '5.0.5 个人业务明细' },
    fields: [
      ['GRZH', 'text20'],
      ['JZRQ', 'date'],
      ['GJHTQYWLX', 'A.5'],
      ['FSE', 'money'],
      ['FSLXE', 'money'],
      ['TQYY', 'A.7?'],
      ['TQFS', 'A.8?'],
      ['YWLSH', 'text20'],
      ['CZBZ', 'A.9'],
    ],
  },
  contracts: {
    ...{ file: 'JKHT', table: '6.0.2 借款合同' },
    fields: [
      ['JKHTBH', 'text30'],
      ['DKDBLX', 'A.10'],
      ['YDFKRQ', 'date'],
      ['YDDQRQ', 'date'],
      ['DKHKFS', 'A.11'],
      ['HTDKJE', 'money'],
      ['DKLX', 'A.12'],
      ['DKQS', 'count'],
      ['FWZJ', 'money?'],
      ['JKHTLL', 'rate'],
      ['JKRGJJZH', 'text20'],
      ['JKRXM', 'text120'],
      ['JKRZJLX', 'A.1'],
      ['JKRZJH', 'text18'],
      ['JKHTQDRQ', 'date'],
      ['YDHKR', 'text2'],
    ],
  },
  loans: {
    ...{ file: 'DKZH', table: '6.0.5 贷款账户' },
    fields: [
      ['DKZH', 'text30'],
      ['JKHTBH', 'text30'],
      ['DKFXDJ', 'A.14'],
      ['DKFFE', 'money'],
      ['DKFFRQ', 'date'],
      ['DKYE', 'money'],
      ['DKLL', 'rate'],
      ['DKQS', 'count'],
      ['DKJQRQ', 'date?'],
      ['HSBJZE', 'money'],
      ['HSLXZE', 'money'],
      ['FXZE', 'money'],
      ['TQGHBJZE', 'money'],
      ['YQBJZE', 'money'],
      ['YQLXZE', 'money'],
      ['LJYQQS', 'count'],
    ],
  },
  business: {
    ...{ file: 'DKYWMX', table: '6.0.6 贷款业务明细' },
    fields: [
      ['DKZH', 'text30'],
      ['DKYWMXLX', 'A.15'],
      ['YWFSRQ', 'date'],
      ['FSE', 'money'],
      ['BJJE', 'money'],
      ['LXJE', 'money'],
      ['FXJE', 'money'],
      ['JZRQ', 'date'],
      ['YWLSH', 'text20'],
    ],
  },
  // The system knows no joint borrower: who borrows, borrows alone, and a spouse is no party to the contract.
  coBorrowers: {
    ...{ file: 'GTJKR', table: '6.0.4 共同借款人' },
    fields: [
      ['JKHTBH', 'text30'],
      ['GTJKRXM', 'text120'],
      ['GTJKRZJLX', 'A.1'],
      ['GTJKRZJHM', 'text18'],
      ['GTJKRGJJZH', 'text20'],
      ['CDGX', 'text20'],
    ],
  },
  overdue: {
    ...{ file: 'YQDJ', table: '逾期登记' },
    fields: [
      ['DKZH', 'text30'],
      ['YQQC', 'count'],
      ['YQBJ', 'money'],
      ['YQLX', 'money'],
      ['YQFX', 'money'],
      ['SSRQ', 'date?'],
      ['HKQC', 'count?'],
      ['SSYQBJJE', 'money'],
      ['SSYQLXJE', 'money'],
      ['SSYQFXJE', 'money'],
    ],
  },
} as const satisfies Record<string, Layout>;

const isTable = (kind: string): kind is CodeTable => (codeTableNames as readonly string[]).includes(kind);

// Seven places, as decimal(8,7).
function rateDigits(percent: string): string {
  const digits = applyRate(10_000_000n, rate(percent), 'half-up-fen').toString().padStart(8, '0');
  return `${digits.slice(0, -7)}.${digits.slice(-7)}`;
}

const digitsOf = (value: CivilDate): string => value.replaceAll('-', '');

/** A value as the standard writes it; undefined where it is not of its kind. */
function written(kind: string, value: unknown): string | undefined {
  if (kind === 'money') return typeof value === 'bigint' ? yuanText(value as Fen) : undefined;
  if (kind === 'count') return Number.isInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (isTable(kind)) return isCodeOf(kind, value) ? value : undefined;
  if (kind === 'rate') return rateDigits(value);
  if (kind === 'date') return isCivilDate(value) ? digitsOf(value) : undefined;
  if (kind === 'month') return isCivilMonth(value) ? value : undefined;
  return value.length >= 1 && [...value].length <= Number(kind.slice('text'.length)) ? value : undefined;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The first line of a file: the names of its fields. */
export const heading = ({ fields }: Layout): string => `${fields.map(([name]) => name).join(',')}\n`;

/**
 * A record as a line of its file, every field checked against its type or its code table; a fault names the table and the
 * field, never what stands in it.
 */
export function line(layout: Layout, record: Readonly<Record<string, unknown>>): string {
  const texts = layout.fields.map(([name, kind]) => {
    const value = record[name] ?? null;
    if (value === null && kind.endsWith('?')) return '';
    const text = written(kind.replace('?', ''), value);
    if (text === undefined) throw new TypeError(`${layout.table}: ${name} is not of ${kind}`);
    return quoted(text);
  });
  return `${texts.join(',')}\n`;
}
