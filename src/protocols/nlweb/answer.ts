import { callShopTool } from '#agents/shopping/run/shop-tools.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import type { Shop } from '#src/shop.ts';
import { isCartTooMany } from '../agents/admit.ts';
import type { Agent } from '../agents/agent.ts';
import { newSession, readSession, type AgentSession } from '../agent-session.ts';
import { askAssistant, type Asked } from '../asked.ts';
import type { AskedQuestion, Format } from './ask-request.ts';
import { policiesOf, resultsOf, type ResultObject, type Told } from './results.ts';

export const VERSION = '0.54';

/** An answer as the protocol's schemas have it (`AnswerResponse…`, `FailureResponse`). */
export type WireAnswer = Readonly<Record<string, unknown>>;

interface Found {
  readonly told: readonly Told[];
  /** What was said; null where only a list was asked for. */
  readonly asked: Asked | null;
  readonly own: AgentSession | null;
}

/** Finds and says what a question asks for: the same search and the same conversation as on the pages. */
export async function answerQuestion(
  shop: Shop,
  by: { readonly asker: Asker; readonly agent: Agent },
  question: AskedQuestion,
  signal?: AbortSignal,
): Promise<WireAnswer> {
  const goesOn = question.previous.length > 0 || question.conversation !== null;
  const found =
    question.mode === 'list' && !goesOn
      ? await listed(shop, by.asker, question)
      : await conversed(shop, by, question, signal);
  const { asked, own } = found;
  const results = await resultsOf(shop, found.told);
  const passages = (asked?.sources ?? []).map(({ title, url, quote }): ResultObject => ({
    '@type': 'WebPage',
    name: title,
    url,
    text: quote,
    grounding: { source_urls: [url] },
  }));
  const said = asked && question.mode !== 'list' ? asked.answer : null;
  const understood = asked ? understoodIn(asked) : '';
  return {
    ...answered(question.format, [...results, ...passages], said, {
      ...(goesOn && understood ? { decontextualized_query: understood } : {}),
      ...(asked && own
        ? { session_context: { conversation_id: asked.conversation, state_token: own.session } }
        : {}),
    }),
    ...(results.length ? { policies: policiesOf(shop) } : {}),
  };
}

/** An answer in the format that was asked for; `said` are the words of the assistant. */
function answered(
  format: Format,
  results: readonly ResultObject[],
  said: string | null,
  meta: Readonly<Record<string, unknown>>,
): WireAnswer {
  const _meta = { response_type: 'Answer', response_format: format, version: VERSION, ...meta };
  if (format === 'conv_search')
    return { _meta, results: said ? [{ '@type': 'Answer', text: said }, ...results] : results };
  const names = results.map((one) => `${String(one['name'])}: ${String(one['url'])}`);
  const words = said ?? (names.length ? names.join('\n') : 'Nothing here fits that.');
  return { _meta, content: [{ Type: 'text', Text: words }], structuredData: results };
}

export const failed = (code: string, message: string): WireAnswer => ({
  _meta: { response_type: 'Failure', version: VERSION },
  error: { code, message },
});

/** The products of one page of the search, or those that come nearest. */
async function listed(shop: Shop, asker: Asker, { text, from, most }: AskedQuestion): Promise<Found> {
  const told: Told[] = [];
  let skip = from % PAGE;
  for (let page = Math.floor(from / PAGE) + 1; told.length < most && page <= MOST_PAGES; page++) {
    const { answer } = await callShopTool(shop, { visitorId: '', asker, text }, 'search_products', {
      query: text,
      page,
    });
    const { products, nearMisses, total } = answer as unknown as {
      products: readonly Told[];
      nearMisses: readonly Told[];
      total: number;
    };
    told.push(...(products.length ? products : nearMisses).slice(skip));
    skip = 0;
    if (page * PAGE >= total) break;
  }
  return { told: told.slice(0, most), asked: null, own: null };
}

const PAGE = 6; // products that the tool answers with at a time
const MOST_PAGES = 50;

/** A turn of the conversation, after those that came before it. */
async function conversed(
  shop: Shop,
  { asker, agent }: { readonly asker: Asker; readonly agent: Agent },
  { text, previous, conversation, session, most }: AskedQuestion,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const given = session ? await readSession(shop.db, session) : null;
  const own = given ?? (await newSession(shop.db));
  let at = conversation;
  for (const earlier of conversation ? [] : previous)
    at = (await askAssistant(shop, { ...own, asker, conversation: at, text: earlier, signal })).conversation;
  const asked = await askAssistant(shop, { ...own, asker, conversation: at, text, signal });
  const { agents } = shop.content.current().store;
  const isTooMany = !given && (await isCartTooMany(shop.db, agents, agent, own.visitorId, new Date()));
  return { told: asked.products.slice(0, most), asked, own: isTooMany ? null : own };
}

/** The limits that the turn was understood by, as its chips say them. */
const understoodIn = ({ parts }: Asked): string =>
  parts
    .flatMap((part) => (part.type === 'data-need' ? part.data.chips.map(({ label }) => label) : []))
    .join(', ');
