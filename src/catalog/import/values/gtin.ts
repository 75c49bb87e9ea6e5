/** Whether the digits are a GTIN-8, -12, -13 or -14 with a right check digit (GS1 General Specifications 7.9). */
export function isGtin(digits: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return false;
  const sum = [...digits.padStart(14, '0')].reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 === 0;
}

/** The digits of a barcode as feeds write it: spaces and hyphens dropped, as is a spreadsheet's leading apostrophe. */
export const gtinDigits = (text: string): string => text.replace(/^'/, '').replace(/[\s-]/g, '');

/**
 * A number of GS1's ranges for use inside one company: 02, 04 and 20 to 29 of the thirteen digits (General Specifications 1.4.1),
 * and GTIN-8 that begins with 0 or 2. Its check digit may be right, yet elsewhere it names another thing.
 */
export function isRestrictedGtin(digits: string): boolean {
  if (digits.length === 8) return /^[02]/.test(digits);
  return /^(?:02|04|2\d)/.test(digits.padStart(14, '0').slice(1));
}

/** An eleven-digit number whose leading zero a spreadsheet took, made whole; null where its check digit does not fit. */
export const withLostZero = (digits: string): string | null =>
  /^\d{11}$/.test(digits) && isGtin(`0${digits}`) ? `0${digits}` : null;
