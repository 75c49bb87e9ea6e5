import type { z } from 'zod';
import { importSchema } from './import-schema.ts';
import { handoffSchema } from './handoff-schema.ts';
import { bundleSchema, kitSchema } from './kit-schema.ts';
import { offerSchema } from './offer-schema.ts';
import { programSchema } from './program-schema.ts';
import {
  categorySchema,
  faqFileSchema,
  glossarySchema,
  guideSchema,
  policySchema,
  productWordsSchema,
  storeSchema,
} from './schemas.ts';
import { taxSchema } from './tax-schema.ts';
import { guidanceSchema, voiceSchema } from './voice.ts';

/** The kinds of file in content/, by folder. `content/catalog/` holds exports, not words, and is no kind. */
export const kinds = {
  products: productWordsSchema,
  guides: guideSchema,
  faqs: faqFileSchema,
  policies: policySchema,
  categories: categorySchema,
  voice: guidanceSchema,
} as const satisfies Record<string, z.ZodType>;

export type Kind = keyof typeof kinds;

/** The folders in content/ whose files are YAML throughout: rules with a few words, no text below. */
export const ruleKinds = {
  offers: offerSchema,
  voice: voiceSchema,
  kits: kitSchema,
  bundles: bundleSchema,
} as const satisfies Record<string, z.ZodType>;

export type RuleKind = keyof typeof ruleKinds;

/** The single files in content/. */
export const singleFiles = {
  store: storeSchema,
  glossary: glossarySchema,
  loyalty: programSchema,
  handoff: handoffSchema,
  taxes: taxSchema,
  import: importSchema,
} as const satisfies Record<string, z.ZodType>;

type SingleFile = keyof typeof singleFiles;

export interface FileRole {
  readonly kind: Kind | RuleKind | SingleFile;
  /** Empty for a single file. */
  readonly slug: string;
  readonly schema: z.ZodType;
  /** Whether the file is YAML throughout; else fields between fences and Markdown below. */
  readonly yaml: boolean;
}

/** Which schema a path below content/ answers to, and the slug it stands for; null for a file that is no content. */
export function fileRole(path: string): FileRole | null {
  const unified = path.replaceAll('\\', '/');
  const single = /^([a-z]+)\.yaml$/.exec(unified)?.[1] as SingleFile | undefined;
  if (single && Object.hasOwn(singleFiles, single)) {
    return { kind: single, slug: '', schema: singleFiles[single], yaml: true };
  }
  const rule = /^([a-z]+)\/([a-z0-9-]+)\.yaml$/.exec(unified);
  const ruleKind = rule?.[1] as RuleKind | undefined;
  if (rule && ruleKind && Object.hasOwn(ruleKinds, ruleKind)) {
    return { kind: ruleKind, slug: rule[2] ?? '', schema: ruleKinds[ruleKind], yaml: true };
  }
  const found = /^([a-z]+)\/([a-z0-9/-]+)\.md$/.exec(unified);
  const kind = found?.[1] as Kind | undefined;
  if (!found || !kind || !Object.hasOwn(kinds, kind)) return null;
  return { kind, slug: found[2] ?? '', schema: kinds[kind], yaml: false };
}
