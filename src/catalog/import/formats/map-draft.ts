import { inspectFile, type CatalogueInput } from '#src/catalog/import/files/inspect-file.ts';
import { headerLine } from '#src/catalog/import/files/header-line.ts';
import { delimiterOf } from '#src/catalog/import/files/open-table.ts';
import { isGoogleHeader } from './google/google-columns.ts';
import { TABLE_FORMATS } from './registry.ts';
import { columnName, knownNames } from './table/table-columns.ts';
import type { Field } from './table/table-format.ts';

/** A map for a table that is no known export, as YAML: each column with the field that its name suggests, else as a fact. */
export async function mapDraft(input: CatalogueInput, encoding: string | undefined): Promise<string> {
  const { start } = await inspectFile(input, encoding);
  const { header } = headerLine(start.replace(/^\ufeff/, ''));
  const delimiter = delimiterOf(start);
  const names = header.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
  const taken = new Set<Field>();
  const lines = names.filter(Boolean).map((name) => {
    const field = fieldOf(name);
    if (field && !taken.has(field)) {
      taken.add(field);
      return `  ${JSON.stringify(name)}: ${field}`;
    }
    return `  ${JSON.stringify(name)}: { as: ${JSON.stringify(name)} }`;
  });
  const missing = (['title', 'price', 'sku'] as const).filter((field) => !taken.has(field));
  return [
    '# What each column of the file is: a field (title, price, sku, quantity, brand, category, html, image, …), drop,',
    '# { as: Label } for a fact that shoppers see, or { option: Size } for what they choose by. Rows of one product have',
    '# the same key, or else the same title.',
    ...(missing.length ? [`# Still to be named: ${missing.join(', ')}.`] : []),
    ...(isGoogleHeader(names)
      ? ['# The file is read without a map too: its columns are those of a Google feed.']
      : []),
    'columns:',
    ...lines,
    '',
  ].join('\n');
}

/** The field that most formats know under a name. */
function fieldOf(name: string): Field | undefined {
  const plain = columnName(name);
  for (const format of TABLE_FORMATS.toReversed()) {
    const field = knownNames(format).get(plain) ?? knownNames(format).get(plain.replaceAll(' ', '_'));
    if (field) return field;
  }
  return undefined;
}
