import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { lastFound, type ToolResult } from '../tool-results/tool-result.ts';
import { isReduced, returned, wasChanged } from './grounded-acts.ts';

/** What sentences are judged by: the results of the turn, and what they and the shop's guidance say in lower case. */
interface Told {
  readonly results: readonly ToolResult[];
  /** All of it, and the same without what others wrote. */
  readonly told: string;
  readonly own: string;
}

const CAPITALS = /\b[A-Z][A-Z\d-]{2,}\b/g;
const NAMES = /(?<![\p{L}\d])\p{Lu}\p{L}+/gu;
const CASELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** By the name of a claim: whether the sentence that makes it is true. */
const IS_TRUE = {
  'cart changed': (_, { results }) => wasChanged(results),
  'price reduced': (_, { results }) => isReduced(results),
  'order cancelled': (_, { results }) => /cancel/i.test(lastFound(results, 'order_status')?.state ?? ''),
  'return opened': (_, { results }) => returned(results),
  'done by a person': () => false,
  left: (sentence, { own }) => {
    const counts = sentence.match(/\d+/g) ?? [];
    return counts.length
      ? counts.some((count) => new RegExp(String.raw`(?<![\d.,])${count} left\b`).test(own))
      : /\d left\b/.test(own);
  },
  code: (sentence, { own }) =>
    (sentence.match(CAPITALS) ?? []).every((code) => own.includes(code.toLowerCase())),
  made: (sentence, { told }) =>
    !CASELESS.test(sentence) && // The first word is capital for another reason.
    (sentence.replace(/^\P{L}*\p{L}+/u, '').match(NAMES) ?? []).every((name) =>
      told.includes(name.toLowerCase()),
    ),
  free: (_, { own }) => /\bfree\b|\bno cost\b/.test(own),
} satisfies Readonly<Record<string, (sentence: string, told: Told) => boolean>>;

type Claim = keyof typeof IS_TRUE;
const CLAIMS = Object.keys(IS_TRUE) as readonly Claim[];

const words = z.array(z.string().min(1));
const schema = z.record(
  z.string(),
  z.strictObject({
    denying: words,
    ...(Object.fromEntries(CLAIMS.map((claim) => [claim, z.array(words)])) as Record<
      Claim,
      z.ZodArray<typeof words>
    >),
  }),
);

type Spoken = z.infer<typeof schema>[string];

const here = dirname(createRequire(import.meta.url).resolve('#agents/shopping/parts.ts'));
const languages = Object.values(
  schema.parse(parse(readFileSync(join(here, 'language', 'claims.yaml'), 'utf8'))),
);

const holds = (sentence: string, beginnings: readonly string[]): boolean =>
  beginnings.some((one) => sentence.includes(CASELESS.test(one) ? one : ` ${one}`));

const BESIDE = 3; // words between a number and what it counts

/** Whether a number stands beside one of the words: `quedan 2`, `2 piezas quedan`. */
function isCounted(sentence: string, beginnings: readonly string[]): boolean {
  if (CASELESS.test(sentence)) return /\d/.test(sentence) && holds(sentence, beginnings);
  const tokens = sentence.trim().split(' ');
  return tokens.some(
    (token, at) =>
      beginnings.some((one) => token.startsWith(one)) &&
      tokens.slice(Math.max(0, at - BESIDE), at + BESIDE + 1).some((near) => /^\d+$/.test(near)),
  );
}

/** Names of the claims that the sentence makes in another language than English and that nothing of this turn makes true. */
export function falseClaimsAbroad(sentence: string, told: Told): readonly Claim[] {
  if (/[?？]["”»』」]?\s*$/u.test(sentence)) return [];
  const said = ` ${sentence.toLowerCase().replace(/[^\p{L}\p{N}'’]+/gu, ' ')} `;
  const isSaid = ({ denying, ...claims }: Spoken, claim: Claim): boolean =>
    claim === 'left'
      ? claims.left.every((list) => holds(said, list)) || isCounted(said, claims.left.at(-1) ?? [])
      : !holds(said, denying) && claims[claim].every((list) => holds(said, list));
  return CLAIMS.filter(
    (claim) =>
      languages.some((language) => isSaid(language, claim)) && !IS_TRUE[claim](sentence.trim(), told),
  );
}
