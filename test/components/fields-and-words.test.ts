import { describe, expect, it } from 'vitest';
import { answerBlocks } from '#src/page-data/answer-words.ts';
import { pageOf } from '#src/page-data/listing.ts';
import { queryFromFields } from '#src/page-data/query-from-fields.ts';

const fields = (query: string) => queryFromFields(new URLSearchParams(query), 'USD');

describe('the fields of a range form', () => {
  it('become a limit in minor units', () => {
    expect(fields('from:price=50&to:price=%241,120')?.filters).toMatchObject([
      { kind: 'range', key: 'price', min: 5_000, max: 112_000, unit: 'USD' },
    ]);
  });

  it('keep what else the address says and drop an emptied range', () => {
    const query = fields('q=gel&brand=Marrowby&from:price=&to:price=');
    expect(query?.text).toBe('gel');
    expect(query?.filters.map((filter) => filter.key)).toEqual(['brand']);
  });

  it('are none in an ordinary address', () => {
    expect(fields('q=gel&price=..50')).toBeNull();
  });

  it('take words that are no number for nothing', () => {
    expect(fields('from:price=cheap')?.filters).toEqual([]);
  });
});

describe('the page number of an address', () => {
  it.each([
    ['', 1],
    ['page=3', 3],
    ['page=-1', 1],
    ['page=x', 1],
    ['page=1e99', 1],
    ['page=99999', 10_000],
  ])('of %j is %d', (query, page) => {
    expect(pageOf(new URLSearchParams(query))).toBe(page);
  });
});

describe('the words of an answer', () => {
  it('become paragraphs and lists with bold and links within the shop', () => {
    expect(answerBlocks('See **this** and [that](/p/x).\n\n- one\n- two')).toEqual([
      {
        kind: 'paragraph',
        lines: [
          [
            { kind: 'text', text: 'See ' },
            { kind: 'strong', text: 'this' },
            { kind: 'text', text: ' and ' },
            { kind: 'link', text: 'that', href: '/p/x' },
            { kind: 'text', text: '.' },
          ],
        ],
      },
      { kind: 'list', lines: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two' }]] },
    ]);
  });

  it('never link out of the shop', () => {
    const links = answerBlocks('[a](https://evil.example) [b](//evil.example) [c](javascript:alert(1))')
      .flatMap((block) => block.lines.flat())
      .filter((piece) => piece.kind === 'link');
    expect(links).toEqual([]);
  });
});
