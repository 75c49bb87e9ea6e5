import { decimalMoney } from '#src/money/money.ts';
import { currencySign, questionsText } from '../stated-facts.ts';
import { amountsIn } from '../offers.ts';
import { eachVariant, textAt, type Surface } from '../surface.ts';
import { stateOfWords } from './stock-words.ts';

/** The product's page as Markdown: its table of choices, its lines of facts and its questions. */
export const markdownTwin: Surface = {
  name: 'Markdown',
  facts: () => [
    'price',
    'price before',
    'member price',
    'currency',
    'availability',
    'stock words',
    'return window',
    'rating',
    'sku',
    'gtin',
    'questions',
  ],
  async read(shelves, product) {
    const text = await textAt(shelves, `/p/${product.slug}.md`);
    return eachVariant(product, (variant) => {
      const row = rowOf(section(text, 'Choices'), variant.sku);
      if (!row) return null;
      const { currency } = variant.price;
      const amounts = amountsIn(row['Price'] ?? '', currency).map((minor) =>
        decimalMoney({ minor, currency }),
      );
      const [, members = ''] = /, members (.+)$/.exec(row['Price'] ?? '') ?? [];
      const [member] = amountsIn(members, currency);
      const before = /, before /.test(row['Price'] ?? '');
      const rating = /\*\*Rating:\*\* ([\d.]+) of 5 from (\d+) reviews/.exec(text);
      return {
        price: amounts[0] ?? null,
        'price before': before ? (amounts[1] ?? null) : null,
        'member price': member === undefined ? null : decimalMoney({ minor: member, currency }),
        currency: (row['Price'] ?? '').includes(currencySign(currency, shelves.content.store.locale))
          ? currency
          : null,
        availability: stateOfWords(row['Availability'] ?? ''),
        'stock words': row['Availability'] ?? null,
        'return window': /\*\*Returns:\*\* (\d+ days)/.exec(text)?.[1] ?? null,
        rating: rating ? `${Number(rating[1]).toFixed(1)} of ${rating[2]}` : null,
        sku: variant.sku,
        gtin: row['GTIN'] === 'none' ? null : (row['GTIN'] ?? null),
        questions: questionsText(questionsOf(section(text, 'Questions about it'))),
      };
    });
  },
};

/** The lines below a heading of level two. */
function section(text: string, title: string): readonly string[] {
  const lines = text.split('\n');
  const from = lines.indexOf(`## ${title}`);
  if (from < 0) return [];
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => /^(## |---$)/.test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

function rowOf(lines: readonly string[], sku: string): Readonly<Record<string, string>> | null {
  const table = lines.filter((line) => line.startsWith('|')).map(cellsOf);
  const [header = []] = table;
  const at = header.indexOf('SKU');
  const row = table.slice(2).find((cells) => /^\[(.*)\]\(/.exec(cells[at] ?? '')?.[1] === sku);
  return row ? Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])) : null;
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/\\([\\`*_[\]<>|~&@.])/g, '$1'));

function questionsOf(lines: readonly string[]): readonly (readonly [string, string])[] {
  const text = lines.join('\n');
  return text
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const [question = '', ...answer] = block.split('\n');
      return [question, answer.join(' ')] as const;
    });
}
