import { shortId } from '#src/feeds/offer.ts';
import { questionsText } from '../stated-facts.ts';
import { eachVariant, type Surface } from '../surface.ts';
import { feedRows } from './feed-rows.ts';
import { stateOfCode } from './stock-words.ts';

/** Google's product feed as tab-separated text. */
export const googleFeed: Surface = {
  name: 'Google feed',
  facts: () => [
    'price',
    'price before',
    'currency',
    'availability',
    'return window',
    'shipping',
    'sku',
    'gtin',
    'mpn',
    'questions',
  ],
  async read(shelves, product) {
    const rows = await feedRows(shelves, 'google-tsv', async (file) =>
      rowsOf(new TextDecoder().decode(file)),
    );
    return eachVariant(product, (variant) => {
      const id = shortId(variant.sku, 50);
      const row = rows.get(id) as Readonly<Record<string, string>> | undefined;
      if (!row) return null;
      const asked = (row['sale_price'] || row['price'] || '').split(' ');
      const shipping = groups(row['shipping'] ?? '').find(
        ([country]) => country === shelves.content.store.country,
      );
      const days = /^(\d+)-days/.exec(row['return_policy_label'] ?? '')?.[1];
      return {
        price: asked[0] || null,
        'price before': row['sale_price'] ? (row['price']?.split(' ')[0] ?? null) : null,
        currency: asked[1] ?? null,
        availability: stateOfCode(row['availability'] ?? null),
        'return window': days ? `${days} days` : null,
        shipping: shipping?.[2] ?? null,
        sku: row['id'] === id ? variant.sku : null,
        gtin: row['gtin'] || null,
        mpn: row['mpn'] || null,
        questions: questionsText(
          groups(row['question_and_answer'] ?? '').map(([asked = '', answer = '']) => [asked, answer]),
        ),
      };
    });
  },
};

function rowsOf(text: string): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  const [header = '', ...lines] = text.split('\n').filter(Boolean);
  const names = header.split('\t').map((name) => name.replace(/\(.*/, ''));
  return lines.map((line) => {
    const cells = line.split('\t').map(unquote);
    const row = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
    return [row['id'] ?? '', row];
  });
}

const unquote = (cell: string): string =>
  /^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** The groups of a cell, `a:b,c:d`, where a backslash takes a mark's meaning away. */
const groups = (cell: string): readonly (readonly string[])[] =>
  cell
    ? cell
        .split(/(?<!\\),/)
        .map((group) => group.split(/(?<!\\):/).map((part) => part.replace(/\\([\\,:])/g, '$1')))
    : [];
