import type { Condition, Picture } from '#src/catalog/product.ts';
import { categorySlugsOf } from '#src/catalog/slug.ts';
import { cleanLine } from '#src/catalog/import/values/plain-text.ts';
import { apart, optionsApart } from './apart.ts';
import { checkVariant } from './check-variant.ts';
import type { Judging } from './judging.ts';
import { KEY_LENGTH, otherKey, variantKeys, type VariantKey } from './variant-key.ts';
import { optionsOf, type DraftProduct, type DraftVariant } from './draft-product.ts';
import { factsOf } from '#src/catalog/import/values/facts.ts';
import { cutTo, lineOf, textOfHtml } from '#src/catalog/import/values/plain-text.ts';
import type { RawProduct, RawVariant } from '#src/catalog/import/formats/raw-product.ts';
import type { Tell } from '#src/catalog/import/report.ts';

const TITLE_LENGTH = 300;
const NAME_LENGTH = 120;
const FIELD_LENGTH = 65_536;
const MOST_LEVELS = 8;
const MOST_TAGS = 100;
const MOST_PICTURES = 50;
const MOST_VARIANTS = 2_048; // as many as Shopify allows
const URL_LENGTH = 2_048;

/**
 * Judges one product of a feed. What can be stored is kept, what cannot is told; null where nothing is left to
 * sell. A variant that fails does not take the others with it.
 */
export function checkProduct(raw: RawProduct, judging: Judging, tellAll: Tell): DraftProduct | null {
  const tell: Tell = (told) => tellAll({ file: raw.file, line: raw.line, product: raw.key, ...told });
  const cut = (text: string, most: number, field: string): string => {
    if (text.length <= most) return text;
    tell({
      level: 'warning',
      scope: 'product',
      field,
      found: text,
      reason: `It has ${text.length} characters; ${most} are kept.`,
      fix: 'Shorten it.',
    });
    return cutTo(text, most).trim();
  };
  const title = cut(lineOf(raw.title), TITLE_LENGTH, raw.titleField);
  if (!title) {
    tell({
      level: 'rejected',
      scope: 'product',
      field: raw.titleField,
      found: raw.title,
      lost: Math.max(1, raw.variants.length),
      reason: 'The product has no title.',
      fix: 'Give it a title.',
    });
    return null;
  }
  const variants = checkVariants(raw, judging, tell);
  if (variants.length === 0) {
    tell({
      level: 'rejected',
      scope: 'product',
      field: 'variants',
      lost: raw.variants.length ? 0 : 1,
      reason: raw.variants.length
        ? `None of its ${raw.variants.length} variants can be sold; see the lines above.`
        : 'It has no variant: no row with a price, a SKU or an option.',
      fix: 'Give at least one variant a valid price and SKU.',
    });
    return null;
  }
  const categoryPath = raw.categoryPath
    .map((level) => cutTo(lineOf(level), NAME_LENGTH))
    .filter(Boolean)
    .slice(0, MOST_LEVELS);
  const { facts, left } = factsOf(raw.facts, judging.numbers);
  if (left) {
    tell({
      level: 'warning',
      scope: 'product',
      field: 'attributes',
      reason: `It has ${left} attributes more than are kept.`,
      fix: 'Leave out attributes nobody asks for.',
    });
  }
  return {
    key: raw.key,
    slugFrom: lineOf(raw.slugFrom) || title,
    title,
    description: textOfHtml(cut(raw.html, FIELD_LENGTH, 'description')),
    brand: cut(lineOf(raw.brand), NAME_LENGTH, 'brand') || null,
    productType: cut(lineOf(raw.productType), NAME_LENGTH, 'product type') || null,
    categoryPath,
    categorySlugs: categorySlugsOf(categoryPath),
    tags: [...new Set(raw.tags.map((tag) => cutTo(lineOf(tag), NAME_LENGTH)).filter(Boolean))].slice(
      0,
      MOST_TAGS,
    ),
    condition: conditionOf(raw.condition),
    status: raw.status,
    options: optionsOf(variants),
    attributes: facts,
    images: picturesOf(raw, tell),
    variants,
  };
}

function checkVariants(raw: RawProduct, judging: Judging, tell: Tell): readonly DraftVariant[] {
  const mayCarry = raw.variants.slice(0, MOST_VARIANTS);
  if (raw.variants.length > MOST_VARIANTS) {
    tell({
      level: 'rejected',
      scope: 'variant',
      line: raw.variants[MOST_VARIANTS]?.line ?? null,
      field: 'variants',
      found: raw.variants.length,
      reason: `A product has at most ${MOST_VARIANTS} variants; the ones from this line on are left out.`,
      fix: 'Split the product.',
    });
  }
  const chosen = apart(mayCarry, optionsApart(mayCarry, tell), tell);
  const keys = variantKeys(
    raw.key,
    chosen.map(({ one, options }) => {
      const sku = cleanLine(one.sku);
      return { sku, own: sku === '' || judging.ownsSku(sku, raw.key), values: Object.values(options) };
    }),
  );
  const variants: DraftVariant[] = [];
  const taken: string[] = [];
  chosen.forEach(({ one, options }, at) => {
    const { key, made } = keys[at] ?? { key: '', made: 'as-told' };
    const sku = judging.seen.has(key) ? otherKey(key, raw.key, [one.sku, ...Object.values(options)]) : key;
    if (judging.seen.has(sku)) return twice(one, sku, judging, tell);
    const variant = checkVariant(one, { sku, options }, judging, tell, (url) => pictureUrl(url, one, tell));
    if (!variant) return;
    if (raw.status === 'active' && (made === 'shared' || made === 'shortened' || sku !== key))
      tellMade(one, raw.key, sku, made, judging);
    taken.push(sku);
    judging.seen.set(sku, `${one.file}:${one.line}`);
    variants.push(variant);
  });
  // A product that is not sold keeps no SKU from one that is.
  if (variants.length === 0) for (const sku of taken) judging.seen.delete(sku);
  return variants;
}

function twice(one: RawVariant, sku: string, { seen }: Judging, tell: Tell): void {
  tell({
    level: 'rejected',
    scope: 'variant',
    file: one.file,
    line: one.line,
    sku,
    field: 'SKU',
    found: one.sku,
    reason: `The same variant stands already at ${seen.get(sku)}.`,
    fix: 'Give every variant options or a SKU of its own.',
  });
}

function tellMade(one: RawVariant, product: string, sku: string, made: VariantKey['made'], judging: Judging) {
  const shortened = made === 'shortened';
  judging.tellOnce(`key ${made}`, {
    level: 'warning',
    scope: 'variant',
    file: one.file,
    line: one.line,
    product,
    sku,
    field: 'SKU',
    found: one.sku,
    reason: shortened
      ? `A SKU has at most ${KEY_LENGTH} characters; the variant is sold under a shortened one.`
      : 'Several variants have this SKU; each is sold under one made of it and its options.',
    fix: shortened ? 'Shorten it.' : 'Give every variant a SKU of its own, so that stock and orders name it.',
  });
}

function picturesOf(raw: RawProduct, tell: Tell): readonly Picture[] {
  const pictures = new Map<string, Picture>();
  for (const { url: found, alt, line } of raw.images.slice(0, MOST_PICTURES)) {
    const url = pictureUrl(found, { file: raw.file, line }, tell);
    if (url && !pictures.has(url)) pictures.set(url, { url, alt: cutTo(lineOf(alt), TITLE_LENGTH) });
  }
  return [...pictures.values()];
}

function pictureUrl(found: string, at: Pick<RawVariant, 'file' | 'line'>, tell: Tell): string | null {
  const text = found.trim();
  if (!text) return null;
  const address = text.startsWith('//') ? `https:${text}` : text;
  const url = address.length <= URL_LENGTH && URL.canParse(address) ? new URL(address) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href;
  tell({
    level: 'warning',
    scope: 'product',
    file: at.file,
    line: at.line,
    field: 'image',
    found,
    reason: 'The image address is not an http or https address; it is left out.',
    fix: 'Write the full address, beginning with https://.',
  });
  return null;
}

function conditionOf(text: string): Condition {
  const word = text.toLowerCase();
  if (word.includes('refurb')) return 'refurbished';
  return word.includes('used') || word.includes('damaged') ? 'used' : 'new';
}
