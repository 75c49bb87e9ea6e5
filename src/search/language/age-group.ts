import { attributeText, type Product } from '#src/catalog/product.ts';
import { tokensOf } from './tokenizer.ts';

// The values Google Merchant and schema.org's feeds give for the age group of what is not for adults.
const AGE_GROUPS: ReadonlySet<string> = new Set([
  'newborn',
  'infant',
  'toddler',
  'kids',
  'kid',
  'children',
  'child',
]);
const AGE_GROUP = /^age[ _-]?group$/i;

/** Whether a feed says of every variant's product that it is for children. */
export function isForChildren(product: Product): boolean {
  const stated = [...product.attributes, ...product.variants.flatMap((variant) => variant.attributes)];
  const groups = stated.filter((one) => AGE_GROUP.test(one.key) || AGE_GROUP.test(one.label));
  const values = groups.flatMap((one) => attributeText(one).toLowerCase().split(/[,;|]/));
  return values.length > 0 && values.every((value) => AGE_GROUPS.has(value.trim()));
}

const CHILD: ReadonlySet<string> = new Set(
  tokensOf(
    'baby babies infant toddler newborn kid kids kiddie child children childrens junior youth teen teenager boy boys girl ' +
      'girls son daughter nephew niece grandson granddaughter grandchild grandchildren school schoolchild nursery pupil preschool',
  ).map((token) => token.term),
);
const AGE = /\b(?:is|aged?|turns|turning)\s+\d{1,2}\b|\b\d{1,2}[\s-]*(?:year|yr|month)s?[\s-]*old\b/i;

/** Whether a question is, by its words, about a child: "for my 6 year old", "boys boots". */
export const namesChild = (text: string): boolean =>
  AGE.test(text) || tokensOf(text).some((token) => CHILD.has(token.term));
