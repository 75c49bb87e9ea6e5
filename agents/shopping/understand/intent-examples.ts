import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** What a turn can want. `agents/shopping/examples/*.yaml` holds labelled turns of each. */
export const intents = [
  'find',
  'refine',
  'for-someone',
  'forget',
  'undo',
  'reject',
  'start-over',
  'more',
  'compare',
  'explain',
  'product-question',
  'details',
  'cart-add',
  'cart-remove',
  'cart-set',
  'cart-view',
  'bundle',
  'offers',
  'points',
  'reorder',
  'due',
  'advice',
  'health',
  'policy',
  'shape',
  'order-status',
  'return-order',
  'order-problem',
  'person',
  'complaint',
  'greeting',
  'thanks',
  'off-topic',
] as const;

export type Intent = (typeof intents)[number];

/** Stands for a product's name in labelled turns (`{product}`) and in turns as they are read, whatever the shop sells. */
export const PRODUCT = 'namedproduct';

export interface Example {
  readonly intent: Intent;
  readonly say: string;
}

const file = z.partialRecord(z.enum(intents), z.array(z.string().min(1)));

/** The labelled turns that ship with the project. Throws, naming the file, where one cannot be read. */
export function readExamples(folder = examplesFolder()): readonly Example[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const parsed = file.safeParse(parse(readFileSync(join(folder, name), 'utf8')));
      if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
      return Object.entries(parsed.data).flatMap(([intent, turns]) =>
        turns.map((say): Example => ({
          intent: intent as Intent,
          say: say.replaceAll('{product}', PRODUCT),
        })),
      );
    });
}

const examplesFolder = () =>
  join(dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts')), 'examples');
