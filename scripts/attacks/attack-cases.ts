import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const line = z.object({
  id: z.string(),
  text: z.string().min(1),
  place: z.string().default('any'),
  category: z.string().default(''),
  expect: z.string().optional(),
});

/** A string to attack with, or an innocent one that looks like an attack (`expect` is set). */
export type AttackCase = z.infer<typeof line> & { readonly file: string };

/** The cases of every `.jsonl` file in a folder, one JSON object a line. */
export function readAttacks(folder: string): readonly AttackCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((text) => text.trim())
        .map((text) => ({ ...line.parse(JSON.parse(text)), file })),
    );
}
