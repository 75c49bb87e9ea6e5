import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { columnRules } from '#src/editorial/import-settings.ts';
import { mapDraft } from '#src/catalog/import/formats/map-draft.ts';
import { bring, empty, feed } from '#test/catalog/feed.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
});
afterAll(() => at.close());
beforeEach(() => empty(at.db));

/** What is sold: title, variant, SKU, price in cents, price before, pieces or null where nobody counts. */
const sold = async () =>
  (
    await sql<{ line: string }>`
      select concat_ws('|', p.title, v.title, v.sku, v.price_minor, coalesce(v.compare_at_minor::text, '-'),
        case when s.tracked then s.on_hand::text else 'free' end) as line
      from variant v join product p on p.id = v.product_id join stock s on s.variant_id = v.id
      where p.status = 'active' order by p.id, v.position`.execute(at.db)
  ).rows.map(({ line }) => line);

const lines = (...all: readonly string[]) => all.join('\n');

const EXPORTS: readonly (readonly [format: string, content: string, expected: readonly string[]])[] = [
  [
    'woocommerce',
    lines(
      'ID,Type,SKU,Name,Published,Description,In stock?,Stock,Weight (kg),Sale price,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s),Meta: _x',
      '10,variable,JUG,Clay jug,1,Text,1,,0.5,,,"Kitchen > Jugs, Kitchen",https://img.example.com/a.jpg,,Glaze,"Ash, Moss",1',
      '11,variation,JUG-A,Clay jug - Ash,1,,1,4,,18,24,,,JUG,Glaze,Ash,',
      '12,variation,,Clay jug - Moss,1,,1,,,,24,,,id:10,Glaze,Moss,',
      '13,simple,CUP,Clay cup,1,,0,,,,9,Kitchen,,,Origin,Graz,',
      '14,simple,OLD,Old cup,-1,,1,,,,9,Kitchen,,,,,',
    ),
    [
      'Clay jug|Ash|JUG-A|1800|2400|4',
      'Clay jug|Moss|jug-moss|2400|-|free',
      'Clay cup|||CUP|900|-|0'.replace('|||', '||'),
    ],
  ],
  [
    'magento',
    lines(
      'sku,store_view_code,attribute_set_code,product_type,categories,name,description,weight,product_online,visibility,price,special_price,qty,is_in_stock,manage_stock,additional_attributes,configurable_variations,configurable_variation_labels',
      'RUG-S,,Default,simple,"Default Category/Home/Rugs",Rug S,,4,1,Not Visible Individually,90.0000,,3.0000,1,1,"size=S,pile=wool",,',
      'RUG-L,,Default,simple,"Default Category/Home/Rugs",Rug L,,8,1,Not Visible Individually,150.0000,120.0000,0.0000,0,1,"size=L,pile=wool",,',
      'RUG,,Default,configurable,"Default Category/Home,Default Category/Home/Rugs",Rug,<p>Soft</p>,,1,"Catalog, Search",,,0,1,1,"pile=wool","sku=RUG-S,size=S|sku=RUG-L,size=L","size=Size"',
      'RUG,fr,Default,configurable,,Tapis,,,1,,,,,,,,,',
      'MAT,,Default,simple,"Default Category/Home",Door mat,,1,1,"Catalog, Search",20.0000,,5.0000,1,0,,,',
    ),
    ['Rug|S|RUG-S|9000|-|3', 'Rug|L|RUG-L|12000|15000|0', 'Door mat||MAT|2000|-|free'],
  ],
  [
    'bigcommerce',
    lines(
      'Item Type,Product ID,Product Name,Product Code/SKU,Brand Name,Product Description,Price,Sale Price,Product Weight,Product Visible?,Track Inventory,Current Stock Level,Category,Product Image File - 1',
      'Product,1,Desk lamp,LAMP,Fennwick,Text,40,30,2,Y,by option,0,Home/Lamps,',
      '  SKU,2,"[S]Colour=Red,[RB]Size=Small",LAMP-R,,,,,,,,7,,',
      '  SKU,3,"[S]Colour=Blue,[RB]Size=Small",LAMP-B,,,,,,,,0,,',
      '  Rule,4,,,,,,,,,,,,',
      'Product,5,Bulb,BULB,Fennwick,,5,,1,Y,none,0,Home,',
    ),
    [
      'Desk lamp|Red / Small|LAMP-R|3000|4000|7',
      'Desk lamp|Blue / Small|LAMP-B|3000|4000|0',
      'Bulb||BULB|500|-|free',
    ],
  ],
  [
    'prestashop',
    lines(
      'Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax excluded;Reference #;Manufacturer;EAN13;Weight;Quantity;Description;Feature(Name:Value:Position);Image URLs (x,y,z...)',
      '1;1;Oak chair;Chairs;120.50;CHAIR;Brookmill;4006381333931;6;9;<p>Text</p>;Wood:Oak:1;https://img.example.com/c.jpg',
    ),
    ['Oak chair||CHAIR|12050|-|9'],
  ],
  [
    'squarespace',
    lines(
      '"Product ID [Non Editable]","Variant ID [Non Editable]","Product Type [Non Editable]","Product Page","Product URL",Title,Description,SKU,"Option Name 1","Option Value 1",Price,"Sale Price","On Sale",Stock,Categories,Tags,Weight,Visible,"Hosted Image URLs"',
      'a1,v1,PHYSICAL,shop,wool-scarf,Wool scarf,Text,SC-R,Colour,Red,30,20,Yes,4,/scarves,,1,Yes,https://img.example.com/1.jpg https://img.example.com/2.jpg',
      ',v2,,,,,,SC-B,,Blue,30,20,No,Unlimited,,,1,,',
      'a2,v3,PHYSICAL,shop,hat,Hat,,HAT,,,15,0,No,2,,,1,No,',
    ),
    ['Wool scarf|Red|SC-R|2000|3000|4', 'Wool scarf|Blue|SC-B|3000|-|free'],
  ],
  [
    'wix',
    lines(
      'handleId,fieldType,name,description,productImageUrl,collection,sku,ribbon,price,surcharge,visible,discountMode,discountValue,inventory,weight,productOptionName1,productOptionType1,productOptionDescription1',
      'p1,Product,Print,Text,abc.jpg;def.jpg,Art,,,20,,TRUE,PERCENT,0,,,Size,DROP_DOWN,A4;A3',
      'p1,Variant,,,,,PR-4,,,0,TRUE,,,5,,Size,DROP_DOWN,A4',
      'p1,Variant,,,,,PR-3,,,8,TRUE,,,OutOfStock,,Size,DROP_DOWN,A3',
      'p2,Product,Card,Text,,Art,CARD,,4,,TRUE,PERCENT,25,InStock,,Ink,COLOR,#000:Black;#f00:Red',
    ),
    [
      'Print|A4|PR-4|2000|-|5',
      'Print|A3|PR-3|2800|-|0',
      'Card|Black|card-p2-black|300|400|free'.replace('card-p2-black', 'p2-black'),
      'Card|Red|p2-red|300|400|free',
    ],
  ],
  [
    'etsy',
    lines(
      'TITLE,DESCRIPTION,PRICE,CURRENCY_CODE,QUANTITY,TAGS,MATERIALS,IMAGE1,IMAGE2,"VARIATION 1 TYPE","VARIATION 1 NAME","VARIATION 1 VALUES",SKU',
      'Soap,Text,6.50,USD,12,"soap,bath",oil,https://img.example.com/1.jpg,https://img.example.com/2.jpg,,,,SOAP',
      'Candle,Text,9.00,USD,30,candle,wax,https://img.example.com/3.jpg,,x,Scent,"Fir,Mint","C-F,C-M"',
    ),
    ['Soap||SOAP|650|-|12', 'Candle|Fir|C-F|900|-|free', 'Candle|Mint|C-M|900|-|free'],
  ],
  [
    'square',
    lines(
      'Token,Item Name,Variation Name,SKU,Description,Categories,Price,GTIN,Option Name 1,Option Value 1,Current Quantity North,Current Quantity South',
      't1,Filter coffee,Small,FC-S,Text,Drinks,3.50,,,,4,6',
      't1,Filter coffee,Large,FC-L,Text,Drinks,4.50,,,,0,',
      't2,Grinder,Regular,GR,Text,Tools,80.00,,,,,',
    ),
    ['Filter coffee|Small|FC-S|350|-|10', 'Filter coffee|Large|FC-L|450|-|0', 'Grinder||GR|8000|-|free'],
  ],
  [
    'odoo',
    lines(
      'Name,Internal Reference,Barcode,Sales Price,Cost,Product Category,Quantity On Hand,Variant Values',
      'Steel pen,PEN-B,,12.00,5,All / Saleable / Pens,8.0,Colour: Black',
      'Steel pen,PEN-S,,12.00,5,All / Saleable / Pens,0.0,Colour: Silver',
    ),
    ['Steel pen|Black|PEN-B|1200|-|8', 'Steel pen|Silver|PEN-S|1200|-|0'],
  ],
  [
    'vendure',
    lines(
      'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets',
      'Tent,tent,Text,,kind:outdoor,size|colour,2P|green,T-2,199.00,standard,5,true,,',
      ',,,,,,3P|green,T-3,249.00,standard,0,false,,',
    ),
    ['Tent|2P / green|T-2|19900|-|5', 'Tent|3P / green|T-3|24900|-|free'],
  ],
  [
    'medusa-json',
    JSON.stringify({
      store: { name: 'x' },
      products: [
        {
          title: 'Towel',
          handle: 'towel',
          options: [{ title: 'Size', values: ['S', 'L'] }],
          variants: [
            {
              title: 'S',
              sku: 'TW-S',
              prices: [
                { currency_code: 'eur', amount: 900 },
                { currency_code: 'usd', amount: 1050 },
              ],
              options: [{ value: 'S' }],
              inventory_quantity: 7,
              manage_inventory: true,
            },
            {
              title: 'L',
              sku: 'TW-L',
              prices: [{ currency_code: 'usd', amount: 2000 }],
              options: [{ value: 'L' }],
              inventory_quantity: 0,
              manage_inventory: false,
            },
          ],
        },
      ],
    }),
    ['Towel|S|TW-S|1050|-|7', 'Towel|L|TW-L|2000|-|free'],
  ],
  [
    'medusa',
    lines(
      'Product Id;Product Handle;Product Title;Product Description;Product Status;Variant Id;Variant Title;Variant SKU;Variant Inventory Quantity;Variant Manage Inventory;Variant Price USD;Variant Option 1 Name;Variant Option 1 Value;Product Image 1 Url',
      ';bowl;Bowl;Text;published;;S;BW-S;3;TRUE;12.5;Size;S;https://img.example.com/b.jpg',
      ';bowl;Bowl;Text;published;;L;BW-L;1;TRUE;22;Size;L;',
    ),
    ['Bowl|S|BW-S|1250|-|3', 'Bowl|L|BW-L|2200|-|1'],
  ],
  [
    'saleor',
    JSON.stringify({
      data: {
        products: {
          edges: [
            {
              node: {
                id: 'UHJvZHVjdDox',
                name: 'Juice',
                slug: 'juice',
                description: '{"blocks":[{"data":{"text":"Cold <b>pressed</b>"}}]}',
                category: { name: 'Drinks' },
                productType: { name: 'Juice' },
                variants: [
                  {
                    sku: 'J-1',
                    name: '1l',
                    pricing: { price: { gross: { amount: 5, currency: 'USD' } } },
                    quantityAvailable: 9,
                  },
                  {
                    sku: 'J-2',
                    name: '2l',
                    pricing: { price: { gross: { amount: 8.5, currency: 'USD' } } },
                    quantityAvailable: 0,
                  },
                ],
              },
            },
          ],
        },
      },
    }),
    ['Juice|1l|J-1|500|-|9', 'Juice|2l|J-2|850|-|0'],
  ],
  [
    'plain',
    JSON.stringify([
      {
        id: 1,
        name: 'Spade',
        price: 30,
        stock: 4,
        category: 'Garden',
        brand: 'Hollin',
        description: 'Steel',
      },
      { id: 2, name: 'Rake', price: 24.5, originalPrice: 28, stock: 0, category: 'Garden' },
    ]),
    ['Spade||1|3000|-|4', 'Rake||2|2450|2800|0'],
  ],
];

it.each(EXPORTS)('an export of %s gives its own shop, whole', async (format, content, expected) => {
  const report = await bring(at.db, feed(content, format));
  expect(report.files).toMatchObject([{ format, outcome: 'imported' }]);
  expect(report.findings.filter(({ level }) => level === 'rejected')).toEqual([]);
  expect(await sold()).toEqual(expected);
});

describe('a table that is no known export', () => {
  const table = lines(
    'Artikel;Bezeichnung;Größe;VK;Lager;Farbe',
    '4711;Leinenhemd;M;49,90;7;Blau',
    '4712;Leinenhemd;L;49,90;0;Blau',
  );

  it('is refused with its header and the way on', async () => {
    const report = await bring(at.db, feed(table));
    expect(report).toMatchObject({ outcome: 'refused', exitCode: 2 });
    expect(report.findings[0]?.reason).toContain('Artikel;Bezeichnung');
    expect(report.findings[0]?.fix).toContain('--map');
  });

  it('is read by what a map says of its columns', async () => {
    const map = columnRules({
      Artikel: 'sku',
      Bezeichnung: 'title',
      Größe: { option: 'Size' },
      VK: 'price',
      Lager: 'quantity',
      Farbe: { as: 'Colour' },
    });
    const report = await bring(at.db, feed(table), { map, currency: 'USD' });
    expect(report).toMatchObject({ outcome: 'taken', variants: { accepted: 2 } });
    expect(await sold()).toEqual(['Leinenhemd|M|4711|4990|-|7', 'Leinenhemd|L|4712|4990|-|0']);
    const { rows } = await sql<{ facts: string }>`select attributes::text as facts from product`.execute(
      at.db,
    );
    expect(rows[0]?.facts).toContain('Colour');
  });

  it('says where a map names a column that is not there', async () => {
    const report = await bring(at.db, feed(table), { map: columnRules({ Preis: 'price' }) });
    expect(report.findings[0]?.reason).toMatch(/columns that the map names/);
  });

  it('gets a draft of a map from its header', async () => {
    const draft = await mapDraft(feed(lines('SKU;Name;Größe;Price', 'A;B;C;1')), undefined);
    expect(draft).toContain('"SKU": sku');
    expect(draft).toContain('"Größe": { as: "Größe" }');
  });
});

it('lets content/import.yaml drop, rename and place columns of a known export', async () => {
  const columns = columnRules({ 'Care label': { as: 'Care' }, Internal: 'drop', Maker: 'brand' });
  const report = await bring(
    at.db,
    feed(
      lines(
        'Handle,Title,Variant SKU,Variant Price,Care label,Internal,Maker',
        'a,Apron,A,20,Wash cold,x,Fennwick',
      ),
    ),
    { columns },
  );
  expect(report.files[0]).toMatchObject({ facts: ['Care'], leftOut: ['Internal'] });
  const { rows } = await sql<{ brand: string }>`select brand from product`.execute(at.db);
  expect(rows[0]?.brand).toBe('Fennwick');
});
