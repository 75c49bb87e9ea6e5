import type { TableFormat } from '#src/catalog/import/formats/table/table-format.ts';

/** WooCommerce's own product export: variations name their parent by SKU or `id:12`. Also as its German admin writes it. */
export const woocommerce: TableFormat = {
  name: 'woocommerce',
  called: 'WooCommerce product CSV',
  needs: [
    ['type', 'typ'],
    ['name'],
    ['regular price', 'regulärer preis', 'preis regulär'],
    ['id', 'sku', 'artikelnummer'],
  ],
  rows: 'parent',
  fields: {
    id: ['id'],
    parent: ['parent', 'übergeordnetes produkt', 'übergeordnet'],
    kind: ['type', 'typ'],
    title: ['name'],
    html: ['description', 'beschreibung'],
    summary: ['short description', 'kurzbeschreibung'],
    brand: ['brands', 'brand', 'marken'],
    category: ['categories', 'kategorien'],
    tags: ['tags', 'schlagwörter'],
    published: ['published', 'veröffentlicht'],
    sku: ['sku', 'artikelnummer'],
    price: ['regular price', 'regulärer preis', 'preis regulär'],
    salePrice: ['sale price', 'angebotspreis'],
    saleFrom: ['date sale price starts', 'datum, an dem angebotspreis beginnt'],
    saleUntil: ['date sale price ends', 'datum, an dem angebotspreis endet'],
    barcode: ['gtin, upc, ean, or isbn', 'gtin, upc, ean oder isbn'],
    availability: ['in stock?', 'vorrätig?'],
    quantity: ['stock', 'lager', 'bestand'],
    backorder: ['backorders allowed?', 'lieferrückstande erlaubt?', 'lieferrückstände erlaubt?'],
    image: ['images', 'bilder'],
  },
  patterns: { weight: /^(?:weight|gewicht) \((?:kg|g|lbs?|oz)\)$/ },
  numbered: { name: /^attribut(?:e)? (\d+) name$/, value: /^attribut(?:e)? (\d+) (?:value\(s\)|wert\(e\))$/ },
  listed: /(?<!\\),\s*/,
  inherits: ['weight', 'brand'],
  weightUnit: (row) =>
    ['kg', 'g', 'lbs', 'lb', 'oz'].find((unit) => row.matching(new RegExp(`\\(${unit}\\)$`)).length) ?? 'kg',
  split: { categories: /(?<!\\),\s*/, images: /,\s*/ },
  platform:
    /^(?:is featured\?|ist hervorgehoben\?|visibility in catalog|sichtbarkeit im katalog|sold individually\?|allow customer reviews\?|purchase note|download.*|grouped products|upsells|cross-sells|external url|button text|attribut(?:e)? \d+ (?:visible|global|default|sichtbar|standard)|meta: .*|swatches attributes|low stock amount|tax .*|(?:length|width|height) \(.*\))$/,
  isVariant: (row, { rows, head }) => rows.length === 1 || (row !== head && row.get('parent') !== ''),
};
