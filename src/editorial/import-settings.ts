import { isField } from '#src/catalog/import/formats/mapped-format.ts';
import { columnName } from '#src/catalog/import/formats/table/table-columns.ts';
import type { ColumnRule, ColumnRules, ImportOptions } from '#src/catalog/import/import-options.ts';
import type { CategoryRules } from '#src/catalog/import/shelves/category-rules.ts';
import { addressOf } from '#src/catalog/import/shelves/said-path.ts';
import type { Content } from './content.ts';
import type { ColumnWords } from './import-schema.ts';
import { momentOfText } from './time-zone.ts';

/** What the merchant's files say of imports. */
export function importSettings(content: Content): Omit<ImportOptions, 'now' | 'progress'> {
  const { store } = content;
  const words = content.import?.words;
  return {
    currency: store.currency,
    locale: store.locale,
    unknownStock: store.stock?.unknown,
    counts: store.stock?.counts,
    readMoment: (text) => momentOfText(text, store.timeZone),
    sellFree: words?.prices?.zero === 'sell',
    columns: columnRules(words?.columns ?? {}),
    categories: categoryRules(words?.categories ?? {}),
    decimal: words?.decimal,
    encoding: words?.encoding,
    mostLost: words?.mostLost,
  };
}

export const columnRules = (columns: ColumnWords): ColumnRules =>
  new Map(Object.entries(columns).map(([name, said]) => [columnName(name), ruleOf(said)]));

const levelsOf = (path: string): readonly string[] =>
  path
    .split('>')
    .map((level) => level.trim())
    .filter(Boolean);

export const categoryRules = (said: Readonly<Record<string, string>>): CategoryRules =>
  new Map(
    Object.entries(said).map(([name, to]) => [
      addressOf(levelsOf(name)),
      /^none$/i.test(to) ? [] : levelsOf(to),
    ]),
  );

function ruleOf(said: ColumnWords[string]): ColumnRule {
  if (typeof said !== 'string') return said;
  return isField(said) ? { field: said } : 'drop';
}
