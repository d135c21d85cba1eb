const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const pattern = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** The check character of a unified social credit code (GB 32100-2015) from its first 17 characters. */
export function creditCodeCheck(first17: string): string {
  if (first17.length !== weights.length) throw new TypeError('Seventeen characters are expected');
  const sum = weights.reduce((total, weight, index) => {
    const value = signs.indexOf(first17[index]!);
    if (value < 0) throw new TypeError('A character outside the set of GB 32100 was found');
    return total + weight * value;
  }, 0);
  return signs[(signs.length - (sum % signs.length)) % signs.length]!;
}

/** Whether the text is a well-formed unified social credit code (统一社会信用代码), capitals only. */
export function isCreditCode(text: string): boolean {
  return pattern.test(text) && creditCodeCheck(text.slice(0, 17)) === text[17];
}
