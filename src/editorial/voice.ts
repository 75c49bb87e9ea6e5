import { z } from 'zod';

/*
 * The sentences a marketer may word: each with the values it may hold, as `{total}`. A sentence left out keeps the
 * wording the shop came with. Values that decide the answer must stay: a price cannot be worded away.
 */

/** Sentences by section, with what each may hold; a value ending in `!` has to be there. */
export const voiceSentences = {
  search: {
    count: ['total!', 'wanted!', 'for', 'order'],
    pick: ['title!', 'for', 'price!'],
    only: ['title!', 'for', 'price!'],
    still: ['title!', 'price!'],
    step: ['title!', 'price!'],
    less: ['title!', 'price!'],
    none: ['wanted!'],
    nearest: ['title!', 'price!', 'breaks!'],
    nothing: [],
    retry: [],
    end: [],
    question: ['label!', 'choices!'],
  },
  need: {
    forgot: [],
    'not-set': [],
    undone: [],
    'nothing-to-undo': [],
    aside: ['titles!'],
    'no-more': [],
    cleared: [],
  },
  cart: {
    added: ['what!'],
    set: ['what!', 'quantity!'],
    removed: ['what!'],
    swapped: ['title!', 'variant!', 'from!'],
    fewer: ['what!', 'quantity!', 'rest!'],
    state: ['pieces!', 'subtotal!', 'rest'],
    empty: [],
  },
  talk: {
    thanks: [],
    'off-topic': ['shop'],
    complaint: [],
    unsure: [],
    offer: [],
    'not-offered': ['what!'],
    'no-advice': [],
    language: [],
    machine: ['shop!'],
    code: [],
    'nothing-shown': [],
    no: [],
    yes: [],
    'no-idea': [],
  },
  compare: { beside: ['title!'] },
  kit: {
    built: ['kit!', 'count', 'total!'],
    left: ['left!'],
    owned: ['parts!'],
    out: ['part!', 'reason!'],
    buy: [],
    sizes: [],
    which: ['kits!'],
    none: [],
  },
  due: { 'sign-in': [], none: [] },
  person: {
    asked: [],
    harmed: [],
    'order-problem': [],
    anger: [],
    legal: [],
    payment: [],
    'repeated-failure': [],
  },
  together: {
    none: ['title!'],
    orders: ['title!', 'others!', 'orders', 'first'],
    editors: ['title!', 'others!'],
    uses: ['title!', 'others!'],
    also: ['others!'],
    bundle: ['title!', 'items!', 'apart!', 'together!'],
    'no-bundles': [],
  },
  purpose: {
    pick: ['purpose!', 'title!', 'price!'],
    with: ['others!'],
    'not-for': ['title!', 'whom!', 'price'],
    dearer: ['title!', 'price!'],
  },
  offers: { applied: ['offers!'], near: ['offers!'], needs: [], none: [], bundles: ['bundles!'] },
  points: {
    none: [],
    'sign-in': [],
    join: ['program!'],
    balance: ['points!', 'worth!'],
    away: ['away!', 'tier!'],
    expiring: ['points!', 'day!'],
  },
  orders: {
    ask: [],
    unknown: [],
    often: [],
    found: ['number!', 'state!'],
    which: ['titles!'],
    'return-started': ['number!', 'what!', 'refund!'],
    'look-first': ['what!', 'refund!', 'offers!'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

const LONGEST = 200; // characters of a sentence

function sentence(allowed: readonly string[]) {
  const names = new Set(allowed.map((name) => name.replace('!', '')));
  const needed = allowed.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1));
  return z
    .string()
    .min(1)
    .max(LONGEST)
    .superRefine((text, context) => {
      const held = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
      const unknown = held.filter((name) => !names.has(name));
      const missing = needed.filter((name) => !held.includes(name));
      const message = unknown.length
        ? `{${unknown[0]}} is no value of this sentence; it may hold ${[...names].map((name) => `{${name}}`).join(', ') || 'none'}`
        : missing.length
          ? `{${missing[0]}} has to be in this sentence`
          : /\d/.test(text)
            ? 'A number in a sentence would not come from the shelves; take it out'
            : null;
      if (message) context.addIssue({ code: 'custom', message });
    });
}

const sectionOf = (sentences: Readonly<Record<string, readonly string[]>>) =>
  z
    .strictObject(
      Object.fromEntries(
        Object.entries(sentences).map(([name, values]) => [
          name,
          z
            .array(sentence(values))
            .min(1)
            .max(12)
            .optional()
            .describe(
              `Ways to say it, taken in turn.${values.length ? ` Values: ${values.map((one) => `{${one.replace('!', '')}}`).join(', ')}.` : ''}`,
            ),
        ]),
      ),
    )
    .optional();

/** A file of `content/voice/`: how the assistant words its sentences. */
export const voiceSchema = z.strictObject(
  Object.fromEntries(Object.entries(voiceSentences).map(([name, sentences]) => [name, sectionOf(sentences)])),
);

/** Sentences by section and name, each with its wordings. */
export type VoiceWords = Readonly<
  Record<string, Readonly<Record<string, readonly string[] | undefined>> | undefined>
>;

/** `content/voice/guidance.md`: what the assistant has to know and how it speaks, in plain words below the fields. */
export const guidanceSchema = z.strictObject({
  title: z.string().min(1).max(80).describe('A heading for the people who edit it.'),
});

export type GuidanceWords = z.infer<typeof guidanceSchema>;
