import { fileRole, kinds, type Kind } from '#src/editorial/files.ts';
import { exampleOf, child, keysOf, neededKeys } from '#src/editorial/schema-fields.ts';
import { setFields } from '#src/editorial/revisions/set-fields.ts';

/** The kinds of file that can be begun in the studio: those of words. */
export const BEGUN: readonly Kind[] = ['guides', 'faqs', 'products', 'categories', 'policies'];

/** The path of a new file of that kind under a name; null where the name makes no address. */
export function newPath(kind: string, name: string): string | null {
  const slug = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split('/')
    .map((part) => part.match(/[a-z0-9]+/g)?.join('-') ?? '')
    .filter(Boolean)
    .join('/')
    .slice(0, 80);
  const path = `${kind}/${slug}.md`;
  return slug && BEGUN.some((one) => one === kind) && fileRole(path) ? path : null;
}

/** A file of that kind with its needed fields, empty, and what its schema gives as an example. */
export function emptyWords(kind: Kind, today: string): string {
  const schema = kinds[kind];
  const needed = new Set(neededKeys(schema));
  const fields = keysOf(schema).filter((key) => needed.has(key));
  const start = Object.fromEntries(
    fields.map((key) => [
      key,
      key === 'published' || key === 'updated' ? today : (exampleOf(child(schema, key)) ?? ''),
    ]),
  );
  return setFields('---\n---\n\n', start);
}
