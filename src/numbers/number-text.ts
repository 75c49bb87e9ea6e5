/** A number as people read it in the locale: `1,299`, `1.299`. */
export const numberText = (value: number, locale: string): string => value.toLocaleString(locale);
