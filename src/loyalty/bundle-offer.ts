import { bundleCandidates } from '#src/bundles/merchant-bundles.ts';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { chosenVariant, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';
import type { Content, Entry } from '#src/editorial/content.ts';
import type { BundleWords } from '#src/editorial/kit-schema.ts';
import { money, type Money } from '#src/money/money.ts';
import { applySet } from './best-set.ts';
import { bundleAsCandidate } from './candidate.ts';
import { offerLines } from './offer-lines.ts';
import type { OfferCart } from './offer-outcome.ts';

interface BundlePart {
  readonly product: Product;
  /** The choice its product page shows first; any other counts too, at its own price. */
  readonly variant: Variant;
  readonly quantity: number;
}

/** A merchant's bundle as it is sold now, priced by the same arithmetic as in a cart that holds nothing else. */
export interface BundleOffer {
  readonly slug: string;
  readonly words: BundleWords;
  readonly parts: readonly BundlePart[];
  /** At shelf prices. */
  readonly apart: Money;
  readonly together: Money;
  readonly off: Money;
  readonly arithmetic: string;
  /** Whether every part can be had now. */
  readonly isWhole: boolean;
}

type Words = Pick<Content, 'bundles' | 'store' | 'program'>;

/** The bundles that run today and save something, in the order of their names; with a product, those it is in. */
export async function bundleOffers(
  db: Database,
  content: Words,
  now: Date,
  { of, slug }: { readonly of?: string; readonly slug?: string } = {},
): Promise<readonly BundleOffer[]> {
  const wanted = content.bundles.filter(
    (entry) =>
      (slug === undefined || entry.slug === slug) &&
      (of === undefined || entry.words.items.some(({ product }) => product === of)),
  );
  if (!wanted.length) return []; // most products: no look at the rows
  const slugs = [...new Set(wanted.flatMap(({ words }) => words.items.map(({ product }) => product)))];
  const products = new Map((await productsBySlug(db, slugs)).map((one) => [one.slug, one]));
  const found = await Promise.all(wanted.map((entry) => offerOf(db, content, entry, products, now)));
  return found.filter((one) => one !== null);
}

/** The bundles that a product is in and that can be had now. */
export const bundlesWith = async (
  db: Database,
  content: Words,
  product: string,
  now: Date,
): Promise<readonly BundleOffer[]> =>
  (await bundleOffers(db, content, now, { of: product })).filter(({ isWhole }) => isWhole);

/** What becomes of the price when a part is sent back. */
export const returnedInPart = ({ onReturn }: Pick<BundleWords, 'onReturn'>): string =>
  onReturn === 'recompute'
    ? 'Where a part of it is sent back, what stays costs its own price.'
    : 'Where a part of it is sent back, what stays keeps its lower price.';

function canBeHad({ variant, quantity }: BundlePart): boolean {
  const { state, left } = variant.availability;
  return isAvailable(variant) && (state === 'backorder' || left === null || left >= quantity);
}

async function offerOf(
  db: Database,
  content: Words,
  entry: Entry<BundleWords>,
  products: ReadonlyMap<string, Product>,
  now: Date,
): Promise<BundleOffer | null> {
  const { words, slug } = entry;
  const counts = new Map<string, number>();
  for (const { product, quantity } of words.items) counts.set(product, (counts.get(product) ?? 0) + quantity);
  const parts = [...counts].flatMap(([one, quantity]): BundlePart[] => {
    const product = products.get(one);
    return product ? [{ product, variant: chosenVariant(product), quantity }] : [];
  });
  if (parts.length < counts.size) return null;
  const { currency, locale } = content.store;
  const lines = await offerLines(db, content, parts);
  if (lines.some((line) => line.unit.currency !== currency)) return null;
  const [candidate] = bundleCandidates([entry], lines, currency, now, content.store);
  if (!candidate) return null;
  const cart: OfferCart = { currency, lines, bundles: [], delivery: null, country: null, burn: 0 };
  const { applied, off } = applySet([bundleAsCandidate(candidate, lines)], cart, locale);
  if (off === 0) return null;
  const apart = lines.reduce((sum, line) => sum + line.unit.minor * line.quantity, 0);
  return {
    slug,
    words,
    parts,
    apart: money(apart, currency),
    together: money(apart - off, currency),
    off: money(off, currency),
    arithmetic: applied[0]?.effect.arithmetic ?? '',
    isWhole: parts.every(canBeHad),
  };
}
