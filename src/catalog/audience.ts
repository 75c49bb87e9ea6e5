import { FEMALES, KIDS, MALES } from '#src/language/english/people.ts';
import { wordForm } from '#src/language/word-form.ts';
import { attributeOf, type Product, type Variant } from './product.ts';

export interface Audience {
  readonly gender: 'male' | 'female' | 'unisex' | null;
  readonly ageGroup: 'adult' | 'kids' | null;
}

/** Whom a product or its variant is made for, in the words of feeds and data, where the merchant leaves no doubt. */
export function audienceOf(product: Pick<Product, 'attributes'>, variant?: Variant): Audience {
  // The first word of each value: `Men's` of "Men's and boys'".
  const stated = (key: string): readonly string[] => {
    const values = attributeOf(product, key, variant);
    return values?.kind === 'words'
      ? values.values.map((value) => wordForm(/^[\p{L}\p{M}'’]+/u.exec(value)?.[0] ?? ''))
      : [];
  };
  const [gender, ages] = [stated('gender'), stated('age_group')];
  const men = gender.some((word) => MALES.has(word));
  const women = gender.some((word) => FEMALES.has(word));
  const unisex = gender.includes('unisex') || (men && women);
  const adult = ages.includes('adult');
  const kids = ages.some((word) => KIDS.has(word));
  return {
    gender: unisex ? 'unisex' : men ? 'male' : women ? 'female' : null,
    ageGroup: adult === kids ? null : adult ? 'adult' : 'kids',
  };
}
