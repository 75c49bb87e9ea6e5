import { describe, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { categorySchema, type SizeGuide } from '#src/editorial/schemas.ts';
import { sizeGuideOf } from '#src/page-data/size-guide.ts';

const guide = (option: string): SizeGuide => ({
  option,
  how: 'Measure around the finger.',
  columns: ['EU', 'Around, mm'],
  rows: [['52', '52.0']],
});

const contentOf = (guides: Readonly<Record<string, SizeGuide | undefined>>): Pick<Content, 'category'> => ({
  category: (slug) => ({ words: { sizeGuide: guides[slug] } }) as unknown as ReturnType<Content['category']>,
});

const ring = {
  categorySlugs: ['jewellery', 'jewellery/rings'],
  options: [{ name: 'Ring size', values: ['52'] }],
};

describe('the size guide of a product', () => {
  it('is its deepest category’s that explains an option it has', () => {
    const wide = guide('ring size');
    const own = guide('Ring size');
    expect(sizeGuideOf(contentOf({ jewellery: wide, 'jewellery/rings': own }), ring)).toBe(own);
    expect(sizeGuideOf(contentOf({ jewellery: wide, 'jewellery/rings': guide('Length') }), ring)).toBe(wide);
  });

  it('is none where no category explains an option it has', () => {
    expect(sizeGuideOf(contentOf({ jewellery: guide('Length') }), ring)).toBeNull();
    expect(sizeGuideOf(contentOf({ other: guide('Ring size') }), ring)).toBeNull();
  });

  it('is refused where a row has not a cell a heading', () => {
    const words = { title: 'Rings', description: 'Rings of gold and silver.', order: 1 };
    const broken = { ...guide('Ring size'), rows: [['52', '52.0'], ['53']] };
    expect(categorySchema.safeParse({ ...words, sizeGuide: broken }).error?.issues[0]).toMatchObject({
      path: ['sizeGuide', 'rows'],
    });
  });
});
