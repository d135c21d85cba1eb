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
