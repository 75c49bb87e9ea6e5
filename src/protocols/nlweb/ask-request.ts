import { z } from 'zod';

const MOST_PREVIOUS = 3; // earlier questions that are asked again to know what the last one goes on from
const text = z.string().max(2_000);
const flag = z.union([z.boolean(), z.enum(['true', 'false', '1', '0', 'on', 'off'])]);
const formats = ['chatgpt_app', 'conv_search'] as const;
const modes = ['list', 'summarize', 'generate'] as const;

export type Format = (typeof formats)[number];
type Mode = (typeof modes)[number];

/** A question as it was asked, in whichever of the protocol's forms. */
export interface AskedQuestion {
  readonly text: string;
  readonly mode: Mode;
  readonly format: Format;
  readonly streaming: boolean | null;
  readonly previous: readonly string[];
  readonly conversation: string | null;
  /** The session that the conversation belongs to. */
  readonly session: string | null;
  readonly most: number;
  readonly from: number;
}

const section = z.looseObject({});
/** The protocol's own form of a question. */
export const structuredQuestion = z.looseObject({
  query: z.looseObject({
    text: text.optional(),
    max_results: z.int().min(1).max(100).optional(),
  }),
  context: z.looseObject({ prev: z.array(text).max(50).nullish() }).nullish(),
  prefer: z
    .looseObject({
      streaming: z.boolean().nullish(),
      response_format: z.string().nullish(),
      mode: z.string().nullish(),
    })
    .nullish(),
  meta: z
    .looseObject({
      start_num: z.int().min(0).max(1_000).nullish(),
      session_context: z
        .looseObject({
          conversation_id: z.string().max(64).nullish(),
          state_token: z.string().max(600).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** The older form: one flat object, or the query of an address. */
const flat = z.looseObject({
  query: text.optional(),
  mode: z.string().optional(),
  streaming: flag.optional(),
  response_format: z.string().optional(),
  prev: z.union([text, z.array(text).max(50)]).optional(),
  conversation_id: z.string().max(64).optional(),
  state_token: z.string().max(600).optional(),
  max_results: z.coerce.number().int().min(1).max(100).optional(),
  start_num: z.coerce.number().int().min(0).max(1_000).optional(),
});

const FEW = 9; // what the protocol's own schema answers with where nobody says how many

/** Reads a question; a sentence that says what is wrong with it where it is none. What is not known is passed over. */
export function readQuestion(given: unknown): AskedQuestion | { readonly wrong: string } {
  const isStructured = section.safeParse((given as { query?: unknown } | null)?.query).success;
  const read = isStructured
    ? structuredQuestion.transform(flattened).safeParse(given)
    : flat.safeParse(given);
  if (!read.success) return { wrong: z.prettifyError(read.error) };
  const asked = read.data;
  return {
    text: asked.query?.trim() ?? '',
    mode: modes.find((one) => one === asked.mode) ?? 'list',
    format: formats.find((one) => one === asked.response_format) ?? 'chatgpt_app',
    streaming: asked.streaming === undefined ? null : [true, 'true', '1', 'on'].includes(asked.streaming),
    previous: previousOf(asked.prev).slice(-MOST_PREVIOUS),
    conversation: /^[\w-]+$/.exec(asked.conversation_id ?? '')?.[0] ?? null,
    session: asked.state_token ?? null,
    most: asked.max_results ?? FEW,
    from: asked.start_num ?? 0,
  };
}

const flattened = ({
  query,
  context,
  prefer,
  meta,
}: z.output<typeof structuredQuestion>): z.output<typeof flat> => ({
  query: query.text,
  max_results: query.max_results,
  mode: prefer?.mode ?? undefined,
  streaming: prefer?.streaming ?? undefined,
  response_format: prefer?.response_format ?? undefined,
  prev: context?.prev ?? undefined,
  start_num: meta?.start_num ?? undefined,
  conversation_id: meta?.session_context?.conversation_id ?? undefined,
  state_token: meta?.session_context?.state_token ?? undefined,
});

/** A list, the same as JSON, or one question. */
function previousOf(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined || given === '') return [];
  if (typeof given !== 'string') return given;
  try {
    const parsed = z.array(text).max(50).safeParse(JSON.parse(given));
    return parsed.success ? parsed.data : [given];
  } catch {
    return [given];
  }
}
