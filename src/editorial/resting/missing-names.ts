import type { FileRole } from '../files.ts';
import type { BundleWords, KitWords } from '../kit-schema.ts';
import { namedByBundle } from '../named-things.ts';
import type { OfferWords } from '../offer-schema.ts';
import type { FaqWords, GuideWords } from '../schemas.ts';
import { linkedIn, namedIn } from './named-in-words.ts';
import type { NamedInWords, Stocked } from './stocked.ts';

const FEWEST_COMPARED = 2; // one product has nothing beside it

/**
 * The names for whose lack a file has to rest: all it speaks of where none of it is for sale, and what it cannot do
 * without. Empty where it can stand. What the shop says of itself (policies, taxes, its voice) never rests for a name.
 */
export function missingNames(
  role: FileRole,
  words: unknown,
  body: string,
  stocked: Stocked,
): readonly string[] {
  switch (role.kind) {
    case 'products':
      return unsold({ products: [role.slug], categories: [] }, stocked);
    case 'categories':
      return unsold({ products: [], categories: [role.slug] }, stocked);
    case 'guides': {
      const { kind, products } = words as GuideWords;
      const missing = products.filter((one) => !stocked.products.has(one));
      const compared = kind === 'comparison' && products.length >= FEWEST_COMPARED;
      return compared && products.length - missing.length < FEWEST_COMPARED
        ? missing
        : allUnsold(namedIn(role, words, body), stocked);
    }
    case 'faqs':
      // A link in passing is no subject: where the fields name something, they decide.
      return (words as FaqWords).categories?.length
        ? allUnsold({ products: [], categories: (words as FaqWords).categories ?? [] }, stocked)
        : allUnsold(linkedIn(body), stocked);
    case 'bundles':
      return namedByBundle(words as BundleWords)
        .map(({ name }) => name)
        .filter((name) => !stocked.products.has(name));
    case 'kits':
      return (words as KitWords).roles.flatMap(({ optional, products = [], categories = [] }) =>
        optional ? [] : allUnsold({ products, categories }, stocked),
      );
    case 'offers':
      return missingForOffer(words as OfferWords, stocked);
    default:
      return [];
  }
}

function missingForOffer({ products, reward, when }: OfferWords, stocked: Stocked): readonly string[] {
  // Every list that is given must name a product, so one that names nothing for sale leaves none.
  const selected = ({ products = [], categories = [] }: OfferWords['products'] = {}): readonly string[] => [
    ...allUnsold({ products, categories: [] }, stocked),
    ...allUnsold({ products: [], categories }, stocked),
  ];
  const needed = [when?.firstPurchaseOf, when?.affinity?.category, when?.lapse?.category].flatMap(
    (one) => one ?? [],
  );
  return [
    ...selected(products),
    ...selected(reward.buyGet?.products),
    ...unsold({ products: [], categories: needed }, stocked),
  ];
}

const unsold = ({ products, categories }: NamedInWords, stocked: Stocked): readonly string[] => [
  ...products.filter((one) => !stocked.products.has(one)),
  ...categories.filter((one) => !stocked.categories.has(one)),
];

/** Every name where none of them is for sale; none where one is, or where nothing is named. */
function allUnsold(named: NamedInWords, stocked: Stocked): readonly string[] {
  const missing = unsold(named, stocked);
  return missing.length === named.products.length + named.categories.length ? missing : [];
}
