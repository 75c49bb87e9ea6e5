import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { longstride } from '#src/demonstration/pictures/longstride.ts';
import { subjectOf } from '#src/pictures/drawing/subject.ts';
import { drawProduct } from '#src/pictures/draw-product.ts';
import { productOf } from '#test/pictures/picture-product.ts';
import { goodsOf } from './goods.ts';

const folder = 'content/catalog';
const rows = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .flatMap((name) => parse<Record<string, string>>(readFileSync(`${folder}/${name}`), { columns: true }))
  .filter((row) => row['Title']);

describe('the demonstration’s drawings', () => {
  it('are there for every product of its catalogue', () => {
    const missing = rows.filter((row) => {
      const categoryPath = (row['Product Category'] ?? '').split(' > ');
      const product = productOf(row['Type'] ?? '', {}, { brand: row['Vendor'] ?? '', categoryPath });
      return longstride.draw(subjectOf(product, product.variants[0])) === null;
    });
    expect(rows.length).toBeGreaterThan(90);
    expect(missing).toEqual([]);
  });

  it('are for no other merchant’s goods', () => {
    const shoe = productOf('Road running shoe', { heel_stack: '33 mm', forefoot_stack: '27 mm' });
    const [ours, theirs] = [
      goodsOf('Road running shoe', { heel_stack: '33 mm', forefoot_stack: '27 mm' }),
      { ...shoe, brand: 'Somebody' },
    ].map((product) => drawProduct(product, product.variants[0]).alt);
    expect(ours).toMatch(/^Side view/);
    expect(theirs).toBe('Drawing of the Tarn in Ember: heel stack 33 mm, forefoot stack 27 mm');
  });
});
