/** Letters and digits in lower case; dashes, dots, blanks and accents taken away. */
export const codeSigns = (text: string): string =>
  text
    .replace(/[®™©℠]/g, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Signs without the zeros that some write before a number and some do not. */
export const withoutZeros = (signs: string): string => signs.replace(/^0+(?=.{2})/, '');

/** Whether two codes are one, however each is written. */
export const isSameCode = (a: string, b: string): boolean =>
  withoutZeros(codeSigns(a)) === withoutZeros(codeSigns(b));
