import { glossed } from '#src/language/gloss.ts';
import { languageOf, messagesOf } from '#src/messages/messages.ts';
import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from 'langchain';
import { cartOf } from '#src/carts/cart-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { productBySlug, productsBySlug } from '#src/catalog/product-store.ts';
import { emptyState, type ConversationState } from '#src/conversations/conversation-state.ts';
import type { Database } from '#src/database/database.ts';
import type { Fired } from '#src/handoff/triggers.ts';
import { type Permit } from '#src/http/load/turn-permits.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import type { Shop } from '#src/shop.ts';
import type { Unanswered } from '#src/open-questions/note-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { shoppingAgent, type Hosted } from '../graph.ts';
import { safeQuote } from '../guardrails/grounded-numbers.ts';
import { actionName } from '../decide/action.ts';
import { isEvident } from '../decide/evidence.ts';
import { chooseAction, decidedBy } from '../decide/choose-action.ts';
import { phraseResults } from '../offline-model/next-step.ts';
import { circuitOf } from '../model/health.ts';
import { hostedModel } from '../model/hosted-model.ts';
import { suggestedReplies } from '../present/suggested-replies.ts';
import { fallbackNote } from '../present/fallback-note.ts';
import { ordersIt } from '../understand/cart-words.ts';
import { isShort } from '../understand/wish-words.ts';
import { withoutSlips } from '../understand/slips.ts';
import { policyTopicOf } from '../understand/policy-topic.ts';
import { shownOf, understandTurn } from '../understand/understand-turn.ts';
import { promptExamples } from '../prompt-examples.ts';
import { PROMPT_VERSION } from '../prompts.ts';
import { brokenTurn } from './broken-turn.ts';
import { handOffSignals } from './hand-off-signals.ts';
import { unanswered } from './unanswered.ts';
import type { PartEvent, Turn } from '../state.ts';
import { readResult } from '../tool-results/tool-result.ts';
import { withDeadline } from '../model/deadline.ts';

/** A turn as it comes in, after the door has checked it. */
export interface TurnInput {
  readonly visitorId: string;
  readonly asker?: Asker | undefined;
  /** To work at the turn; given back at once where a hosted model does. */
  readonly permit: Permit;
  readonly text: string;
  readonly state: ConversationState;
  /** Slug of the product page the shopper is on. */
  readonly pageSlug: string | null;
  /** When the turn is said; the clock's time where nothing is given. */
  readonly now?: Date;
  /** Earlier turns, oldest first. */
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
}

export type TurnEvent =
  | PartEvent
  /** Words of the answer, to be put behind those before them as they are. */
  | { readonly part: 'text'; readonly data: string }
  /** Always the last: what the conversation remembers, and who answered. */
  | {
      readonly part: 'end';
      readonly data: {
        readonly state: ConversationState;
        readonly answeredBy: Turn['answeredBy'];
        /** What was understood and done, for evaluation. */
        readonly trace?: Trace;
      };
    };

/** The action chosen for a turn and the tools that ran, in order. */
export interface Trace {
  readonly action: string;
  readonly tools: readonly string[];
  /** The name of the condition that chose the action. */
  readonly because: string;
  /** The intents that scored most, with the signs that spoke for them. */
  readonly intents: readonly {
    readonly intent: string;
    readonly score: number;
    readonly because: readonly string[];
  }[];
  /** The query after the turn. */
  readonly query: ConversationState['query'];
  /** Why the turn was handed off to a person, or null. */
  readonly handOff: string | null;
  /** What made it so. */
  readonly scores?: Fired['scores'];
  /** Why what the tools found is no answer, or null. */
  readonly unanswered: Unanswered | null;
  /** Why the offline model took over, or null. */
  readonly fallbackReason: Turn['fallbackReason'];
  /** What the hosted model was told with and what it cost. */
  readonly prompt: number;
  readonly tokens: number;
}

const MOST_IN_VIEW = 8;
const MOST_HISTORY = 12; // messages a hosted model is shown; what matters of earlier ones is in the conversation state
const TURN_MS = 20_000; // a net; the offline model has as much again from when it takes over, whatever a hosted one took
const STEPS = 40; // of the graph: more than the tool budget can use, so it never cuts an answer off

/**
 * Runs one turn and answers its parts as they come: cards while tools run, words after them,
 * those of a hosted model sentence by sentence. Ends early with the signal; once
 * `unattended` aborts, the offline model finishes it.
 */
export async function* runTurn(
  shop: Shop,
  input: TurnInput,
  signal: AbortSignal,
  unattended: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const limit = withDeadline(signal, TURN_MS);
  try {
    yield* turnWithin(
      shop,
      input,
      { stopped: signal, unattended, takeOver: () => limit.renew(TURN_MS) },
      limit.signal,
    );
  } finally {
    limit.end();
  }
}

async function* turnWithin(
  shop: Shop,
  input: TurnInput,
  ends: Pick<Hosted, 'stopped' | 'unattended' | 'takeOver'>,
  within: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const { answers } = messagesOf(shop.content.current().store.locale);
  yield { part: 'status', data: { text: answers.lookingThrough } };
  const turn = await openTurn(shop, input);
  try {
    yield* runOpened(shop, turn, input, ends, within);
  } catch (error) {
    throw await brokenTurn(turn, error);
  }
}

async function* runOpened(
  shop: Shop,
  turn: Turn,
  input: TurnInput,
  ends: Pick<Hosted, 'stopped' | 'unattended' | 'takeOver'>,
  within: AbortSignal,
): AsyncGenerator<TurnEvent> {
  const hosted = await hostedFor(shop, turn, ends, within);
  if (hosted) input.permit.release(); // such a turn mostly waits for its model
  turn.answeredBy = hosted ? 'llm' : 'offline';
  const agent = shoppingAgent(turn, hosted);
  const stream = await agent.stream(
    { messages: modelMessages(input) },
    {
      streamMode: ['updates', 'custom'],
      signal: within,
      recursionLimit: STEPS,
    },
  );
  // Sources stand below the words that lean on them.
  const after: PartEvent[] = [];
  const results: ToolMessage[] = [];
  let said = false;
  const words = (text: string): TurnEvent => {
    const data = said ? `\n\n${text}` : text;
    said = true;
    return { part: 'text', data };
  };
  for await (const [mode, chunk] of stream as AsyncIterable<[string, unknown]>) {
    if (mode === 'custom') {
      const event = chunk as Exclude<TurnEvent, { readonly part: 'end' }>;
      said ||= event.part === 'text';
      if (event.part === 'sources') after.push(event);
      else {
        turn.hasShown = true;
        yield event;
      }
    } else {
      results.push(...toolMessages(chunk));
      // A hosted model's words were said as they came.
      const text = turn.answeredBy === 'offline' ? finalText(chunk) : null;
      if (text) yield words(text);
    }
  }
  // A model can end a run without a word, for instance by repeating the id of a call.
  if (!said) {
    if (turn.answeredBy === 'llm') turn.fallbackReason ??= 'unclear';
    turn.answeredBy = 'offline';
    yield words(safeQuote(turn, phraseResults(turn, results.map(readResult))));
  }
  yield* after;
  if (turn.fallbackReason)
    yield { part: 'note', data: { text: fallbackNote(turn.fallbackReason, turn.locale) } };
  const [named, other] = turn.understanding.named;
  turn.state = {
    ...turn.state,
    // What a question of rules or of health names is what "it" means after it.
    ...(named && !other && chooseAction(turn).kind === 'content' ? { focus: shownOf(named) } : {}),
    misses: didNotHelp(turn) ? turn.state.misses + 1 : 0,
    wrote: turn.changes.size ? turn.state.wrote : null,
    topic: chooseAction(turn).kind === 'content' ? topicOf(turn) : null,
  };
  const chips = suggestedReplies(turn);
  const { question } = turn;
  if (chips.length)
    yield {
      part: 'chips',
      data: question
        ? { title: answersIn(turn).which(answersIn(turn).within(question.label)), chips }
        : { chips },
    };
  const action = chooseAction(turn);
  const trace = {
    action: actionName(action),
    because: decidedBy(turn),
    intents: turn.understanding.intents.slice(0, 3),
    query: turn.state.query,
    handOff: action.kind === 'hand-off' ? action.reason : null,
    ...(action.kind === 'hand-off' ? { scores: action.scores } : {}),
    tools: results.flatMap(({ name }) => name ?? []),
    unanswered: unanswered(results.map(readResult)),
    fallbackReason: turn.fallbackReason,
    prompt: PROMPT_VERSION,
    tokens: turn.spent.tokens,
  };
  yield { part: 'end', data: { state: turn.state, answeredBy: turn.answeredBy, trace } };
}

/** The hosted model that the settings name, within its part of the turn's time; null where there is none. */
async function hostedFor(
  { environment }: Shop,
  turn: Turn,
  ends: Pick<Hosted, 'stopped' | 'unattended' | 'takeOver'>,
  within: AbortSignal,
): Promise<Hosted | null> {
  if (environment.LLM_PROVIDER === 'offline') return null;
  const { signal: deadline, end } = withDeadline(within, environment.LLM_TURN_MS);
  ends.unattended.addEventListener('abort', end, { once: true });
  if (ends.unattended.aborted) end();
  const model = await hostedModel(environment, deadline);
  if (!model) return null;
  const examples = await promptExamples(turn);
  return { model, circuit: circuitOf(environment), caps: environment, examples, deadline, ...ends };
}

/** Whether the turn was no help: the shopper said that the last one was not. A hand-off begins anew. */
function didNotHelp(turn: Turn): boolean {
  const action = chooseAction(turn);
  return action.kind === 'talk' && action.intent === 'complaint';
}

/** Opening a product's page speaks of that product, until another is spoken of. */
const atPage = (state: ConversationState, page: Product | null): ConversationState =>
  page && page.slug !== state.at ? { ...state, at: page.slug, focus: shownOf(page) } : state;

/** The rule of buying that was asked for in the turn, or that it went on with. */
function topicOf(turn: Turn): string | null {
  const action = chooseAction(turn);
  const asked = action.kind === 'content' ? (action.question ?? turn.text) : turn.text;
  return policyTopicOf(asked)?.about[0] ?? turn.state.topic;
}

const answersIn = ({ locale }: Turn) => messagesOf(locale).answers;

/** What a turn starts from: the words understood, the cart as it stands, and what the conversation remembers. */
export async function openTurn(shop: Shop, input: TurnInput): Promise<Turn> {
  const { db } = shop;
  const content = shop.content.current();
  const language = languageOf(content.store.locale);
  const vocabulary = await readVocabulary(db);
  const put = glossed(input.text, language);
  const text = put === input.text ? withoutSlips(put, vocabulary) : put;
  const page = input.pageSlug ? await productBySlug(db, input.pageSlug) : null;
  const now = input.now ?? new Date();
  const before = atPage(input.state, page);
  const [understanding, cart] = await Promise.all([
    understandTurn(db, vocabulary, text, before, page),
    cartOf(db, input.visitorId),
  ]);
  const signals = await handOffSignals(db, content, { visitorId: input.visitorId, cart }, now);
  const [top] = understanding.intents;
  const state =
    top.intent === 'start-over' && isEvident(top, text) ? { ...emptyState, seen: before.seen } : before;
  return {
    db,
    content,
    vocabulary,
    visitorId: input.visitorId,
    asker: input.asker,
    handOffSignals: signals,
    now,
    currency: content.store.currency,
    locale: content.store.locale,
    text,
    said: input.text,
    earlier: input.history.filter((one) => one.role === 'user').map((one) => glossed(one.text, language)),
    page,
    understanding,
    inView: isShort(text) || ordersIt({ text, understanding, state }) ? await inViewOf(db, state, page) : [],
    held: cart.lines,
    queryBefore: state.query,
    shownBefore: state.shown,
    state,
    allowedIds: new Set(),
    changes: new Map(),
    written: [],
    question: null,
    choices: [],
    offered: [],
    offersPerson: false,
    hasShown: false,
    giveWay: () => input.permit.giveWay(),
    toolCalls: 0,
    answeredBy: 'offline',
    fallbackReason: null,
    spent: { tokens: 0, micros: 0 },
  };
}

/** What "it" or a few words of a title may mean. */
async function inViewOf(
  db: Database,
  { focus, shown }: ConversationState,
  page: Product | null,
): Promise<readonly Product[]> {
  const slugs = [focus?.slug, page?.slug, ...shown.map(({ slug }) => slug)].filter(
    (slug) => slug !== undefined,
  );
  return productsBySlug(db, [...new Set(slugs)].slice(0, MOST_IN_VIEW));
}

const modelMessages = (input: TurnInput): BaseMessage[] => [
  ...input.history
    .slice(-MOST_HISTORY)
    .map(({ role, text }) => (role === 'user' ? new HumanMessage(text) : new AIMessage(text))),
  new HumanMessage(input.text),
];

/** What tools answered in a step. */
const toolMessages = (update: unknown): readonly ToolMessage[] =>
  Object.values((update ?? {}) as Record<string, { messages?: unknown } | null>).flatMap((step) =>
    [step?.messages].flat().filter((message): message is ToolMessage => ToolMessage.isInstance(message)),
  );

/** The words of a model step that calls no tool; they are whole and checked before anybody sees them. */
function finalText(update: unknown): string | null {
  for (const step of Object.values((update ?? {}) as Record<string, { messages?: unknown } | null>)) {
    const messages = Array.isArray(step?.messages) ? step.messages : [step?.messages];
    const last: unknown = messages.at(-1);
    if (AIMessage.isInstance(last) && !last.tool_calls?.length && last.text) return last.text;
  }
  return null;
}
