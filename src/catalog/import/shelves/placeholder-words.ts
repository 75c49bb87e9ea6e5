import { slugOf } from '#src/catalog/slug.ts';

/*
 * What platforms write where nobody chose a category: WooCommerce's default category as its translations call it, the
 * roots of Magento, PrestaShop and Odoo, the first collections of Shopify and Saleor. As addresses.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  (
    'uncategorized uncategorised unkategorisiert nicht-kategorisiert ohne-kategorie allgemein sin-categorizar sin-categoria ' +
    'non-classe non-categorise sans-categorie senza-categoria sem-categoria geen-categorie ongecategoriseerd bez-kategorii ' +
    'okategoriserad ikke-kategoriseret ukategorisert nezarazene ' +
    'default default-category default-collection default-title standardkategorie root root-catalog root-category ' +
    'all all-products all-categories alle alle-produkte saleable frontpage home-page ' +
    'none null undefined n-a na unassigned unsorted no-category no-type'
  ).split(' '),
);

/** The root of PrestaShop's tree, which is a department elsewhere: a placeholder only where nothing stands below it. */
const HOMES: ReadonlySet<string> = new Set('home accueil inicio startseite hjem'.split(' '));

/** Whether a level of a category says nothing of a product: a platform's own word, or no letter at all. */
export const isPlaceholder = (level: string): boolean =>
  !/\p{L}/u.test(level) || PLACEHOLDERS.has(slugOf(level));

export const isHome = (level: string): boolean => HOMES.has(slugOf(level));
