import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A limit that every card of a turn has to satisfy, checked against rows. `key` is price, category, brand, an option or an attribute. */
const limit = z.strictObject({
  key: z.string(),
  /** Price in the shop's currency, other numbers in the attribute's own unit. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** One of these words, compared in lower case; for a category a part of its address. */
  any: z.array(z.string()).optional(),
  none: z.array(z.string()).optional(),
  is: z.boolean().optional(),
});

const turn = z.strictObject({
  /** `{1}` stands for the title of the first product shown in the turn before, `{2}` of the second. */
  say: z.string(),
  act: z.union([z.string(), z.array(z.string())]).optional(),
  /** Tools that must have run, in any order. */
  tools: z.array(z.string()).optional(),
  /** What every card of the turn satisfies (near ones excepted). */
  limits: z.array(limit).optional(),
  cards: z.strictObject({ least: z.int().optional(), most: z.int().optional() }).optional(),
  /** Whether nothing fits and the nearest is shown instead. */
  near: z.boolean().optional(),
  /** Groups of cards, one a need. */
  groups: z.int().optional(),
  /** Products side by side. */
  compared: z.int().optional(),
  /** Labels that the need must still hold, or must not hold. */
  need: z.array(z.string()).optional(),
  forgot: z.array(z.string()).optional(),
  /** Pieces in the cart after the turn, read from rows. */
  cart: z.int().optional(),
  /** Patterns, whatever their case. */
  says: z.string().optional(),
  'never says': z.string().optional(),
  sources: z.boolean().optional(),
  /** Whether a person is brought in; where nothing is said, none may be. */
  handoff: z.boolean().optional(),
  /** The most words; 60 where nothing is said. */
  words: z.int().optional(),
  /** Cards must be for these titles of the turn before: `{1}`. */
  about: z.string().optional(),
});

const conversation = z.strictObject({
  name: z.string(),
  /** What this case keeps from coming back. */
  regression: z.string().optional(),
  turns: z.array(turn).min(1),
});

export type ExpectedLimit = z.infer<typeof limit>;
export type ExpectedTurn = z.infer<typeof turn>;
export type Case = z.infer<typeof conversation>;

/** The conversations of a folder, its sub-folders included, with the folder they stand in. Throws, naming the file. */
export function readCases(folder: string): readonly (Case & { readonly set: string })[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const parsed = z.array(conversation).safeParse(parse(readFileSync(join(folder, name), 'utf8')));
      if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
      const set = name.includes('/') ? (name.split('/')[0] ?? '') : '';
      return parsed.data.map((one) => ({ ...one, set }));
    });
}
