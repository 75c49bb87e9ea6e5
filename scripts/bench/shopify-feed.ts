import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const COLOURS = ['Ash', 'Brick', 'Clay', 'Dusk'];
const THINGS = ['Lamp', 'Basket', 'Kettle', 'Stool', 'Blanket', 'Clock', 'Tray', 'Vase'];
const HEADER =
  'Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,' +
  'Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Status';

function* lines(rows: number): Generator<string> {
  yield `${HEADER}\n`;
  for (let row = 0; row < rows; row++) {
    const product = Math.floor(row / COLOURS.length);
    const colour = COLOURS[row % COLOURS.length] ?? '';
    const thing = THINGS[product % THINGS.length] ?? '';
    const first = row % COLOURS.length === 0;
    const own = first
      ? [
          `Model ${product} ${thing}`,
          `"<p>The ${thing.toLowerCase()} no. ${product}, made of part ${product % 97} and part ${product % 89}, for room ${product % 31}.</p>"`,
          `Maker ${product % 211}`,
          thing,
          'true',
          'Color',
        ]
      : ['', '', '', '', '', ''];
    yield (
      [
        `model-${product}`,
        ...own,
        colour,
        `B-${row}`,
        100 + (row % 900),
        'shopify',
        row % 40,
        'deny',
        `${5 + (row % 300)}.50`,
        row % 5 === 0 ? `${9 + (row % 300)}.00` : '',
        first ? `https://pictures.example/${product}.jpg` : '',
        first ? 'active' : '',
      ].join(',') + '\n'
    );
  }
}

/** Writes an export of Shopify's with so many rows, four variants a product, every row another. */
export const writeShopifyFeed = (file: string, rows: number): Promise<void> =>
  pipeline(Readable.from(lines(rows)), createWriteStream(file));
