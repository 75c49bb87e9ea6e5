import type { Product } from '#src/catalog/product.ts';
import { unitOf } from '#src/language/units.ts';

const MEASURE = /(?<![\d.,])(\d{1,6}(?:[.,]\d{1,3})?)[\s-]?([\p{L}"″]{1,20})/gu;

/** Numbers with the unit they are said in. */
const measuresIn = (
  text: string,
): readonly { readonly number: number; readonly unit: string; readonly said: string }[] =>
  [...text.toLowerCase().matchAll(MEASURE)].flatMap(([said, number = '', word = '']) => {
    const unit = unitOf(word)?.name;
    return unit ? [{ number: Number(number.replace(',', '.')), unit, said }] : [];
  });

/** Options that a product comes in by measure, where the words say another in the same unit: "26 inch" of what ends at 22. */
export const unmadeMeasures = (
  { options }: Pick<Product, 'options'>,
  words: string,
): readonly { readonly option: string; readonly values: readonly string[] }[] =>
  options.flatMap(({ name, values }) => {
    const made = values.flatMap(measuresIn);
    const other = measuresIn(words).filter(
      ({ number, unit }) =>
        made.filter((one) => one.unit === unit).length >= 2 &&
        !made.some((one) => one.unit === unit && one.number === number),
    );
    return other.length ? [{ option: name, values: other.map(({ said }) => said) }] : [];
  });
