import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { unpackedBytes } from '#src/catalog/import/files/inspect-file.ts';

/** A later basket with one thing hidden. Only orders before `trainBefore` may be learned from. */
export interface BasketCase {
  readonly customer: string | null;
  readonly trainBefore: Date;
  /** When it was ordered; null where the file does not say. */
  readonly at: Date | null;
  readonly context: readonly string[];
  readonly hidden: string;
}

const instant = z
  .string()
  .transform((text) => new Date(`${text.replace(' ', 'T').replace(/Z$/, '')}Z`))
  .refine((at) => !Number.isNaN(at.getTime()), 'must be a time such as 2011-10-01 00:00:00');
const caseSchema = z.object({
  customer_id: z.union([z.string(), z.number()]).nullish(),
  train_before: instant,
  ts: instant.nullish(),
  context: z.array(z.union([z.string(), z.number()]).transform(String)),
  hidden: z.union([z.string(), z.number()]).transform(String),
});

/** The cases of a file of JSON lines, also as .gz. Throws with the line that cannot be read. */
export async function readCases(file: string): Promise<readonly BasketCase[]> {
  const bytes = unpackedBytes({ name: file, open: () => createReadStream(file) });
  const cases: BasketCase[] = [];
  let line = 0;
  for await (const text of createInterface({ input: Readable.from(bytes) })) {
    line++;
    if (!text.trim()) continue;
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (error) {
      throw new RangeError(`${file}:${line} is no JSON.`, { cause: error });
    }
    const parsed = caseSchema.safeParse(data);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new RangeError(`${file}:${line}: ${issue?.path.join('.')} ${issue?.message}`);
    }
    const { customer_id: customer, train_before: trainBefore, ts, context, hidden } = parsed.data;
    cases.push({
      customer: customer === null || customer === undefined ? null : String(customer),
      trainBefore,
      at: ts ?? null,
      context,
      hidden,
    });
  }
  return cases;
}
