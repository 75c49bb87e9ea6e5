import type { z } from 'zod';
import {
  categorySchema,
  faqFileSchema,
  glossarySchema,
  guideSchema,
  policySchema,
  productWordsSchema,
  storeSchema,
} from './schemas.ts';

/** The kinds of file in content/, by folder. `content/catalog/` holds exports, not words, and is no kind. */
export const kinds = {
  products: productWordsSchema,
  guides: guideSchema,
  faqs: faqFileSchema,
  policies: policySchema,
  categories: categorySchema,
} as const satisfies Record<string, z.ZodType>;

export type Kind = keyof typeof kinds;

/** Which schema a path below content/ answers to, and the slug it stands for; null for a file that is no content. */
export function fileRole(
  path: string,
):
  | { readonly kind: Kind; readonly slug: string; readonly schema: z.ZodType }
  | { readonly kind: 'store' | 'glossary'; readonly slug: ''; readonly schema: z.ZodType }
  | null {
  const unified = path.replaceAll('\\', '/');
  if (unified === 'store.yaml') return { kind: 'store', slug: '', schema: storeSchema };
  if (unified === 'glossary.yaml') return { kind: 'glossary', slug: '', schema: glossarySchema };
  const found = /^([a-z]+)\/([a-z0-9/-]+)\.md$/.exec(unified);
  const kind = found?.[1] as Kind | undefined;
  if (!found || !kind || !Object.hasOwn(kinds, kind)) return null;
  return { kind, slug: found[2] ?? '', schema: kinds[kind] };
}
