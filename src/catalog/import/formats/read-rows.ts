import { createHash } from 'node:crypto';
import { googleRows, googleTableItems, googleProduct, type GoogleItem } from './google/google.ts';
import {
  UnreadableFile,
  type CatalogueInput,
  type Inspection,
} from '#src/catalog/import/files/inspect-file.ts';
import type { Node } from './schema-org/json-ld.ts';
import { jsonDocument, jsonLines } from '#src/catalog/import/files/json-values.ts';
import { cleanLine, cutTo } from '#src/catalog/import/values/plain-text.ts';
import type { FeedRow, RawProduct } from './raw-product.ts';
import { readText } from '#src/catalog/import/files/read-text.ts';
import type { Tell } from '#src/catalog/import/report.ts';
import { schemaProduct, schemaRows } from './schema-org/schema-org.ts';
import { shopifyProduct, shopifyRows, type ShopifyRow } from './shopify.ts';
import { tableRows } from '#src/catalog/import/files/table-rows.ts';
import { xmlItems } from './google/google-xml-items.ts';

export interface FeedFile {
  readonly input: CatalogueInput;
  readonly inspection: Inspection;
}

/** The rows of one file, whatever its format. Throws UnreadableFile where it is damaged or is not the file that was inspected. */
export async function* readRows({ input, inspection }: FeedFile, tellAll: Tell): AsyncGenerator<FeedRow> {
  const tell: Tell = (told) => tellAll({ file: input.name, ...told });
  const hash = createHash('sha256');
  const text = readText(input, inspection.encoding, hash);
  for await (const row of rowsOf(inspection, text, input.name, tell)) {
    const key = keyFrom(row.key);
    yield key === row.key && !row.owns?.length ? row : { ...row, key, owns: row.owns?.map(keyFrom) };
  }
  if (hash.digest('hex') !== inspection.hash) {
    throw new UnreadableFile('The file was changed while it was read.', {
      fix: 'Import it again when it is complete.',
    });
  }
}

const KEY_LENGTH = 500; // with the source it must fit into one entry of an index
const keyFrom = (found: string): string => cutTo(cleanLine(found), KEY_LENGTH) || '(no key)';

function rowsOf(
  shape: Inspection,
  text: AsyncIterable<string>,
  file: string,
  tell: Tell,
): AsyncGenerator<FeedRow> {
  switch (shape.format) {
    case 'shopify':
      return shopifyRows(tableRows(text, shape.delimiter, tell), file, tell);
    case 'google': {
      const items =
        shape.layout === 'xml' ? xmlItems(text) : googleTableItems(tableRows(text, shape.delimiter, tell));
      return googleRows(items, file, tell);
    }
    case 'schema-org':
      return schemaRows(
        shape.layout === 'lines' ? jsonLines(text, tell) : jsonDocument(text, tell),
        file,
        tell,
      );
  }
}

/** The rows of one product as one product. The currency holds where the format tells none. */
export function productOf(
  format: Inspection['format'],
  rows: readonly [FeedRow, ...FeedRow[]],
  { currency, now }: { readonly currency: string; readonly now: Date },
): RawProduct {
  type Rows<Data> = readonly [FeedRow<Data>, ...FeedRow<Data>[]];
  switch (format) {
    case 'shopify':
      return shopifyProduct(rows as Rows<ShopifyRow>, currency);
    case 'google':
      return googleProduct(rows as Rows<GoogleItem>, now);
    case 'schema-org':
      return schemaProduct(rows as Rows<Node>, '');
  }
}
