/** A number as people read it in the locale: `1,299`, `1.299`. */
/** A measure as the locale writes numbers, as exactly as it is stated and ungrouped: `2.5 kg`, in German `2,5 kg`. */
export const measureText = (value: number, unit: string | null, locale: string): string => {
  const told = String(value);
  const number = told.includes('e') ? told : told.replace('.', decimalMark(locale));
  return unit ? `${number} ${unit}` : number;
};

const marks = new Map<string, string>();

function decimalMark(locale: string): string {
  const parts = () => new Intl.NumberFormat(locale).formatToParts(1.5);
  const mark = marks.get(locale) ?? parts().find(({ type }) => type === 'decimal')?.value ?? '.';
  marks.set(locale, mark);
  return mark;
}

export const numberText = (value: number, locale: string): string => value.toLocaleString(locale);
