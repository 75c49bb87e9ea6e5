import { isChildAgeGroup } from '#src/language/age-group.ts';
import { attributeText, type Product } from './product.ts';

const AGE_GROUP = /^age[ _-]?group$/i;

/** Whether every age group that the product and its variants state is one of children; false where none is stated. */
export function isForChildren(product: Product): boolean {
  const stated = [...product.attributes, ...product.variants.flatMap((variant) => variant.attributes)];
  const groups = stated.filter((one) => AGE_GROUP.test(one.key) || AGE_GROUP.test(one.label));
  const values = groups.flatMap((one) => attributeText(one).split(/[,;|]/));
  return values.length > 0 && values.every(isChildAgeGroup);
}
