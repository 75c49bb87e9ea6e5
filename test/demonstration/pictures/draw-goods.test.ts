import { describe, expect, it } from 'vitest';
import type { Product } from '#src/catalog/product.ts';
import { drawProduct } from '#src/pictures/draw-product.ts';
import { variantOf } from '#test/pictures/picture-product.ts';
import { goodsOf } from './goods.ts';

const draw = (product: Product) => drawProduct(product, product.variants[0]);
const shoe = { heel_stack: '33 mm', forefoot_stack: '27 mm', drop: '6 mm', lug_depth: '5 mm', rocker: 'low' };
/** The drawing without its words, so that only a changed line counts as changed. */
const lines = (svg: string) => svg.replace(/<(title|text)\b.*?<\/\1>/g, '');

describe('a shoe', () => {
  it('tells in words what it draws', () => {
    expect(draw(goodsOf('Trail running shoe', shoe)).alt).toBe(
      'Side view of the Tarn in Ember: 33 mm at the heel, 27 mm at the forefoot, 6 mm drop, 5 mm lugs',
    );
  });

  it.each([
    ['heel', { heel_stack: '39 mm', drop: '12 mm' }],
    ['lugs', { lug_depth: '8 mm' }],
    ['rocker', { rocker: 'high' }],
    ['plate', { plate: 'carbon' }],
    ['lacing', { lacing: 'quick-lace' }],
    ['toe box', { toe_box: 'foot-shaped' }],
    ['cushioning', { cushioning: 'maximal' }],
  ])('with another %s has other lines', (_, other) => {
    const one = draw(goodsOf('Trail running shoe', shoe));
    const two = draw(goodsOf('Trail running shoe', { ...shoe, ...other }));
    expect(lines(two.svg)).not.toBe(lines(one.svg));
  });

  it('has no ruler and no numbers where no height is stated', () => {
    const { svg, alt } = draw(goodsOf('Road running shoe'));
    expect(svg).not.toContain('mm');
    expect(alt).toBe('Side view of the Tarn in Ember');
  });

  it('tells no height that it cannot draw true', () => {
    const { alt, svg } = draw(
      goodsOf('Road running shoe', { heel_stack: '330 mm', forefoot_stack: '27 mm', drop: '6 mm' }),
    );
    expect(alt).toContain('33 mm at the heel, 27 mm at the forefoot');
    expect(alt + svg).not.toMatch(/330|70 mm/);
  });

  it('reads heights in the unit they are stated in', () => {
    const { alt } = draw(goodsOf('Road running shoe', { ...shoe, heel_stack: '3.3 cm' }));
    expect(alt).toContain('33 mm at the heel');
  });

  it('wears the colours of the variant', () => {
    const { svg } = draw(goodsOf('Road running shoe', shoe));
    expect(svg).toContain('#c8452b');
    expect(svg).not.toContain('#33618c');
    const blue = variantOf('T-2', { color_family: ['blue'] }, { Color: 'Loch' });
    expect(drawProduct(goodsOf('Road running shoe', shoe), blue).svg).toContain('#33618c');
  });
});

describe('any of the demonstration’s goods', () => {
  const types = [
    ...[
      'Running tee',
      'Singlet',
      'Base layer',
      'Waterproof jacket',
      'Running shorts',
      'Running tights',
      'Sports bra',
    ],
    ...[
      'Running sock',
      'Running cap',
      'Running gloves',
      'Arm sleeves',
      'Trail gaiters',
      'Folding poles',
      'Race belt',
    ],
    ...[
      'Soft flask',
      'Bottle',
      'Insulated bottle',
      'Hydration bladder',
      'Hydration belt',
      'Energy gel',
      'Drink mix',
    ],
    ...[
      'Sodium capsule',
      'Anti-chafe balm',
      'Blister tape',
      'Foot powder',
      'Foam roller',
      'Massage ball',
      'Massage gun',
    ],
    ...[
      'Compression boots',
      'GPS watch',
      'Headlamp',
      'Heart-rate strap',
      'Headphones',
      'Recovery slide',
      'Track spike',
    ],
    ...["Kids' running shoe", 'Laptop', 'Gold ring', 'Thingummy', null],
  ];

  it.each(types)('%s is drawn without any fact', (type) => {
    const product = goodsOf(type, {}, { variants: [variantOf('X')] });
    const { svg, alt } = draw(product);
    expect(svg).toMatch(/^<svg .*<\/svg>$/s);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(alt).toContain('Tarn');
  });

  it.each(types)('%s stands absurd facts', (type) => {
    const every = [
      'heel_stack',
      'lug_depth',
      'inseam',
      'volume',
      'carbs',
      'servings',
      'length',
      'case_size',
      'brightness',
    ];
    for (const figure of [0, 1e5, -4, Number.NaN, 1e300]) {
      const { svg } = draw(goodsOf(type, Object.fromEntries(every.map((key) => [key, figure]))));
      expect(svg).not.toMatch(/NaN|undefined|Infinity|e\+/);
      expect(Buffer.byteLength(svg)).toBeLessThan(24_000);
    }
  });

  it('is drawn the same every time and is small', () => {
    const product = goodsOf('Trail running shoe', {
      ...shoe,
      cushioning: 'maximal',
      plate: 'carbon',
      support: 'stability',
    });
    expect(draw(product)).toEqual(draw(product));
    expect(Buffer.byteLength(draw(product).svg)).toBeLessThan(12_288);
  });

  it('never carries markup or a false colour of the feed into the drawing', () => {
    const evil = '"><script>alert(1)</script>';
    const product = goodsOf(
      evil,
      { heel_stack: 33, display: evil, a: '5 <b>', b: 7 },
      {
        title: evil,
        slug: 'x"onload="y',
        brand: evil,
        variants: [variantOf(evil, { color_hex: [evil, 'red', '#fff"/>'] }, { Color: evil })],
      },
    );
    for (const productType of [evil, 'Running shoe', 'GPS watch', 'Bottle', 'Compression sock']) {
      const { svg } = draw({ ...product, productType });
      expect(svg).not.toMatch(/<script|<b>|onload="|fill="red|#fff"\/>/);
      expect(svg).toContain('&lt;script&gt;');
    }
  });
});
