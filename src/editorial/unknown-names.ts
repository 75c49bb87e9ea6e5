import type { SoldNames } from '#src/catalog/sold-names.ts';
import { fileRole } from './files.ts';
import { readFrontMatter, readYaml, type FrontMatter } from './front-matter.ts';
import { lineOf } from './line-of.ts';
import type { ContentSources } from './content-sources.ts';
import type { ContentFinding } from './finding.ts';
import { suggestedFix } from './suggested-fix.ts';
import { namedBy, type Named, type NamedKind } from './named-things.ts';
import { nearName } from './near-name.ts';
import { amountsIn } from './offer-fields.ts';
import type { ProgramWords } from './program-schema.ts';
import { adviceFor } from './schema-fields.ts';

type Known = Readonly<Partial<Record<NamedKind, readonly string[]>>>;

/**
 * Names of products, categories, tiers and offers that do not exist, in offers, bundles, kits, guides, questions, words
 * of products and on the home page. Without a shelf, products and categories are those that have words; brands and tags
 * are not checked then.
 */
export function findUnknownNames(
  { paths, read: textOf }: ContentSources,
  { shelf, currency }: { readonly shelf: SoldNames | null; readonly currency: string | undefined },
): readonly ContentFinding[] {
  const read = (path: string, yaml = true) => {
    const text = textOf(path);
    return yaml ? readYaml(text) : readFrontMatter(text);
  };
  const program = paths.includes('loyalty.yaml')
    ? parsedRule<ProgramWords>('loyalty.yaml', read('loyalty.yaml'))
    : null;
  const known: Known = {
    ...(shelf ?? namesOfWords(paths)),
    tiers: program?.words.tiers.map((tier) => tier.id) ?? [],
    offers: paths.flatMap((path) => /^offers\/(.+)\.yaml$/.exec(path)?.[1] ?? []),
  };
  return paths.flatMap((path): ContentFinding[] => {
    const role = fileRole(path);
    if (!role) return [];
    const file = parsedRule<unknown>(path, read(path, role.yaml));
    if (!file) return [];
    const tell = (at: Named['path'], message: string, near: string | null): ContentFinding => ({
      file: path,
      line: lineOf(file.read, at),
      field: at.join('.'),
      message: `\`${at.join('.')}\` ${message}.`,
      advice: adviceFor(role.schema, at),
      fix: near === null ? null : suggestedFix(role.schema, file.read, at, 'correct', { known: near }),
    });
    const unknown = namedBy(role.kind, file.words).flatMap((one) => {
      const names = known[one.kind];
      if (!names || isKnown(one, names)) return [];
      if (one.kind === 'tiers' && !program)
        return [
          tell(one.path, 'names a tier, and there is no program: loyalty.yaml is missing or wrong', null),
        ];
      const found = nearName(one.name, names);
      const near = found && `${one.before ?? ''}${found}`;
      return [
        tell(one.path, `names \`${one.name}\`, which is ${NO[one.kind]}${listed(one.kind, names)}`, near),
      ];
    });
    const other = role.kind === 'offers' && currency ? amountsIn(file.words) : [];
    const foreign = other
      .filter((amount) => amount.currency !== currency)
      .map(({ path: at, currency: its }) =>
        tell(at, `is in ${its}, and the shop sells in ${currency ?? ''}: the offer would never apply`, null),
      );
    return [...unknown, ...foreign];
  });
}

const NO: Readonly<Record<NamedKind, string>> = {
  products: 'no product of the shop',
  categories: 'no category of the shop',
  brands: 'no brand of the shop',
  tags: 'no tag of the catalogue',
  tiers: 'no tier of loyalty.yaml',
  offers: 'no other offer',
};

const listed = (kind: NamedKind, names: readonly string[]): string =>
  kind === 'tiers' ? `: there are ${names.join(', ')}` : '';

const isKnown = ({ kind, name }: Named, names: readonly string[]): boolean =>
  kind === 'brands' || kind === 'tags'
    ? names.some((one) => one.toLowerCase() === name.toLowerCase())
    : names.includes(name);

/** What products and categories have words; a kind of which none has is left out, for then nothing is known of it. */
function namesOfWords(paths: readonly string[]): Known {
  const below = (folder: string) =>
    paths.flatMap((path) =>
      path.startsWith(`${folder}/`) && path.endsWith('.md') ? path.slice(folder.length + 1, -3) : [],
    );
  const products = below('products');
  const categories = below('categories').flatMap((slug) =>
    slug.split('/').map((_, level, parts) => parts.slice(0, level + 1).join('/')),
  );
  return { ...(products.length && { products }), ...(categories.length && { categories }) };
}

/** A file of rules as its schema reads it; null where it does not. */
export function parsedRule<Words>(
  path: string,
  file: ReturnType<typeof readYaml>,
): { readonly read: FrontMatter; readonly words: Words } | null {
  const role = fileRole(path);
  if (!role || !file.ok) return null;
  const found = role.schema.safeParse(file.value.data);
  return found.success ? { read: file.value, words: found.data as Words } : null;
}
