import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGE } from './language.ts';
import { trainLabels, type Scorer } from './intent-classifier.ts';

const schema = z.record(
  z.string(),
  z.strictObject({
    about: z.array(z.string().min(1)).min(1),
    words: z.string().min(1),
    says: z.array(z.string().min(1)).min(3),
  }),
);

/** A subject of the rules of buying: which policies and FAQs may answer, and how a policy would put it. */
export interface PolicyTopic {
  readonly subject: string;
  readonly about: readonly string[];
  readonly words: string;
}

const SURE = 0.5; // below this a question may be about another rule, and all of them are looked through

let read: z.infer<typeof schema> | undefined;
let scorer: Scorer<string> | undefined;

/** The subject of a question about the rules of buying; null where no subject is sure. */
export function policyTopicOf(question: string): PolicyTopic | null {
  const rules = (read ??= readRules());
  scorer ??= trainLabels(
    Object.entries(rules).flatMap(([subject, { says }]) => says.map((say) => ({ label: subject, say }))),
  );
  const [{ label, score, own }] = scorer(question);
  const rule = rules[label];
  return rule && score >= SURE && own > 0 ? { subject: label, about: rule.about, words: rule.words } : null;
}

/** Reads the subjects of one language. Throws, naming the file, where they cannot be read. */
function readRules(code = LANGUAGE): z.infer<typeof schema> {
  const here = dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts'));
  const file = `rules-${code}.yaml`;
  const parsed = schema.safeParse(parse(readFileSync(join(here, 'language', file), 'utf8')));
  if (!parsed.success) throw new Error(`language/${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
