/** JGJ/T 320 table A.5, 归集和提取业务类型. */
const businesses: Readonly<Record<string, string>> = {
  '01': '汇缴',
  '02': '补缴',
  '03': '开户',
  '04': '启封',
  '05': '封存',
  '06': '内部转移',
  '07': '外部转出',
  '08': '外部转入',
  '09': '年终结息',
  '10': '基数调整',
  '11': '部分提取',
  '12': '销户提取',
  '13': '缓缴处理',
  '14': '冻结',
  '15': '解冻',
  '99': '其他',
};

/** JGJ/T 320 table A.6, 个人账户状态. */
const accountStatuses: Readonly<Record<string, string>> = {
  '01': '正常',
  '02': '封存',
  '03': '合并销户',
  '04': '外部转出销户',
  '05': '提取销户',
  '06': '冻结',
  '99': '其他',
};

const nameIn = (table: Readonly<Record<string, string>>, code: string): string => {
  const name = table[code];
  if (name === undefined) throw new TypeError(`${code} is not a code of JGJ/T 320`);
  return name;
};

/** The Chinese name of a business type of JGJ/T 320 A.5, `01` 汇缴; a code outside the table is a fault. */
export const businessName = (code: string): string => nameIn(businesses, code);

/** The Chinese name of a personal account's status of JGJ/T 320 A.6, `01` 正常; a code outside the table is a fault. */
export const accountStatusName = (code: string): string => nameIn(accountStatuses, code);

const others = '99';
const upTo = (last: number, ...more: readonly string[]): readonly string[] => [
  ...Array.from({ length: last }, (_, index) => String(index + 1).padStart(2, '0')),
  ...more,
];

/** The codes of each table of JGJ/T 320, and of the sexes by GB/T 2261.1. */
const codeTables = {
  'A.1': upTo(4, others),
  'A.5': Object.keys(businesses),
  'A.6': Object.keys(accountStatuses),
  'A.7': upTo(9, others),
  'A.8': upTo(2, others),
  'A.9': upTo(2),
  'A.10': upTo(3, others),
  'A.11': upTo(4, others),
  'A.12': upTo(3, others),
  'A.14': upTo(5, others),
  'A.15': upTo(9, others),
  'GB/T 2261.1': ['0', '1', '2', '9'],
} as const;

/** The name of a code table. */
export type CodeTable = keyof typeof codeTables;

/** The names of all code tables. */
export const codeTableNames = Object.keys(codeTables) as readonly CodeTable[];

/** Whether a code stands in a table. */
export const isCodeOf = (table: CodeTable, code: string): boolean =>
  (codeTables[table] as readonly string[]).includes(code);
