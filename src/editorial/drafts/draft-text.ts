import { Document, isScalar, isMap, type Pair } from 'yaml';

/** Marks on fields: what the merchant has still to decide, by the field's name or its path with dots. */
export type Marks = Readonly<Record<string, string>>;

/** Fields as YAML, undefined ones left out, with decisions as comments that no page shows. */
export function yamlOf(fields: Readonly<Record<string, unknown>>, marks: Marks = {}, head?: string): string {
  const document = new Document(fields, { keepUndefined: false });
  if (head) document.commentBefore = ` ${head}`;
  for (const [path, what] of Object.entries(marks)) {
    const names = path.split('.');
    const parent = names.length > 1 ? document.getIn(names.slice(0, -1), true) : document.contents;
    const pair = isMap(parent)
      ? (parent.items as Pair[]).find(({ key }) => isScalar(key) && key.value === names.at(-1))
      : undefined;
    if (pair && isScalar(pair.key)) pair.key.commentBefore = ` DECIDE: ${what}`;
  }
  return document.toString({ lineWidth: 0 });
}

/** A file with fields above and Markdown below. */
export const markdownFile = (
  fields: Readonly<Record<string, unknown>>,
  body: string,
  marks: Marks = {},
): string => `---\n${yamlOf(fields, marks)}---\n\n${body.trim()}\n`;

/** Names as a sentence lists them: `a, b and c`. */
export const listed = (names: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
